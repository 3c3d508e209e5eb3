/**
 * What is known of a guest: what the page said of them, and above it what the site's backend has signed.
 *
 * Knows the layers' columns and how layers lie on each other, the later before the earlier. Does not know contacts.
 */
import type { CustomerCard } from '../../protocol/actor.js';
import type { Tx } from '../store/sql.js';
import { json } from './columns.js';

export type Attributes = NonNullable<CustomerCard['attributes']>;

async function layer(tx: Tx, guestId: string, column: 'page_attributes' | 'attributes'): Promise<Attributes> {
  const row = await tx.get(`SELECT ${column} FROM guests WHERE id = ?`, [guestId]);
  // Written below, from attributes.
  return row && row[column] !== null ? (json(row, column) as Attributes) : {};
}

/** What the site's backend has signed. */
export const signedOfGuest = (tx: Tx, guestId: string): Promise<Attributes> => layer(tx, guestId, 'attributes');

/** All that is known of a guest. */
export const knownOfGuest = async (tx: Tx, guestId: string): Promise<Attributes> => ({
  ...(await layer(tx, guestId, 'page_attributes')), ...(await signedOfGuest(tx, guestId)),
});

/** What the site's backend says now, in place of what it said before. */
export async function setSignedAttributes(tx: Tx, guestId: string, signed: Attributes): Promise<void> {
  await tx.run('UPDATE guests SET attributes = ? WHERE id = ?', [JSON.stringify(signed), guestId]);
}

export async function setPageAttributes(tx: Tx, guestId: string, change: (before: Attributes) => Attributes): Promise<void> {
  const after = change(await layer(tx, guestId, 'page_attributes'));
  await tx.run('UPDATE guests SET page_attributes = ? WHERE id = ?', [JSON.stringify(after), guestId]);
}
