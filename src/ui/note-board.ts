/**
 * The call's notes on the stage and in the live region: each is said once per call, and one that only tells of something
 * past goes after a while. Knows when a note came up; what notes there are comes in at each render.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { CallNote } from './call-notes.js';

/** How long a passing note stays. Milliseconds. */
const passingMs = 8_000;
/** More would cover the picture. */
const atOnce = 2;

export class NoteBoard {
  /** When each note of this call came up; milliseconds since the epoch. */
  private readonly came = new Map<string, number>();
  private past: readonly CallNote[] = [];
  private saying = '';

  /** Forgets the call. */
  clear(): void {
    this.came.clear();
    this.past = [];
    this.saying = '';
  }

  /** Something has happened, perhaps not for the first time: a passing note. */
  tell(key: string, text: string): void {
    this.came.delete(key);
    this.past = [...this.past.filter((note) => note.key !== key), { key, text, passing: true }];
  }

  /** What to show of these and of what was told. `now`: milliseconds since the epoch. */
  take(notes: readonly CallNote[], now: number): readonly CallNote[] {
    const all = [...notes, ...this.past];
    const fresh = all.filter(({ key }) => !this.came.has(key));
    for (const { key } of fresh) this.came.set(key, now);
    if (fresh.length > 0) this.saying = fresh.map(({ text }) => text).join(' ');
    return all.filter(({ key, passing }) => passing !== true || now - (this.came.get(key) ?? now) < passingMs).slice(0, atOnce);
  }

  /** Always in the tree, so that a screen reader hears what it is filled with. */
  renderRegion(): TemplateResult {
    return html`<div class="hidden-text call-news" role="status">${this.saying}</div>`;
  }
}

/** For the stage's foot. */
export function renderNotes(notes: readonly CallNote[]): unknown {
  return notes.map(
    ({ key, text, action }) =>
      html`<p class="note" data-note=${key}>
        ${text}${action === undefined ? nothing : html`<button type="button" class="note-action" @click=${action.press}>${action.label}</button>`}
      </p>`,
  );
}
