/** Shutting a visitor out, asked once more before it is done. Decides nothing itself: the platform does, or says no. */
import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { limits } from '../protocol/index.js';
import type { ContactModel } from '../session/index.js';
import { firstName, fullName } from './customer-name.js';
import type { DeskStrings } from './en-desk.js';
import { enCustomer } from './en-customer.js';
import { Modal } from './modal.js';

export interface BlockDialogOptions {
  /** Resolves once the platform has taken it. */
  readonly block: (contactId: string, note: string) => Promise<void>;
  readonly onClose: () => void;
}

export class BlockDialog {
  readonly #host: LitElement;
  readonly #options: BlockDialogOptions;
  readonly #modal: Modal;
  #note = '';
  #state: 'asking' | 'blocking' | 'refused' = 'asking';

  constructor(host: LitElement, options: BlockDialogOptions) {
    this.#host = host;
    this.#options = options;
    this.#modal = new Modal(host, options.onClose);
  }

  /** A fresh question. */
  open(): void {
    this.#note = '';
    this.#state = 'asking';
  }

  render({ contactId, snapshot }: ContactModel, strings: DeskStrings): TemplateResult {
    const visitor = strings.visitor(contactId);
    const title = enCustomer.blockTitle(fullName(snapshot.customer.name, visitor));
    const busy = this.#state === 'blocking';
    return html`<div class="scrim">
      <div class="dialog" role="alertdialog" aria-modal="true" aria-label=${title} aria-describedby="block-under" ${ref(this.#modal.attach)}>
        <h2>${title}</h2>
        <p class="under" id="block-under">${enCustomer.blockUnder(firstName(snapshot.customer.name, visitor))}</p>
        <label class="field note-field"><span>${enCustomer.blockNote} <small>${enCustomer.blockNoteUnder}</small></span>
          <textarea rows="2" maxlength=${limits.noteLength} .value=${this.#note} @input=${this.#noted}></textarea>
        </label>
        ${this.#state === 'refused' ? html`<p class="note-refused" role="alert">${enCustomer.blockRefused}</p>` : nothing}
        <div class="dialog-foot">
          <span class="spacer"></span>
          <button type="button" class="button small" data-first @click=${this.#options.onClose}>${enCustomer.cancel}</button>
          <button type="button" class="button small danger" aria-disabled=${busy ? 'true' : 'false'} @click=${() => void this.#block(contactId)}>${busy ? enCustomer.blocking : enCustomer.blockNow}</button>
        </div>
      </div>
    </div>`;
  }

  async #block(contactId: string): Promise<void> {
    if (this.#state === 'blocking') return;
    this.#become('blocking');
    await this.#options.block(contactId, this.#note.trim()).then(this.#options.onClose, () => this.#become('refused'));
  }

  #become(state: 'asking' | 'blocking' | 'refused'): void {
    this.#state = state;
    this.#host.requestUpdate();
  }

  readonly #noted = (event: Event): void => {
    if (event.target instanceof HTMLTextAreaElement) this.#note = event.target.value;
  };
}
