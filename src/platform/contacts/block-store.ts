/**
 * Blocks: guests who are shut out.
 *
 * Knows the rows; the timeline of the contact that a block came from has its event. Does not know who may block.
 */
import type { Actor } from '../../protocol/actor.js';
import type { Row, Tx } from '../store/sql.js';
import { int, json, maybeText, text } from './columns.js';

export interface Block {
  readonly guestId: string;
  /** The contact it came from, or the guest's last one; undefined for a guest who never acted. */
  readonly contactId: string | undefined;
  readonly by: Actor;
  readonly note: string | undefined;
  readonly at: number;
}

const toBlock = (row: Row): Block => ({
  guestId: text(row, 'guest_id'), contactId: maybeText(row, 'contact_id'),
  // Written by `saveBlock` from an Actor.
  by: json(row, 'by') as Actor, note: maybeText(row, 'note'), at: int(row, 'at'),
});

export async function blockOf(tx: Tx, guestId: string): Promise<Block | undefined> {
  const row = await tx.get('SELECT * FROM blocks WHERE guest_id = ?', [guestId]);
  return row && toBlock(row);
}

/** The newest first. */
export const newestBlocks = async (tx: Tx, most: number): Promise<Block[]> =>
  (await tx.all('SELECT * FROM blocks ORDER BY at DESC, guest_id LIMIT ?', [most])).map(toBlock);

export async function saveBlock(tx: Tx, it: Block): Promise<void> {
  await tx.run('INSERT INTO blocks (guest_id, contact_id, by, note, at) VALUES (?, ?, ?, ?, ?)', [
    it.guestId, it.contactId ?? null, JSON.stringify(it.by), it.note ?? null, it.at,
  ]);
}

export async function removeBlock(tx: Tx, guestId: string): Promise<void> {
  await tx.run('DELETE FROM blocks WHERE guest_id = ?', [guestId]);
}
