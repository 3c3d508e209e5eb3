/** The wrap-up sheet: codes, a note, Done. Keeps what was chosen per contact until it is handed over. */
import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { limits } from '../protocol/index.js';
import type { ContactModel } from '../session/index.js';
import { icon } from '../ui/index.js';
import { xIcon } from '../ui/icons.js';
import { firstName } from './customer-name.js';
import type { DeskStrings } from './en-desk.js';

export interface WrapUpView {
  readonly model: ContactModel;
  /** Codes to choose from; none configured asks for none. */
  readonly codes: readonly string[];
  readonly strings: DeskStrings;
}

interface Draft {
  readonly codes: ReadonlySet<string>;
  readonly note: string;
}

const blank: Draft = { codes: new Set(), note: '' };

export class WrapUpSheet implements ReactiveController {
  readonly #host: LitElement;
  readonly #onDone: (contactId: string, codes: readonly string[], note: string) => void;
  readonly #onClose: () => void;
  readonly #drafts = new Map<string, Draft>();
  #focusDue = false;

  constructor(host: LitElement, onDone: (contactId: string, codes: readonly string[], note: string) => void, onClose: () => void) {
    this.#host = host;
    this.#onDone = onDone;
    this.#onClose = onClose;
    host.addController(this);
  }

  /** It is about to be drawn because a person asked for it: the focus goes in. */
  opening(): void {
    this.#focusDue = true;
  }

  hostUpdated(): void {
    if (!this.#focusDue) return;
    const first = this.#host.shadowRoot?.querySelector<HTMLElement>('.wrap-sheet input, .wrap-sheet textarea');
    if (first == null) return;
    this.#focusDue = false;
    first.focus();
  }

  hostDisconnected(): void {
    this.#drafts.clear();
  }

  render({ model, codes, strings }: WrapUpView): TemplateResult {
    const { contactId, snapshot } = model;
    const draft = this.#drafts.get(contactId) ?? blank;
    const customer = firstName(snapshot.customer.name, strings.visitor(contactId));
    const complete = codes.length === 0 || draft.codes.size > 0;
    return html`<section class="pane wrap-sheet" part="wrap-up" aria-label=${strings.wrapUpTitle(customer)}>
      <header class="sheet-head">
        <div>
          <h2>${strings.wrapUpTitle(customer)}</h2>
          <p>${snapshot.state === 'wrap-up' ? strings.wrapUpUnder : strings.endsForCustomer(customer)}</p>
        </div>
        <button type="button" class="icon-button" aria-label=${strings.close} @click=${this.#onClose}>${icon(xIcon, { size: 16 })}</button>
      </header>
      <div class="sheet-body">
        ${codes.length === 0 ? nothing : this.#codes(contactId, draft, codes, strings)}
        <label class="field"><span>${strings.noteField}</span>
          <textarea rows="4" maxlength=${limits.noteLength} .value=${draft.note} @input=${(event: Event) => {
            if (event.target instanceof HTMLTextAreaElement) this.#keep(contactId, { ...draft, note: event.target.value });
          }}></textarea>
        </label>
      </div>
      <footer class="sheet-foot">
        <button type="button" class="button small" @click=${this.#onClose}>${strings.cancel}</button>
        <button type="button" class="button primary small" aria-disabled=${complete ? 'false' : 'true'} @click=${() => {
          if (!complete) return;
          this.#drafts.delete(contactId);
          this.#onDone(contactId, [...draft.codes], draft.note);
        }}>${strings.done}</button>
      </footer>
    </section>`;
  }

  #codes(contactId: string, draft: Draft, codes: readonly string[], strings: DeskStrings): TemplateResult {
    return html`<fieldset>
      <legend>${strings.whatAbout} <small>${strings.chooseOne}</small></legend>
      ${codes.map((code) => html`<label class="code"><input type="checkbox" .checked=${draft.codes.has(code)} @change=${() => this.#keep(contactId, { ...draft, codes: toggled(draft.codes, code) })} />${code}</label>`)}
    </fieldset>`;
  }

  #keep(contactId: string, draft: Draft): void {
    this.#drafts.set(contactId, draft);
    this.#host.requestUpdate();
  }
}

function toggled(codes: ReadonlySet<string>, code: string): ReadonlySet<string> {
  const next = new Set(codes);
  if (!next.delete(code)) next.add(code);
  return next;
}
