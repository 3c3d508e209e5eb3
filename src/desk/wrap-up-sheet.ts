/**
 * The wrap-up sheet: codes, notes, the time that is left, Done. What is chosen and written is kept per contact as it is
 * typed (wrap-drafts.ts). Draws a view; presses go out as callbacks.
 */
import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { limits, type Clock } from '../protocol/index.js';
import type { ContactModel } from '../session/index.js';
import { icon, timeOfDay } from '../ui/index.js';
import { checkIcon, xIcon } from '../ui/icons.js';
import { plusIcon, searchIcon } from '../ui/desk-icons.js';
import { firstName } from './customer-name.js';
import { duration } from './duration.js';
import type { DeskStrings } from './en-desk.js';
import { enWrapUp } from './en-wrap-up.js';
import { WrapDrafts, type Saving, type WrapNotes } from './wrap-drafts.js';

export interface WrapUpView {
  readonly model: ContactModel;
  /** Codes to choose from; none configured asks for none. */
  readonly codes: readonly string[];
  /** The platform's now, milliseconds. */
  readonly now: number;
  readonly locale: string | undefined;
  readonly strings: DeskStrings;
}

export interface WrapUpActions {
  readonly clock: () => Clock;
  readonly onSave: (contactId: string, notes: WrapNotes) => Promise<void>;
  readonly onDone: (contactId: string, notes: WrapNotes, then: 'stay' | 'break') => void;
  readonly onExtend: (contactId: string) => void;
  readonly onClose: () => void;
}

/** Codes that a person sees at a glance; more of them have a search. */
const atAGlance = 9;

export class WrapUpSheet implements ReactiveController {
  readonly #host: LitElement;
  readonly #actions: WrapUpActions;
  readonly #drafts: WrapDrafts;
  #search = '';
  /** Done was pressed without a code. */
  #missed = false;
  #shown: string | undefined;
  #focusDue = false;

  constructor(host: LitElement, actions: WrapUpActions) {
    this.#host = host;
    this.#actions = actions;
    this.#drafts = new WrapDrafts({ clock: actions.clock, save: actions.onSave, changed: () => host.requestUpdate() });
    host.addController(this);
  }

  /** It is about to be drawn because a person asked for it: the focus goes in. */
  opening(): void {
    this.#focusDue = true;
  }

