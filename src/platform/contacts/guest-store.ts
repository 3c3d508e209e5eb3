/**
 * Guests: browsers of customers, and the contact each may touch.
 *
 * Knows the rows and the renewal secret's hash. A guest whom the site's backend has signed for has a `subject`, its id
 * there; of these there is one per deployment, whatever browser they use. A contact id exists here before the contact does.
 */
import type { CustomerCard } from '../../protocol/actor.js';
import { SegueError } from '../../protocol/error.js';
import type { Row, Tx } from '../store/sql.js';
import { blockOf } from './block-store.js';
import { maybeText, text } from './columns.js';
import { hashOf } from './ids.js';
import type { Unit } from './unit.js';

export interface Guest {
  readonly id: string;
  readonly deploymentId: string;
  readonly contactId: string;
  readonly name: string | undefined;
  /** The site's own id of this customer, signed by its backend. */
  readonly subject: string | undefined;
}

const columns = 'id, deployment_id, contact_id, name, subject';
const toGuest = (row: Row): Guest => ({
  id: text(row, 'id'), deploymentId: text(row, 'deployment_id'), contactId: text(row, 'contact_id'), name: maybeText(row, 'name'), subject: maybeText(row, 'subject'),
});

export async function guestById(tx: Tx, id: string): Promise<Guest | undefined> {
  const row = await tx.get(`SELECT ${columns} FROM guests WHERE id = ?`, [id]);
  return row && toGuest(row);
}

export async function guestByRenewal(tx: Tx, deploymentId: string, renewal: string): Promise<Guest | undefined> {
  const row = await tx.get(`SELECT ${columns} FROM guests WHERE renewal_hash = ? AND deployment_id = ?`, [hashOf(renewal), deploymentId]);
  return row && toGuest(row);
}

export async function guestBySubject(tx: Tx, deploymentId: string, subject: string): Promise<Guest | undefined> {
  const row = await tx.get(`SELECT ${columns} FROM guests WHERE deployment_id = ? AND subject = ?`, [deploymentId, subject]);
  return row && toGuest(row);
}

export async function insertGuest(tx: Tx, guest: Guest, renewal: string, now: number): Promise<void> {
  const { id, deploymentId, contactId, name, subject } = guest;
  await tx.run('INSERT INTO guests (id, deployment_id, renewal_hash, contact_id, name, subject, created_at, seen_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)', [
    id, deploymentId, hashOf(renewal), contactId, name ?? null, subject ?? null, now, now,
  ]);
}

/** A guest who is here again, under their former renewal or a new one. */
export async function updateGuest(tx: Tx, { id, contactId, name, subject }: Guest, renewal: string, now: number): Promise<void> {
  await tx.run('UPDATE guests SET contact_id = ?, name = ?, subject = ?, renewal_hash = ?, seen_at = ? WHERE id = ?', [
    contactId, name ?? null, subject ?? null, hashOf(renewal), now, id,
  ]);
}

/** The guest as others see them, without what is for agents alone. */
export const cardOfGuest = ({ id, name, subject }: Guest): CustomerCard => ({
  customerId: id, ...(name === undefined ? {} : { name }), ...(subject === undefined ? {} : { identity: { id: subject } }),
});

/** @throws SegueError `guest-blocked` */
export async function refuseBlocked(tx: Tx, guestId: string): Promise<void> {
  if (await blockOf(tx, guestId)) throw new SegueError('guest-blocked');
}

export async function nameGuest(tx: Tx, id: string, name: string): Promise<void> {
  await tx.run('UPDATE guests SET name = ? WHERE id = ?', [name, id]);
}

/** The guest has acted: there is a contact of theirs, for which they are kept. */
export async function keepGuest(tx: Tx, id: string): Promise<void> {
  await tx.run('UPDATE guests SET acted = 1 WHERE id = ?', [id]);
}

/** How long a guest is known who never acted. A page that is open renews its token far more often. */
export const guestMs = 24 * 3_600_000;
/** Most guests to forget at once: the rest has its turn an hour later. */
const mostForgotten = 5_000;

/** Forgets guests without a contact, unless their page is still there. */
export async function forgetGuests(unit: Unit): Promise<void> {
  const rows = await unit.tx.all('SELECT id FROM guests WHERE acted = 0 AND seen_at < ? AND NOT EXISTS (SELECT 1 FROM blocks WHERE guest_id = guests.id) ORDER BY seen_at LIMIT ?', [
    unit.now - guestMs, mostForgotten,
  ]);
  for (const row of rows) if (!unit.around.hub.present(text(row, 'id'))) await unit.tx.run('DELETE FROM guests WHERE id = ?', [text(row, 'id')]);
}
