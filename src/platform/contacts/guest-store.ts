/**
 * Guests: browsers of customers, and the contact each may touch.
 *
 * Knows the rows and the renewal secret's hash. A renewal keeps the customer and, while it is open, the contact; after its
 * end the same customer gets an id for the next one. A contact id exists here before the contact does.
 */
import { SegueError } from '../../protocol/error.js';
import type { GuestTokenRequest } from '../../protocol/http.js';
import type { Tx } from '../store/sql.js';
import { blockOf } from './block-store.js';
import { maybeText, text } from './columns.js';
import { hashOf, newSecret } from './ids.js';
import type { Unit } from './unit.js';

export interface Guest {
  readonly id: string;
  readonly deploymentId: string;
  readonly contactId: string;
  readonly name: string | undefined;
}

export async function guestById(tx: Tx, id: string): Promise<Guest | undefined> {
  const row = await tx.get('SELECT id, deployment_id, contact_id, name FROM guests WHERE id = ?', [id]);
  return row && { id: text(row, 'id'), deploymentId: text(row, 'deployment_id'), contactId: text(row, 'contact_id'), name: maybeText(row, 'name') };
}

/** A guest for a browser: known by its renewal, else new. @throws SegueError `unknown-deployment` */
export async function admitGuest(unit: Unit, request: GuestTokenRequest): Promise<{ guest: Guest; renewal: string }> {
  if (!unit.config.deployment(request.deploymentId)) throw new SegueError('unknown-deployment');
  const { renewal } = request;
  const known = renewal === undefined ? undefined : await renew(unit, request, renewal);
  if (known && renewal !== undefined) return { guest: known, renewal };
  const secret = newSecret();
  const guest = { id: unit.around.newId('g'), deploymentId: request.deploymentId, contactId: unit.around.newId('c'), name: request.customer?.name };
  await unit.tx.run('INSERT INTO guests (id, deployment_id, renewal_hash, contact_id, name, created_at, seen_at) VALUES (?, ?, ?, ?, ?, ?, ?)', [
    guest.id, guest.deploymentId, hashOf(secret), guest.contactId, guest.name ?? null, unit.now, unit.now,
  ]);
  return { guest, renewal: secret };
}

async function renew(unit: Unit, request: GuestTokenRequest, renewal: string): Promise<Guest | undefined> {
  const row = await unit.tx.get('SELECT id FROM guests WHERE renewal_hash = ? AND deployment_id = ?', [hashOf(renewal), request.deploymentId]);
  const guest = row && (await guestById(unit.tx, text(row, 'id')));
  if (!guest) return undefined;
  await refuseBlocked(unit.tx, guest.id);
  const ended = await unit.tx.get("SELECT 1 AS found FROM contacts WHERE id = ? AND state IN ('wrap-up', 'closed')", [guest.contactId]);
  const now: Guest = { ...guest, contactId: ended ? unit.around.newId('c') : guest.contactId, name: request.customer?.name ?? guest.name };
  await unit.tx.run('UPDATE guests SET contact_id = ?, name = ?, seen_at = ? WHERE id = ?', [now.contactId, now.name ?? null, unit.now, now.id]);
  return now;
}

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
