/**
 * Seats: agents who assist at a contact and supervisors who listen in.
 *
 *   nothing --assist--> assist      nothing --monitor--> monitor --assist--> assist
 *   assist, monitor --leave, sent away, right lost, offline, owner, contact closed--> nothing
 *
 * Knows the events and rows of both ends. A seat takes no slot. Does not know what a seat may do (access.ts), what lets
 * somebody have one (seat-rights.ts), nor how one is asked to come (invitations.ts).
 */
import type { Actor } from '../../protocol/actor.js';
import { SegueError } from '../../protocol/error.js';
import type { seatEndings } from '../../protocol/timeline.js';
import { cardOf } from '../upgrades/upgrade-view.js';
import { actorOf } from './access.js';
import { contactById, isOpen, needContact, type ContactRow } from './contact-store.js';
import { append, platformActor } from './event-log.js';
import type { Participant } from './hub.js';
import { endInvitation } from './invitations.js';
import { listening, maySit, presentScopes } from './seat-rights.js';
import { giveUpSeat, invitationOf, invitationsAt, seatOf, seatsAt, seatsOf, takeSeat, type Seat, type SeatGrounds } from './seat-store.js';
import { snapshotOf } from './snapshot.js';
import type { Unit } from './unit.js';

export type SeatEnding = (typeof seatEndings)[number];

/** Joins beside the owner. @throws SegueError `not-your-contact`, `contact-closed`, `relation-refused` for the owner, or where there is none */
export async function assist(unit: Unit, who: Participant, contactId: string): Promise<void> {
  const contact = await contactById(unit.tx, contactId);
  const invited = await invitationOf(unit.tx, contactId, who.id);
  const grounds = { role: 'assist', invited: invited !== undefined, queueId: contact && colleaguesOf(unit, who, contact) } as const;
  if (!contact || !maySit(unit.config, who.id, presentScopes(unit.config, who), grounds)) throw new SegueError('not-your-contact');
  const seat = await seatOf(unit.tx, contactId, who.id);
  if (seat?.role === 'assist') return;
  refuseOwner(who, contact);
  if (contact.ownerId === undefined) throw new SegueError('relation-refused', 'Nobody owns the contact yet; there is nobody to assist.');
  if (invited) await endInvitation(unit, invited, 'accepted', actorOf(who));
  if (seat) await endSeat(unit, seat, 'assist', actorOf(who));
  await sitDown(unit, who, contactId, grounds);
}

/** Listens in. @throws SegueError `not-your-contact`, `contact-closed`, `relation-refused` for who is at the contact already */
export async function monitor(unit: Unit, who: Participant, contactId: string): Promise<void> {
  const contact = await contactById(unit.tx, contactId);
  if (!contact || !presentScopes(unit.config, who).includes(listening)) throw new SegueError('not-your-contact');
  const seat = await seatOf(unit.tx, contactId, who.id);
  if (seat?.role === 'monitor') return;
  refuseOwner(who, contact);
  if (seat) throw new SegueError('relation-refused', 'Who assists sees everything already.');
  await sitDown(unit, who, contactId, { role: 'monitor', invited: false, queueId: undefined });
}

/** Members of a contact's queue are each other's help: the queue, where that is so. */
const colleaguesOf = (unit: Unit, who: Participant, { queueId }: ContactRow): string | undefined =>
  queueId !== undefined && unit.config.queue(queueId)?.members.includes(who.id) === true ? queueId : undefined;

function refuseOwner(who: Participant, contact: ContactRow): void {
  if (contact.ownerId === who.id) throw new SegueError('relation-refused', 'The contact is this agent’s own.');
  if (!isOpen(contact)) throw new SegueError('contact-closed');
}

