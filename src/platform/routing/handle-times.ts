/**
 * How long agents of late kept the slots that contacts of a queue took: from joining to the end of the wrap-up.
 *
 * Knows the last handlings of each queue; older ones are forgotten. Does not know who waits (places.ts).
 */
import { int } from '../contacts/columns.js';
import type { Tx } from '../store/sql.js';

/** Handlings that are remembered for each queue. */
const most = 20;
/** Fewer say nothing about the next one. */
export const fewestHandled = 3;

export interface Handling {
  readonly queueId: string;
  readonly contactId: string;
  readonly endedAt: number;
  readonly durationMs: number;
}

export async function rememberHandling(tx: Tx, { queueId, contactId, endedAt, durationMs }: Handling): Promise<void> {
  await tx.run('INSERT INTO handle_times (queue_id, ended_at, contact_id, duration_ms) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING', [queueId, endedAt, contactId, durationMs]);
  await tx.run(
    `DELETE FROM handle_times WHERE queue_id = ? AND (ended_at, contact_id) <
       (SELECT ended_at, contact_id FROM handle_times WHERE queue_id = ? ORDER BY ended_at DESC, contact_id DESC LIMIT 1 OFFSET ?)`,
    [queueId, queueId, most - 1],
  );
}

/** The mean in milliseconds; undefined where fewer than three are known. */
export async function meanHandling(tx: Tx, queueId: string): Promise<number | undefined> {
  const row = await tx.get('SELECT count(*) AS handled, total(duration_ms) AS sum FROM handle_times WHERE queue_id = ?', [queueId]);
  const handled = row ? int(row, 'handled') : 0;
  return row && handled >= fewestHandled ? int(row, 'sum') / handled : undefined;
}
