/**
 * What messages offer to choose, in the chat: a chunk of its own, fetched when the first message with content is there. Until
 * then, and where it cannot be had, the message's text says it.
 */
import type { CSSResult, LitElement } from 'lit';
import type { ContactModel } from '../session/index.js';
import { ContentBlocks, type Shown } from '../ui/content-blocks.js';
import { contentStyles } from '../ui/content-styles.js';
import { contentViews } from '../ui/content-views.js';
import { enContent } from '../ui/en-content.js';
import { spoken, type Language } from '../ui/words.js';

export class ContentPart {
  static readonly styles: readonly CSSResult[] = [contentStyles];
  private readonly blocks: ContentBlocks;

  constructor(
    host: LitElement,
    private readonly choose: (text: string, to: string, ids: readonly string[]) => void,
  ) {
    this.blocks = new ContentBlocks(host);
  }

  /** Changes with whatever is drawn differently though no message has changed. */
  get version(): number {
    return this.blocks.version;
  }

  /** What stands under or instead of a message's text, by its key. */
  shown(model: ContactModel, language: Language): (key: string, text: string) => Shown | undefined {
    const { state } = model.snapshot;
    const views = contentViews(model.events, model.pending, state === 'closed' || state === 'wrap-up');
    return (key, text) => {
      const view = views.get(key);
      return view && this.blocks.render(key, text, view, { strings: spoken(enContent, language), locale: language.locale, onChoose: (to, said, ids) => this.choose(said, to, ids) });
    };
  }
}
