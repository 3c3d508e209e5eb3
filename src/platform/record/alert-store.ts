/**
 * Alerts as rows: raised, seen again, settled by what happens or resolved by somebody.
 *
 *   open ──what it warned of is over──► resolved by the platform
 *     └──────── somebody's act ───────► resolved by them
 *
 * Knows that one matter is one open alert, however often it is raised, and which events end which matter. An alert that comes
 * back after it was resolved is another one. Does not know when to raise one.
 */
import type { Alert } from '../contacts/alert.js';
import { int, json, maybeInt, maybeText, text } from '../contacts/columns.js';
import type { Row, SqlValue, Tx } from '../store/sql.js';
import type { Ledger } from './ledger.js';
import type { StoredEvent } from './stored-event.js';

export interface StoredAlert {
  readonly id: string;
  /** As it was raised last. */
  readonly alert: Alert;
  readonly raisedAt: number;
  readonly lastAt: number;
  /** How often it was raised while open. */
  readonly times: number;
  readonly resolved?: { readonly at: number; /** An agent or client id; `platform` where it settled by itself. */ readonly by: string; readonly note?: string };
}

/** What an alert is about: while it is open, the same matter raises no second one. */
export function subjectOf(alert: Alert): string {
  switch (alert.kind) {
    case 'no-agent': return `${alert.kind}/${alert.queueId}/${alert.medium}/${alert.reason}`;
    case 'long-wait': return `${alert.kind}/${alert.contactId}`;
    case 'waits-rising': return `${alert.kind}/${alert.queueId}`;
    case 'pane-unconfirmed': return `${alert.kind}/${alert.callId}`;
  }
}

export async function raiseAlert(tx: Tx, id: string, alert: Alert, at: number): Promise<void> {
  await tx.run(
    `INSERT INTO alerts (id, subject, kind, queue_id, medium, contact_id, agent_id, body, raised_at, last_at, times) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
     ON CONFLICT (subject) WHERE resolved_at IS NULL DO UPDATE SET times = times + 1, last_at = excluded.last_at, contact_id = excluded.contact_id, body = excluded.body`,
    [
      id, subjectOf(alert), alert.kind, 'queueId' in alert ? alert.queueId : null, 'medium' in alert ? alert.medium : null, alert.contactId,
      'agentId' in alert ? alert.agentId : null, JSON.stringify(alert), at, at,
    ],
  );
}

export const isOpenSubject = async (tx: Tx, alert: Alert): Promise<boolean> =>
  (await tx.get('SELECT 1 AS found FROM alerts WHERE subject = ? AND resolved_at IS NULL', [subjectOf(alert)])) !== undefined;

export async function alertById(tx: Tx, id: string): Promise<StoredAlert | undefined> {
  const row = await tx.get('SELECT * FROM alerts WHERE id = ?', [id]);
  return row && toAlert(row);
}

/** Resolves an open alert; one that is resolved stays as it was. */
export async function resolveAlert(tx: Tx, id: string, { by, note, at }: { readonly by: string; readonly note?: string | undefined; readonly at: number }): Promise<void> {
  await tx.run('UPDATE alerts SET resolved_at = ?, resolved_by = ?, note = ? WHERE id = ? AND resolved_at IS NULL', [at, by, note ?? null, id]);
}

export function toAlert(row: Row): StoredAlert {
  const [at, note] = [maybeInt(row, 'resolved_at'), maybeText(row, 'note')];
  return {
    id: text(row, 'id'),
    // Written by `raiseAlert` from an Alert.
    alert: json(row, 'body') as Alert,
    raisedAt: int(row, 'raised_at'), lastAt: int(row, 'last_at'), times: int(row, 'times'),
    ...(at === undefined ? {} : { resolved: { at, by: text(row, 'resolved_by'), ...(note === undefined ? {} : { note }) } }),
  };
}

type Matter = 'subject = ?' | "kind = 'no-agent' AND queue_id = ? AND medium = ?" | "kind = 'pane-unconfirmed' AND contact_id = ?";

async function settle(tx: Tx, matter: Matter, values: readonly SqlValue[], at: number): Promise<void> {
  await tx.run(`UPDATE alerts SET resolved_at = ?, resolved_by = 'platform' WHERE resolved_at IS NULL AND ${matter}`, [at, ...values]);
}

/** Resolves what an event puts an end to. `after`: the contact's ledger with the event. */
export async function settleByEvent(tx: Tx, event: StoredEvent, after: Ledger): Promise<void> {
  const { at, contactId } = event;
  switch (event.kind) {
    case 'queue.left': {
      const { queueId, outcome } = event.data;
      await settle(tx, 'subject = ?', [`long-wait/${contactId}`], at);
      if (outcome !== 'connected') return;
      await settle(tx, 'subject = ?', [`waits-rising/${queueId}`], at);
      return settle(tx, "kind = 'no-agent' AND queue_id = ? AND medium = ?", [queueId, after.stretch.place.medium], at);
    }
    case 'media-upgrade': {
      // A call that was handed over: the pane is another agent's now.
      if (event.data.from === 'videoChat') await settle(tx, "kind = 'pane-unconfirmed' AND contact_id = ?", [contactId], at);
      const queueId = after.upgrades.find((it) => it.upgradeId === event.data.upgradeId)?.queueId ?? after.stretch.place.queueId;
      if (queueId === undefined) return;
      return settle(tx, "kind = 'no-agent' AND queue_id = ? AND medium = ?", [queueId, event.data.to], at);
    }
    case 'pane.rendered':
    case 'media.restored':
      return settle(tx, 'subject = ?', [`pane-unconfirmed/${event.data.callId}`], at);
    default:
      return;
  }
}
