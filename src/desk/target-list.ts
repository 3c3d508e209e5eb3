/**
 * Agents and queues to choose from, with a search: the list that the dialogs around a contact share.
 *
 * Knows what is chosen and searched, and asks anew who is there while it is open. What a row says, and whether it can be
 * chosen, is the dialog's matter; so is what comes of the choice.
 */
import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { CancelTimer, Clock, TransferTargets } from '../protocol/index.js';
import { icon, renderAvatar } from '../ui/index.js';
import { circleCheckIcon, circleIcon, listIcon, searchIcon, triangleAlertIcon, userIcon } from '../ui/desk-icons.js';
import { enTransfer } from './en-transfer.js';
import { renderPresenceMark } from './presence-mark.js';
import { matching, type TransferRow, type TransferTab } from './transfer-rows.js';

export interface TargetListOptions {
  readonly clock: () => Clock;
  readonly targets: (contactId: string) => Promise<TransferTargets>;
  /** Something else is chosen than before. */
  readonly onChoose: () => void;
}

export interface Rows {
  readonly all: readonly TransferRow[];
  /** Those that the search leaves. */
  readonly found: readonly TransferRow[];
  readonly chosen: TransferRow | undefined;
}

/** Heads of the columns beside the name. */
export interface Columns {
  readonly now: string;
  readonly end: string;
}

type Load = { readonly kind: 'loading' } | { readonly kind: 'failed' } | { readonly kind: 'there'; readonly targets: TransferTargets };

/** Who is there is asked for again after this many milliseconds. */
const againMs = 5_000;
const tabs = ['agent', 'queue'] as const satisfies readonly TransferTab[];
const tabIcons = { agent: userIcon, queue: listIcon } as const;
const fitnessIcons = { can: circleCheckIcon, full: triangleAlertIcon, 'no-video': triangleAlertIcon, 'wrapping-up': triangleAlertIcon, 'not-there': circleIcon } as const;
const noRows: Rows = { all: [], found: [], chosen: undefined };

export class TargetList {
  readonly #host: LitElement;
  readonly #options: TargetListOptions;
  #contactId: string | undefined;
  #load: Load = { kind: 'loading' };
  #tab: TransferTab = 'agent';
  #search = '';
  #chosen: string | undefined;
  #cancel: CancelTimer = () => undefined;

  constructor(host: LitElement, options: TargetListOptions) {
    this.#host = host;
    this.#options = options;
  }

  /** Whose contact it is open for. */
  get contactId(): string | undefined {
    return this.#contactId;
  }
  get tab(): TransferTab {
    return this.#tab;
  }
  /** Undefined until who is there is known. */
  get targets(): TransferTargets | undefined {
    return this.#load.kind === 'there' ? this.#load.targets : undefined;
  }

  open(contactId: string): void {
    this.close();
    this.#contactId = contactId;
    this.again();
  }

  /** Forgets what was chosen and asks no more. */
  close(): void {
    this.#cancel();
    this.#contactId = undefined;
    this.#load = { kind: 'loading' };
    this.#search = '';
    this.#chosen = undefined;
  }

