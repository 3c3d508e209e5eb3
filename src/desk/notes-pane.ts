/**
 * The pane of notes for agents: what is noted, and a field of its own, so that a note and a message are never mistaken for
 * each other. Keeps what is being written by contact until the platform has it.
 */
import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { limits } from '../protocol/index.js';
import type { ContactModel } from '../session/index.js';
import { icon, timeOfDay } from '../ui/index.js';
import { stickyNoteIcon } from '../ui/desk-icons.js';
import { firstName } from './customer-name.js';
import type { DeskStrings } from './en-desk.js';
import { enNotes } from './en-notes.js';
import { notesIn } from './notes.js';

export interface NotesView {
  readonly model: ContactModel;
  readonly strings: DeskStrings;
  readonly locale: string | undefined;
}

interface Draft {
  readonly text: string;
  readonly state: 'writing' | 'sending' | 'refused';
}

const blank: Draft = { text: '', state: 'writing' };

export class NotesPane implements ReactiveController {
  readonly #host: LitElement;
  readonly #onNote: (contactId: string, text: string) => Promise<void>;
  readonly #drafts = new Map<string, Draft>();
  #asked = false;
  #focusDue = false;

  constructor(host: LitElement, onNote: (contactId: string, text: string) => Promise<void>) {
    this.#host = host;
    this.#onNote = onNote;
    host.addController(this);
  }

  get asked(): boolean {
    return this.#asked;
  }
  /** Asked for by a person: shown also where panes are put away for want of room, and the focus goes in. */
  open(): void {
    this.#asked = true;
    this.#focusDue = true;
    this.#host.requestUpdate();
  }

  hostUpdated(): void {
    if (!this.#focusDue) return;
    const field = this.#host.shadowRoot?.querySelector<HTMLElement>('.note-form textarea');
    if (field == null) return;
    this.#focusDue = false;
    field.focus();
  }
  hostDisconnected(): void {
    this.#drafts.clear();
    this.#asked = false;
    this.#focusDue = false;
  }

  /** Put away again where it stands only because it was asked for. */
  readonly close = (): void => {
    this.#asked = false;
    this.#host.requestUpdate();
  };

  render({ model, strings, locale }: NotesView): TemplateResult {
    const notes = notesIn(model.events, strings.product);
    return html`<div class="note-list">
      ${notes.length === 0 ? html`<p class="under">${enNotes.none}</p>` : nothing}
      <ul>
        ${repeat(notes, ({ key }) => key, ({ text, by, at }) => html`<li><p class="note-head"><b>${by}</b> <time>${timeOfDay(at, locale)}</time></p><p class="note-text" dir="auto">${text}</p></li>`)}
      </ul>
      ${this.#form(model, strings)}
    </div>`;
  }

  #form({ contactId, snapshot }: ContactModel, strings: DeskStrings): TemplateResult {
    const { relation, state } = snapshot;
    if ((relation !== 'owner' && relation !== 'assist') || state === 'wrap-up' || state === 'closed') return html`<p class="under">${enNotes.over}</p>`;
    const draft = this.#drafts.get(contactId) ?? blank;
    const customer = firstName(snapshot.customer.name, strings.visitor(contactId));
    const busy = draft.state === 'sending';
    return html`<div class="note-form" @keydown=${(event: KeyboardEvent) => this.#key(event, contactId)}>
      <textarea rows="2" maxlength=${limits.textLength} dir="auto" aria-label=${enNotes.field} placeholder=${enNotes.placeholder(customer)} .value=${draft.text} ?readonly=${busy} @input=${(event: Event) => {
        if (event.target instanceof HTMLTextAreaElement) this.#set(contactId, { text: event.target.value, state: 'writing' });
      }}></textarea>
      ${draft.state === 'refused' ? html`<p class="note-refused" role="alert">${enNotes.refused}</p>` : nothing}
      <button type="button" class="button small" aria-disabled=${draft.text.trim() === '' || busy ? 'true' : 'false'} @click=${() => void this.#add(contactId)}>
        ${icon(stickyNoteIcon, { size: 14 })}${busy ? enNotes.adding : enNotes.add}<kbd aria-hidden="true">Ctrl Enter</kbd>
      </button>
    </div>`;
  }

  async #add(contactId: string): Promise<void> {
    const { text, state } = this.#drafts.get(contactId) ?? blank;
    if (text.trim() === '' || state === 'sending') return;
    this.#set(contactId, { text, state: 'sending' });
    const after = await this.#onNote(contactId, text.trim()).then(
      () => blank,
      (): Draft => ({ text, state: 'refused' }),
    );
    this.#set(contactId, after);
  }

  #set(contactId: string, draft: Draft): void {
    if (draft.text === '') this.#drafts.delete(contactId);
    else this.#drafts.set(contactId, draft);
    this.#host.requestUpdate();
  }

  #key(event: KeyboardEvent, contactId: string): void {
    if (event.key === 'Escape' && this.#asked) {
      event.stopPropagation();
      this.close();
    }
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void this.#add(contactId);
  }
}
