/**
 * A report: aggregates of a stretch of time, interval by interval, a page at a time.
 *
 *   from ├───────┼───────┼───────┼──┤ to      half-open intervals, counted from `from`; the last may be cut short
 *
 * Knows how a question becomes rows: intervals in which nothing was emitted are left out, and a page ends after so many rows
 * or so many intervals looked at, so that no question holds up the store. Reads the coarsest grain that fits.
 */
import { int, text } from '../contacts/columns.js';
import type { Row, SqlValue, Tx } from '../store/sql.js';
import { finest, firstStart, grains, startOf, summedUntil } from './cell-store.js';

export const dimensions = ['queue', 'agent', 'deployment', 'medium'] as const;
export type Dimension = (typeof dimensions)[number];

const columns = { queue: 'queue_id', agent: 'agent_id', deployment: 'deployment_id', medium: 'medium' } as const satisfies Record<Dimension, string>;

/** A place between two rows: where a page ended. */
export interface Position {
  readonly start: number;
  /** Values of the question's dimensions; empty before the interval's first row. */
  readonly key: readonly string[];
}

export interface ReportQuestion {
  /** On a quarter of an hour, as `to` is; milliseconds since the epoch. */
  readonly from: number;
  readonly to: number;
  /** Length of an interval: a multiple of a quarter of an hour. */
  readonly interval: number;
  /** A row for each combination of these in each interval. */
  readonly by: readonly Dimension[];
  readonly only: { readonly [D in Dimension]?: string };
  /** Rows without a value of this dimension are left out. */
  readonly present?: Dimension;
  /** Series that count: others make no row. */
  readonly counts: (series: string) => boolean;
  /** Most rows of a page. */
  readonly limit: number;
  readonly after?: Position;
}

/** What a series came to. */
export interface Cell {
  readonly times: number;
  /** Milliseconds, all together and the longest; 0 for what is only counted. */
  readonly total: number;
  readonly most: number;
}

export interface ReportRow {
  readonly start: number;
  readonly end: number;
  /** Values of the question's dimensions, in its order; empty where there is none. */
  readonly key: readonly string[];
  readonly cells: ReadonlyMap<string, Cell>;
}

export interface ReportPage {
  readonly rows: readonly ReportRow[];
  /** Where the next page begins; absent on the last. */
  readonly next?: Position;
}

/** Most intervals that one page looks at: it may end with few rows, or none, and go on. */
const intervalsAtOnce = 400;

/** The coarsest grain that every interval of the question is made of. */
export function grainFor({ from, to, interval }: Pick<ReportQuestion, 'from' | 'to' | 'interval'>): number {
  const fitting = grains.filter((it) => [from, to, interval].every((value) => startOf(value, it) === value));
  return fitting[fitting.length - 1] ?? finest;
}

function conditions({ only, present }: ReportQuestion): { readonly sql: string; readonly values: readonly SqlValue[] } {
  const wanted = dimensions.flatMap((it) => (only[it] === undefined ? [] : [{ sql: `AND ${columns[it]} = ?`, value: only[it] }]));
  const there = present === undefined ? '' : `AND ${columns[present]} <> ''`;
  return { sql: [...wanted.map(({ sql }) => sql), there].join(' '), values: wanted.map(({ value }) => value) };
}

/** The cells of a stretch of time: of the coarsest grain that fits, and of quarters where those are not summed yet. */
const cells = `(SELECT queue_id, agent_id, deployment_id, medium, series, times, total, most FROM metric_cells WHERE grain = ? AND start >= ? AND start < ?
  UNION ALL SELECT queue_id, agent_id, deployment_id, medium, series, times, total, most FROM metric_cells WHERE grain = ? AND start >= ? AND start < ?) AS cells`;

/** Where the quarters begin that are not summed yet, of a stretch that is read by a grain. */
const unsummed = async (tx: Tx, grain: number, start: number, end: number): Promise<number> =>
  // Quarters themselves are all there is to them.
  grain === finest ? end : Math.max(start, Math.min(end, await summedUntil(tx)));

