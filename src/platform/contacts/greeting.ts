/**
 * The greeting of a connection: `welcome`, then everything it missed.
 *
 * Knows what a customer and an agent are shown when they come, or come back in mid-call. Does not keep connections (hub.ts).
 */
import type { Hello } from '../../protocol/client-frame.js';
import type { ContactSnapshot } from '../../protocol/contact.js';
import { SegueError } from '../../protocol/error.js';
import { limits } from '../../protocol/limits.js';
import type { PlatformFrame, PlatformFrameOf } from '../../protocol/platform-frame.js';
import type { Audience } from '../../protocol/timeline.js';
import { inboxFor } from '../routing/inbox.js';
import type { Tx } from '../store/sql.js';
import { presenceOf, presenceView } from '../routing/presence-store.js';
import { pendingOfAgent, reservationFrame } from '../routing/reservations.js';
import { askFrame } from '../upgrades/asking.js';
import { mediaUpgrade } from '../upgrades/bind.js';
import { callOf } from '../upgrades/upgrade-machine.js';
import { liveUpgrade } from '../upgrades/upgrade-store.js';
import { viewOf } from '../upgrades/upgrade-view.js';
import { moment } from './columns.js';
import { contactById, needContact, type ContactRow } from './contact-store.js';
import { latest, missed } from './event-log.js';
import { guestById } from './guest-store.js';
import type { Participant } from './hub.js';
import { invitationFrame } from './invitations.js';
import { invitationsOf, seatsOf } from './seat-store.js';
import { keepToRights } from './seat-review.js';
import { newSnapshot, snapshotOf } from './snapshot.js';
import { openStays } from './stay-store.js';
import type { Unit } from './unit.js';

/** The frames that open a connection, in order. @throws SegueError `token-invalid` for a customer's token that no guest or contact answers to */
export function greet(unit: Unit, who: Participant, hello: Hello): Promise<PlatformFrame[]> {
  return who.kind === 'customer' ? greetCustomer(unit, who, hello) : greetAgent(unit, who, hello);
}

const welcome = (unit: Unit, who: Participant): PlatformFrameOf<'welcome'> => ({
  type: 'welcome', participantId: who.id, role: who.kind, now: moment(unit.now), heartbeatMs: limits.heartbeatMs,
  limits: { frameBytes: limits.frameBytes, textLength: limits.textLength, sdpLength: limits.sdpLength },
});

const after = (hello: Hello, contactId: string): number => {
  const seen = hello.resume?.after;
  return seen && Object.hasOwn(seen, contactId) ? (seen[contactId] ?? 0) : 0;
};

/** What the page has not seen. Who has left the contact, and can ask for no more of it, gets all that there was for them. */
function replay(tx: Tx, contactId: string, audience: Audience, hello: Hello, until?: number): Promise<PlatformFrame[]> {
  const seen = after(hello, contactId);
  return seen === 0 && hello.recent !== undefined && until === undefined ? latest(tx, contactId, audience, hello.recent) : missed(tx, contactId, audience, seen, until);
}

/** What is told as it happens, for who was not there. */
function withReceived(unit: Unit, { id, ownerId, seq }: ContactRow, snapshot: ContactSnapshot): ContactSnapshot {
  // What a desk says that it has is its own word.
  const desk = ownerId === undefined ? 0 : Math.min(unit.around.hub.received(ownerId, id), seq);
  return desk === 0 ? snapshot : { ...snapshot, read: { ...snapshot.read, desk } };
}

async function greetCustomer(unit: Unit, who: Participant, hello: Hello): Promise<PlatformFrame[]> {
  const { tx, config } = unit;
  const contact = who.contactId === undefined ? undefined : await contactById(tx, who.contactId);
  if (contact) {
    if (contact.guestId !== who.id) throw new SegueError('token-invalid');
    return [
      { ...welcome(unit, who), contact: withReceived(unit, contact, await snapshotOf(tx, config, contact, who.id)) },
      ...(await replay(tx, contact.id, 'customer', hello)),
      ...(await upgradeFrames(unit, contact, who)),
    ];
  }
  const guest = await guestById(tx, who.id);
  if (!guest || guest.contactId !== who.contactId) throw new SegueError('token-invalid');
  return [{ ...welcome(unit, who), contact: await newSnapshot(tx, config, guest) }];
}

async function greetAgent(unit: Unit, who: Participant, hello: Hello): Promise<PlatformFrame[]> {
  const { tx, config } = unit;
  await keepToRights(unit, who.id, who.scopes);
  const stays = await placesOf(tx, who.id);
  const contacts = await Promise.all(stays.map(({ contactId }) => needContact(tx, contactId)));
  const agent = config.agent(who.id);
  const row = await presenceOf(tx, who.id);
  const frames: PlatformFrame[] = [
    {
      ...welcome(unit, who),
      contacts: await Promise.all(contacts.map((contact) => snapshotOf(tx, config, contact, who.id))),
      ...(agent && row ? { presence: await presenceView(tx, agent, row) } : {}),
    },
  ];
  for (const { contactId, untilSeq } of stays) frames.push(...(await replay(tx, contactId, 'agent', hello, untilSeq)));
  for (const contact of contacts) if (contact.ownerId === who.id) frames.push(...(await upgradeFrames(unit, contact, who)));
  for (const invitation of await invitationsOf(tx, who.id)) frames.push(await invitationFrame(unit, invitation));
  for (const reservation of await pendingOfAgent(tx, who.id)) frames.push(await reservationFrame(unit, reservation));
  return [...frames, await inboxFor(unit, who.id)];
}

/** The contacts on a desk: owned ones, those that the agent sits at, and former ones that they have left to note. A seat shows all there is. */
async function placesOf(tx: Tx, agentId: string): Promise<{ readonly contactId: string; readonly untilSeq: number | undefined }[]> {
  const seats = await seatsOf(tx, agentId);
  const stays = await openStays(tx, agentId);
  const left = stays.filter(({ contactId }) => !seats.some((seat) => seat.contactId === contactId));
  return [...left, ...seats.map(({ contactId }) => ({ contactId, untilSeq: undefined }))];
}

/** An upgrade under way: its card, its state, and its call with whether the other side is there. */
async function upgradeFrames(unit: Unit, contact: ContactRow, who: Participant): Promise<PlatformFrame[]> {
  const upgrade = await liveUpgrade(unit.tx, contact.id);
  if (!upgrade) return [];
  const contactId = contact.id;
  const ask = who.kind === 'customer' ? askFrame(upgrade) : undefined;
  const state: PlatformFrame = { type: 'upgrade.state', contactId, ...viewOf(unit.config, upgrade) };
  const call = callOf(upgrade.stage);
  if (!call) return ask ? [ask, state] : [state];
  const other = who.id === contact.guestId ? call.agentId : contact.guestId;
  return [state, mediaUpgrade(unit, upgrade, call), { type: 'call.peer', contactId, callId: call.callId, present: unit.around.hub.present(other) }];
}
