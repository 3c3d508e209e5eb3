/**
 * Wrap-up: what an agent has left to do with a contact that has ended, or that has moved on.
 *
 *   stay ends --notes, or its time is over--> wrapped
 *
 * Knows the notes, also before they are done, the time that the queue allows for them (`wrapUpSeconds`, and a minute more on
 * request) and that a mandatory wrap-up holds back whatever would ring for its agent. Without a limit a wrap-up is open until it is noted. Does not ring (routing).
 */
import type { ClientFrameOf } from '../../protocol/client-frame.js';
import { SegueError } from '../../protocol/error.js';
import { wrapUpOf } from '../config/index.js';
import { release } from '../routing/release.js';
import { changeContact, needContact } from './contact-store.js';
import { append, platformActor } from './event-log.js';
import type { WrapUp } from './fact.js';
import { endStay, limitWrapUp, saveDraft, stayOf, wrapStay, type Stay } from './stay-store.js';
import type { Unit } from './unit.js';

const minuteMs = 60_000;

const keyOf = (contactId: string, agentId: string): string => `${contactId}/${agentId}`;

/** An agent's stay has ended: the queue that the contact came from says how long they may note. */
export async function beginWrapUp(unit: Unit, contactId: string, agentId: string): Promise<void> {
  const stay = await stayOf(unit.tx, contactId, agentId);
  const queue = stay?.queueId === undefined ? undefined : unit.config.queue(stay.queueId);
  const rule = queue && wrapUpOf(queue);
  if (!rule || stay?.wrapped !== false) return;
  const until = unit.now + rule.seconds * 1_000;
  await limitWrapUp(unit.tx, contactId, agentId, { until, held: rule.held, extensions: rule.extensions });
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
  const { codes = [], note } = stay.draft ?? {};
  await wrapUp(unit, contactId, { agentId, codes, ...(note === undefined ? {} : { note }), expired: true });
}

/** Keeps what an agent has written so far, of a contact that is theirs or that they have left to note. @throws SegueError `not-your-contact` */
export async function keepDraft(unit: Unit, agentId: string, { contactId, codes, note }: Pick<ClientFrameOf<'wrap.draft'>, 'contactId' | 'codes' | 'note'>): Promise<void> {
  await needStay(unit, contactId, agentId);
  await saveDraft(unit.tx, contactId, agentId, { codes, ...(note === undefined ? {} : { note }), savedAt: unit.now });
}

/** Another minute. @throws SegueError `not-your-contact`, `relation-refused` where no time is counted, or none is left to take */
export async function extendWrapUp(unit: Unit, agentId: string, contactId: string): Promise<void> {
  const { wrap } = await needStay(unit, contactId, agentId);
  if (wrap === undefined || wrap.extensions < 1) throw new SegueError('relation-refused', 'The queue gives no more time for this wrap-up.');
  const until = wrap.until + minuteMs;
  await limitWrapUp(unit.tx, contactId, agentId, { ...wrap, until, extensions: wrap.extensions - 1 });
  await unit.arm('wrap-up', keyOf(contactId, agentId), until);
  unit.stale.presences.add(agentId);
  await tellStay(unit, contactId, agentId);
}

/** A former owner hears of what is left to note as well. */
async function tellStay(unit: Unit, contactId: string, agentId: string): Promise<void> {
  const { ownerId } = await needContact(unit.tx, contactId);
  unit.stale.contacts.add(contactId);
  if (ownerId !== agentId) unit.stale.former.set(contactId, agentId);
}

/** What an agent has left to note. @throws SegueError `not-your-contact` */
async function needStay(unit: Unit, contactId: string, agentId: string): Promise<Stay> {
  const stay = await stayOf(unit.tx, contactId, agentId);
  if (stay?.wrapped !== false) throw new SegueError('not-your-contact');
  return stay;
}
