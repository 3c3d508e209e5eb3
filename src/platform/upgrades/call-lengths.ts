/**
 * How long the calls of a queue lasted of late, for the wait that a place in line promises.
 *
 * Knows the last calls of each queue that showed a picture; older ones are forgotten. Does not know who waits.
 */
import { int } from '../contacts/columns.js';
import type { Tx } from '../store/sql.js';

/** Calls that are remembered for each queue. */
const most = 20;
/** Fewer say nothing about the next one. */
const fewest = 3;

export interface CallLength {
  readonly queueId: string;
  readonly callId: string;
  readonly endedAt: number;
  readonly durationMs: number;
}

export async function rememberLength(tx: Tx, { queueId, callId, endedAt, durationMs }: CallLength): Promise<void> {
  await tx.run('INSERT INTO call_lengths (queue_id, ended_at, call_id, duration_ms) VALUES (?, ?, ?, ?)', [queueId, endedAt, callId, durationMs]);
  await tx.run(
    `DELETE FROM call_lengths WHERE queue_id = ? AND (ended_at, call_id) <
       (SELECT ended_at, call_id FROM call_lengths WHERE queue_id = ? ORDER BY ended_at DESC, call_id DESC LIMIT 1 OFFSET ?)`,
    [queueId, queueId, most - 1],
  );
}

/** The mean in milliseconds; undefined where fewer than three calls are known. */
export async function meanLength(tx: Tx, queueId: string): Promise<number | undefined> {
  const row = await tx.get('SELECT count(*) AS calls, total(duration_ms) AS sum FROM call_lengths WHERE queue_id = ?', [queueId]);
  const calls = row ? int(row, 'calls') : 0;
  return row && calls >= fewest ? int(row, 'sum') / calls : undefined;
}