async function sitDown(unit: Unit, who: Participant, contactId: string, seat: SeatGrounds & Pick<Seat, 'role'>): Promise<void> {
  const data = { agent: cardOf(unit.config, who.id) };
  const seq = await append(unit, contactId, { kind: seat.role === 'assist' ? 'assist.joined' : 'monitor.started', actor: actorOf(who), data });
  await takeSeat(unit.tx, { ...seat, contactId, agentId: who.id }, seq);
  unit.stale.joined.set(who.id, contactId);
  unit.stale.contacts.add(contactId);
}

/**
 * Gets up, or declines to come. The owner names an agent to take an invitation back or to send them away.
 * @throws SegueError `not-your-contact`, `relation-refused` for the owner's own leaving, `not-found` for who is not there
 */
export async function leave(unit: Unit, who: Participant, contactId: string, agentId: string = who.id): Promise<void> {
  const contact = await contactById(unit.tx, contactId);
  const owns = contact?.ownerId === who.id;
  if (agentId !== who.id && !owns) throw new SegueError('not-your-contact');
  const seat = await seatOf(unit.tx, contactId, agentId);
  const invited = await invitationOf(unit.tx, contactId, agentId);
  // The owner may know of a listener, and cannot shut them out.
  if (seat && (agentId === who.id || seat.role === 'assist')) await getUp(unit, seat, agentId === who.id ? 'left' : 'removed', actorOf(who));
  else if (invited) await endInvitation(unit, invited, agentId === who.id ? 'declined' : 'withdrawn', actorOf(who));
  else if (!owns) throw new SegueError('not-your-contact');
  else throw agentId === who.id ? new SegueError('relation-refused', 'An owner transfers or closes the contact.') : new SegueError('not-found', 'That agent does not assist here.');
}

/** The event of a seat's end, and its row gone. Who sat there hears of the event and of nothing after it. */
export async function endSeat(unit: Unit, { contactId, agentId, role }: Seat, reason: SeatEnding, actor: Actor): Promise<void> {
  const kind = role === 'assist' ? 'assist.left' : 'monitor.ended';
  await append(unit, contactId, { kind, actor, data: { agent: cardOf(unit.config, agentId), reason } });
  await giveUpSeat(unit.tx, contactId, agentId);
  unit.stale.contacts.add(contactId);
}

/** Ends a seat, and the last that whoever sat there hears is what the contact is to them now. */
export async function getUp(unit: Unit, seat: Seat, reason: SeatEnding, actor: Actor): Promise<void> {
  await endSeat(unit, seat, reason, actor);
  await sayGoodbye(unit, seat);
}

/** The last that somebody hears of a contact that they were at. */
async function sayGoodbye(unit: Unit, { contactId, agentId }: Pick<Seat, 'contactId' | 'agentId'>): Promise<void> {
  const contact = await needContact(unit.tx, contactId);
  unit.last(agentId, { type: 'contact', contact: await snapshotOf(unit.tx, unit.config, contact, agentId) });
}

/** Somebody at the contact becomes its owner. */
export async function rise(unit: Unit, contactId: string, agentId: string): Promise<void> {
  const seat = await seatOf(unit.tx, contactId, agentId);
  if (seat) await endSeat(unit, seat, 'owner', platformActor);
}

/** An agent is gone: a closed laptop assists nobody. */
export async function leaveAllSeats(unit: Unit, agentId: string): Promise<void> {
  for (const seat of await seatsOf(unit.tx, agentId)) await getUp(unit, seat, 'offline', platformActor);
}

/** A contact is to end, or to go to another owner, who asks whom they need: nobody is asked to come any more. */
export async function withdrawAll(unit: Unit, contactId: string): Promise<void> {
  for (const invited of await invitationsAt(unit.tx, contactId)) await endInvitation(unit, invited, 'withdrawn');
}

/** A contact has ended: its last event has been seen by everybody at it. */
export async function clearSeats(unit: Unit, contactId: string): Promise<void> {
  for (const seat of await seatsAt(unit.tx, contactId)) {
    await giveUpSeat(unit.tx, contactId, seat.agentId);
    await sayGoodbye(unit, seat);
  }
}
