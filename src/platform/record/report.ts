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
import { finest, grains, startOf, summedUntil } from './cell-store.js';

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
const cells = `(SELECT start, queue_id, agent_id, deployment_id, medium, series, times, total, most FROM metric_cells WHERE grain = ? AND start >= ? AND start < ?
  UNION ALL SELECT start, queue_id, agent_id, deployment_id, medium, series, times, total, most FROM metric_cells WHERE grain = ? AND start >= ? AND start < ?) AS cells`;

async function stretchOf(tx: Tx, question: ReportQuestion, start: number, end: number): Promise<readonly SqlValue[]> {
  const grain = grainFor(question);
  // Quarters themselves are all there is to them.
  const from = grain === finest ? end : Math.max(start, await summedUntil(tx));
  return [grain, start, end, finest, from, end];
}

/** The rows of one interval, in the order of their keys. */
async function rowsIn(tx: Tx, question: ReportQuestion, start: number, end: number): Promise<ReportRow[]> {
  const { sql, values } = conditions(question);
  const by = question.by.map((it) => columns[it]);
  const names = [...by, 'series'].join(', ');
  const found = await tx.all(
    `SELECT ${names}, sum(times) AS times, sum(total) AS total, max(most) AS most FROM ${cells} WHERE true ${sql} GROUP BY ${names} ORDER BY ${names}`,
    [...(await stretchOf(tx, question, start, end)), ...values],
  );
  return gather(found.filter((row) => question.counts(text(row, 'series'))), by, start, end);
}

function gather(found: readonly Row[], by: readonly string[], start: number, end: number): ReportRow[] {
  const rows: { readonly key: readonly string[]; readonly cells: Map<string, Cell> }[] = [];
  for (const row of found) {
    const key = by.map((column) => text(row, column));
    let last = rows[rows.length - 1];
    if (!last || compare(last.key, key) !== 0) rows.push((last = { key, cells: new Map() }));
    last.cells.set(text(row, 'series'), { times: int(row, 'times'), total: int(row, 'total'), most: int(row, 'most') });
  }
  return rows.map((row) => ({ start, end, ...row }));
}

/** As the store orders them: by code, dimension by dimension. */
function compare(a: readonly string[], b: readonly string[]): number {
  for (const [at, value] of a.entries()) {
    const other = b[at] ?? '';
    if (value !== other) return value < other ? -1 : 1;
  }
  return 0;
}

/** The beginning of the first interval, at or after one, in which anything was emitted. */
async function nextStart(tx: Tx, question: ReportQuestion, start: number): Promise<number | undefined> {
  const row = await tx.get(`SELECT min(start) AS start FROM ${cells}`, await stretchOf(tx, question, start, question.to));
  if (!row || row['start'] === null) return undefined;
  return question.from + startOf(int(row, 'start') - question.from, question.interval);
}

/** One page. `read` runs each look into the store on its own, so that others come in between. */
export async function pageOf(question: ReportQuestion, read: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>): Promise<ReportPage> {
  const { from, to, interval, limit, after } = question;
  const rows: ReportRow[] = [];
  let start: number | undefined = after?.start ?? from;
  for (let looked = 0; looked < intervalsAtOnce; looked += 1) {
    const from: number = start;
    start = await read((tx) => nextStart(tx, question, from));
    if (start === undefined) return { rows };
    const begin = start;
    const end = Math.min(begin + interval, to);
    const key = after?.start === begin ? after.key : [];
    const found = (await read((tx) => rowsIn(tx, question, begin, end))).filter((row) => key.length === 0 || compare(row.key, key) > 0);
    const room = limit - rows.length;
    rows.push(...found.slice(0, room));
    if (found.length > room) return { rows, next: { start: begin, key: found[room - 1]?.key ?? key } };
    start = end;
    if (start >= to) return { rows };
    if (rows.length === limit) return { rows, next: { start, key: [] } };
  }
  return { rows, next: { start, key: [] } };
}
