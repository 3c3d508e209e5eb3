/**
 * The line: contacts that wait for an agent in chat, each in exactly one queue.
 *
 * Knows the rows; their primary key is the contact. `since` is set once and survives every ring, so the wait never starts
 * anew. Waits for video are stages of an upgrade, not rows here.
 */
import { ids, int, json, maybeText, text } from '../contacts/columns.js';
import { customerOf, mediumOf, type ContactRow } from '../contacts/contact-store.js';
import type { BlockRef } from '../contacts/fact.js';
import type { Row, Tx } from '../store/sql.js';

export interface Waiting {
  readonly contactId: string;
  /** Where agents are sought; undefined with a transfer to one agent. */
  readonly queueId: string | undefined;
  /** With a transfer to one agent. */
  readonly agentId: string | undefined;
  readonly since: number;
  /** Agents who declined or did not answer: not in the next round while others qualify. */
  readonly excluded: readonly string[];
  /** The routing block that waits for an agent. */
  readonly block: BlockRef | undefined;
}

const toWaiting = (row: Row): Waiting => ({
  contactId: text(row, 'contact_id'), queueId: maybeText(row, 'queue_id'), agentId: maybeText(row, 'agent_id'), since: int(row, 'since'),
  excluded: ids(row, 'excluded'),
  // Written by `saveWaiting` alone.
  block: row['block'] === null ? undefined : (json(row, 'block') as BlockRef),
});

export async function waitingFor(tx: Tx, contactId: string): Promise<Waiting | undefined> {
  const row = await tx.get('SELECT * FROM waiting WHERE contact_id = ?', [contactId]);
  return row && toWaiting(row);
}

/** A contact in line, as far as an inbox shows it. */
export interface InLine {
  readonly since: number;
  readonly contact: Pick<ContactRow, 'id' | 'customer' | 'medium' | 'lastText'>;
}

/** The first of a queue's line, longest waiting first. */
export async function headOf(tx: Tx, queueId: string, most: number): Promise<InLine[]> {
  const rows = await tx.all(
    `SELECT w.since, c.id, c.customer, c.medium, c.last_text FROM waiting w JOIN contacts c ON c.id = w.contact_id
     WHERE w.queue_id = ? ORDER BY w.since, w.contact_id LIMIT ?`,
    [queueId, most],
  );
  return rows.map((row) => ({
    since: int(row, 'since'),
    contact: { id: text(row, 'id'), customer: customerOf(row), medium: mediumOf(row), lastText: maybeText(row, 'last_text') },
  }));
}

/** Queues that anybody waits in. */
export const queuesInLine = async (tx: Tx): Promise<string[]> =>
  (await tx.all('SELECT DISTINCT queue_id FROM waiting WHERE queue_id IS NOT NULL ORDER BY queue_id')).map((row) => text(row, 'queue_id'));

/** Those to ring for: nobody rings yet, and no video is under way that would bring an owner with it. */
export const unattended = async (tx: Tx): Promise<Waiting[]> =>
  (
    await tx.all(`SELECT * FROM waiting WHERE NOT EXISTS (SELECT 1 FROM reservations r WHERE r.contact_id = waiting.contact_id AND r.state = 'pending')
      AND NOT EXISTS (SELECT 1 FROM upgrades u JOIN contacts c ON c.id = u.contact_id WHERE u.contact_id = waiting.contact_id AND u.state <> 'ended' AND c.owner_id IS NULL)
      ORDER BY since, contact_id`)
  ).map(toWaiting);

export async function saveWaiting(tx: Tx, it: Waiting): Promise<void> {
  await tx.run(
    `INSERT INTO waiting (contact_id, queue_id, agent_id, since, excluded, block) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (contact_id) DO UPDATE SET queue_id = excluded.queue_id, agent_id = excluded.agent_id, since = excluded.since,
       excluded = excluded.excluded, block = excluded.block`,
    [it.contactId, it.queueId ?? null, it.agentId ?? null, it.since, JSON.stringify(it.excluded), it.block ? JSON.stringify(it.block) : null],
  );
}

export async function removeWaiting(tx: Tx, contactId: string): Promise<void> {
  await tx.run('DELETE FROM waiting WHERE contact_id = ?', [contactId]);
}
