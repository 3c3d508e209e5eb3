/**
 * Aggregates as rows: for each stretch of time and each combination of queue, agent, deployment and medium, how often a
 * series was emitted, how long together and how long at most.
 *
 *   emission at 10:07 ─► quarter 10:00 ──when it is over──► hour 10:00 · day 0:00 (UTC)
 *
 * Knows the table: three grains of half-open intervals, so that a month by days reads days. Quarters are written in the
 * transaction of the event (keep.ts), hours and days summed from them once they are over. Does not know what a report asks
 * for (report.ts).
 */
import { int } from '../contacts/columns.js';
import type { Tx } from '../store/sql.js';
import type { Emission } from './emission.js';

const minuteMs = 60_000;

/** Lengths of the stored intervals; each is a multiple of the one before. */
export const grains = [15 * minuteMs, 60 * minuteMs, 24 * 60 * minuteMs] as const;
/** Every interval of a report begins on a boundary of these. */
export const [finest] = grains;
const coarser = grains.slice(1);

/** The beginning of the interval that a moment is in: `[start, start + grain)`. */
export const startOf = (at: number, grain: number): number => at - (((at % grain) + grain) % grain);

const key = 'grain, start, queue_id, agent_id, deployment_id, medium, series';
const onConflict = `ON CONFLICT (${key}) DO UPDATE SET times = times + excluded.times, total = total + excluded.total, most = max(most, excluded.most)`;
const insertRows = (rows: number): string =>
  `INSERT INTO metric_cells (${key}, times, total, most) VALUES ${Array.from({ length: rows }, () => '(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').join(', ')} ${onConflict}`;

/** Rows of one statement: few texts to compile, and one call for what an event emits. */
const rowsAtOnce = 16;

interface Cell {
  readonly key: readonly [grain: number, start: number, queueId: string, agentId: string, deploymentId: string, medium: string, series: string];
  times: number;
  total: number;
  most: number;
}

/** What is added to a cell: an emission, or a piece of one. */
export interface Counted extends Omit<Emission, 'series' | 'medium'> {
  readonly series: string;
  /** Empty for what is of no contact. */
  readonly medium: string;
  /** Default 1. */
  readonly times?: number;
}

/** Emissions of the same cell as one: a statement may change a row once. */
function gather(emissions: readonly Counted[], grain: number): readonly Cell[] {
  const cells = new Map<string, Cell>();
  for (const { at, queueId = '', agentId = '', deploymentId, medium, series, ms, times = 1 } of emissions) {
    const key = [grain, startOf(at, grain), queueId, agentId, deploymentId, medium, series] as const;
    const name = key.join(' ');
    const cell = cells.get(name) ?? { key, times: 0, total: 0, most: 0 };
    cells.set(name, { key, times: cell.times + times, total: cell.total + ms, most: Math.max(cell.most, ms) });
  }
  return [...cells.values()];
}

async function write(tx: Tx, cells: readonly Cell[]): Promise<void> {
  for (let from = 0; from < cells.length; from += rowsAtOnce) {
    const some = cells.slice(from, from + rowsAtOnce);
    await tx.run(insertRows(some.length), some.flatMap(({ key, times, total, most }) => [...key, times, total, most]));
  }
}

export async function addEmissions(tx: Tx, emissions: readonly Counted[]): Promise<void> {
  if (emissions.length === 0) return;
  await write(tx, gather(emissions, finest));
  // A clock that was set back: the quarter is summed already.
  const until = await summedUntil(tx);
  const late = emissions.filter(({ at }) => at < until);
  for (const grain of coarser) await write(tx, gather(late, grain));
}

/** The end of the quarters that hours and days are summed of. */
export async function summedUntil(tx: Tx): Promise<number> {
  const row = await tx.get("SELECT value FROM record_state WHERE name = 'summed-until'");
  return row ? int(row, 'value') : 0;
}

const sum = `INSERT INTO metric_cells (${key}, times, total, most)
  SELECT ?, start - start % ?, queue_id, agent_id, deployment_id, medium, series, sum(times), sum(total), max(most) FROM metric_cells
  WHERE grain = ? AND start >= ? AND start < ? GROUP BY 2, queue_id, agent_id, deployment_id, medium, series ${onConflict}`;

/** Most that is summed in one go, so that a long backlog does not hold up the store. */
const [, , atOnce] = grains;

/** Sums quarters that are over into their hours and days, each once: the next day that has any. Says whether there is more to sum. */
export async function sumUp(tx: Tx, now: number): Promise<boolean> {
  const [from, end] = [await summedUntil(tx), startOf(now, finest)];
  if (end <= from) return false;
  const first = await firstStart(tx, finest, from, end);
  const to = first === undefined ? end : Math.min(end, startOf(first, atOnce) + atOnce);
  if (first !== undefined) for (const grain of coarser) await tx.run(sum, [grain, grain, finest, first, to]);
  await tx.run("INSERT INTO record_state (name, value) VALUES ('summed-until', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", [to]);
  return to < end;
}

/** The beginning of the first cell of a grain in `[from, to)`. */
export async function firstStart(tx: Tx, grain: number, from: number, to: number): Promise<number | undefined> {
  const row = await tx.get('SELECT start FROM metric_cells WHERE grain = ? AND start >= ? AND start < ? ORDER BY start LIMIT 1', [grain, from, to]);
  return row && int(row, 'start');
}

/** All that timelines can bring again; the quarters of agents' presence stay, and are summed with the others. */
export async function clearCells(tx: Tx): Promise<void> {
  await tx.run("DELETE FROM metric_cells WHERE grain <> ? OR series NOT LIKE 'presence/%'", [finest]);
  await tx.run("DELETE FROM record_state WHERE name = 'summed-until'");
}
