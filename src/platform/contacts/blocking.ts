/**
 * Blocking: a guest who may not come back.
 *
 *   free --owner of their contact, administrator--> blocked --administrator--> free
 *
 * Knows that it ends the guest's contact with the reason `blocked`, stands in the record of it, and is lifted there too.
 * What is refused meanwhile, tokens and new contacts, asks `refuseBlocked`. A guest is a browser: where the site signs its
 * customers' identities, the guest is theirs.
 */
import type { Actor } from '../../protocol/actor.js';
import type { ClientFrameOf } from '../../protocol/client-frame.js';
import { SegueError } from '../../protocol/error.js';
import { actorOf, readable } from './access.js';
import { blockOf, removeBlock, saveBlock, type Block } from './block-store.js';
import { text } from './columns.js';
import { contactById, isOpen, type ContactRow } from './contact-store.js';
import { append } from './event-log.js';
import { guestById } from './guest-store.js';
import type { Participant } from './hub.js';
import type { Unit } from './unit.js';

/** By the contact's owner, also while they wrap it up. Blocked already: nothing. @throws SegueError `not-your-contact`, `relation-refused` */
export async function block(unit: Unit, who: Participant, { contactId, note }: ClientFrameOf<'guest.block'>): Promise<void> {
  const contact = await readable(unit, who, contactId, 'own');
  if (!contact) throw new SegueError('not-your-contact');
  await shutOut(unit, contact, { guestId: contact.guestId, contactId, by: actorOf(who), note, at: unit.now });
}

/** By an administrator, whatever the contact. @throws SegueError `not-found` for a guest that is none */
export async function blockGuest(unit: Unit, guestId: string, by: Actor, note: string | undefined): Promise<Block> {
  if (!(await guestById(unit.tx, guestId))) throw new SegueError('not-found');
  const contact = await lastContact(unit, guestId);
  return shutOut(unit, contact, { guestId, contactId: contact?.id, by, note, at: unit.now });
}

async function lastContact(unit: Unit, guestId: string): Promise<ContactRow | undefined> {
  const row = await unit.tx.get('SELECT id FROM contacts WHERE guest_id = ? ORDER BY started_at DESC, id LIMIT 1', [guestId]);
  return row && contactById(unit.tx, text(row, 'id'));
}

async function shutOut(unit: Unit, contact: ContactRow | undefined, it: Block): Promise<Block> {
  const standing = await blockOf(unit.tx, it.guestId);
  if (standing) return standing;
  await saveBlock(unit.tx, it);
  if (!contact) return it;
  await append(unit, contact.id, { kind: 'guest.blocked', actor: it.by, data: it.note === undefined ? {} : { note: it.note } });
  if (isOpen(contact)) {
    const by = contact.ownerId === it.by.id && contact.ownerId !== undefined ? 'agent' : 'platform';
    unit.raise({ kind: 'contact.closing', contactId: contact.id, by, then: { reason: 'blocked' } });
  }
  return it;
}

/** Lifts a block; not blocked: nothing. Returns whether there was one. */
export async function unblockGuest(unit: Unit, guestId: string, by: Actor): Promise<boolean> {
  const standing = await blockOf(unit.tx, guestId);
  if (!standing) return false;
  await removeBlock(unit.tx, guestId);
  if (standing.contactId !== undefined) await append(unit, standing.contactId, { kind: 'guest.unblocked', actor: by, data: {} });
  return true;
}
