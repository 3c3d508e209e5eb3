/**
 * The inbox: contacts in line, as members of their queues see them.
 *
 * Knows who gets which. Bounded: a desk shows the longest waiting, not thousands.
 */
import type { PlatformFrameOf } from '../../protocol/platform-frame.js';
import type { WaitingContact } from '../../protocol/contact.js';
import { needContact } from '../contacts/contact-store.js';
import { waitingOf } from '../contacts/snapshot.js';
import type { Unit } from '../contacts/unit.js';
import { allWaiting } from './waiting-store.js';

/** Most contacts in one inbox frame. */
const most = 50;

async function inLine(unit: Unit): Promise<WaitingContact[]> {
  const line: WaitingContact[] = [];
  for (const waiting of await allWaiting(unit.tx)) {
    if (waiting.queueId !== undefined) line.push(waitingOf(unit.config, await needContact(unit.tx, waiting.contactId), waiting.queueId, waiting.since));
  }
  return line;
}

const inboxOf = (unit: Unit, agentId: string, line: readonly WaitingContact[]): PlatformFrameOf<'inbox'> => ({
  type: 'inbox', waiting: line.filter(({ queue }) => unit.config.queue(queue.queueId)?.members.includes(agentId) === true).slice(0, most),
});

export const inboxFor = async (unit: Unit, agentId: string): Promise<PlatformFrameOf<'inbox'>> => inboxOf(unit, agentId, await inLine(unit));

/** Tells every member who is there. */
export async function tellInboxes(unit: Unit): Promise<void> {
  const members = new Set(unit.config.queues().flatMap((queue) => queue.members));
  const there = [...members].filter((agentId) => unit.around.hub.present(agentId));
  if (there.length === 0) return;
  const line = await inLine(unit);
  for (const agentId of there) unit.send(agentId, inboxOf(unit, agentId, line));
}
