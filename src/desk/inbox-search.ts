/**
 * What the inbox is narrowed to: words and a filter. Owns both and the field that they are typed into; the rows are the
 * inbox's.
 */
import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { icon } from '../ui/index.js';
import { xIcon } from '../ui/icons.js';
import { searchIcon } from '../ui/desk-icons.js';
import { enInbox } from './en-inbox.js';
import type { InboxRow } from './inbox-rows.js';

export const inboxFilters = ['all', 'chat', 'video', 'unread'] as const;
export type InboxFilter = (typeof inboxFilters)[number];

export interface Narrowing {
  readonly search: string;
  readonly filter: InboxFilter;
}

/** Rows that pass the filter and hold every word. What rings is never put away. */
export function narrowed(rows: readonly InboxRow[], { search, filter }: Narrowing): readonly InboxRow[] {
  const words = search.toLowerCase().split(/\s+/u).filter((word) => word !== '');
  return rows.filter((row) => row.mark === 'ringing' || (passes(row, filter) && words.every((word) => `${row.name} ${row.line}`.toLowerCase().includes(word))));
}

function passes({ medium, unread }: InboxRow, filter: InboxFilter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'chat':
      return medium === 'webChat';
    case 'video':
      return medium === 'videoChat';
    case 'unread':
      return unread > 0;
  }
}

export class InboxSearch {
  readonly #host: LitElement;
  #search = '';
  #filter: InboxFilter = 'all';

  constructor(host: LitElement) {
    this.#host = host;
  }

  get narrowing(): Narrowing {
    return { search: this.#search, filter: this.#filter };
  }
  /** Something is put away. */
  get on(): boolean {
    return this.#search.trim() !== '' || this.#filter !== 'all';
  }

  /** The agent has signed out. */
  forget(): void {
    this.#search = '';
    this.#filter = 'all';
  }

  /** Moves the focus into the field; false where there is none, as in a rail. */
  focus(): boolean {
    const field = this.#host.shadowRoot?.querySelector<HTMLInputElement>('.inbox-search input');
    field?.focus();
    field?.select();
    return field != null;
  }

  render(): TemplateResult {
    return html`<div class="inbox-search" role="search">
      <label class="search-field">${icon(searchIcon, { size: 14 })}
        <input type="text" autocomplete="off" spellcheck="false" aria-label=${enInbox.search} placeholder=${enInbox.search} .value=${this.#search} @input=${this.#typed} @keydown=${this.#key} />
        ${this.on ? html`<button type="button" class="icon-button clear-search" aria-label=${enInbox.clear} @click=${this.#clear}>${icon(xIcon, { size: 12 })}</button>` : html`<kbd aria-hidden="true">Ctrl K</kbd>`}
      </label>
      <select aria-label=${enInbox.show} @change=${this.#chosen}>${inboxFilters.map((it) => html`<option value=${it} ?selected=${it === this.#filter}>${enInbox.filters[it]}</option>`)}</select>
    </div>`;
  }

  renderNone(shown: number): TemplateResult | typeof nothing {
    return this.on && shown === 0 ? html`<p class="section-empty" role="status">${enInbox.none}</p>` : nothing;
  }

  readonly #typed = (event: Event): void => {
    if (!(event.target instanceof HTMLInputElement)) return;
    this.#search = event.target.value;
    this.#host.requestUpdate();
  };
  readonly #chosen = (event: Event): void => {
    if (!(event.target instanceof HTMLSelectElement)) return;
    const { value } = event.target;
    this.#filter = inboxFilters.find((it) => it === value) ?? 'all';
    this.#host.requestUpdate();
  };
  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.on) return;
    event.stopPropagation();
    this.#clear();
  };
  readonly #clear = (): void => {
    this.forget();
    this.#host.requestUpdate();
    this.focus();
  };
}
