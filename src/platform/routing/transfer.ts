/**
 * Transfer of a chat to an agent or a queue; the owner keeps it until somebody accepts.
 *
 * Knows what is refused: a contact in a video call or on the way to one stays where it is. A transfer is a place in line
 * beside the present owner, so everything else is queueing.
 */
import type { ClientFrameOf } from '../../protocol/client-frame.js';
import { SegueError } from '../../protocol/error.js';
import { openContact } from '../contacts/access.js';
import { changeContact, type ContactRow } from '../contacts/contact-store.js';
import type { Participant } from '../contacts/hub.js';
import type { Unit } from '../contacts/unit.js';
import { liveUpgrade } from '../upgrades/upgrade-store.js';
import { isReady, presenceOf } from './presence-store.js';
import { enterQueue, leaveLine } from './queueing.js';
import { rescindOf, ring } from './reservations.js';
import { slotsOf } from './slot-store.js';
import { saveWaiting } from './waiting-store.js';

/** @throws SegueError `not-your-contact`, `contact-closed`, `stale-upgrade` during an upgrade, `not-found` for who cannot take it */
export async function transfer(unit: Unit, who: Participant, { contactId, to }: ClientFrameOf<'contact.transfer'>): Promise<void> {
  const contact = await openContact(unit, who, contactId);
  if (await liveUpgrade(unit.tx, contactId)) throw new SegueError('stale-upgrade', 'End the video first: a contact is transferred in chat.');
  await (to.kind === 'agent' ? toAgent(unit, contact, to.agentId) : toQueue(unit, contact, to.queueId));
}

async function clearLine(unit: Unit, contactId: string): Promise<void> {
  await rescindOf(unit, contactId);
  await leaveLine(unit, contactId, 'moved');
}

async function toAgent(unit: Unit, contact: ContactRow, agentId: string): Promise<void> {
  const agent = unit.config.agent(agentId);
  const row = await presenceOf(unit.tx, agentId);
  if (!agent || agentId === contact.ownerId || !row || !isReady(row)) throw new SegueError('not-found', 'That agent is not there.');
  if ((await slotsOf(unit.tx, agentId)).webChat >= agent.capacity.webChat) throw new SegueError('not-found', 'That agent has no free slot.');
  await clearLine(unit, contact.id);
  await saveWaiting(unit.tx, { contactId: contact.id, queueId: undefined, agentId, since: unit.now, excluded: [], block: undefined });
  const ringSeconds = (contact.queueId === undefined ? undefined : unit.config.queue(contact.queueId)?.ringSeconds) ?? 20;
  await ring(unit, {
    contactId: contact.id, agentId, queueId: contact.queueId, medium: 'webChat', upgradeId: undefined, kept: false, waitingSince: unit.now, ringSeconds,
  });
}

async function toQueue(unit: Unit, contact: ContactRow, queueId: string): Promise<void> {
  const queue = unit.config.queue(queueId);
  if (!queue) throw new SegueError('not-found', 'There is no such queue.');
  await clearLine(unit, contact.id);
  await saveWaiting(unit.tx, { contactId: contact.id, queueId, agentId: undefined, since: unit.now, excluded: [], block: undefined });
  await changeContact(unit.tx, contact.id, { queueId });
  await enterQueue(unit, contact.id, queue);
}