  /** Put away: what is not saved yet, is now. */
  closing(): void {
    if (this.#shown !== undefined) this.#drafts.flush(this.#shown);
    this.#shown = undefined;
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

  render(view: WrapUpView): TemplateResult {
    const { model, codes, strings, locale } = view;
    const { contactId, snapshot } = model;
    this.#turnTo(contactId);
    const { notes, saving } = this.#drafts.of(model);
    const customer = firstName(snapshot.customer.name, strings.visitor(contactId));
    return html`<section class="pane wrap-sheet" part="wrap-up" aria-label=${strings.wrapUpTitle(customer)} @keydown=${(event: KeyboardEvent) => this.#key(event, view)}>
      ${this.#head(view, customer)}
      <div class="sheet-body">
        ${codes.length === 0 ? nothing : this.#codes(view, notes)}
        <label class="field notes-field"><span>${strings.noteField}${renderSaving(saving, locale)}</span>
          <textarea rows="8" maxlength=${limits.noteLength} .value=${notes.note} @input=${(event: Event) => {
            if (event.target instanceof HTMLTextAreaElement) this.#drafts.change(contactId, { ...this.#now(model), note: event.target.value });
          }}></textarea>
        </label>
      </div>
      <footer class="sheet-foot">
        <button type="button" class="button" @click=${() => this.#done(view, 'break')}>${enWrapUp.thenBreak}</button>
        <button type="button" class="button primary" @click=${() => this.#done(view, 'stay')}>${strings.done}<kbd aria-hidden="true">Ctrl Enter</kbd></button>
      </footer>
    </section>`;
  }

  #head({ model: { contactId, snapshot }, now, strings }: WrapUpView, customer: string): TemplateResult {
    const { wrapUp } = snapshot;
    const ended = snapshot.state === 'wrap-up' || snapshot.relation === 'former';
    const under = !ended ? strings.endsForCustomer(customer) : wrapUp?.held === true ? strings.wrapUpUnder : enWrapUp.endedUnder;
    const left = wrapUp === undefined ? undefined : Date.parse(wrapUp.until) - now;
    return html`<header class="sheet-head">
      ${left === undefined ? nothing : html`<span class="wrap-time ${left < lateMs ? 'late' : ''}" role="timer" aria-label=${enWrapUp.timeLeft}>${duration(left)}</span>`}
      <div class="head-words"><h2>${strings.wrapUpTitle(customer)}</h2><p>${under}</p></div>
      ${(wrapUp?.extensions ?? 0) < 1 ? nothing : html`<button type="button" class="button small" @click=${() => this.#actions.onExtend(contactId)}>${icon(plusIcon, { size: 14 })}${enWrapUp.oneMinute}</button>`}
      <button type="button" class="icon-button" aria-label=${strings.close} @click=${this.#actions.onClose}>${icon(xIcon, { size: 16 })}</button>
    </header>`;
  }

  #codes({ model, codes, strings }: WrapUpView, notes: WrapNotes): TemplateResult {
    const found = codes.filter((code) => code.toLowerCase().includes(this.#search.trim().toLowerCase()));
    return html`<fieldset class=${this.#missed ? 'missed' : ''}>
      <legend>${strings.whatAbout} <small role=${this.#missed ? 'alert' : nothing}>${strings.chooseOne}</small></legend>
      ${codes.length <= atAGlance ? nothing : html`<label class="search-field">${icon(searchIcon, { size: 16 })}<input type="text" aria-label=${enWrapUp.findCode} placeholder=${enWrapUp.findCode} .value=${this.#search} @input=${this.#typed} /></label>`}
      ${found.map((code) => this.#code(model, code, codes.indexOf(code), notes.codes.includes(code)))}
      ${found.length > 0 ? nothing : html`<p class="under" role="status">${enWrapUp.noCode}</p>`}
    </fieldset>`;
  }

  #code(model: ContactModel, code: string, at: number, on: boolean): TemplateResult {
    return html`<label class="code ${on ? 'on' : ''}"><input type="checkbox" .checked=${on} @change=${() => this.#toggle(model, code)} /><span>${code}</span>${at < 9 ? html`<kbd aria-hidden="true">Alt ${at + 1}</kbd>` : nothing}</label>`;
  }

  /** As it stands at a press, which may come before what was typed is drawn. */
  #now(model: ContactModel): WrapNotes {
    return this.#drafts.of(model).notes;
  }

  #toggle(model: ContactModel, code: string): void {
    this.#missed = false;
    const notes = this.#now(model);
    this.#drafts.change(model.contactId, { ...notes, codes: notes.codes.includes(code) ? notes.codes.filter((it) => it !== code) : [...notes.codes, code] });
  }

  #done({ model, codes }: WrapUpView, then: 'stay' | 'break'): void {
    const { contactId } = model;
    const notes = this.#now(model);
    // A code that is no longer there to be chosen does not count.
    const chosen = notes.codes.filter((code) => codes.includes(code));
    if (codes.length > 0 && chosen.length === 0) {
      this.#missed = true;
      this.#host.shadowRoot?.querySelector<HTMLElement>('.wrap-sheet fieldset input')?.focus();
      this.#host.requestUpdate();
      return;
    }
    this.#drafts.drop(contactId);
    this.#shown = undefined;
    this.#actions.onDone(contactId, { codes: chosen, note: notes.note }, then);
  }

  /** Control (Command) with Enter: done. Alt (Control Shift on macOS) with a figure: that code. */
  #key(event: KeyboardEvent, view: WrapUpView): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.#done(view, 'stay');
      return;
    }
    const figure = /^Digit([1-9])$/u.exec(event.code)?.[1];
    const chord = (event.altKey && !event.ctrlKey) || (event.ctrlKey && event.shiftKey && !event.altKey);
    const code = figure === undefined || !chord || event.metaKey ? undefined : view.codes[Number(figure) - 1];
    if (code === undefined) return;
    event.preventDefault();
    this.#toggle(view.model, code);
  }

  #turnTo(contactId: string): void {
    if (contactId === this.#shown) return;
    if (this.#shown !== undefined) this.#drafts.flush(this.#shown);
    this.#shown = contactId;
    this.#search = '';
    this.#missed = false;
  }

  readonly #typed = (event: Event): void => {
    if (!(event.target instanceof HTMLInputElement)) return;
    this.#search = event.target.value;
    this.#host.requestUpdate();
  };
}

/** Under this much time is drawn in the warning colour. Milliseconds. */
const lateMs = 15_000;

function renderSaving(saving: Saving, locale: string | undefined): TemplateResult {
  const words = { clean: '', waiting: '', saving: enWrapUp.saving, saved: saving.kind === 'saved' ? enWrapUp.saved(timeOfDay(saving.at, locale)) : '' }[saving.kind];
  return html`<small class="saving">${saving.kind === 'saved' ? icon(checkIcon, { size: 12 }) : nothing}${words}</small>`;
}
