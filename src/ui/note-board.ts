/**
 * The call's notes on the stage and in the live region: what lasts is said once per call, what only tells of something past
 * goes after a while and is said anew when it happens anew. Knows when a note came up; what notes there are comes in at
 * each render.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { CallHealth } from '../call/index.js';
import type { CallNote } from './call-notes.js';
import type { InCallStrings } from './en-in-call.js';

/** How long a passing note stays. Milliseconds. */
const passingMs = 8_000;
/** More would cover the picture. */
const atOnce = 2;

export class NoteBoard {
  /** When each note of this call came up; milliseconds since the epoch. */
  private readonly came = new Map<string, number>();
  private past: readonly CallNote[] = [];
  /** Keys of passing notes that stood at the last look. */
  private passing: readonly string[] = [];
  private paused = false;
  private saying = '';

  /** Forgets the call. */
  clear(): void {
    this.came.clear();
    this.past = [];
    this.passing = [];
    this.paused = false;
    this.saying = '';
  }

  /** Something has happened, perhaps not for the first time: a passing note. */
  tell(key: string, text: string): void {
    this.came.delete(key);
    this.past = [...this.past.filter((note) => note.key !== key), { key, text, passing: true }];
  }

  /** Tells when the own camera, held back so that the sound stays clear, is back. */
  watchPause(health: CallHealth | undefined, live: boolean, { videoIsBack }: Pick<InCallStrings, 'videoIsBack'>): void {
    const paused = health?.adaptation === 'audio-only';
    if (this.paused && !paused && live) this.tell('back', videoIsBack);
    this.paused = paused;
  }

  /** What to show of these and of what was told; undefined: nothing can be told now. `now`: milliseconds since the epoch. */
  take(notes: readonly CallNote[] | undefined, now: number): readonly CallNote[] {
    const all = [...(notes ?? []), ...this.past];
    if (notes !== undefined) this.forget(all);
    const fresh = all.filter(({ key }) => !this.came.has(key));
    for (const { key } of fresh) this.came.set(key, now);
    if (fresh.length > 0) this.say(fresh.map(({ text }) => text).join(' '));
    return all.filter(({ key, passing }) => passing !== true || now - (this.came.get(key) ?? now) < passingMs).slice(0, atOnce);
  }

  /** Always in the tree, so that a screen reader hears what it is filled with. */
  renderRegion(): TemplateResult {
    return html`<div class="hidden-text call-news" role="status">${this.saying}</div>`;
  }

  /** A passing note that went away is news when it comes again. */
  private forget(all: readonly CallNote[]): void {
    for (const key of this.passing) if (!all.some((note) => note.key === key)) this.came.delete(key);
    this.passing = all.filter(({ passing }) => passing === true).map(({ key }) => key);
  }

  /** The same words twice in a row are told apart by a space, or readers would skip them. */
  private say(text: string): void {
    this.saying = this.saying === text ? `${text}\u00a0` : text;
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
