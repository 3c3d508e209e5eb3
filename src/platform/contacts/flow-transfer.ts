/**
 * A flow hands the contact to one agent: that desk rings and no other.
 *
 * Knows when it cannot ring and what each end of the ring means to the block that waits: the agent has the contact, or the
 * flow goes on by its ways out. The contact stays the flow's all the while. Does not queue (src/platform/routing).
 */
import type { Result } from '../../protocol/result.js';
import { hasRoomFor } from '../config/index.js';
import { changeContact, isOpen, needContact } from './contact-store.js';
import { leaveLine } from '../routing/line.js';
import { isReady, presenceOf } from '../routing/presence-store.js';
import { pendingOfContact, ring } from '../routing/reservations.js';
import { slotsOf } from '../routing/slot-store.js';
import { saveWaiting, waitingFor } from '../routing/waiting-store.js';
import { liveUpgrade } from '../upgrades/upgrade-store.js';
import { moment } from './columns.js';
import type { FactOf, ReservationOutcome } from './fact.js';
import type { Unit } from './unit.js';

/** Rings the agent, or gives the block its result at once. A contact that an agent has already stays with them. */
export async function ringByFlow(unit: Unit, { contactId, block, agentId, ringSeconds }: FactOf<'flow.ring'>): Promise<void> {
  const contact = await needContact(unit.tx, contactId);
  if (!isOpen(contact)) return;
  const at = moment(unit.now);
  const obstacle: Result | undefined =
    contact.ownerId !== undefined ? { status: 'completed', by: 'platform', at } : await obstacleTo(unit, contactId, agentId, at);
  if (obstacle) {
    unit.raise({ kind: 'block.result', block, result: obstacle });
    return;
  }
  const queueId = contact.queueId ?? unit.config.deployment(contact.deploymentId)?.defaultQueueId;
  await saveWaiting(unit.tx, { contactId, queueId: undefined, agentId, since: unit.now, excluded: [], block });
  await changeContact(unit.tx, contactId, { state: 'queued' });
  unit.stale.contacts.add(contactId);
  await ring(unit, { contactId, agentId, queueId, medium: 'webChat', upgradeId: undefined, kept: false, waitingSince: unit.now, ringSeconds });
}

async function obstacleTo(unit: Unit, contactId: string, agentId: string, at: string): Promise<Result | undefined> {
  // A video under way brings an agent of its own.
  if ((await liveUpgrade(unit.tx, contactId)) || (await pendingOfContact(unit.tx, contactId))) return { status: 'cancelled', by: 'flow', at };
  const agent = unit.config.agent(agentId);
  if (!agent || agent.capacity.webChat === 0) return { status: 'no-agent', reason: 'nobody-qualified', by: 'platform', at };
  const row = await presenceOf(unit.tx, agentId);
  if (row?.onQueue !== true || !isReady(row)) return { status: 'no-agent', reason: 'nobody-on-queue', by: 'platform', at };
  const free = row.held !== true && hasRoomFor(agent, await slotsOf(unit.tx, agentId), 'webChat');
  return free ? undefined : { status: 'no-agent', reason: 'all-busy', by: 'platform', at };
}

const resultOf: Readonly<Record<Exclude<ReservationOutcome, 'accepted'>, (at: string) => Result>> = {
  declined: (at) => ({ status: 'declined', by: 'agent', at }),
  timeout: (at) => ({ status: 'timeout', reason: 'agent', by: 'platform', at }),
  rescinded: (at) => ({ status: 'no-agent', reason: 'nobody-on-queue', by: 'platform', at }),
};

/** The ring of a flow's transfer ended without an acceptance: the flow goes on, and has the contact again. */
export async function afterFlowRing(unit: Unit, { reservation: { contactId, agentId }, outcome }: FactOf<'reservation.ended'>): Promise<void> {
  if (outcome === 'accepted') return;
  const waiting = await waitingFor(unit.tx, contactId);
  if (!waiting?.block || waiting.agentId !== agentId || (await pendingOfContact(unit.tx, contactId))?.medium === 'webChat') return;
  await leaveLine(unit, contactId, 'moved');
  await changeContact(unit.tx, contactId, { state: 'flow' });
  unit.stale.contacts.add(contactId);
  unit.raise({ kind: 'block.result', block: waiting.block, result: resultOf[outcome](moment(unit.now)) });
}
