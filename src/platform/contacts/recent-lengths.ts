/**
 * How long the last things of a queue lasted: a table that forgets all but the newest of each queue, and their mean.
 *
 * Knows one shape of table: queue_id, ended_at, a column for whose length it is, duration_ms. Does not know what lasted.
 */
import type { Tx } from '../store/sql.js';
import { int } from './columns.js';

export interface Length {
  readonly queueId: string;
  readonly endedAt: number;
  readonly durationMs: number;
}

export interface RecentLengths {
  /** One that is known already changes nothing. */
  remember(tx: Tx, id: string, length: Length): Promise<void>;
  /** In milliseconds; undefined where fewer than three are known. */
  mean(tx: Tx, queueId: string): Promise<number | undefined>;
}

/** Remembered for each queue. */
const most = 20;
/** Fewer say nothing about the next one. */
export const fewestLengths = 3;

/** The two tables that there are, and whose length each row is. */
const columns = { call_lengths: 'call_id', handle_times: 'contact_id' } as const;

export function recentLengths(table: keyof typeof columns): RecentLengths {
  const column = columns[table];
  return {
    async remember(tx, id, { queueId, endedAt, durationMs }) {
      await tx.run(`INSERT INTO ${table} (queue_id, ended_at, ${column}, duration_ms) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`, [queueId, endedAt, id, durationMs]);
      await tx.run(
        `DELETE FROM ${table} WHERE queue_id = ? AND (ended_at, ${column}) <
           (SELECT ended_at, ${column} FROM ${table} WHERE queue_id = ? ORDER BY ended_at DESC, ${column} DESC LIMIT 1 OFFSET ?)`,
        [queueId, queueId, most - 1],
      );
    },
    async mean(tx, queueId) {
      const row = await tx.get(`SELECT count(*) AS known, total(duration_ms) AS sum FROM ${table} WHERE queue_id = ?`, [queueId]);
      const known = row ? int(row, 'known') : 0;
      return row && known >= fewestLengths ? int(row, 'sum') / known : undefined;
    },
  };
}
