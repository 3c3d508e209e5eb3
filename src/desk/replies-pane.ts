/**
 * The pane of saved replies: all that fit the contact's queue, with a search. A press puts one into the message field;
 * nothing is sent by it. Knows the list and the words that are searched; the field is the conversation's.
 */
import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { SavedReply } from '../protocol/index.js';
import type { ContactModel } from '../session/index.js';
import { icon } from '../ui/index.js';
import { searchIcon } from '../ui/desk-icons.js';
import { enPanes } from './en-panes.js';
import { enReplies } from './en-replies.js';
import { matchingReplies } from './saved-replies.js';

export interface RepliesPaneOptions {
  readonly load: () => Promise<readonly SavedReply[]>;
  /** The text as it would come into the field. */
  readonly filled: (text: string) => string;
  readonly onChoose: (reply: SavedReply) => void;
}

type Load = { readonly kind: 'none' } | { readonly kind: 'loading' } | { readonly kind: 'failed' } | { readonly kind: 'there'; readonly replies: readonly SavedReply[] };

export class RepliesPane {
  readonly #host: LitElement;
  readonly #options: RepliesPaneOptions;
  #load: Load = { kind: 'none' };
  #sought = '';

  constructor(host: LitElement, options: RepliesPaneOptions) {
    this.#host = host;
    this.#options = options;
  }

  /** The agent has signed out. */
  forget(): void {
    this.#load = { kind: 'none' };
    this.#sought = '';
  }

  render({ snapshot }: ContactModel): TemplateResult {
    if (this.#load.kind === 'none') this.#ask();
    const load = this.#load;
    const found = load.kind === 'there' ? matchingReplies(load.replies, { draft: `/${this.#sought}`, queueId: snapshot.queue?.queueId }) : [];
    const mayWrite = (snapshot.relation === 'owner' || snapshot.relation === 'assist') && snapshot.state === 'connected';
    return html`<div class="replies-pane-body">
      <label class="search-field">${icon(searchIcon, { size: 14 })}<input type="search" aria-label=${enPanes.findReply} placeholder=${enPanes.findReply} .value=${this.#sought} @input=${this.#seek} /></label>
      ${found.length === 0
        ? html`<p class="under" role="status">${this.#emptyWords(load)} ${load.kind === 'failed' ? html`<button type="button" class="link" @click=${() => this.#ask()}>${enPanes.again}</button>` : nothing}</p>`
        : html`<ul>
            ${found.map((reply) => html`<li><button type="button" class="reply-row" title=${enPanes.putIn(reply.title)} ?disabled=${!mayWrite} @click=${() => this.#options.onChoose(reply)}><b>${reply.title}</b><span dir="auto">${this.#options.filled(reply.text)}</span></button></li>`)}
          </ul>`}
    </div>`;
  }

  #emptyWords(load: Load): string {
    if (load.kind === 'there') return load.replies.length === 0 ? enReplies.nobodys : enReplies.none;
    return load.kind === 'failed' ? enPanes.repliesFailed : enReplies.loading;
  }

  #ask(): void {
    const loading: Load = { kind: 'loading' };
    this.#load = loading;
    const heard = (load: Load): void => {
      // Of another agent by now.
      if (this.#load !== loading) return;
      this.#load = load;
      this.#host.requestUpdate();
    };
    this.#options.load().then(
      (replies) => heard({ kind: 'there', replies }),
      () => heard({ kind: 'failed' }),
    );
  }

  readonly #seek = (event: Event): void => {
    if (!(event.target instanceof HTMLInputElement)) return;
    this.#sought = event.target.value;
    this.#host.requestUpdate();
  };
}
