/**
 * The list of alerts, newest first, a page at a time.
 *
 * Knows how a question becomes rows. Does not know how alerts come and go (alert-store.ts).
 */
import type { Alert } from '../contacts/alert.js';
import type { SqlValue, Tx } from '../store/sql.js';
import { toAlert, type StoredAlert } from './alert-store.js';

export interface AlertQuestion {
  /** Raised in `[from, to)`; milliseconds since the epoch. */
  readonly from: number;
  readonly to: number;
  readonly state: 'open' | 'resolved' | 'all';
  readonly kind?: Alert['kind'];
  readonly queueId?: string;
  readonly agentId?: string;
  readonly limit: number;
  /** The last alert of the page before. */
  readonly after?: { readonly raisedAt: number; readonly id: string };
}

export interface AlertPage {
  readonly alerts: readonly StoredAlert[];
  readonly next?: { readonly raisedAt: number; readonly id: string };
}

const states = { open: 'AND resolved_at IS NULL', resolved: 'AND resolved_at IS NOT NULL', all: '' } as const;

export async function alertsOf(tx: Tx, { from, to, state, kind, queueId, agentId, limit, after }: AlertQuestion): Promise<AlertPage> {
  const wanted: [string, readonly SqlValue[]][] = [];
  if (kind !== undefined) wanted.push(['AND kind = ?', [kind]]);
  if (queueId !== undefined) wanted.push(['AND queue_id = ?', [queueId]]);
  if (agentId !== undefined) wanted.push(['AND agent_id = ?', [agentId]]);
  if (after) wanted.push(['AND (raised_at < ? OR raised_at = ? AND id < ?)', [after.raisedAt, after.raisedAt, after.id]]);
  const rows = await tx.all(
    `SELECT * FROM alerts WHERE raised_at >= ? AND raised_at < ? ${states[state]} ${wanted.map(([sql]) => sql).join(' ')} ORDER BY raised_at DESC, id DESC LIMIT ?`,
    [from, to, ...wanted.flatMap(([, values]) => values), limit + 1],
  );
  const alerts = rows.slice(0, limit).map(toAlert);
  const last = alerts[alerts.length - 1];
  return { alerts, ...(rows.length > limit && last ? { next: { raisedAt: last.raisedAt, id: last.id } } : {}) };
}
