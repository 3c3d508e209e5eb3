/**
 * Messages left out of hours: the list that the agents of a queue read.
 *
 * Knows the rows. One with a moment of opening goes to its queue by itself, as the contact that it is, and is off the list
 * once an agent has that; the others wait for somebody to mark them as handled. The text is in the contact's transcript as well; here it is what the list shows.
 */
import type { Row, Tx } from '../store/sql.js';
import { customerOf } from './contact-store.js';
import { int, maybeInt, maybeText, text } from './columns.js';

export interface LeftMessage {
  readonly contactId: string;
  readonly queueId: string;
  readonly customerName?: string;
  readonly text: string;
  /** Epoch milliseconds, as the others. */
  readonly leftAt: number;
  /** When the contact goes to the queue by itself. */
  readonly opensAt?: number;
  readonly handledAt?: number;
  /** Who marked it or has taken the contact; `queue` where that is not known. */
  readonly handledBy?: string;
}

/** Longest text of one entry. */
const longest = 16_000;
/** Most entries of one answer, the latest. */
const most = 500;

export const handledByQueue = 'queue';

export async function keepMessage(tx: Tx, it: Pick<LeftMessage, 'contactId' | 'queueId' | 'text' | 'leftAt' | 'opensAt'>): Promise<void> {
  await tx.run(
    `INSERT INTO left_messages (contact_id, left_at, queue_id, text, opens_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (contact_id, left_at) DO UPDATE SET text = left_messages.text || char(10) || excluded.text, opens_at = excluded.opens_at`,
    [it.contactId, it.leftAt, it.queueId, it.text.slice(0, longest), it.opensAt ?? null],
  );
}

/** The opening has moved, or there is none any more: the contact ended before it. */
export async function moveOpening(tx: Tx, contactId: string, opensAt: number | undefined): Promise<void> {
  await tx.run('UPDATE left_messages SET opens_at = ? WHERE contact_id = ? AND handled_at IS NULL', [opensAt ?? null, contactId]);
}

/** Whether there was one left to handle. */
export async function markHandled(tx: Tx, contactId: string, by: string, at: number): Promise<boolean> {
  return (await tx.run('UPDATE left_messages SET handled_at = ?, handled_by = ? WHERE contact_id = ? AND handled_at IS NULL', [at, by, contactId])).changes > 0;
}

const select = `SELECT m.contact_id, m.queue_id, m.text, m.left_at, m.opens_at, m.handled_at, m.handled_by, c.customer
  FROM left_messages m JOIN contacts c ON c.id = m.contact_id`;

function toMessage(row: Row): LeftMessage {
  const { name } = customerOf(row);
  const [opensAt, handledAt, handledBy] = [maybeInt(row, 'opens_at'), maybeInt(row, 'handled_at'), maybeText(row, 'handled_by')];
  return {
    contactId: text(row, 'contact_id'), queueId: text(row, 'queue_id'), text: text(row, 'text'), leftAt: int(row, 'left_at'),
    ...(name === undefined ? {} : { customerName: name }), ...(opensAt === undefined ? {} : { opensAt }),
    ...(handledAt === undefined ? {} : { handledAt }), ...(handledBy === undefined ? {} : { handledBy }),
  };
}

/** What nobody has handled yet, in these queues or in all; the oldest first. */
export async function openMessages(tx: Tx, queueIds?: readonly string[]): Promise<LeftMessage[]> {
  const only = queueIds === undefined ? '' : `AND m.queue_id IN (SELECT value FROM json_each(?))`;
  const rows = await tx.all(`${select} WHERE m.handled_at IS NULL ${only} ORDER BY m.left_at, m.contact_id LIMIT ${most}`, queueIds === undefined ? [] : [JSON.stringify(queueIds)]);
  return rows.map(toMessage);
}

/** The messages of a contact, the latest first. */
export async function messagesOf(tx: Tx, contactId: string): Promise<LeftMessage[]> {
  return (await tx.all(`${select} WHERE m.contact_id = ? ORDER BY m.left_at DESC LIMIT ${most}`, [contactId])).map(toMessage);
}
