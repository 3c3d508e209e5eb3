import { describe, expect, it } from 'vitest';
import { RowHeights } from '../../../src/ui/row-heights.js';
import type { TranscriptRow } from '../../../src/ui/index.js';

const rows: readonly TranscriptRow[] = ['a', 'b', 'c'].map((key) => ({ kind: 'line', key, text: key }));

describe('heights of rows', () => {
  it('are guessed until they are measured, and guessed anew when lines break elsewhere', () => {
    const heights = new RowHeights();
    heights.of(rows);
    const guessed = heights.total;
    heights.measured('a', 100);
    heights.of(rows);
    expect([heights.top(1), heights.total]).toEqual([100, 100 + (guessed * 2) / 3]);
    heights.forget();
    heights.of(rows);
    expect(heights.total).toBe(guessed);
  });

  it('guess more for more words', () => {
    const of = (text: string): number => {
      const heights = new RowHeights();
      heights.of([{ kind: 'run', key: 'r', side: 'own', author: '', time: '', lastTime: '', bubbles: [{ key: 'b', text }] }]);
      return heights.total;
    };
    expect(of('x'.repeat(400))).toBeGreaterThan(of('x') + 100);
  });

  it.each([
    { height: -5, row: 0 }, { height: 0, row: 0 }, { height: 9, row: 0 }, { height: 10, row: 1 }, { height: 29, row: 1 }, { height: 30, row: 2 }, { height: 59, row: 2 }, { height: 60, row: 2 }, { height: 999, row: 2 },
  ])('find the row at $height: $row', ({ height, row }) => {
    const heights = new RowHeights();
    ['a', 'b', 'c'].forEach((key, n) => heights.measured(key, 10 * (n + 1)));
    heights.of(rows);
    expect(heights.at(height)).toBe(row);
  });

  it('find nothing below nothing', () => {
    const heights = new RowHeights();
    heights.of([]);
    expect([heights.total, heights.at(5), heights.top(3)]).toEqual([0, 0, 0]);
  });
});
