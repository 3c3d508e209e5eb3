/**
 * The dialog that asks a colleague to help with a contact: who is there, and words for whoever is asked.
 *
 * Knows what is written and what the platform said to it. How the question stands is told over the conversation
 * (help-notices.ts).
 */
import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { limits, type Clock, type TransferTargets } from '../protocol/index.js';
import type { ContactModel } from '../session/index.js';
import { icon } from '../ui/index.js';
import { userPlusIcon } from '../ui/desk-icons.js';
import { firstName, fullName } from './customer-name.js';
import { renderDialogHead } from './dialog-head.js';
import type { DeskStrings } from './en-desk.js';
import { enHelp } from './en-help.js';
import { enTransfer } from './en-transfer.js';
import { helpRows } from './help-rows.js';
import { helpState } from './help-state.js';
import { Modal } from './modal.js';
import type { Sending } from './sending.js';
import { TargetList, type Rows } from './target-list.js';
import type { TransferRow } from './transfer-rows.js';

export interface HelpDialogOptions {
  readonly clock: () => Clock;
  readonly targets: (contactId: string) => Promise<TransferTargets>;
  /** Resolves once the platform has taken it. */
  readonly invite: (contactId: string, agentId: string, message: string | undefined) => Promise<void>;
  readonly onClose: () => void;
}

export interface HelpView {
  readonly model: ContactModel;
  /** The platform's now, milliseconds. */
  readonly now: number;
  readonly strings: DeskStrings;
}

export class HelpDialog implements ReactiveController {
  readonly #host: LitElement;
  readonly #options: HelpDialogOptions;
  readonly #modal: Modal;
  readonly #list: TargetList;
  #sending: Sending = { kind: 'no' };
  #message = '';

  constructor(host: LitElement, options: HelpDialogOptions) {
    this.#host = host;
    this.#options = options;
    this.#modal = new Modal(host, options.onClose);
    this.#list = new TargetList(host, { clock: options.clock, targets: options.targets, onChoose: () => this.#become({ kind: 'no' }) });
    host.addController(this);
  }

  hostDisconnected(): void {
    this.close();
  }

  open(contactId: string): void {
    this.close();
    this.#list.open(contactId);
  }

  close(): void {
    this.#list.close();
    this.#sending = { kind: 'no' };
    this.#message = '';
  }

  render({ model, now, strings }: HelpView): TemplateResult {
    const { customer, assists } = model.snapshot;
    const first = firstName(customer.name, strings.visitor(model.contactId));
    const title = enHelp.title(fullName(customer.name, strings.visitor(model.contactId)));
    const here = (assists ?? []).map(({ agentId }) => agentId);
    const asked = helpState(model.events).asked.map(({ agentId }) => agentId);
    const rows = this.#list.rows((targets) => helpRows({ targets, now, here, asked, strings }));
    return html`<div class="scrim">
      <div class="dialog transfer help" role="dialog" aria-modal="true" aria-label=${title} @keydown=${(event: KeyboardEvent) => this.#key(event, rows)} ${ref(this.#modal.attach)}>
        ${renderDialogHead({ title, under: enHelp.under(first), strings, onClose: this.#options.onClose })}
        ${this.#list.renderBar(rows, false)} ${this.#list.renderRows(rows, enHelp.columns)} ${this.#foot(rows.chosen, first)}
      </div>
    </div>`;
  }

  #foot(chosen: TransferRow | undefined, customer: string): TemplateResult {
    const busy = this.#sending.kind === 'yes';
    const name = chosen === undefined ? undefined : firstName(chosen.name, chosen.name);
    return html`<label class="field note-field"><span>${name === undefined ? enHelp.messageForNobody : enHelp.messageFor(name)} <small>${enTransfer.noteHidden(customer)}</small></span>
        <textarea rows="2" maxlength=${limits.textLength} .value=${this.#message} @input=${this.#typed}></textarea>
      </label>
      <div class="dialog-foot">
        <p class="under" role=${this.#sending.kind === 'refused' ? 'alert' : nothing}>${this.#sending.kind === 'refused' ? this.#sending.words : name === undefined ? enHelp.choose : enHelp.stands(name)}</p>
        <button type="button" class="button small" @click=${this.#options.onClose}>${enTransfer.cancel}</button>
        <button type="button" class="button primary small" aria-disabled=${chosen === undefined || busy ? 'true' : 'false'} @click=${() => void this.#send(chosen)}>
          ${icon(userPlusIcon, { size: 16 })}${busy ? enHelp.asking : name === undefined ? enHelp.askThem : enHelp.askName(name)}<kbd aria-hidden="true">Ctrl Enter</kbd>
        </button>
      </div>`;
  }

  async #send(chosen: TransferRow | undefined): Promise<void> {
    const { contactId } = this.#list;
    if (contactId === undefined || chosen === undefined || this.#sending.kind === 'yes') return;
    this.#become({ kind: 'yes' });
    const message = this.#message.trim();
    try {
      await this.#options.invite(contactId, chosen.id, message === '' ? undefined : message);
      if (contactId === this.#list.contactId) this.#options.onClose();
    } catch {
      if (contactId !== this.#list.contactId) return;
      this.#become({ kind: 'refused', words: enHelp.refused(chosen.name) });
      this.#list.again();
    }
  }

  #become(sending: Sending): void {
    this.#sending = sending;
    this.#host.requestUpdate();
  }

  readonly #typed = (event: Event): void => {
    if (event.target instanceof HTMLTextAreaElement) this.#message = event.target.value;
  };

  /** Control (Command) with Enter asks; the rest is the list's. */
  #key(event: KeyboardEvent, rows: Rows): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void this.#send(rows.chosen);
      return;
    }
    this.#list.key(event, rows);
  }
}
