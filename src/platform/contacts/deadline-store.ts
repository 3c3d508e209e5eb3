/**
 * Deadlines as rows: each fires once, also after a restart.
 *
 * Knows the table. A deadline is named by its kind and the id of what it belongs to, so setting it again moves it.
 * Does not know what a deadline means, nor timers (scheduler.ts).
 */
import type { Tx } from '../store/sql.js';
import { int, text } from './columns.js';

export const deadlineKinds = [
  /** An upgrade's present stage gives up; key: upgradeId. */
  'upgrade',
  /** A participant of an upgrade has been gone too long; key: `upgradeId/side`. */
  'peer',
  /** Neither side of a live call has had its media for too long; key: upgradeId. */
  'media',
  /** The desk should have shown the video pane; key: upgradeId. */
  'pane',
  /** An agent rings no longer; key: reservationId. */
  'ring',
  /** An agent without a socket goes offline; key: agentId. */
  'presence',
  /** A contact in line is due another look, or waits too long; key: contactId. */
  'line',
  'long-wait',
  /** The longest wait is over; key: contactId. */
  'max-wait',
  /** A queue asks for less from here on; key: contactId, or upgradeId of one that waits. */
  'relax',
  /** An agent's sockets must have been heard by then; key: agentId. */
  'lease',
  /** Nobody wrote for long; key: contactId. */
  'idle',
  /** A run waits for a message no longer; key: `runId/blockId`. */
  'run',
  /** A wrap-up is over; key: `contactId/agentId`. */
  'wrap-up',
  /** An invitation to assist stands no longer; key: `contactId/agentId`. */
  'invitation',
  /** A file that no message has taken along is removed; key: attachmentId. */
  'attachment',
  /** Agents' time at work is counted up to now; key: `all`. */
  'tally',
  /** Answers of long-settled frames, and guests who never acted, are forgotten; key: `all`. */
  'prune',
] as const;
export type DeadlineKind = (typeof deadlineKinds)[number];

export interface Deadline {
  readonly kind: DeadlineKind;
  readonly key: string;
  readonly due: number;
}

const isKind = (kind: string): kind is DeadlineKind => (deadlineKinds as readonly string[]).includes(kind);

export async function setDeadline(tx: Tx, { kind, key, due }: Deadline): Promise<void> {
  await tx.run('INSERT INTO deadlines (kind, key, due) VALUES (?, ?, ?) ON CONFLICT (kind, key) DO UPDATE SET due = excluded.due', [kind, key, due]);
}

export async function clearDeadline(tx: Tx, kind: DeadlineKind, key: string): Promise<void> {
  await tx.run('DELETE FROM deadlines WHERE kind = ? AND key = ?', [kind, key]);
}

/** Takes the earliest deadline that is due; it is gone with this transaction. */
export async function takeDue(tx: Tx, now: number): Promise<Deadline | undefined> {
  const row = await tx.get('SELECT kind, key, due FROM deadlines WHERE due <= ? ORDER BY due, kind, key LIMIT 1', [now]);
  if (!row) return undefined;
  const [kind, key] = [text(row, 'kind'), text(row, 'key')];
  await tx.run('DELETE FROM deadlines WHERE kind = ? AND key = ?', [kind, key]);
  return isKind(kind) ? { kind, key, due: int(row, 'due') } : takeDue(tx, now);
}

/** When the next deadline is due, if there is any. */
export async function nextDue(tx: Tx): Promise<number | undefined> {
  const row = await tx.get('SELECT min(due) AS due FROM deadlines');
  return row && row['due'] !== null ? int(row, 'due') : undefined;
}
