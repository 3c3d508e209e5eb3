/**
 * Access: which contact a participant may touch.
 *
 * Knows the one rule: a customer's contact comes from their token, an agent's contacts are those they own. Any other id,
 * known or not, is `not-your-contact`, so that an answer never tells whether a contact exists.
 */
import type { Actor } from '../../protocol/actor.js';
import { SegueError } from '../../protocol/error.js';
import { contactById, isOpen, type ContactRow } from './contact-store.js';
import type { Participant } from './hub.js';
import { startContact } from './lifecycle.js';
import type { Unit } from './unit.js';

export const actorOf = (who: Participant): Actor => ({ kind: who.kind, id: who.id, ...(who.name === undefined ? {} : { name: who.name }) });

/** The participant's contact, or nothing where the customer has not acted yet. @throws SegueError `not-your-contact` */
export async function readable(unit: Unit, who: Participant, contactId: string): Promise<ContactRow | undefined> {
  if (who.kind === 'customer' && who.contactId !== contactId) throw new SegueError('not-your-contact');
  const contact = await contactById(unit.tx, contactId);
  if (who.kind === 'customer') {
    if (contact && contact.guestId !== who.id) throw new SegueError('not-your-contact');
    return contact;
  }
  if (contact?.ownerId !== who.id) throw new SegueError('not-your-contact');
  return contact;
}

/** The participant's open contact; `start` makes a customer's first act begin it. @throws SegueError `not-your-contact`, `contact-closed` */
export async function openContact(unit: Unit, who: Participant, contactId: string, start = false): Promise<ContactRow> {
  const contact = (await readable(unit, who, contactId)) ?? (start ? await startContact(unit, who, contactId) : undefined);
  if (!contact) throw new SegueError('not-your-contact');
  if (!isOpen(contact)) throw new SegueError('contact-closed');
  return contact;
}
