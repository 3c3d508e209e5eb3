/**
 * Access: which contact a participant may touch, and what they may do there.
 *
 * Knows the one rule: a customer's contact comes from their token; a member of staff is the contact's owner, or has a seat
 * at it: assisting (read and write) or listening in (read). Any other id, known or not, is `not-your-contact`, so that an
 * answer never tells whether a contact exists.
 */
import type { Actor } from '../../protocol/actor.js';
import { SegueError } from '../../protocol/error.js';
import { contactById, isOpen, type ContactRow } from './contact-store.js';
import type { Participant } from './hub.js';
import { startContact } from './lifecycle.js';
import { seatOf, type SeatRole } from './seat-store.js';
import type { Unit } from './unit.js';

/** What a participant is to a contact. */
export type Relation = 'customer' | 'owner' | SeatRole;

/** `read`: see it. `write`: say something in it. `own`: everything else. */
export type Right = 'read' | 'write' | 'own';

const rights: Readonly<Record<Relation, readonly Right[]>> = {
  customer: ['read', 'write', 'own'],
  owner: ['read', 'write', 'own'],
  assist: ['read', 'write'],
  monitor: ['read'],
};

/** Whose word a right is, where it is refused. */
const holders: Readonly<Record<Right, string>> = {
  read: 'This is for those at the contact.',
  write: 'Whoever listens in does not write; join the contact to assist.',
  own: 'This is the owner’s to do.',
};

export const actorOf = (who: Participant): Actor => ({ kind: who.kind, id: who.id, ...(who.name === undefined ? {} : { name: who.name }) });

/** A participant's place at a contact; a customer's may not be there yet. */
export interface Standing {
  readonly relation: Relation;
  readonly contact: ContactRow | undefined;
}

/** What the participant is to the contact. @throws SegueError `not-your-contact` for nothing at all */
export async function standingOf(unit: Unit, who: Participant, contactId: string): Promise<Standing> {
  if (who.kind === 'customer' && who.contactId !== contactId) throw new SegueError('not-your-contact');
  const contact = await contactById(unit.tx, contactId);
  if (who.kind === 'customer') {
    if (contact && contact.guestId !== who.id) throw new SegueError('not-your-contact');
    return { relation: 'customer', contact };
  }
  if (contact?.ownerId === who.id) return { relation: 'owner', contact };
  const seat = contact && contact.seats > 0 ? await seatOf(unit.tx, contactId, who.id) : undefined;
  if (!seat) throw new SegueError('not-your-contact');
  return { relation: seat.role, contact };
}

/** As `standingOf`, of somebody who may do that. @throws SegueError `not-your-contact`, `relation-refused` */
async function entitled(unit: Unit, who: Participant, contactId: string, right: Right): Promise<Standing> {
  const standing = await standingOf(unit, who, contactId);
  if (!rights[standing.relation].includes(right)) throw new SegueError('relation-refused', holders[right]);
  return standing;
}

/** The participant's contact, or nothing where the customer has not acted yet. @throws SegueError `not-your-contact`, `relation-refused` */
export const readable = async (unit: Unit, who: Participant, contactId: string, right: Right = 'read'): Promise<ContactRow | undefined> =>
  (await entitled(unit, who, contactId, right)).contact;

export interface Opening {
  /** A customer's first act begins the contact. */
  readonly start?: boolean;
  /** What they came to leave, where the act is a message that is left. */
  readonly left?: string | undefined;
  /** Default: what only its customer and its owner may do. */
  readonly right?: Right;
}

export interface Opened {
  readonly contact: ContactRow;
  /** It began with this act. */
  readonly started: boolean;
}

/** The participant's open contact, and whether it was one before. @throws SegueError `not-your-contact`, `relation-refused`, `contact-closed` */
export async function opened(unit: Unit, who: Participant, contactId: string, { start = false, left, right = 'own' }: Opening = {}): Promise<Opened> {
  const known = await readable(unit, who, contactId, right);
  const contact = known ?? (start ? await startContact(unit, who, contactId, left) : undefined);
  if (!contact) throw new SegueError('not-your-contact');
  if (!isOpen(contact)) throw new SegueError('contact-closed');
  return { contact, started: known === undefined };
}

/** The participant's open contact. @throws as `opened` */
export const openContact = async (unit: Unit, who: Participant, contactId: string, opening: Opening = {}): Promise<ContactRow> =>
  (await opened(unit, who, contactId, opening)).contact;
