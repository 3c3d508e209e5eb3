/**
 * Queueing: contacts into a queue, and out of it to an agent who rings.
 *
 * Knows how a contact comes into line, whom a round may ring, and what an ended reservation means for a contact in line.
 * Does not know the line's own deadlines (line.ts), nor what an agent's acceptance does to the contact (ownership.ts).
 */
import type { Queue } from '../config/index.js';
import { changeContact, isOpen, needContact, type ContactRow } from '../contacts/contact-store.js';
import { moment } from '../contacts/columns.js';
import type { BlockRef, FactOf } from '../contacts/fact.js';
import { mainRunOpen } from '../contacts/flow-runner.js';
import type { Unit } from '../contacts/unit.js';
import { liveUpgrade } from '../upgrades/upgrade-store.js';
import { chooseFrom, loadPool, skillIds, withRing, type Need, type Pool } from './agent-pool.js';
import { answerArrivals } from './arrivals.js';
import type { Choice } from './choose-agent.js';
import { lastAgentOf } from './last-agents.js';
import { enterQueue, leaveLine, moveOn, secondaryOf } from './line.js';
import { endWait } from './max-wait.js';
import { relaxed, stepsReached } from './relaxation.js';
import { pendingOfContact, ring } from './reservations.js';
import { giveUpTransfer } from './transfer-end.js';
import { anyUnattended, headStart, queuesInLine, saveWaiting, unattended, waitingFor, type Terms, type Waiting } from './waiting-store.js';

/** A flow's routing block. A contact that an agent has already stays with them. */
export async function routeByFlow(unit: Unit, { contactId, block, queueId, secondaryQueueId, timeoutSeconds, priority }: FactOf<'flow.route'>): Promise<void> {
  const contact = await needContact(unit.tx, contactId);
  if (!isOpen(contact)) return;
  if (contact.ownerId !== undefined) {
    unit.raise({ kind: 'block.result', block, result: { status: 'completed', by: 'platform', at: moment(unit.now) } });
    return;
  }
  const queue = unit.config.queue(queueId);
  const terms: Terms = {
    ...(secondaryQueueId === undefined ? {} : { secondaryQueueId }), ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }), ...(priority === undefined ? {} : { priority }),
  };
  if (queue) return enqueue(unit, contactId, queue, { block, terms });
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
  if (queue) return enqueue(unit, contactId, queue, {});
  unit.around.log.warn({ contactId, deploymentId: contact.deploymentId }, 'a flow ended without an owner and the deployment has no default queue');
}

async function enqueue(unit: Unit, contactId: string, queue: Queue, { block, terms }: { readonly block?: BlockRef; readonly terms?: Terms }): Promise<void> {
  if (await waitingFor(unit.tx, contactId)) await leaveLine(unit, contactId, 'moved');
  await saveWaiting(unit.tx, { contactId, queueId: queue.id, agentId: undefined, since: unit.now, excluded: [], block, ...(terms ? { terms } : {}) });
  await changeContact(unit.tx, contactId, { state: 'queued', queueId: queue.id });
  await enterQueue(unit, contactId, queue);
}

/** A place in line with all that a choice for it goes by. */
interface Place {
  readonly waiting: Waiting & { readonly queueId: string };
  readonly queue: Queue;
  readonly secondary: Queue | undefined;
  /** What the queue asks by now: places alike have the same chances, but for who has passed. */
  readonly alike: string;
}

/** Rings for every contact in line that an agent is free for: by priority and age, each queue's share of it as it stands. */
export async function routeLine(unit: Unit): Promise<void> {
  if (unit.stale.arrived.size === 0 && !(await anyUnattended(unit.tx))) return;
  const lines = await queuesInLine(unit.tx);
  let pool = await loadPool(unit.tx, unit.config);
  await answerArrivals(unit, pool);
  if (!lines.some((line) => mightRing(pool, line))) return;
  const hopeless = new Set<string>();
  for (const place of await placesByRank(unit)) {
    if (hopeless.has(place.alike)) continue;
    const rung = await tryRing(unit, pool, place);
    if (rung) pool = withRing(pool, rung.agentId, rung.medium);
    else if (!canRing(unit, pool, place)) hopeless.add(place.alike);
  }
}

async function placesByRank(unit: Unit): Promise<Place[]> {
  const rank = ({ waiting, queue }: Place): number => waiting.since - headStart(waiting.terms?.priority) - headStart(queue.priority);
  const places = (await unattended(unit.tx)).flatMap((waiting) => placeOf(unit, waiting) ?? []);
  return places.sort((a, b) => rank(a) - rank(b) || (a.waiting.contactId < b.waiting.contactId ? -1 : 1));
}

