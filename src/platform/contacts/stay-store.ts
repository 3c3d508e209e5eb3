/**
 * Stays: which agents a contact has had, and up to where each saw it.
 *
 * Knows the rows. A stay is open until its agent has wrapped up, so that a desk shows what is left to note; it knows the
 * queue that it came from, whose rules hold for its wrap-up.
 */
import { agentChanged } from '../routing/roster-marks.js';
import type { Row, Tx } from '../store/sql.js';
import { int, json, maybeInt, maybeText, text } from './columns.js';

/** A wrap-up whose time is limited. */
export interface WrapLimit {
  readonly until: number;
  /** Nothing rings for the agent meanwhile. */
  readonly held: boolean;
  /** How often the agent may take another minute. */
  readonly extensions: number;
}

export interface Stay {
  readonly contactId: string;
  readonly agentId: string;
  readonly sinceSeq: number;
  /** The last event that this agent may see; undefined while they own the contact. */
  readonly untilSeq: number | undefined;
  readonly wrapped: boolean;
  readonly queueId: string | undefined;
  readonly wrap: WrapLimit | undefined;
  /** What is written of the wrap-up so far. */
  readonly draft: Draft | undefined;
}

/** Notes before they are done. */
export interface Draft {
  readonly codes: readonly string[];
  readonly note?: string;
  readonly savedAt: number;
}

const columns = 'contact_id, agent_id, since_seq, until_seq, wrapped, queue_id, wrap_until, wrap_held, wrap_extensions, draft';

function toStay(row: Row): Stay {
  const until = maybeInt(row, 'wrap_until');
  return {
    contactId: text(row, 'contact_id'), agentId: text(row, 'agent_id'), sinceSeq: int(row, 'since_seq'), untilSeq: maybeInt(row, 'until_seq'),
    wrapped: int(row, 'wrapped') === 1, queueId: maybeText(row, 'queue_id'),
    wrap: until === undefined ? undefined : { until, held: int(row, 'wrap_held') === 1, extensions: int(row, 'wrap_extensions') },
    // Written by `saveDraft` alone.
    draft: row['draft'] === null ? undefined : (json(row, 'draft') as Draft),
  };
}

export async function stayOf(tx: Tx, contactId: string, agentId: string): Promise<Stay | undefined> {
  const row = await tx.get(`SELECT ${columns} FROM stays WHERE contact_id = ? AND agent_id = ?`, [contactId, agentId]);
  return row && toStay(row);
}

/** An agent becomes the owner, perhaps again: what was left to note of the time before goes with the new stay. */
export async function openStay(tx: Tx, contactId: string, agentId: string, seq: number): Promise<void> {
  await tx.run(
    `INSERT INTO stays (contact_id, agent_id, since_seq, until_seq, wrapped, queue_id) VALUES (?, ?, ?, NULL, 0, (SELECT queue_id FROM contacts WHERE id = ?))
     ON CONFLICT (contact_id, agent_id) DO UPDATE SET until_seq = NULL, wrapped = 0, queue_id = excluded.queue_id, wrap_until = NULL, wrap_held = 0`,
    [contactId, agentId, seq, contactId],
  );
  agentChanged(tx, agentId);
  await tx.run("DELETE FROM deadlines WHERE kind = 'wrap-up' AND key = ?", [`${contactId}/${agentId}`]);
}

/** An agent stops being the owner; their wrap-up stays open. */
export async function endStay(tx: Tx, contactId: string, agentId: string, untilSeq: number): Promise<void> {
  await tx.run('UPDATE stays SET until_seq = ? WHERE contact_id = ? AND agent_id = ?', [untilSeq, contactId, agentId]);
}

/** The time that is left to note. */
export async function limitWrapUp(tx: Tx, contactId: string, agentId: string, { until, held, extensions }: WrapLimit): Promise<void> {
  await tx.run('UPDATE stays SET wrap_until = ?, wrap_held = ?, wrap_extensions = ? WHERE contact_id = ? AND agent_id = ?', [until, held ? 1 : 0, extensions, contactId, agentId]);
  agentChanged(tx, agentId);
}

export async function saveDraft(tx: Tx, contactId: string, agentId: string, draft: Draft): Promise<void> {
  await tx.run('UPDATE stays SET draft = ? WHERE contact_id = ? AND agent_id = ?', [JSON.stringify(draft), contactId, agentId]);
}

/** Returns whether there was a wrap-up left to do. */
export async function wrapStay(tx: Tx, contactId: string, agentId: string): Promise<boolean> {
  const { changes } = await tx.run('UPDATE stays SET wrapped = 1, draft = NULL WHERE contact_id = ? AND agent_id = ? AND wrapped = 0', [contactId, agentId]);
  agentChanged(tx, agentId);
  return changes > 0;
}

/** Contacts on an agent's desk: owned ones, and former ones without a wrap-up. */
export async function openStays(tx: Tx, agentId: string): Promise<Stay[]> {
  return (await tx.all(`SELECT ${columns} FROM stays WHERE agent_id = ? AND wrapped = 0 ORDER BY contact_id`, [agentId])).map(toStay);
}

/** What holds an agent back from whatever would ring: the first of several to end. */
export async function holdOf(tx: Tx, agentId: string): Promise<{ readonly contactId: string; readonly until: number } | undefined> {
  const row = await tx.get('SELECT contact_id, wrap_until FROM stays WHERE agent_id = ? AND wrapped = 0 AND wrap_held = 1 ORDER BY wrap_until, contact_id LIMIT 1', [agentId]);
  return row && { contactId: text(row, 'contact_id'), until: int(row, 'wrap_until') };
}
