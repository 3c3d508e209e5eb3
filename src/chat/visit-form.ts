/**
 * The form before the chat, and the message left out of hours: what was typed, what is wrong with it, and its drawing.
 *
 * Knows how a field becomes a control with its sentence, and that a press with faults says all of them and goes to the first.
 * What is wrong with an answer the protocol says; where answers go is visit-part.ts' matter.
 */
import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { faultOf, limits, longestOf, type Answer, type AnswerFault, type FormField } from '../protocol/index.js';
import type { VisitStrings } from './en-visit.js';
import type { Known } from './visit-link.js';

export interface FormView {
  readonly title: string;
  readonly under?: string | undefined;
  readonly fields: readonly FormField[];
  /** With a message: out of hours there is nothing else to write into. */
  readonly message: boolean;
  readonly known: Known;
  readonly strings: VisitStrings;
  readonly submit: (answers: Readonly<Record<string, Answer>>, message: string) => Promise<void>;
}

const messageKey = ' message';

export class VisitForm {
  private readonly typed = new Map<string, Answer>();
  private faults = new Map<string, AnswerFault>();
  private state: 'open' | 'sending' | 'not-taken' = 'open';

  constructor(private readonly host: LitElement) {}

  render(view: FormView): TemplateResult {
    const { title, under, fields, message, strings } = view;
    const sending = this.state === 'sending';
    return html`<form class="card visit-form" part="card form" novalidate aria-labelledby="visit-title" @submit=${(event: Event) => this.press(event, view)}>
      <div class="card-words">
        <h2 class="card-title" id="visit-title">${title}</h2>
        ${under === undefined ? nothing : html`<p class="card-under">${under}</p>`}
      </div>
      <p class="visit-alert" role="alert">${this.alert(strings)}</p>
      ${fields.map((field) => this.renderField(field, view))}
      ${message ? this.renderMessage(view) : nothing}
      <button type="submit" class="button primary" part="button primary-button" aria-disabled=${sending ? 'true' : 'false'}>${message ? strings.leaveMessage : strings.startChat}</button>
    </form>`;
  }

  private alert(strings: VisitStrings): string | typeof nothing {
    if (this.faults.size > 0) return strings.wrong({ n: this.faults.size });
    return this.state === 'not-taken' ? strings.notTaken : nothing;
  }

  private value(field: FormField, { told }: { readonly told: Known }): Answer | undefined {
    const typed = this.typed.get(field.key);
    if (typed !== undefined) return typed;
    const known = field.key === 'name' ? told.name : told.attributes?.[field.key];
    return typeof known === 'number' ? String(known) : (known ?? undefined);
  }

  private renderField(field: FormField, view: FormView): TemplateResult {
    const { strings, known } = view;
    const fault = this.faults.get(field.key);
    const id = `visit-field-${field.key}`;
    const label = html`${field.label}${field.required === true ? nothing : html` <span class="visit-optional">${strings.optional}</span>`}`;
    const control = this.renderControl(field, id, this.value(field, { told: known }), fault !== undefined, strings);
    const under = html`${field.hint === undefined ? nothing : html`<p class="visit-hint" id="visit-hint-${field.key}">${field.hint}</p>`}
      ${fault === undefined ? nothing : html`<p class="visit-fault" id="visit-fault-${field.key}">${strings.faults[fault]}</p>`}`;
    return field.type === 'checkbox'
      ? html`<div class="visit-field"><label class="visit-tick" for=${id}>${control}<span>${label}</span></label>${under}</div>`
      : html`<div class="visit-field"><label for=${id}>${label}</label>${control}${under}</div>`;
  }

  private renderControl(field: FormField, id: string, value: Answer | undefined, wrong: boolean, strings: VisitStrings): TemplateResult {
    const described = [...(field.hint === undefined ? [] : [`visit-hint-${field.key}`]), ...(wrong ? [`visit-fault-${field.key}`] : [])].join(' ') || nothing;
    const invalid = wrong ? 'true' : 'false';
    const needed = field.required === true ? 'true' : 'false';
    const text = typeof value === 'string' ? value : '';
    switch (field.type) {
      case 'checkbox':
        return html`<input type="checkbox" id=${id} .checked=${value === true} aria-required=${needed} aria-invalid=${invalid} aria-describedby=${described}
          @change=${(event: Event) => this.type(field.key, event.target instanceof HTMLInputElement && event.target.checked)} />`;
      case 'select':
        return html`<select id=${id} class="visit-control" aria-required=${needed} aria-invalid=${invalid} aria-describedby=${described} @change=${this.typing(field.key)}>
          <option value="" ?selected=${text === ''}>${strings.choose}</option>
          ${field.options.map((option) => html`<option value=${option.value} ?selected=${option.value === text}>${option.label}</option>`)}
        </select>`;
      default:
        return html`<input id=${id} class="visit-control" type=${{ text: 'text', email: 'email', phone: 'tel' }[field.type]} dir="auto" .value=${text} maxlength=${longestOf(field)}
          autocomplete=${field.autocomplete ?? { text: field.key === 'name' ? 'name' : 'off', email: 'email', phone: 'tel' }[field.type]}
          aria-required=${needed} aria-invalid=${invalid} aria-describedby=${described} @input=${this.typing(field.key)} />`;
    }
  }

  private renderMessage({ strings }: FormView): TemplateResult {
    const wrong = this.faults.has(messageKey);
    const text = this.typed.get(messageKey);
    return html`<div class="visit-field">
      <label for="visit-message">${strings.yourMessage}</label>
      <textarea id="visit-message" class="visit-control" rows="4" dir="auto" maxlength=${limits.textLength} .value=${typeof text === 'string' ? text : ''} aria-required="true"
        aria-invalid=${wrong ? 'true' : 'false'} aria-describedby=${wrong ? 'visit-message-fault' : nothing} @input=${this.typing(messageKey)}></textarea>
      ${wrong ? html`<p class="visit-fault" id="visit-message-fault">${strings.faults.missing}</p>` : nothing}
    </div>`;
  }

  private readonly typing = (key: string) => (event: Event): void => {
    const { target } = event;
    if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement) this.type(key, target.value);
  };

  /** What is put right is no longer said to be wrong. */
  private type(key: string, value: Answer): void {
    this.typed.set(key, value);
    if (this.faults.delete(key)) this.host.requestUpdate();
  }

  private press(event: Event, view: FormView): void {
    event.preventDefault();
    if (this.state === 'sending') return;
    const answers: Record<string, Answer> = {};
    this.faults = new Map();
    for (const field of view.fields) {
      const value = this.value(field, { told: view.known });
      const fault = faultOf(field, value);
      if (fault !== undefined) this.faults.set(field.key, fault);
      else if (value !== undefined && value !== '') answers[field.key] = value;
    }
    const typed = this.typed.get(messageKey);
    const message = typeof typed === 'string' ? typed.trim() : '';
    if (view.message && message === '') this.faults.set(messageKey, 'missing');
    this.host.requestUpdate();
    if (this.faults.size > 0) void this.host.updateComplete.then(() => this.host.renderRoot.querySelector<HTMLElement>('.visit-form [aria-invalid="true"]')?.focus());
    else this.send(view.submit(answers, message));
  }

  private send(sent: Promise<void>): void {
    this.state = 'sending';
    const settled = (state: 'open' | 'not-taken') => (): void => {
      this.state = state;
      if (state === 'open') this.typed.clear();
      this.host.requestUpdate();
    };
    sent.then(settled('open'), settled('not-taken'));
  }
}
