/**
 * The form in which an agent notes what is known of a customer: a name and lines of what and value. Keeps one form per
 * contact while it is open; saved is what the platform took.
 */
import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { limits } from '../protocol/index.js';
import type { ContactModel, People } from '../session/index.js';
import { icon } from '../ui/index.js';
import { xIcon } from '../ui/icons.js';
import { pencilIcon, plusIcon } from '../ui/desk-icons.js';
import { enCustomer } from './en-customer.js';
import { changeOf, formOf, goodKeys, type Known, type KnownForm as Form, type KnownLine } from './known-change.js';

type Identify = People['identify'];

interface Open {
  /** What was known when it was opened: what has come since is nothing that the agent has changed. */
  readonly before: Known;
  readonly form: Form;
  readonly state: 'open' | 'saving' | 'bad-key' | 'refused';
}

export class KnownForm {
  readonly #host: LitElement;
  readonly #identify: Identify;
  readonly #open = new Map<string, Open>();

  constructor(host: LitElement, identify: Identify) {
    this.#host = host;
    this.#identify = identify;
  }

  /** The agent has signed out. */
  forget(): void {
    this.#open.clear();
  }

  isOpen(contactId: string): boolean {
    return this.#open.has(contactId);
  }

  /** For whoever may write to the customer. */
  renderButton({ contactId, snapshot }: ContactModel): TemplateResult | typeof nothing {
    if (snapshot.relation !== 'owner' || snapshot.state !== 'connected' || this.isOpen(contactId)) return nothing;
    return html`<button type="button" class="icon-button" aria-label=${enCustomer.edit} title=${enCustomer.edit} @click=${() => this.#set(contactId, { before: snapshot.customer, form: formOf(snapshot.customer), state: 'open' })}>${icon(pencilIcon, { size: 14 })}</button>`;
  }

  render(model: ContactModel): TemplateResult | typeof nothing {
    const { contactId } = model;
    const open = this.#open.get(contactId);
    if (open === undefined) return nothing;
    const { before, form, state } = open;
    const trouble = state === 'bad-key' ? enCustomer.badKey : state === 'refused' ? enCustomer.refused : undefined;
    const change = (next: Partial<Form>): void => this.#set(contactId, { before, form: { ...form, ...next }, state: 'open' });
    return html`<form class="known-form" @submit=${(event: Event) => {
      event.preventDefault();
      void this.#save(model);
    }}>
      <label class="known-name"><span>${enCustomer.name}</span><input type="text" maxlength=${limits.nameLength} .value=${form.name} @input=${(event: Event) => change({ name: valueOf(event) })} /></label>
      ${form.lines.map((line, at) => this.#line(line, (next) => change({ lines: form.lines.flatMap((it, n) => (n === at ? (next === undefined ? [] : [next]) : [it])) })))}
      <button type="button" class="link" @click=${() => change({ lines: [...form.lines, { was: undefined, key: '', value: '' }] })}>${icon(plusIcon, { size: 14 })}${enCustomer.add}</button>
      ${trouble === undefined ? nothing : html`<p class="note-refused" role="alert">${trouble}</p>`}
      <div class="known-foot">
        <button type="button" class="button small" @click=${() => this.#close(contactId)}>${enCustomer.cancel}</button>
        <button type="submit" class="button primary small" aria-disabled=${state === 'saving' ? 'true' : 'false'}>${state === 'saving' ? enCustomer.saving : enCustomer.save}</button>
      </div>
    </form>`;
  }

  #line(line: KnownLine, change: (next: KnownLine | undefined) => void): TemplateResult {
    const row = enCustomer.rowOf(line.was ?? '');
    return html`<div class="known-line">
      <input type="text" maxlength="64" aria-label="${enCustomer.key} (${row})" .value=${line.key} ?readonly=${line.was !== undefined} @input=${(event: Event) => change({ ...line, key: valueOf(event) })} />
      <input type="text" maxlength="500" dir="auto" aria-label="${enCustomer.value} (${row})" .value=${line.value} @input=${(event: Event) => change({ ...line, value: valueOf(event) })} />
      <button type="button" class="icon-button" aria-label=${enCustomer.remove(line.key)} @click=${() => change(undefined)}>${icon(xIcon, { size: 14 })}</button>
    </div>`;
  }

  async #save({ contactId }: ContactModel): Promise<void> {
    const open = this.#open.get(contactId);
    if (open === undefined || open.state === 'saving') return;
    if (!goodKeys(open.form)) {
      this.#set(contactId, { ...open, state: 'bad-key' });
      return;
    }
    const change = changeOf(open.before, open.form);
    if (change === undefined) {
      this.#close(contactId);
      return;
    }
    this.#set(contactId, { ...open, state: 'saving' });
    await this.#identify(contactId, change).then(
      () => this.#close(contactId),
      () => this.#set(contactId, { ...open, state: 'refused' }),
    );
  }

  #close(contactId: string): void {
    this.#open.delete(contactId);
    this.#host.requestUpdate();
  }
  #set(contactId: string, open: Open): void {
    this.#open.set(contactId, open);
    this.#host.requestUpdate();
  }
}

const valueOf = ({ target }: Event): string => (target instanceof HTMLInputElement ? target.value : '');
