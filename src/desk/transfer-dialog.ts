/**
 * The dialog that hands a contact over: agents and queues with who can take it now, a search, a note for whoever does.
 *
 * Knows what is chosen and asks anew who is there while it is open. Whether a transfer is allowed the platform decides;
 * what becomes of it is told over the conversation (screen-notices.ts), not here.
 */
import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { limits, SegueError, type CancelTimer, type Clock, type TransferTargets } from '../protocol/index.js';
import type { ContactModel } from '../session/index.js';
import { icon, renderAvatar } from '../ui/index.js';
import { xIcon } from '../ui/icons.js';
import { arrowLeftRightIcon, circleCheckIcon, searchIcon, triangleAlertIcon, userIcon, listIcon, circleIcon } from '../ui/desk-icons.js';
import { firstName, fullName } from './customer-name.js';
import type { DeskStrings } from './en-desk.js';
import { enTransfer } from './en-transfer.js';
import { Modal } from './modal.js';
import { renderPresenceMark } from './presence-mark.js';
import { matching, transferRows, type TransferRow, type TransferTab } from './transfer-rows.js';

export type TransferTo = { readonly kind: 'agent'; readonly agentId: string } | { readonly kind: 'queue'; readonly queueId: string };

export interface TransferDialogOptions {
  readonly clock: () => Clock;
  readonly targets: (contactId: string) => Promise<TransferTargets>;
  /** Both resolve once the platform has taken it. */
  readonly note: (contactId: string, text: string) => Promise<void>;
  readonly transfer: (contactId: string, to: TransferTo) => Promise<void>;
  readonly onClose: () => void;
}

export interface TransferView {
  readonly model: ContactModel;
  /** The platform's now, milliseconds. */
  readonly now: number;
  readonly strings: DeskStrings;
}

type Load = { readonly kind: 'loading' } | { readonly kind: 'failed' } | { readonly kind: 'there'; readonly targets: TransferTargets };
type Sending = { readonly kind: 'no' } | { readonly kind: 'yes' } | { readonly kind: 'refused'; readonly words: string };

/** Who is there is asked for again after this many milliseconds. */
const againMs = 5_000;
const tabs = ['agent', 'queue'] as const satisfies readonly TransferTab[];
const tabIcons = { agent: userIcon, queue: listIcon } as const;
const fitnessIcons = { can: circleCheckIcon, full: triangleAlertIcon, 'no-video': triangleAlertIcon, 'wrapping-up': triangleAlertIcon, 'not-there': circleIcon } as const;

export class TransferDialog implements ReactiveController {
  readonly #host: LitElement;
  readonly #options: TransferDialogOptions;
  readonly #modal: Modal;
  #contactId: string | undefined;
  #load: Load = { kind: 'loading' };
  #sending: Sending = { kind: 'no' };
  #tab: TransferTab = 'agent';
  #search = '';
  #chosen: string | undefined;
  #note = '';
  /** A note that the platform has already: a second try does not write it again. */
  #noteKept = '';
  #cancel: CancelTimer = () => undefined;

  constructor(host: LitElement, options: TransferDialogOptions) {
    this.#host = host;
    this.#options = options;
    this.#modal = new Modal(host, options.onClose);
    host.addController(this);
  }

  hostDisconnected(): void {
    this.close();
  }

  open(contactId: string): void {
    this.close();
    this.#contactId = contactId;
    this.#ask(contactId);
  }

  /** Forgets what was chosen and asks no more. */
  close(): void {
    this.#cancel();
    this.#contactId = undefined;
    this.#load = { kind: 'loading' };
    this.#sending = { kind: 'no' };
    this.#search = '';
    this.#chosen = undefined;
    this.#note = '';
    this.#noteKept = '';
  }

