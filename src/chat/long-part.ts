/**
 * A long transcript in the chat: the window on its rows, and the way back to what was said before them, fetched as the
 * reader comes near the top. A chunk of its own, fetched when there are many rows, or more than there are here.
 *
 * Knows when to ask, and never asks by itself again for what was refused: the reader scrolls or the connection comes back,
 * and it tries once more.
 */
import { css, html, nothing, type CSSResult, type ReactiveController } from 'lit';
import { KeptRows } from '../ui/kept-rows.js';
import type { RowOptions, TranscriptItem, TranscriptRow } from '../ui/transcript-rows.js';
import { TranscriptWindow, type WindowPlace } from '../ui/transcript-window.js';
import { spoken } from '../ui/words.js';
import type { ChatLink } from './chat-link.js';
import { enLong } from './en-long.js';
import type { SpokenHost } from './spoken-host.js';

/** Nearer to the top than so many screens. */
const early = 2;
/** A reader who can scroll by no more than this never leaves the end. CSS pixels. */
const fewPx = 48;

export class LongPart implements ReactiveController {
  static readonly styles: readonly CSSResult[] = [
    css`
      .older {
        display: flex;
        align-items: center;
        justify-content: center;
        height: 48px;
      }
      .older i {
        width: 20px;
        height: 20px;
        border: 2px solid var(--segue-line-strong);
        border-inline-start-color: transparent;
        border-radius: 50%;
      }
      .older.coming i {
        animation: segue-turn 0.9s linear infinite;
      }
      @keyframes segue-turn {
        to {
          transform: rotate(360deg);
        }
      }
    `,
  ];
  private readonly window: TranscriptWindow;
  private readonly kept = new KeptRows();
  private state: 'resting' | 'coming' | 'refused' = 'resting';
  /** Where the reader was then. */
  private refusedAt = 0;
  private wasConnected = false;

  constructor(
    private readonly host: SpokenHost,
    private readonly place: WindowPlace,
    private readonly link: () => ChatLink | undefined,
  ) {
    this.window = new TranscriptWindow(host, place);
    host.addController(this);
  }

  /** Changes with whatever is drawn differently though no row has changed. */
  get version(): string {
    return `${this.window.version} ${this.state}`;
  }

  /** The rows of the whole transcript; a reader who only scrolls has the same. */
  readonly rows = (items: readonly TranscriptItem[], options: RowOptions): readonly TranscriptRow[] => this.kept.of(items, options);

  /** `draw` draws those that are in the window. The line above them keeps its height for as long as there is more. */
  render(rows: readonly TranscriptRow[], draw: (rows: readonly TranscriptRow[]) => unknown): unknown {
    const coming = this.state === 'coming';
    const older = html`<div class="older ${coming ? 'coming' : ''}"><i aria-hidden="true"></i>${coming ? html`<span class="hidden-text">${spoken(enLong, this.host.language).earlier}</span>` : nothing}</div>`;
    return html`${this.missing ? older : nothing}${this.window.render(rows, draw)}`;
  }

  readonly scrolled = (): void => {
    // A row that is put back to its place is no reader's scrolling.
    if (this.state === 'refused' && Math.abs(this.top - this.refusedAt) > 1) this.become('resting');
    this.window.scrolled();
    this.ask();
  };

  /** What has come may be less than a screen; and where nothing scrolls, only a new connection tells that it can be had again. */
  hostUpdated(): void {
    const connected = this.link()?.session.state.kind === 'connected';
    if (connected && !this.wasConnected && this.state === 'refused') this.become('resting');
    this.wasConnected = connected;
    this.ask();
  }

  private get top(): number {
    return this.place.scroller()?.scrollTop ?? 0;
  }

  private get missing(): number {
    return this.link()?.contact?.missing ?? 0;
  }

  private ask(): void {
    const link = this.link();
    const contactId = link?.contact?.contactId;
    if (contactId === undefined || this.missing === 0 || this.state !== 'resting' || !this.isNear()) return;
    this.become('coming');
    link?.session.older(contactId).then(
      () => this.become('resting'),
      () => {
        this.refusedAt = this.top;
        this.become('refused');
      },
    );
  }

  private isNear(): boolean {
    const scroller = this.place.scroller();
    if (scroller === undefined || scroller.clientHeight === 0 || scroller.scrollTop > scroller.clientHeight * early) return false;
    return !this.place.atEnd() || scroller.scrollHeight - scroller.clientHeight <= fewPx;
  }

  private become(state: LongPart['state']): void {
    this.state = state;
    this.host.requestUpdate();
  }
}
