/**
 * The rows of a transcript that grows: the same as `transcriptRows` gives, but what has not changed keeps its very row, and
 * only the end is put together anew. Once for each transcript on screen.
 *
 * Knows items and how rows join them; not where items come from nor what is drawn of them.
 */
import { dayKey } from './time-words.js';
import { transcriptRows, type RowOptions, type TranscriptItem, type TranscriptRow } from './transcript-rows.js';

interface Made {
  readonly items: readonly TranscriptItem[];
  readonly options: RowOptions;
  readonly rows: readonly TranscriptRow[];
}

export class KeptRows {
  private made: Made | undefined;

  /** `items` in the order they are to be read. The very same rows where nothing has changed. */
  of(items: readonly TranscriptItem[], options: RowOptions): readonly TranscriptRow[] {
    const made = this.made !== undefined && saysTheSame(this.made.options, options) ? this.made : undefined;
    const rows = made === undefined ? transcriptRows(items, options) : grown(made, items, options);
    this.made = { items, options, rows };
    return rows;
  }
}

/** Rows before the first change, and those from there on anew. */
function grown(made: Made, items: readonly TranscriptItem[], options: RowOptions): readonly TranscriptRow[] {
  const changed = firstChange(made.items, items);
  if (changed === items.length && changed === made.items.length) return made.rows;
  // The last own message shows how far it has come, and no other does.
  const marked = [lastOwn(made.items), lastOwn(items)] as const;
  const from = marked[0] === marked[1] ? changed : Math.min(changed, ...marked.filter((at) => at >= 0));
  const { rows, items: count } = endingBefore(made.rows, from);
  const rest = transcriptRows(items.slice(count), options);
  const goesOn = rest[0]?.kind === 'day' && rest[0].key === lastDay(rows);
  return [...rows, ...(goesOn ? rest.slice(1) : rest)];
}

function firstChange(before: readonly TranscriptItem[], after: readonly TranscriptItem[]): number {
  const most = Math.min(before.length, after.length);
  for (let index = 0; index < most; index += 1) {
    const [one, other] = [before[index], after[index]];
    if (one !== other && (one === undefined || other === undefined || !isSame(one, other))) return index;
  }
  return most;
}

/** The rows that end before an item, but for the one that the item might join, and how many items they hold. */
function endingBefore(rows: readonly TranscriptRow[], item: number): { readonly rows: readonly TranscriptRow[]; readonly items: number } {
  let items = 0;
  let count = 0;
  for (const row of rows) {
    const size = row.kind === 'day' ? 0 : row.kind === 'line' ? 1 : row.bubbles.length;
    if (items + size >= item) break;
    items += size;
    count += 1;
  }
  return { rows: rows.slice(0, count), items };
}

function lastDay(rows: readonly TranscriptRow[]): string | undefined {
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    const row = rows[index];
    if (row?.kind === 'day') return row.key;
  }
  return undefined;
}

function lastOwn(items: readonly TranscriptItem[]): number {
  for (let index = items.length - 1; index >= 0; index -= 1) {
    const item = items[index];
    if (item?.kind === 'message' && item.side === 'own') return index;
  }
  return -1;
}

function isSame(one: TranscriptItem, other: TranscriptItem): boolean {
  if (one.key !== other.key || one.at !== other.at || one.text !== other.text) return false;
  if (one.kind === 'line') return other.kind === 'line' && one.icon === other.icon;
  return other.kind === 'message' && one.side === other.side && one.author === other.author && one.delivery === other.delivery;
}

const saysTheSame = (one: RowOptions, other: RowOptions): boolean =>
  one.strings === other.strings && one.locale === other.locale && one.runGapMs === other.runGapMs && dayKey(one.now) === dayKey(other.now);
