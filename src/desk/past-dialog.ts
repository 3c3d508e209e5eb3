/** An earlier contact of a customer, opened to be read: its conversation as its agents saw it. Nothing can be done to it here. */
import { html, type LitElement, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { PastContact, PastContactRecord } from '../protocol/index.js';
import type { ContactModel } from '../session/index.js';
import { renderTranscriptRows, transcriptRows } from '../ui/index.js';
import { fullName } from './customer-name.js';
import { renderDialogHead } from './dialog-head.js';
import type { DeskStrings } from './en-desk.js';
import { enPast } from './en-past.js';
import { Modal } from './modal.js';
import { noteExtra } from './notes.js';
import { dayOf } from './past-contacts.js';
import { modelOf } from './past-model.js';
import { uiWords } from './shared-words.js';
import { ownHeader } from './own-header.js';
import { transcriptItems } from './transcript-items.js';

export interface PastDialogOptions {
  readonly load: (contactId: string, pastId: string) => Promise<PastContactRecord>;
  readonly onClose: () => void;
}

export interface PastView {
  readonly past: PastContact;
  readonly customer: ContactModel;
  readonly agentId: string;
  readonly now: number;
  readonly locale: string | undefined;
  readonly strings: DeskStrings;
}

type Load = { readonly kind: 'loading' } | { readonly kind: 'failed' } | { readonly kind: 'there'; readonly model: ContactModel };

export class PastDialog {
  readonly #host: LitElement;
  readonly #options: PastDialogOptions;
  readonly #modal: Modal;
  #pastId: string | undefined;
  #load: Load = { kind: 'loading' };

  constructor(host: LitElement, options: PastDialogOptions) {
    this.#host = host;
    this.#options = options;
    this.#modal = new Modal(host, options.onClose);
  }

  open(contactId: string, pastId: string): void {
    this.#pastId = pastId;
    this.#load = { kind: 'loading' };
    const heard = (load: Load): void => {
      if (this.#pastId !== pastId) return;
      this.#load = load;
      this.#host.requestUpdate();
    };
    this.#options.load(contactId, pastId).then(
      (record) => heard({ kind: 'there', model: modelOf(record) }),
      () => heard({ kind: 'failed' }),
    );
  }

  close(): void {
    this.#pastId = undefined;
    this.#load = { kind: 'loading' };
  }

  render(view: PastView): TemplateResult {
    const { past, customer, strings, locale } = view;
    const title = enPast.titleOf(fullName(customer.snapshot.customer.name, strings.visitor(customer.contactId)), dayOf(past.startedAt, locale));
    const about = [past.agents.map(({ name }) => name).join(', '), past.queue ?? '', past.codes.join(', ')].filter((part) => part !== '');
    return html`<div class="scrim" @click=${this.#options.onClose}>
      <div class="dialog past-dialog" role="dialog" aria-modal="true" aria-label=${title} @click=${(event: Event) => event.stopPropagation()} ${ref(this.#modal.attach)}>
        ${renderDialogHead({ title, under: about.length === 0 ? enPast.readOnly : about.join(' · '), strings, onClose: this.#options.onClose, closeFirst: true })}
        ${past.note === undefined ? '' : html`<p class="past-note" dir="auto">${past.note}</p>`}
        ${this.#body(view, title)}
      </div>
    </div>`;
  }

  #body({ agentId, now, locale, strings }: PastView, title: string): TemplateResult {
    if (this.#load.kind !== 'there') return html`<p class="under" role="status">${this.#load.kind === 'loading' ? enPast.opening : enPast.failed}</p>`;
    const { model } = this.#load;
    const rows = transcriptRows(transcriptItems(model, { agentId, gone: () => false, strings }), { now, strings: uiWords, locale });
    return html`<div class="past-scroller" tabindex="0" role="group" aria-label=${title}>
      <div class="transcript">${renderTranscriptRows(rows, { strings: uiWords, ownHeader: ownHeader(strings.youAre), extra: noteExtra(model.events) })}</div>
    </div>`;
  }
}
