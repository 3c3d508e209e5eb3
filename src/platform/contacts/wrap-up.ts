/**
 * Wrap-up: what an agent has left to do with a contact that has ended, or that has moved on.
 *
 *   stay ends --notes, or its time is over--> wrapped
 *
 * Knows the notes, the time that the queue allows for them (`wrapUpSeconds`) and that a mandatory wrap-up holds back
 * whatever would ring for its agent. Without a limit a wrap-up is open until it is noted. Does not ring (routing).
 */
import { SegueError } from '../../protocol/error.js';
import { wrapUpOf } from '../config/index.js';
import { release } from '../routing/release.js';
import { changeContact, needContact } from './contact-store.js';
import { append, platformActor } from './event-log.js';
import type { WrapUp } from './fact.js';
import { endStay, limitWrapUp, stayOf, wrapStay } from './stay-store.js';
import type { Unit } from './unit.js';

const keyOf = (contactId: string, agentId: string): string => `${contactId}/${agentId}`;

/** An agent's stay has ended: the queue that the contact came from says how long they may note. */
export async function beginWrapUp(unit: Unit, contactId: string, agentId: string): Promise<void> {
  const stay = await stayOf(unit.tx, contactId, agentId);
  const queue = stay?.queueId === undefined ? undefined : unit.config.queue(stay.queueId);
  const rule = queue && wrapUpOf(queue);
  if (!rule || stay?.wrapped !== false) return;
  const until = unit.now + rule.seconds * 1_000;
  await limitWrapUp(unit.tx, contactId, agentId, { until, held: rule.held });
  await unit.arm('wrap-up', keyOf(contactId, agentId), until);
  unit.stale.presences.add(agentId);
}

/** An agent's notes. The owner's free the slot and close the contact for good; a former owner's are only noted. @throws SegueError `not-your-contact` where nothing is left to note */
export async function wrapUp(unit: Unit, contactId: string, { agentId, codes, note, expired }: WrapUp): Promise<number> {
  const contact = await needContact(unit.tx, contactId);
  if (!(await wrapStay(unit.tx, contactId, agentId))) throw new SegueError('not-your-contact');
  await unit.disarm('wrap-up', keyOf(contactId, agentId));
  const seq = await append(unit, contactId, {
    kind: 'contact.wrapped', actor: expired === true ? platformActor : { kind: 'agent', id: agentId },
    data: { agentId, codes: [...codes], ...(note === undefined ? {} : { note }), ...(expired === true ? { expired } : {}) },
  });
  unit.stale.presences.add(agentId);
  unit.stale.routing = true;
  unit.stale.contacts.add(contactId);
  if (contact.ownerId !== agentId) {
    // Their page learns that nothing is left to note; of the contact itself they see nothing further.
    unit.stale.former.set(contactId, agentId);
    return seq;
  }
  await endStay(unit.tx, contactId, agentId, seq);
  await changeContact(unit.tx, contactId, { state: 'closed' });
  await release(unit, contactId, agentId);
  return seq;
}

/** Its time is over; the deadline's key is `contactId/agentId`. Not where the contact has come back to its agent meanwhile. */
export async function expireWrapUp(unit: Unit, key: string): Promise<void> {
  const slash = key.indexOf('/');
  const [contactId, agentId] = [key.slice(0, slash), key.slice(slash + 1)];
  const stay = await stayOf(unit.tx, contactId, agentId);
  if (!stay || stay.wrapped || stay.wrap === undefined) return;
  await wrapUp(unit, contactId, { agentId, codes: [], expired: true });
}
