/** Notes for agents as they stand in a contact's events, and how one is drawn among messages. Its words are only ever text. */
import { html, type TemplateResult } from 'lit';
import type { TimelineEvent } from '../protocol/index.js';
import { icon, type Extra } from '../ui/index.js';
import { lockIcon } from '../ui/desk-icons.js';
import { isKind } from './contact-facts.js';
import { enNotes } from './en-notes.js';

export interface Note {
  /** Key of its row in the transcript. */
  readonly key: string;
  readonly text: string;
  readonly by: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export const noteKey = (seq: number): string => `note ${seq}`;

/** Oldest first. `stranger`: what to call an author without a name. */
export function notesIn(events: readonly TimelineEvent[], stranger: string): readonly Note[] {
  const notes: Note[] = [];
  for (const event of events) if (isKind(event, 'contact.note')) notes.push({ key: noteKey(event.seq), text: event.data.text, by: event.actor.name ?? stranger, at: Date.parse(event.at) });
  return notes;
}

/** What stands in the place of a message's bubble, by the row's key; undefined for what is no note. */
export function noteExtra(events: readonly TimelineEvent[]): (key: string, text: string) => Extra | undefined {
  const keys = new Set(notesIn(events, '').map(({ key }) => key));
  return (key, text) => (keys.has(key) ? { inPlace: true, content: renderNote(text) } : undefined);
}

export function renderNote(text: string): TemplateResult {
  return html`<p class="agent-note" part="note">${icon(lockIcon, { size: 14 })}<span dir="auto"><b>${enNotes.onlyAgents}</b> ${text}</span></p>`;
}
