/**
 * Queueing: contacts into a queue, and out of it to an agent who rings.
 *
 * Knows how a contact enters and leaves the line, whom a round may ring, and what an ended reservation means for a contact
 * in line. Does not know what an agent's acceptance does to the contact (ownership.ts).
 */
import { queueName, type Queue } from '../config/index.js';
import { changeContact, isOpen, needContact } from '../contacts/contact-store.js';
import { moment } from '../contacts/columns.js';
import { append, platformActor } from '../contacts/event-log.js';
import type { BlockRef, FactOf } from '../contacts/fact.js';
import { mainRunOpen } from '../contacts/flow-runner.js';
import type { Unit } from '../contacts/unit.js';
import { liveUpgrade } from '../upgrades/upgrade-store.js';
import { chooseFrom, loadPool, skillIds, type Pool } from './agent-pool.js';
import { pendingOfContact, ring } from './reservations.js';
import { queuesInLine, removeWaiting, saveWaiting, unattended, waitingFor, type Waiting } from './waiting-store.js';

/** A flow's routing block. A contact that an agent has already stays with them. */
export async function routeByFlow(unit: Unit, { contactId, block, queueId }: FactOf<'flow.route'>): Promise<void> {
  const contact = await needContact(unit.tx, contactId);
  if (!isOpen(contact)) return;
  if (contact.ownerId !== undefined) {
    unit.raise({ kind: 'block.result', block, result: { status: 'completed', by: 'platform', at: moment(unit.now) } });
    return;
  }
  const queue = unit.config.queue(queueId);
  if (queue) return enqueue(unit, contactId, queue, block);
  unit.raise({ kind: 'block.result', block, result: { status: 'not-allowed', reason: 'queue', by: 'platform', at: moment(unit.now) } });
}

/**
 * A flow's end never ends a contact: without an owner and out of line it goes to the deployment's default queue. While an
 * upgrade is under way it waits for that: a bind brings an owner, any other end comes back here.
 */
export async function routeByDefault(unit: Unit, contactId: string): Promise<void> {
  const contact = await needContact(unit.tx, contactId);
  if (contact.state !== 'flow' || (await mainRunOpen(unit.tx, contactId)) || (await liveUpgrade(unit.tx, contactId))) return;
  const queueId = unit.config.deployment(contact.deploymentId)?.defaultQueueId;
  const queue = queueId === undefined ? undefined : unit.config.queue(queueId);
  if (queue) return enqueue(unit, contactId, queue, undefined);
  unit.around.log.warn({ contactId, deploymentId: contact.deploymentId }, 'a flow ended without an owner and the deployment has no default queue');
}

async function enqueue(unit: Unit, contactId: string, queue: Queue, block: BlockRef | undefined): Promise<void> {
  if (await waitingFor(unit.tx, contactId)) await leaveLine(unit, contactId, 'moved');
  await saveWaiting(unit.tx, { contactId, queueId: queue.id, agentId: undefined, since: unit.now, excluded: [], block });
  await changeContact(unit.tx, contactId, { state: 'queued', queueId: queue.id });
  await enterQueue(unit, contactId, queue);
}

/** The event of a queue entered, and the alert for a wait that lasts too long. */
export async function enterQueue(unit: Unit, contactId: string, queue: Queue): Promise<void> {
  await append(unit, contactId, { kind: 'queue.entered', actor: platformActor, data: { queueId: queue.id, name: queueName(queue), medium: 'webChat' } });
  await unit.arm('long-wait', contactId, unit.now + queue.waitSeconds * 1_000);
  unit.stale.arrived.add(contactId);
  unit.stale.contacts.add(contactId);
  unit.stale.inbox = true;
  unit.stale.routing = true;
}

/** Takes a contact out of line; what rings for it is another matter. */
export async function leaveLine(unit: Unit, contactId: string, outcome: 'connected' | 'closed' | 'moved'): Promise<Waiting | undefined> {
  const waiting = await waitingFor(unit.tx, contactId);
  if (!waiting) return undefined;
  await removeWaiting(unit.tx, contactId);
  await unit.disarm('line', contactId);
  await unit.disarm('long-wait', contactId);
  if (waiting.queueId !== undefined) {
    await append(unit, contactId, { kind: 'queue.left', actor: platformActor, data: { queueId: waiting.queueId, outcome } });
  }
  unit.stale.inbox = true;
  return waiting;
}

