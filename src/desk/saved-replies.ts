/**
 * Saved replies over the message field: `/` at its beginning opens them, words after it search, a choice is put into the
 * field. Nothing is sent by it. Knows the list and which row is active; the field is the composer's.
 */
import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { Clock, SavedReply } from '../protocol/index.js';
import { enReplies } from './en-replies.js';

export interface SavedRepliesOptions {
  readonly clock: () => Clock;
  readonly load: () => Promise<readonly SavedReply[]>;
  /** The text as it would come into the field. */
  readonly filled: (text: string) => string;
  readonly onChoose: (reply: SavedReply) => void;
  /** To those who don't see it. */
  readonly say: (text: string) => void;
}

/** What is typed, for a contact of a queue. */
export interface ReplyQuery {
  readonly draft: string;
  readonly queueId: string | undefined;
}

type Load = { readonly kind: 'none' } | { readonly kind: 'loading' } | { readonly kind: 'failed' } | { readonly kind: 'there'; readonly at: number; readonly replies: readonly SavedReply[] };

/** A list older than this is asked for again at the next `/`. Milliseconds. */
const freshMs = 60_000;
/** Most rows at once. */
const most = 50;

/** Replies for a queue that hold every word, those first whose title begins with what is typed. Pure. */
export function matchingReplies(replies: readonly SavedReply[], { draft, queueId }: ReplyQuery): readonly SavedReply[] {
  const typed = draft.slice(1).trim().toLowerCase();
  const words = typed.split(/\s+/u);
  const found = replies.filter(({ title, text, queueIds }) => {
    if (queueIds !== undefined && (queueId === undefined || !queueIds.includes(queueId))) return false;
    const all = `${title} ${text}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
  const first = ({ title }: SavedReply): number => (title.toLowerCase().startsWith(typed) ? 0 : 1);
  return [...found].sort((a, b) => first(a) - first(b)).slice(0, most);
}

export class SavedReplies {
  readonly #host: LitElement;
  readonly #options: SavedRepliesOptions;
  #load: Load = { kind: 'none' };
  #query: ReplyQuery | undefined;
  #found: readonly SavedReply[] = [];
  #active = 0;

  constructor(host: LitElement, options: SavedRepliesOptions) {
    this.#host = host;
    this.#options = options;
  }

  /** The field has changed. */
  typed(query: ReplyQuery): void {
    if (!query.draft.startsWith('/')) {
      this.close();
      return;
    }
    if (this.#query === undefined) this.#ask();
    this.#query = query;
    this.#active = 0;
    this.#search();
  }

  close(): void {
    if (this.#query === undefined) return;
    this.#query = undefined;
    this.#found = [];
    this.#host.requestUpdate();
  }

  /** The agent has signed out. */
  forget(): void {
    this.#load = { kind: 'none' };
    this.close();
  }

  /** True where the key was meant for the list. */
  key({ key, shiftKey, altKey, ctrlKey, metaKey, isComposing }: KeyboardEvent): boolean {
    if (this.#query === undefined || altKey || ctrlKey || metaKey || isComposing) return false;
    if (key === 'Escape') {
      this.close();
      return true;
    }
    const chosen = this.#found[this.#active];
    if (chosen === undefined) return false;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      this.#move(key === 'ArrowDown' ? 1 : -1);
      return true;
    }
    if ((key !== 'Enter' && key !== 'Tab') || shiftKey) return false;
    this.#choose(chosen);
    return true;
  }

  render(): TemplateResult | typeof nothing {
    if (this.#query === undefined) return nothing;
    const load = this.#load;
    const empty = load.kind === 'there' ? (load.replies.length === 0 ? enReplies.nobodys : enReplies.none) : { none: '', loading: enReplies.loading, failed: enReplies.failed }[load.kind];
    return html`<div class="replies" part="saved-replies">
      <p class="replies-head">${enReplies.savedReplies}${this.#found.length === 0 ? nothing : html`<span>${enReplies.hint}</span>`}</p>
      ${this.#found.length === 0
        ? html`<p class="under" role="status">${empty}</p>`
        : html`<ul role="listbox" aria-label=${enReplies.savedReplies} tabindex="-1">
            ${this.#found.map((reply, at) => html`<li role="option" aria-selected=${at === this.#active ? 'true' : 'false'} @pointerdown=${keepFocus} @click=${() => this.#choose(reply)}><b>${reply.title}</b><span dir="auto">${this.#options.filled(reply.text)}</span></li>`)}
          </ul>`}
    </div>`;
  }

  #ask(): void {
    const load = this.#load;
    if (load.kind === 'loading' || (load.kind === 'there' && this.#options.clock().now() - load.at < freshMs)) return;
    if (load.kind !== 'there') this.#load = { kind: 'loading' };
    this.#options.load().then(
      (replies) => this.#heard({ kind: 'there', at: this.#options.clock().now(), replies }),
      () => this.#heard(load.kind === 'there' ? load : { kind: 'failed' }),
    );
  }

  #heard(load: Load): void {
    this.#load = load;
    this.#search();
  }

  #search(): void {
    this.#found = this.#query === undefined || this.#load.kind !== 'there' ? [] : matchingReplies(this.#load.replies, this.#query);
    this.#active = Math.min(this.#active, Math.max(0, this.#found.length - 1));
    if (this.#query !== undefined && this.#load.kind === 'there') this.#options.say(enReplies.found(this.#found.length));
    this.#host.requestUpdate();
  }

  #move(by: number): void {
    this.#active = (this.#active + by + this.#found.length) % this.#found.length;
    this.#options.say(this.#found[this.#active]?.title ?? '');
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() => this.#host.shadowRoot?.querySelector('.replies [aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }));
  }

  #choose(reply: SavedReply): void {
    this.close();
    this.#options.onChoose(reply);
  }
}

/** A press on a row leaves the focus in the field. */
const keepFocus = (event: Event): void => event.preventDefault();
