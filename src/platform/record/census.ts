/**
 * The census: how many contacts, agents and alerts there are at this moment.
 *
 * Knows what an operator's graphs show beside what was counted: levels, not events. Everything in it is of a closed set or a
 * configured queue, so the series stay few.
 */
import { int, text } from '../contacts/columns.js';
import type { Row, Tx } from '../store/sql.js';

export interface Census {
  /** By state: `flow`, `queued`, `connected`, `wrap-up`. */
  readonly contacts: ReadonlyMap<string, number>;
  /** By queue that anybody waits in. */
  readonly lines: ReadonlyMap<string, { readonly waiting: number; readonly longestMs: number }>;
  /** Signed-in agents by the state that others see. */
  readonly agents: ReadonlyMap<string, number>;
  /** Open alerts by kind. */
  readonly alerts: ReadonlyMap<string, number>;
}

const counted = (rows: readonly Row[]): ReadonlyMap<string, number> => new Map(rows.map((row) => [text(row, 'name'), int(row, 'many')]));

export async function censusOf(tx: Tx, now: number): Promise<Census> {
  const lines = await tx.all('SELECT queue_id, count(*) AS many, min(since) AS first FROM waiting WHERE queue_id IS NOT NULL GROUP BY queue_id');
  return {
    contacts: counted(await tx.all("SELECT state AS name, count(*) AS many FROM contacts WHERE state <> 'closed' GROUP BY state")),
    lines: new Map(lines.map((row) => [text(row, 'queue_id'), { waiting: int(row, 'many'), longestMs: Math.max(0, now - int(row, 'first')) }])),
    agents: counted(await tx.all("SELECT coalesce(shown, choice) AS name, count(*) AS many FROM presence WHERE online = 1 GROUP BY 1")),
    alerts: counted(await tx.all('SELECT kind AS name, count(*) AS many FROM alerts WHERE resolved_at IS NULL GROUP BY kind')),
  };
}