type Read = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

/** Most cells' starts that one look into the store covers. */
const startsAtOnce = 8;

/** The rows of one interval, in the order of their keys. */
async function rowsIn(read: Read, question: ReportQuestion, start: number, end: number): Promise<ReportRow[]> {
  const { sql, values } = conditions(question);
  const by = question.by.map((it) => columns[it]);
  const names = [...by, 'series'].join(', ');
  const grain = grainFor(question);
  const found = new Map<string, Gathered>();
  for (let from = start; from < end; from += startsAtOnce * grain) {
    const to = Math.min(end, from + startsAtOnce * grain);
    const rows = await read(async (tx) =>
      tx.all(`SELECT ${names}, sum(times) AS times, sum(total) AS total, max(most) AS most FROM ${cells} WHERE true ${sql} GROUP BY ${names}`, [
        grain, from, to, finest, await unsummed(tx, grain, from, to), to, ...values,
      ]),
    );
    for (const row of rows) if (question.counts(text(row, 'series'))) gather(found, row, by);
  }
  return [...found.values()].sort((a, b) => compare(a.key, b.key)).map((row) => ({ start, end, ...row }));
}

interface Gathered {
  readonly key: readonly string[];
  readonly cells: Map<string, Cell>;
}

/** Adds a row of the store to those of its key. */
function gather(found: Map<string, Gathered>, row: Row, by: readonly string[]): void {
  const key = by.map((column) => text(row, column));
  const gathered = found.get(key.join(' ')) ?? { key, cells: new Map<string, Cell>() };
  found.set(key.join(' '), gathered);
  const series = text(row, 'series');
  const { times, total, most } = gathered.cells.get(series) ?? { times: 0, total: 0, most: 0 };
  gathered.cells.set(series, { times: times + int(row, 'times'), total: total + int(row, 'total'), most: Math.max(most, int(row, 'most')) });
}

/** By code, dimension by dimension. */
function compare(a: readonly string[], b: readonly string[]): number {
  for (const [at, value] of a.entries()) {
    const other = b[at] ?? '';
    if (value !== other) return value < other ? -1 : 1;
  }
  return 0;
}

/** The beginning of the first interval, at or after one, in which anything was emitted. */
async function nextStart(tx: Tx, question: ReportQuestion, start: number): Promise<number | undefined> {
  const grain = grainFor(question);
  const { from, to, interval } = question;
  const starts = [await firstStart(tx, grain, start, to), await firstStart(tx, finest, await unsummed(tx, grain, start, to), to)].filter((it) => it !== undefined);
  return starts.length === 0 ? undefined : from + startOf(Math.min(...starts) - from, interval);
}

/** One page. `read` runs each look into the store on its own, so that others come in between. */
export async function pageOf(question: ReportQuestion, read: Read): Promise<ReportPage> {
  const { from, to, interval, limit, after } = question;
  const rows: ReportRow[] = [];
  let start: number | undefined = Math.max(from, after?.start ?? from);
  for (let looked = 0; looked < intervalsAtOnce; looked += 1) {
    const from: number = start;
    start = await read((tx) => nextStart(tx, question, from));
    if (start === undefined) return { rows };
    const begin = start;
    const end = Math.min(begin + interval, to);
    const key = after?.start === begin ? after.key : [];
    const found = (await rowsIn(read, question, begin, end)).filter((row) => key.length === 0 || compare(row.key, key) > 0);
    const room = limit - rows.length;
    rows.push(...found.slice(0, room));
    if (found.length > room) return { rows, next: { start: begin, key: found[room - 1]?.key ?? key } };
    start = end;
    if (start >= to) return { rows };
    if (rows.length === limit) return { rows, next: { start, key: [] } };
  }
  return { rows, next: { start, key: [] } };
}
