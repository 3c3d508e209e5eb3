/**
 * Stays: which agents a contact has had, and up to where each saw it.
 *
 * Knows the rows. A stay is open until its agent has wrapped up, so that a desk shows what is left to note.
 */
import type { Tx } from '../store/sql.js';
import { int, maybeInt, text } from './columns.js';

export interface Stay {
  readonly contactId: string;
  readonly agentId: string;
  readonly sinceSeq: number;
  /** The last event that this agent may see; undefined while they own the contact. */
  readonly untilSeq: number | undefined;
}

/** An agent becomes the owner, perhaps again. */
export async function openStay(tx: Tx, contactId: string, agentId: string, seq: number): Promise<void> {
  await tx.run(
    `INSERT INTO stays (contact_id, agent_id, since_seq, until_seq, wrapped) VALUES (?, ?, ?, NULL, 0)
     ON CONFLICT (contact_id, agent_id) DO UPDATE SET until_seq = NULL, wrapped = 0`,
    [contactId, agentId, seq],
  );
}

/** An agent stops being the owner; their wrap-up stays open. */
export async function endStay(tx: Tx, contactId: string, agentId: string, untilSeq: number): Promise<void> {
  await tx.run('UPDATE stays SET until_seq = ? WHERE contact_id = ? AND agent_id = ?', [untilSeq, contactId, agentId]);
}

/** Returns whether there was a wrap-up left to do. */
export async function wrapStay(tx: Tx, contactId: string, agentId: string): Promise<boolean> {
  return (await tx.run('UPDATE stays SET wrapped = 1 WHERE contact_id = ? AND agent_id = ? AND wrapped = 0', [contactId, agentId])).changes > 0;
}

/** Contacts on an agent's desk: owned ones, and former ones without a wrap-up. */
export async function openStays(tx: Tx, agentId: string): Promise<Stay[]> {
  const rows = await tx.all('SELECT contact_id, agent_id, since_seq, until_seq FROM stays WHERE agent_id = ? AND wrapped = 0 ORDER BY contact_id', [agentId]);
  return rows.map((row) => ({
    contactId: text(row, 'contact_id'), agentId: text(row, 'agent_id'), sinceSeq: int(row, 'since_seq'), untilSeq: maybeInt(row, 'until_seq'),
  }));
}
