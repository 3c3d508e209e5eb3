/**
 * The dialog that hands a contact over: agents and queues with who can take it now, a note for whoever does.
 *
 * Knows the note and what the platform said to it. Whether a transfer is allowed the platform decides; what becomes of it
 * is told over the conversation (screen-notices.ts), not here.
 */
import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { limits, SegueError, type Clock, type TransferTargets } from '../protocol/index.js';
import type { ContactModel } from '../session/index.js';
import { icon } from '../ui/index.js';
import { arrowLeftRightIcon, headphonesIcon } from '../ui/desk-icons.js';
import { firstName, fullName } from './customer-name.js';
import { renderDialogHead } from './dialog-head.js';
import type { DeskStrings } from './en-desk.js';
import { enConsult } from './en-consult.js';
import { enTransfer } from './en-transfer.js';
import { helpRows } from './help-rows.js';
import { helpState } from './help-state.js';
import { Modal } from './modal.js';
import type { Sending } from './sending.js';
import { TargetList, type Rows } from './target-list.js';
import { transferRows, type TransferRow } from './transfer-rows.js';

export type TransferTo = { readonly kind: 'agent'; readonly agentId: string } | { readonly kind: 'queue'; readonly queueId: string };

export interface TransferDialogOptions {
  readonly clock: () => Clock;
  readonly targets: (contactId: string) => Promise<TransferTargets>;
  /** All resolve once the platform has taken it. */
  readonly note: (contactId: string, text: string) => Promise<void>;
  readonly transfer: (contactId: string, to: TransferTo) => Promise<void>;
  /** Speaks with a colleague first. */
  readonly consult: (contactId: string, agentId: string, message: string | undefined) => Promise<void>;
  readonly onClose: () => void;
}

export interface TransferView {
  readonly model: ContactModel;
  /** The platform's now, milliseconds. */
  readonly now: number;
  readonly strings: DeskStrings;
  /** Whether this agent may speak with a colleague first. */
  readonly consults: boolean;
}

export class TransferDialog implements ReactiveController {
  readonly #host: LitElement;
  readonly #options: TransferDialogOptions;
  readonly #modal: Modal;
  readonly #list: TargetList;
  #sending: Sending = { kind: 'no' };
  #first = false;
  #note = '';
  /** A note that the platform has already: a second try does not write it again. */
  #noteKept = '';

  constructor(host: LitElement, options: TransferDialogOptions) {
    this.#host = host;
    this.#options = options;
    this.#modal = new Modal(host, options.onClose);
    this.#list = new TargetList(host, { clock: options.clock, targets: options.targets, onChoose: () => this.#chose() });
    host.addController(this);
  }

  hostDisconnected(): void {
    this.close();
  }

  open(contactId: string): void {
    this.close();
    this.#list.open(contactId);
  }

  /** Forgets what was chosen and asks no more. */
  close(): void {
    this.#list.close();
    this.#sending = { kind: 'no' };
    this.#first = false;
    this.#note = '';
    this.#noteKept = '';
  }

  render(view: TransferView): TemplateResult {
    const { model, strings, now } = view;
    const customer = firstName(model.snapshot.customer.name, strings.visitor(model.contactId));
    const title = enTransfer.title(fullName(model.snapshot.customer.name, strings.visitor(model.contactId)));
    const rows = this.#list.rows((targets, tab) => (this.#talksFirst(view) ? consultRows(view, targets) : transferRows(targets, tab, now, { desk: strings, transfer: enTransfer })));
    const { columns } = enTransfer;
    return html`<div class="scrim">
      <div class="dialog transfer" role="dialog" aria-modal="true" aria-label=${title} @keydown=${(event: KeyboardEvent) => this.#key(event, rows, view)} ${ref(this.#modal.attach)}>
        ${renderDialogHead({ title, under: model.snapshot.medium === 'videoChat' ? enTransfer.underCall(customer) : enTransfer.under(customer), strings, onClose: this.#options.onClose })}
        ${this.#list.renderBar(rows, true)} ${this.#list.renderRows(rows, { now: columns.now, end: this.#talksFirst(view) ? '' : this.#list.tab === 'agent' ? columns.slots : columns.waiting })} ${this.#ways(view, rows.chosen, customer)} ${this.#foot(view, rows.chosen, customer)}
      </div>
    </div>`;
  }

