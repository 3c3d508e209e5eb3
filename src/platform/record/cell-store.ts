/**
 * Aggregates as rows: for each stretch of time and each combination of queue, agent, deployment and medium, how often a
 * series was emitted, how long together and how long at most.
 *
 *   emission at 10:07 ─► quarter 10:00 · hour 10:00 · day 0:00 (UTC)
 *
 * Knows the table: three grains of half-open intervals, so that a month by days reads days. Written in the transaction of the
 * event (keep.ts). Does not know what a report asks for (report.ts).
 */
import type { Tx } from '../store/sql.js';
import type { Emission } from './emission.js';

const minuteMs = 60_000;

/** Lengths of the stored intervals; each is a multiple of the one before. */
export const grains = [15 * minuteMs, 60 * minuteMs, 24 * 60 * minuteMs] as const;
export type Grain = (typeof grains)[number];
/** Every interval of a report begins on a boundary of these. */
export const [finest] = grains;

/** The beginning of the interval that a moment is in: `[start, start + grain)`. */
export const startOf = (at: number, grain: number): number => at - (((at % grain) + grain) % grain);

const add = `INSERT INTO metric_cells (grain, start, queue_id, agent_id, deployment_id, medium, series, times, total, most)
  VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, ?)
  ON CONFLICT (grain, start, queue_id, agent_id, deployment_id, medium, series)
  DO UPDATE SET times = times + 1, total = total + excluded.total, most = max(most, excluded.most)`;

export async function addEmissions(tx: Tx, emissions: readonly Emission[]): Promise<void> {
  for (const { at, queueId = '', agentId = '', deploymentId, medium, series, ms } of emissions) {
    for (const grain of grains) await tx.run(add, [grain, startOf(at, grain), queueId, agentId, deploymentId, medium, series, ms, ms]);
  }
}

export async function clearCells(tx: Tx): Promise<void> {
  await tx.run('DELETE FROM metric_cells');
}