function placeOf(unit: Unit, waiting: Waiting): Place | undefined {
  const { queueId } = waiting;
  const queue = queueId === undefined ? undefined : unit.config.queue(queueId);
  if (queueId === undefined || !queue) return undefined;
  const secondary = secondaryOf(unit, waiting);
  const steps = stepsReached(queue, unit.now - waiting.since);
  return { waiting: { ...waiting, queueId }, queue, secondary, alike: [queueId, steps, waiting.medium, secondary?.id ?? ''].join(' ') };
}

const wholeWait = Infinity;

/** Whether anybody is free for a queue at all, however long one has waited: if not, no contact of it needs a look of its own. */
function mightRing(pool: Pool, { queueId, secondaryQueueId }: { readonly queueId: string; readonly secondaryQueueId: string | undefined }): boolean {
  const queue = pool.config.queue(queueId);
  const ways = [queue, pool.config.queue(secondaryQueueId ?? queue?.secondaryQueueId ?? '')];
  return ways.some((it) => it && (['webChat', 'videoChat'] as const).some((medium) => chooseFrom(pool, { queue: relaxed(it, wholeWait), medium, passed: [] }).kind === 'ring'));
}

/** Whether a place like this one could be given to anybody, had nobody passed. */
function canRing(unit: Unit, pool: Pool, { waiting, queue, secondary }: Place): boolean {
  return [queue, ...(secondary ? [secondary] : [])].some((it) => chooseFrom(pool, needOf(unit, waiting, it)).kind === 'ring');
}

const needOf = (unit: Unit, { since, medium = 'webChat' }: Waiting, queue: Queue): Need => ({ queue: relaxed(queue, unit.now - since), medium, passed: [] });

async function tryRing(unit: Unit, pool: Pool, place: Place): Promise<{ readonly agentId: string; readonly medium: 'webChat' | 'videoChat' } | undefined> {
  const { waiting, queue, secondary } = place;
  const { contactId, since, excluded, medium = 'webChat' } = waiting;
  const contact = await needContact(unit.tx, contactId);
  const choice = await chooseFor(unit, pool, place, contact);
  if (choice.kind === 'none' && secondary && chooseFrom(pool, { ...needOf(unit, waiting, secondary), passed: passedBy(waiting, contact) }).kind === 'ring') {
    // Nobody here could: there they can, at once.
    await moveOn(unit, waiting, secondary);
    return undefined;
  }
  // Everybody there has passed: a new round, but not in the same breath.
  if (choice.kind === 'none' && choice.reason === 'all-passed' && excluded.length > 0) await unit.arm('line', contactId, unit.now + queue.ringSeconds * 1_000);
  if (choice.kind !== 'ring') return undefined;
  const { agentId } = choice;
  const upgradeId = medium === 'videoChat' ? (await liveUpgrade(unit.tx, contactId))?.id : undefined;
  await ring(unit, { contactId, agentId, queueId: queue.id, medium, upgradeId, kept: false, waitingSince: since, ringSeconds: queue.ringSeconds });
  return { agentId, medium };
}

/** A transfer to the queue is for somebody else than the owner. */
const passedBy = ({ excluded }: Waiting, { ownerId }: ContactRow): readonly string[] => (ownerId === undefined ? excluded : [...excluded, ownerId]);

async function chooseFor(unit: Unit, pool: Pool, { waiting, queue }: Place, contact: ContactRow): Promise<Choice> {
  const preferredId = queue.preferLastAgent === true ? await lastAgentOf(unit.tx, contact.customer.customerId) : undefined;
  return chooseFrom(pool, { ...needOf(unit, waiting, queue), passed: passedBy(waiting, contact), preferredId });
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
  const { medium = 'webChat', since } = waiting;
  unit.alert({ kind: 'long-wait', contactId, queueId: queue.id, medium, waitedMs: unit.now - since, skills: skillIds(relaxed(queue, unit.now - since), medium) });
}

/** A ring for a contact in line ended without an acceptance: back to its place, with its original time. */
export async function afterRing(unit: Unit, { reservation, outcome }: FactOf<'reservation.ended'>): Promise<void> {
  const waiting = await waitingFor(unit.tx, reservation.contactId);
  if (!waiting || outcome === 'accepted') return;
  // A ring of the same kind that is there by now came after this one, and is no business of its ending.
  if ((await pendingOfContact(unit.tx, waiting.contactId))?.medium === waiting.medium) return;
  // A transfer to one agent that did not come about; the owner has kept the contact all the while.
  if (waiting.agentId !== undefined) return giveUpTransfer(unit, waiting, outcome === 'rescinded' ? 'no-agent' : outcome);
  if (waiting.terms?.lastRing === true) return endWait(unit, waiting);
  if (outcome !== 'rescinded') await saveWaiting(unit.tx, { ...waiting, excluded: [...new Set([...waiting.excluded, reservation.agentId])] });
  unit.stale.routing = true;
}