  /** Whether a colleague is spoken with before. In a call, and before a queue, there is no such way. */
  #offersTalk({ model, consults }: TransferView): boolean {
    return consults && this.#list.tab === 'agent' && model.snapshot.medium === 'webChat';
  }
  #talksFirst(view: TransferView): boolean {
    return this.#first && this.#offersTalk(view);
  }

  #ways(view: TransferView, chosen: TransferRow | undefined, customer: string): TemplateResult | typeof nothing {
    if (!this.#offersTalk(view)) return nothing;
    const name = chosen === undefined ? undefined : firstName(chosen.name, chosen.name);
    const way = (first: boolean, title: string, under: string): TemplateResult =>
      html`<label class="way ${first === this.#first ? 'on' : ''}"><input type="radio" name="transfer-way" aria-label=${title} .checked=${first === this.#first} @change=${() => this.#go(first)} /><span><b>${title}</b><span class="under">${under}</span></span></label>`;
    return html`<div class="ways" role="radiogroup" aria-label=${enConsult.how}>
      ${way(true, name === undefined ? enConsult.talkFirstNobody : enConsult.talkFirst(name), enConsult.talkUnder(name ?? enConsult.colleague, customer))}
      ${way(false, enConsult.handOver, enConsult.handOverUnder(name ?? enConsult.colleague, this.#list.targets?.ringSeconds ?? 20, customer))}
    </div>`;
  }

  #foot(view: TransferView, chosen: TransferRow | undefined, customer: string): TemplateResult {
    const busy = this.#sending.kind === 'yes';
    const first = this.#talksFirst(view);
    const noteLabel = this.#list.tab === 'queue' || chosen === undefined ? enTransfer.noteForNobody : enTransfer.noteFor(firstName(chosen.name, chosen.name));
    return html`<label class="field note-field"><span>${noteLabel} <small>${enTransfer.noteHidden(customer)}</small></span>
        <textarea rows="2" maxlength=${limits.textLength} .value=${this.#note} @input=${this.#noted}></textarea>
      </label>
      <div class="dialog-foot">
        <p class="under" role=${this.#sending.kind === 'refused' ? 'alert' : nothing}>${this.#words(view, chosen, customer)}</p>
        <button type="button" class="button small" @click=${this.#options.onClose}>${enTransfer.cancel}</button>
        <button type="button" class="button primary small" aria-disabled=${chosen === undefined || busy ? 'true' : 'false'} @click=${() => void this.#send(view, chosen)}>
          ${icon(first ? headphonesIcon : arrowLeftRightIcon, { size: 16 })}${first ? talkWords(busy, chosen) : busy ? enTransfer.handingOver : enTransfer.handOver}<kbd aria-hidden="true">Ctrl Enter</kbd>
        </button>
      </div>`;
  }

  #words(view: TransferView, chosen: TransferRow | undefined, customer: string): string {
    if (this.#sending.kind === 'refused') return this.#sending.words;
    // The ways above say what comes of it.
    if (chosen !== undefined && this.#offersTalk(view)) return '';
    const { targets, tab } = this.#list;
    if (chosen === undefined || targets === undefined) return enTransfer.choose;
    return tab === 'agent' ? enTransfer.rings(firstName(chosen.name, chosen.name), targets.ringSeconds, customer) : enTransfer.ringsQueue(chosen.name, customer);
  }

  async #send(view: TransferView, chosen: TransferRow | undefined): Promise<void> {
    const { contactId, tab } = this.#list;
    if (contactId === undefined || chosen === undefined || this.#sending.kind === 'yes') return;
    const first = this.#talksFirst(view);
    this.#become({ kind: 'yes' });
    try {
      await this.#keepNote(contactId);
      if (first) await this.#options.consult(contactId, chosen.id, this.#note.trim() === '' ? undefined : this.#note.trim());
      else await this.#options.transfer(contactId, tab === 'agent' ? { kind: 'agent', agentId: chosen.id } : { kind: 'queue', queueId: chosen.id });
      if (contactId === this.#list.contactId) this.#options.onClose();
    } catch (error) {
      if (contactId !== this.#list.contactId) return;
      this.#become({ kind: 'refused', words: error instanceof SegueError && error.code === 'stale-upgrade' ? enTransfer.notYet : enTransfer.refused(chosen.name) });
      this.#list.again();
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

  /** What is under way goes on: it is of what was chosen when it was pressed. */
  #chose(): void {
    this.#become(this.#sending.kind === 'yes' ? this.#sending : { kind: 'no' });
  }

  #go(first: boolean): void {
    if (this.#sending.kind !== 'yes') this.#first = first;
    this.#chose();
  }

  readonly #noted = (event: Event): void => {
    if (event.target instanceof HTMLTextAreaElement) this.#note = event.target.value;
  };

  /** Control (Command) with Enter hands over; the rest is the list's. */
  #key(event: KeyboardEvent, rows: Rows, view: TransferView): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void this.#send(view, rows.chosen);
      return;
    }
    this.#list.key(event, rows);
  }
}

/** Whoever is there can be spoken with, whether or not they could take the contact now. */
function consultRows({ model, now, strings }: TransferView, targets: TransferTargets): readonly TransferRow[] {
  const here = (model.snapshot.assists ?? []).map(({ agentId }) => agentId);
  return helpRows({ targets, now, here, asked: helpState(model.events).asked.map(({ agentId }) => agentId), strings });
}

function talkWords(busy: boolean, chosen: TransferRow | undefined): string {
  if (busy) return enConsult.starting;
  return chosen === undefined ? enConsult.startNobody : enConsult.start(firstName(chosen.name, chosen.name));
}
