/**
 * Notes for agents in the middle of a contact.
 *
 * Knows that a note is an event that customers do not see, and that whoever may write to the customer may note. Notes at
 * the end of a contact are the wrap-up's (wrap-up.ts).
 */
import type { ClientFrameOf } from '../../protocol/client-frame.js';
import { actorOf, openContact } from './access.js';
import { append } from './event-log.js';
import type { Ack } from './frame-store.js';
import type { Participant } from './hub.js';
import type { Unit } from './unit.js';

/** @throws SegueError `not-your-contact`, `relation-refused` for who only listens, `contact-closed` */
export async function note(unit: Unit, who: Participant, { id, contactId, text }: ClientFrameOf<'contact.note'>): Promise<Ack> {
  await openContact(unit, who, contactId, { right: 'write' });
  return { seq: await append(unit, contactId, { kind: 'contact.note', actor: actorOf(who), data: { noteId: id, text } }) };
}