  render(view: TransferView): TemplateResult {
    const { model, strings } = view;
    const customer = firstName(model.snapshot.customer.name, strings.visitor(model.contactId));
    const title = enTransfer.title(fullName(model.snapshot.customer.name, strings.visitor(model.contactId)));
    const rows = this.#rows(view);
    const chosen = rows.found.find(({ id, open }) => open && id === this.#chosen);
    return html`<div class="scrim">
      <div class="dialog transfer" role="dialog" aria-modal="true" aria-label=${title} @keydown=${(event: KeyboardEvent) => this.#key(event, rows.found, chosen)} ${ref(this.#modal.attach)}>
        <div class="sheet-head">
          <div><h2>${title}</h2><p>${model.snapshot.medium === 'videoChat' ? enTransfer.underCall(customer) : enTransfer.under(customer)}</p></div>
          <button type="button" class="icon-button" aria-label=${strings.close} @click=${this.#options.onClose}>${icon(xIcon, { size: 16 })}</button>
        </div>
        ${this.#bar(rows)} ${this.#list(rows)} ${this.#foot(chosen, customer)}
      </div>
    </div>`;
  }

  #rows({ now, strings }: TransferView): { readonly all: readonly TransferRow[]; readonly found: readonly TransferRow[] } {
    if (this.#load.kind !== 'there') return { all: [], found: [] };
    const all = transferRows(this.#load.targets, this.#tab, now, { desk: strings, transfer: enTransfer });
    return { all, found: matching(all, this.#search) };
  }

  #bar({ all, found }: { readonly all: readonly TransferRow[]; readonly found: readonly TransferRow[] }): TemplateResult {
    const active = found.some(({ id }) => id === this.#chosen) ? `transfer-${this.#chosen ?? ''}` : undefined;
    return html`<div class="transfer-bar">
      <div class="segmented" role="radiogroup" aria-label=${enTransfer.goal}>
        ${tabs.map((tab) => html`<label class=${tab === this.#tab ? 'on' : ''}><input type="radio" name="transfer-tab" .checked=${tab === this.#tab} @change=${() => this.#choose(tab)} />${icon(tabIcons[tab], { size: 14 })}${enTransfer.tabs[tab]}</label>`)}
      </div>
      <label class="search-field">${icon(searchIcon, { size: 16 })}
        <input type="text" role="combobox" data-first autocomplete="off" spellcheck="false" aria-expanded="true" aria-controls="transfer-list" aria-autocomplete="list" aria-activedescendant=${active ?? nothing}
          aria-label=${enTransfer.search[this.#tab]} placeholder=${enTransfer.search[this.#tab]} .value=${this.#search} @input=${this.#typed} />
        <span role="status">${this.#load.kind === 'there' && all.length > 0 ? enTransfer.found[this.#tab](found.length, all.length) : ''}</span>
      </label>
    </div>`;
  }

  #list({ all, found }: { readonly all: readonly TransferRow[]; readonly found: readonly TransferRow[] }): TemplateResult {
    if (this.#load.kind === 'loading') return html`<p class="transfer-empty" role="status">${enTransfer.loading}</p>`;
    if (this.#load.kind === 'failed') {
      return html`<p class="transfer-empty" role="alert">${enTransfer.failed} <button type="button" class="link" @click=${this.#retry}>${enTransfer.again}</button></p>`;
    }
    if (found.length === 0) return html`<p class="transfer-empty" role="status">${all.length === 0 ? enTransfer.alone[this.#tab] : enTransfer.nobody}</p>`;
    const { columns } = enTransfer;
    return html`<div class="transfer-columns" aria-hidden="true"><span>${columns[this.#tab]}</span><span>${columns.now}</span><span>${this.#tab === 'agent' ? columns.slots : columns.waiting}</span></div>
      <ul class="transfer-rows" id="transfer-list" role="listbox" aria-label=${enTransfer.goal} tabindex="-1">
        ${found.map((row) => this.#row(row))}
      </ul>`;
  }

  #row(row: TransferRow): TemplateResult {
    return html`<li id="transfer-${row.id}" role="option" class="fitness-${row.fitness}" aria-selected=${row.id === this.#chosen ? 'true' : 'false'} aria-disabled=${row.open ? 'false' : 'true'} @click=${() => this.#pick(row)}>
      <span class="transfer-face">${renderAvatar({ name: row.name })}${row.state === undefined ? nothing : renderPresenceMark(row.state)}</span>
      <span class="head-words"><b>${row.name}</b>${row.under === '' ? nothing : html`<span class="under">${row.under}</span>`}</span>
      <span class="transfer-now">${icon(fitnessIcons[row.fitness], { size: 16 })}${row.words}</span>
      <span class="transfer-end">${row.end}</span>
    </li>`;
  }

  #foot(chosen: TransferRow | undefined, customer: string): TemplateResult {
    const busy = this.#sending.kind === 'yes';
    const noteLabel = this.#tab === 'queue' || chosen === undefined ? enTransfer.noteForNobody : enTransfer.noteFor(firstName(chosen.name, chosen.name));
    return html`<label class="field note-field"><span>${noteLabel} <small>${enTransfer.noteHidden(customer)}</small></span>
        <textarea rows="2" maxlength=${limits.textLength} .value=${this.#note} @input=${this.#noted}></textarea>
      </label>
      <div class="dialog-foot">
        <p class="under" role=${this.#sending.kind === 'refused' ? 'alert' : nothing}>${this.#words(chosen, customer)}</p>
        <button type="button" class="button small" @click=${this.#options.onClose}>${enTransfer.cancel}</button>
        <button type="button" class="button primary small" aria-disabled=${chosen === undefined || busy ? 'true' : 'false'} @click=${() => void this.#send(chosen)}>
          ${icon(arrowLeftRightIcon, { size: 16 })}${busy ? enTransfer.handingOver : enTransfer.handOver}<kbd aria-hidden="true">Ctrl Enter</kbd>
        </button>
      </div>`;
  }

  #words(chosen: TransferRow | undefined, customer: string): string {
    if (this.#sending.kind === 'refused') return this.#sending.words;
    if (chosen === undefined || this.#load.kind !== 'there') return enTransfer.choose;
    return this.#tab === 'agent' ? enTransfer.rings(firstName(chosen.name, chosen.name), this.#load.targets.ringSeconds, customer) : enTransfer.ringsQueue(chosen.name, customer);
  }

  #ask(contactId: string): void {
    this.#options.targets(contactId).then(
      (targets) => this.#heard(contactId, { kind: 'there', targets }),
      () => this.#heard(contactId, this.#load.kind === 'there' ? this.#load : { kind: 'failed' }),
    );
  }

  #heard(contactId: string, load: Load): void {
    if (contactId !== this.#contactId) return;
    this.#load = load;
    this.#cancel();
    this.#cancel = this.#options.clock().after(againMs, () => this.#ask(contactId));
    this.#host.requestUpdate();
  }

  async #send(chosen: TransferRow | undefined): Promise<void> {
    const contactId = this.#contactId;
    if (contactId === undefined || chosen === undefined || this.#sending.kind === 'yes') return;
    this.#become({ kind: 'yes' });
    try {
      await this.#keepNote(contactId);
      await this.#options.transfer(contactId, this.#tab === 'agent' ? { kind: 'agent', agentId: chosen.id } : { kind: 'queue', queueId: chosen.id });
      if (contactId === this.#contactId) this.#options.onClose();
    } catch (error) {
      if (contactId !== this.#contactId) return;
      this.#become({ kind: 'refused', words: error instanceof SegueError && error.code === 'stale-upgrade' ? enTransfer.notYet : enTransfer.refused(chosen.name) });
      this.#ask(contactId);
    }
  }

  /** Before the ring, so that whoever accepts finds it there. */
  async #keepNote(contactId: string): Promise<void> {
    const note = this.#note.trim();
    if (note === '' || note === this.#noteKept) return;
    await this.#options.note(contactId, note);
    this.#noteKept = note;
  }

  #become(sending: Sending): void {
    this.#sending = sending;
    this.#host.requestUpdate();
  }

  #choose(tab: TransferTab): void {
    this.#tab = tab;
    this.#chosen = undefined;
    this.#search = '';
    this.#become({ kind: 'no' });
  }

  #pick({ id, open }: TransferRow): void {
    if (!open) return;
    this.#chosen = id;
    this.#become({ kind: 'no' });
  }

  readonly #typed = (event: Event): void => {
    if (!(event.target instanceof HTMLInputElement)) return;
    this.#search = event.target.value;
    this.#host.requestUpdate();
  };
  readonly #noted = (event: Event): void => {
    if (event.target instanceof HTMLTextAreaElement) this.#note = event.target.value;
  };
  readonly #retry = (): void => {
    this.#load = { kind: 'loading' };
    if (this.#contactId !== undefined) this.#ask(this.#contactId);
    this.#host.requestUpdate();
  };

  /** From the search field through the rows that can be chosen; Control (Command) with Enter hands over. */
  #key(event: KeyboardEvent, found: readonly TransferRow[], chosen: TransferRow | undefined): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void this.#send(chosen);
      return;
    }
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
}
