/** Heights of a transcript's rows, measured or guessed, and where each begins. Pure; draws and measures nothing itself. */
import type { TranscriptRow } from './transcript-rows.js';

/** What a row is likely to take. CSS pixels. */
function guess(row: TranscriptRow): number {
  if (row.kind !== 'run') return 32;
  return row.bubbles.reduce((sum, { text }) => sum + 22 + 22 * Math.ceil((text.length + 1) / 36), 36);
}

export class RowHeights {
  private readonly known = new Map<string, number>();
  /** Where each row begins, and behind the last one where all of them end. */
  private tops: readonly number[] = [0];
  private rows: readonly TranscriptRow[] = [];
  /** Heights are other ones than those that the tops are of. */
  private stale = false;

  get total(): number {
    return this.tops[this.tops.length - 1] ?? 0;
  }

  /** The rows from now on; tops are those of what is known now. */
  of(rows: readonly TranscriptRow[]): void {
    if (rows === this.rows && !this.stale) return;
    this.rows = rows;
    this.stale = false;
    const tops = [0];
    let top = 0;
    for (const row of rows) {
      top += this.known.get(row.key) ?? guess(row);
      tops.push(top);
    }
    this.tops = tops;
  }

  measured(key: string, height: number): void {
    this.stale ||= this.known.get(key) !== height;
    this.known.set(key, height);
  }

  /** Lines break elsewhere now. */
  forget(): void {
    this.known.clear();
    this.stale = true;
  }

  top(index: number): number {
    return this.tops[Math.min(index, this.tops.length - 1)] ?? 0;
  }

  /** The row at this height: the first below 0, the last beyond the end. */
  at(height: number): number {
    let low = 0;
    let high = Math.max(0, this.tops.length - 2);
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.tops[middle] ?? 0) <= height) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
