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
import type { SlotMedium } from './slot-store.js';

/** What a place in line has beside its queue's own settings. */
export interface Terms {
  /** Where else agents are sought; the queue's own secondary where absent. */
  readonly secondaryQueueId?: string;
  /** The whole wait, however many queues it leads through: then the block has its result. */
  readonly timeoutSeconds?: number;
  /** Minutes of waiting that this contact is ahead, in its queue and of others. */
  readonly priority?: number;
  /** The longest wait is over while an agent rings: the last one. */
  readonly lastRing?: true;
}

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
  /** `videoChat`: a call that is to go to another agent. Default: chat. */
  readonly medium?: SlotMedium;
  /** Queues that the contact was in before, in the same wait. */
  readonly visited?: readonly string[];
  readonly terms?: Terms;
}

/** Moves a place in line forward; who waits longer is further ahead. */
const minuteMs = 60_000;
export const headStart = (priority: number | undefined): number => (priority ?? 0) * minuteMs;

const toWaiting = (row: Row): Waiting => ({
  contactId: text(row, 'contact_id'), queueId: maybeText(row, 'queue_id'), agentId: maybeText(row, 'agent_id'), since: int(row, 'since'),
  excluded: ids(row, 'excluded'), visited: ids(row, 'visited'),
  // Written by `saveWaiting` alone, and so are the terms and the medium.
  terms: json(row, 'terms') as Terms, medium: text(row, 'medium') as SlotMedium,
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

/** The first of a queue's line, in their order. */
export async function headOf(tx: Tx, queueId: string, most: number): Promise<InLine[]> {
  const rows = await tx.all(
    `SELECT w.since, c.id, c.customer, c.medium, c.last_text FROM waiting w JOIN contacts c ON c.id = w.contact_id
     WHERE w.queue_id = ? ORDER BY w.rank, w.contact_id LIMIT ?`,
    [queueId, most],
  );
  return rows.map((row) => ({
    since: int(row, 'since'),
    contact: { id: text(row, 'id'), customer: customerOf(row), medium: mediumOf(row), lastText: maybeText(row, 'last_text') },
  }));
}

/** Queues that anybody waits in, and those that a place's own terms lead to. */
export async function queuesInLine(tx: Tx): Promise<readonly { readonly queueId: string; readonly secondaryQueueId: string | undefined }[]> {
  const rows = await tx.all('SELECT DISTINCT queue_id, terms FROM waiting WHERE queue_id IS NOT NULL ORDER BY queue_id');
  return rows.map((row) => ({ queueId: text(row, 'queue_id'), secondaryQueueId: (json(row, 'terms') as Terms).secondaryQueueId }));
}

/** How many wait in each queue; those that nobody waits in are absent. */
export async function lineLengths(tx: Tx): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.all('SELECT queue_id, count(*) AS waiting FROM waiting WHERE queue_id IS NOT NULL GROUP BY queue_id');
  return new Map(rows.map((row) => [text(row, 'queue_id'), int(row, 'waiting')]));
}

/** Those to ring for: nobody rings yet, and no video is under way that would bring an owner with it. */
const alone = `queue_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM reservations r WHERE r.contact_id = waiting.contact_id AND r.state = 'pending')
  AND NOT EXISTS (SELECT 1 FROM upgrades u JOIN contacts c ON c.id = u.contact_id WHERE u.contact_id = waiting.contact_id AND u.state <> 'ended' AND c.owner_id IS NULL)`;

export const anyUnattended = async (tx: Tx): Promise<boolean> => (await tx.get(`SELECT 1 FROM waiting WHERE ${alone} LIMIT 1`)) !== undefined;
export const unattended = async (tx: Tx): Promise<Waiting[]> => (await tx.all(`SELECT * FROM waiting WHERE ${alone} ORDER BY rank, contact_id`)).map(toWaiting);

/** A contact's place among those of its queue; 1 is next. */
export async function positionOf(tx: Tx, { contactId, queueId }: Pick<Waiting, 'contactId' | 'queueId'>): Promise<number | undefined> {
  if (queueId === undefined) return undefined;
  const row = await tx.get(
    `SELECT count(*) AS place FROM waiting WHERE queue_id = ? AND (rank, contact_id) <= (SELECT rank, contact_id FROM waiting WHERE contact_id = ?)`,
    [queueId, contactId],
  );
  return row && int(row, 'place');
}

/** Keeps a place. Its order among the others follows from its time and its terms. */
export async function saveWaiting(tx: Tx, it: Waiting): Promise<void> {
  const { medium = 'webChat', visited = [], terms = {} } = it;
  await tx.run(
    `INSERT INTO waiting (contact_id, queue_id, agent_id, since, excluded, block, medium, rank, visited, terms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (contact_id) DO UPDATE SET queue_id = excluded.queue_id, agent_id = excluded.agent_id, since = excluded.since,
       excluded = excluded.excluded, block = excluded.block, medium = excluded.medium, rank = excluded.rank, visited = excluded.visited, terms = excluded.terms`,
    [
      it.contactId, it.queueId ?? null, it.agentId ?? null, it.since, JSON.stringify(it.excluded), it.block ? JSON.stringify(it.block) : null,
      medium, it.since - headStart(terms.priority), JSON.stringify(visited), JSON.stringify(terms),
    ],
  );
}

export async function removeWaiting(tx: Tx, contactId: string): Promise<void> {
  await tx.run('DELETE FROM waiting WHERE contact_id = ?', [contactId]);
}