/** Rings for every contact in line that an agent is free for, longest waiting first. */
export async function routeLine(unit: Unit): Promise<void> {
  const queues = await queuesInLine(unit.tx);
  if (queues.length === 0) return;
  let pool = await loadPool(unit.tx, unit.config);
  await alertUnqualified(unit, pool);
  let open = queues.filter((queueId) => canRing(unit, pool, queueId));
  if (open.length === 0) return;
  for (const waiting of await unattended(unit.tx)) {
    if (waiting.queueId === undefined || !open.includes(waiting.queueId)) continue;
    if (!(await tryRing(unit, pool, waiting, waiting.queueId))) continue;
    pool = await loadPool(unit.tx, unit.config);
    const now = pool;
    open = open.filter((queueId) => canRing(unit, now, queueId));
    if (open.length === 0) return;
  }
}

/** Whether anybody is free for a queue at all: if not, no contact of it needs a look of its own. */
function canRing(unit: Unit, pool: Pool, queueId: string): boolean {
  const queue = unit.config.queue(queueId);
  return queue !== undefined && chooseFrom(pool, { queue, medium: 'webChat', passed: [] }).kind === 'ring';
}

async function tryRing(unit: Unit, pool: Pool, waiting: Waiting, queueId: string): Promise<boolean> {
  const queue = unit.config.queue(queueId);
  if (!queue) return false;
  const { contactId, since, excluded } = waiting;
  const { ownerId } = await needContact(unit.tx, contactId);
  // A transfer to the queue is for somebody else.
  const passed = ownerId === undefined ? excluded : [...excluded, ownerId];
  const choice = chooseFrom(pool, { queue, medium: 'webChat', passed });
  // Everybody there has passed: a new round, but not in the same breath.
  if (choice.kind === 'none' && choice.reason === 'all-passed' && excluded.length > 0) await unit.arm('line', contactId, unit.now + queue.ringSeconds * 1_000);
  if (choice.kind !== 'ring') return false;
  await ring(unit, { contactId, agentId: choice.agentId, queueId, medium: 'webChat', upgradeId: undefined, kept: false, waitingSince: since, ringSeconds: queue.ringSeconds });
  return true;
}

/** A contact that nobody could take: said once, when it comes; after that the long wait is an alert of its own. */
async function alertUnqualified(unit: Unit, pool: Pool): Promise<void> {
  const arrived = [...unit.stale.arrived];
  unit.stale.arrived.clear();
  for (const contactId of arrived) {
    const queueId = (await waitingFor(unit.tx, contactId))?.queueId;
    const queue = queueId === undefined ? undefined : unit.config.queue(queueId);
    const choice = queue && chooseFrom(pool, { queue, medium: 'webChat', passed: [] });
    if (!queue || choice?.kind !== 'none' || choice.reason !== 'nobody-qualified') continue;
    unit.alert({ kind: 'no-agent', contactId, queueId: queue.id, medium: 'webChat', reason: choice.reason, skills: skillIds(queue, 'webChat') });
  }
}

/** The next round: those who passed may ring again. */
export async function nextRound(unit: Unit, contactId: string): Promise<void> {
  const waiting = await waitingFor(unit.tx, contactId);
  if (!waiting) return;
  await saveWaiting(unit.tx, { ...waiting, excluded: [] });
  unit.stale.routing = true;
}

/** A contact waits longer than its queue promises: somebody should know. */
export async function alertLongWait(unit: Unit, contactId: string): Promise<void> {
  const waiting = await waitingFor(unit.tx, contactId);
  const queue = waiting?.queueId === undefined ? undefined : unit.config.queue(waiting.queueId);
  if (!waiting || !queue) return;
  unit.alert({ kind: 'long-wait', contactId, queueId: queue.id, medium: 'webChat', waitedMs: unit.now - waiting.since, skills: skillIds(queue, 'webChat') });
}

/** A ring for a contact in line ended without an acceptance: back to its place, with its original time. */
export async function afterRing(unit: Unit, { reservation, outcome }: FactOf<'reservation.ended'>): Promise<void> {
  const waiting = await waitingFor(unit.tx, reservation.contactId);
  if (!waiting || outcome === 'accepted') return;
  // A ring for chat that is there by now came after this one, and is no business of its ending.
  if ((await pendingOfContact(unit.tx, waiting.contactId))?.medium === 'webChat') return;
  if (waiting.agentId !== undefined) {
    // A transfer to one agent that did not come about; the owner has kept the chat all the while.
    await leaveLine(unit, waiting.contactId, 'moved');
    return;
  }
  if (outcome !== 'rescinded') await saveWaiting(unit.tx, { ...waiting, excluded: [...new Set([...waiting.excluded, reservation.agentId])] });
  unit.stale.routing = true;
}