  /** Asks who is there now. */
  again(): void {
    const contactId = this.#contactId;
    if (contactId === undefined) return;
    this.#options.targets(contactId).then(
      (targets) => this.#heard(contactId, { kind: 'there', targets }),
      () => this.#heard(contactId, this.#load.kind === 'there' ? this.#load : { kind: 'failed' }),
    );
  }

  rows(rowsOf: (targets: TransferTargets, tab: TransferTab) => readonly TransferRow[]): Rows {
    if (this.#load.kind !== 'there') return noRows;
    const all = rowsOf(this.#load.targets, this.#tab);
    const found = matching(all, this.#search);
    return { all, found, chosen: found.find(({ id, open }) => open && id === this.#chosen) };
  }

  /** `choice`: between agents and queues; without it there are agents alone. */
  renderBar({ all, found, chosen }: Rows, choice: boolean): TemplateResult {
    const words = enTransfer.search[this.#tab];
    return html`<div class="transfer-bar">
      ${choice
        ? html`<div class="segmented" role="radiogroup" aria-label=${enTransfer.goal}>
            ${tabs.map((tab) => html`<label class=${tab === this.#tab ? 'on' : ''}><input type="radio" name="transfer-tab" .checked=${tab === this.#tab} @change=${() => this.#turnTo(tab)} />${icon(tabIcons[tab], { size: 14 })}${enTransfer.tabs[tab]}</label>`)}
          </div>`
        : nothing}
      <label class="search-field">${icon(searchIcon, { size: 16 })}
        <input type="text" role="combobox" data-first autocomplete="off" spellcheck="false" aria-expanded="true" aria-controls="transfer-list" aria-autocomplete="list" aria-activedescendant=${chosen === undefined ? nothing : `transfer-${chosen.id}`}
          aria-label=${words} placeholder=${words} .value=${this.#search} @input=${this.#typed} />
        <span role="status">${this.#load.kind === 'there' && all.length > 0 ? enTransfer.found[this.#tab](found.length, all.length) : ''}</span>
      </label>
    </div>`;
  }

  renderRows({ all, found }: Rows, columns: Columns): TemplateResult {
    if (this.#load.kind === 'loading') return html`<p class="transfer-empty" role="status">${enTransfer.loading}</p>`;
    if (this.#load.kind === 'failed') {
      return html`<p class="transfer-empty" role="alert">${enTransfer.failed} <button type="button" class="link" @click=${this.#retry}>${enTransfer.again}</button></p>`;
    }
    if (found.length === 0) return html`<p class="transfer-empty" role="status">${all.length === 0 ? enTransfer.alone[this.#tab] : enTransfer.nobody}</p>`;
    return html`<div class="transfer-columns" aria-hidden="true"><span>${enTransfer.columns[this.#tab]}</span><span>${columns.now}</span><span>${columns.end}</span></div>
      <ul class="transfer-rows" id="transfer-list" role="listbox" aria-label=${enTransfer.goal} tabindex="-1">
        ${found.map((row) => this.#renderRow(row))}
      </ul>`;
  }

  #renderRow(row: TransferRow): TemplateResult {
    return html`<li id="transfer-${row.id}" role="option" class="fitness-${row.fitness}" aria-selected=${row.id === this.#chosen ? 'true' : 'false'} aria-disabled=${row.open ? 'false' : 'true'} @click=${() => this.#pick(row)}>
      <span class="transfer-face">${renderAvatar({ name: row.name })}${row.state === undefined ? nothing : renderPresenceMark(row.state)}</span>
      <span class="head-words"><b>${row.name}</b>${row.under === '' ? nothing : html`<span class="under">${row.under}</span>`}</span>
      <span class="transfer-now">${icon(fitnessIcons[row.fitness], { size: 16 })}${row.words}</span>
      <span class="transfer-end">${row.end}</span>
    </li>`;
  }

  /** The arrows, from the search field through the rows that can be chosen. */
  key(event: KeyboardEvent, { found }: Rows): void {
    const inSearch = event.target instanceof HTMLInputElement && event.target.type === 'text';
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const open = found.filter((row) => row.open);
    if (!inSearch || by === 0 || open.length === 0) return;
    event.preventDefault();
    const at = open.findIndex(({ id }) => id === this.#chosen);
    const next = open[at < 0 ? (by > 0 ? 0 : open.length - 1) : (at + by + open.length) % open.length];
    if (next !== undefined) this.#pick(next);
    void this.#host.updateComplete.then(() => this.#host.shadowRoot?.querySelector('.transfer-rows [aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }));
  }

  #heard(contactId: string, load: Load): void {
    if (contactId !== this.#contactId) return;
    this.#load = load;
    this.#cancel();
    this.#cancel = this.#options.clock().after(againMs, () => this.again());
    this.#host.requestUpdate();
  }

  #turnTo(tab: TransferTab): void {
    this.#tab = tab;
    this.#chosen = undefined;
    this.#search = '';
    this.#options.onChoose();
  }

  #pick({ id, open }: TransferRow): void {
    if (!open) return;
    this.#chosen = id;
    this.#options.onChoose();
  }

  readonly #typed = (event: Event): void => {
    if (!(event.target instanceof HTMLInputElement)) return;
    this.#search = event.target.value;
    this.#host.requestUpdate();
  };
  readonly #retry = (): void => {
    this.#load = { kind: 'loading' };
    this.again();
    this.#host.requestUpdate();
  };
}
