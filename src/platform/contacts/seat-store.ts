/**
 * Seats: who is at a contact beside its owner, and who was asked to come.
 *
 * Knows the rows. An agent has at most one seat at a contact: assisting (sees all, writes) or listening in (sees all). A
 * contact counts its seats, so that one without any, which is nearly every one, costs no look. Does not decide who may sit.
 */
import type { Row, Tx } from '../store/sql.js';
import { int, maybeText, text } from './columns.js';

export type SeatRole = 'assist' | 'monitor';

/** How somebody came to their seat. */
export interface SeatGrounds {
  readonly invited: boolean;
  /** The contact's queue, where they were a member of it. */
  readonly queueId: string | undefined;
}

export interface Seat extends SeatGrounds {
  readonly contactId: string;
  readonly agentId: string;
  readonly role: SeatRole;
}

export interface Invitation {
  readonly contactId: string;
  readonly agentId: string;
  /** The owner who asked. */
  readonly byId: string;
  readonly message: string | undefined;
  readonly due: number;
}

const toSeat = (row: Row): Seat => ({
  contactId: text(row, 'contact_id'), agentId: text(row, 'agent_id'),
  // Written by `takeSeat` alone.
  role: text(row, 'role') as SeatRole, invited: int(row, 'invited') === 1, queueId: maybeText(row, 'queue_id'),
});

const seat = 'SELECT contact_id, agent_id, role, invited, queue_id FROM seats';

const toInvitation = (row: Row): Invitation => ({
  contactId: text(row, 'contact_id'), agentId: text(row, 'agent_id'), byId: text(row, 'by_id'), message: maybeText(row, 'message'), due: int(row, 'due'),
});

export async function seatOf(tx: Tx, contactId: string, agentId: string): Promise<Seat | undefined> {
  const row = await tx.get(`${seat} WHERE contact_id = ? AND agent_id = ?`, [contactId, agentId]);
  return row && toSeat(row);
}

/** Everybody who sits at a contact. */
export const seatsAt = async (tx: Tx, contactId: string): Promise<Seat[]> =>
  (await tx.all(`${seat} WHERE contact_id = ? ORDER BY agent_id`, [contactId])).map(toSeat);

/** Every contact that an agent sits at. */
export const seatsOf = async (tx: Tx, agentId: string): Promise<Seat[]> =>
  (await tx.all(`${seat} WHERE agent_id = ? ORDER BY contact_id`, [agentId])).map(toSeat);

export const allSeats = async (tx: Tx): Promise<Seat[]> => (await tx.all(`${seat} ORDER BY contact_id, agent_id`)).map(toSeat);

const count = (tx: Tx, contactId: string): Promise<unknown> =>
  tx.run('UPDATE contacts SET seats = (SELECT count(*) FROM seats WHERE contact_id = ?) WHERE id = ?', [contactId, contactId]);

/** Sits down, or changes what the seat is for; `seq` is that of the event that says so. */
export async function takeSeat(tx: Tx, { contactId, agentId, role, invited, queueId }: Seat, seq: number): Promise<void> {
  await tx.run(
    `INSERT INTO seats (contact_id, agent_id, role, invited, queue_id, since_seq) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (contact_id, agent_id) DO UPDATE SET role = excluded.role, invited = excluded.invited, queue_id = excluded.queue_id, since_seq = excluded.since_seq`,
    [contactId, agentId, role, invited ? 1 : 0, queueId ?? null, seq],
  );
  await count(tx, contactId);
}

export async function giveUpSeat(tx: Tx, contactId: string, agentId: string): Promise<void> {
  await tx.run('DELETE FROM seats WHERE contact_id = ? AND agent_id = ?', [contactId, agentId]);
  await count(tx, contactId);
}

const invitation = 'SELECT contact_id, agent_id, by_id, message, due FROM invitations';

export async function invitationOf(tx: Tx, contactId: string, agentId: string): Promise<Invitation | undefined> {
  const row = await tx.get(`${invitation} WHERE contact_id = ? AND agent_id = ?`, [contactId, agentId]);
  return row && toInvitation(row);
}

export const invitationsAt = async (tx: Tx, contactId: string): Promise<Invitation[]> =>
  (await tx.all(`${invitation} WHERE contact_id = ? ORDER BY agent_id`, [contactId])).map(toInvitation);

export const invitationsOf = async (tx: Tx, agentId: string): Promise<Invitation[]> =>
  (await tx.all(`${invitation} WHERE agent_id = ? ORDER BY contact_id`, [agentId])).map(toInvitation);

export const allInvitations = async (tx: Tx): Promise<Invitation[]> => (await tx.all(`${invitation} ORDER BY contact_id, agent_id`)).map(toInvitation);

export async function saveInvitation(tx: Tx, it: Invitation): Promise<void> {
  await tx.run('INSERT INTO invitations (contact_id, agent_id, by_id, message, due) VALUES (?, ?, ?, ?, ?)', [
    it.contactId, it.agentId, it.byId, it.message ?? null, it.due,
  ]);
}

export async function dropInvitation(tx: Tx, contactId: string, agentId: string): Promise<void> {
  await tx.run('DELETE FROM invitations WHERE contact_id = ? AND agent_id = ?', [contactId, agentId]);
}
