/**
 * A long transcript: only the rows near the reader are in the page, and what is left out has its height. Rows are measured
 * as they are drawn; those not seen yet are guessed. Whatever changes above the reader, the row before their eyes stays.
 *
 * Knows heights and where the reader is. What a row looks like, and the end that a reader may stick to, are others' matter.
 */
import { html, type ReactiveController, type TemplateResult } from 'lit';
import type { DrawnHost } from './found.js';
import { RowHeights } from './row-heights.js';
import type { TranscriptRow } from './transcript-rows.js';

export interface WindowPlace {
  /** The scrolling element. */
  readonly scroller: () => HTMLElement | undefined;
  /** The reader is at the end and stays there. */
  readonly atEnd: () => boolean;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** The row before the reader's eyes, and how far below the scroller's top it begins and, where it is drawn, ends. */
interface Anchor {
  readonly row: TranscriptRow;
  readonly top: number;
  readonly bottom?: number;
}

/** The last message of a run: what was said before may join the run, and then it begins with another. */
const lastOf = (row: TranscriptRow): string | undefined => (row.kind === 'run' ? row.bubbles[row.bubbles.length - 1]?.key : undefined);

/** Screens that are drawn beyond each edge, and how many of them may be left before more is drawn. */
const beyond = 2;
const least = 1;
const unknownHeight = 800;

export class TranscriptWindow implements ReactiveController {
  /** Changes with the rows that are to be drawn. */
  version = 0;
  private rows: readonly TranscriptRow[] = [];
  private range: Range = { start: 0, end: 0 };
  private readonly heights = new RowHeights();
  private width = 0;
  private anchor: Anchor | undefined;

  constructor(
    private readonly host: DrawnHost,
    private readonly place: WindowPlace,
  ) {
    host.addController(this);
  }

  /** `draw` draws those that are in the window. */
  render(rows: readonly TranscriptRow[], draw: (rows: readonly TranscriptRow[]) => unknown): TemplateResult {
    this.rows = rows;
    this.heights.of(rows);
    this.range = this.wanted();
    return html`<div class="gap" aria-hidden="true"></div>${draw(rows.slice(this.range.start, this.range.end))}<div class="gap" aria-hidden="true"></div>`;
  }

  /** The reader scrolled. */
  readonly scrolled = (): void => {
    const scroller = this.place.scroller();
    if (scroller === undefined || this.rows.length === 0) return;
    const room = scroller.clientHeight * least;
    const { start, end } = this.range;
    const above = start === 0 || scroller.scrollTop - room >= this.heights.top(start);
    const below = end === this.rows.length || scroller.scrollTop + scroller.clientHeight + room <= this.heights.top(end);
    if (above && below) return;
    this.version += 1;
    this.host.requestUpdate();
  };

  hostUpdate(): void {
    this.anchor = this.place.atEnd() ? undefined : this.seen();
  }

  hostUpdated(): void {
    const [first, last] = this.gaps();
    const scroller = this.place.scroller();
    if (first === undefined || last === undefined || scroller === undefined) {
      // Few rows, as of a new chat: the log and its place are the browser's again.
      scroller?.removeAttribute('aria-live');
      scroller?.style.removeProperty('overflow-anchor');
      return;
    }
    // A log tells what is added; rows that come back as the reader goes up are no news.
    if (this.place.atEnd()) scroller.removeAttribute('aria-live');
    else scroller.setAttribute('aria-live', 'off');
    // Rows are held here, in every browser alike.
    scroller.style.setProperty('overflow-anchor', 'none');
    if (scroller.clientWidth !== this.width) {
      this.width = scroller.clientWidth;
      this.heights.forget();
    }
    this.drawnRows().forEach((element, index) => {
      const key = this.rows[this.range.start + index]?.key;
      if (key !== undefined) this.heights.measured(key, element.getBoundingClientRect().height);
    });
    this.heights.of(this.rows);
    const before = first.style.height;
    first.style.height = `${this.heights.top(this.range.start)}px`;
    last.style.height = `${this.heights.total - this.heights.top(this.range.end)}px`;
    // At once, before a scroll event of earlier finds the end far away.
    if (!this.place.atEnd()) this.hold(scroller);
    else if (first.style.height !== before) scroller.scrollTop = scroller.scrollHeight;
  }

  /** Puts the row that the reader saw back to where it was. */
  private hold(scroller: HTMLElement): void {
    const { anchor } = this;
    if (anchor === undefined) return;
    const index = this.indexOf(anchor);
    const element = this.drawnRows()[index - this.range.start];
    if (element === undefined) return;
    const { top, bottom } = element.getBoundingClientRect();
    const grew = anchor.bottom !== undefined && this.rows[index]?.key !== anchor.row.key;
    const moved = (grew ? bottom - (anchor.bottom ?? 0) : top - anchor.top) - scroller.getBoundingClientRect().top;
    if (Math.abs(moved) >= 1) scroller.scrollTop += moved;
  }

  /** The first row in view: where it truly is if it is drawn, else where it is thought to be. */
  private seen(): Anchor | undefined {
    const scroller = this.place.scroller();
    if (scroller === undefined || this.rows.length === 0) return undefined;
    const top = scroller.getBoundingClientRect().top;
    const drawn = this.drawnRows();
    const first = drawn.findIndex((element) => element.getBoundingClientRect().bottom > top);
    // A day moves up to what is found to be said before on it.
    const at = this.rows[this.range.start + first]?.kind === 'day' && first + 1 < drawn.length ? first + 1 : first;
    const [element, row] = [drawn[at], this.rows[this.range.start + at]];
    if (element !== undefined && element.getBoundingClientRect().top < top + scroller.clientHeight) {
      const box = element.getBoundingClientRect();
      return row && { row, top: box.top - top, bottom: box.bottom - top };
    }
    const index = this.heights.at(scroller.scrollTop);
    const guessed = this.rows[index];
    return guessed && { row: guessed, top: this.heights.top(index) - scroller.scrollTop };
  }

  private indexOf({ row }: Anchor): number {
    const index = this.rows.findIndex(({ key }) => key === row.key);
    const last = lastOf(row);
    if (index >= 0 || last === undefined) return index;
    return this.rows.findIndex((it) => it.kind === 'run' && it.bubbles.some(({ key }) => key === last));
  }

  private wanted(): Range {
    const scroller = this.place.scroller();
    const height = scroller?.clientHeight || unknownHeight;
    const count = this.rows.length;
    if (scroller === undefined || this.place.atEnd()) return { start: this.heights.at(this.heights.total - height * (1 + beyond)), end: count };
    const index = this.anchor === undefined ? -1 : this.indexOf(this.anchor);
    const top = index < 0 ? scroller.scrollTop : this.heights.top(index) - (this.anchor?.top ?? 0);
    return { start: this.heights.at(top - height * beyond), end: Math.min(count, this.heights.at(top + height * (1 + beyond)) + 1) };
  }

  private gaps(): readonly HTMLElement[] {
    return [...(this.place.scroller()?.querySelectorAll<HTMLElement>('.gap') ?? [])];
  }

  private drawnRows(): readonly Element[] {
    const [first, last] = this.gaps();
    const rows: Element[] = [];
    for (let next = first?.nextElementSibling; next && next !== last; next = next.nextElementSibling) rows.push(next);
    return rows;
  }
}
