/**
 * The search for an agent who takes the video: once now, and again whenever somebody comes free.
 *
 * Knows the queues that a video-chat block names and how routing's choice becomes an event of the machine: what the result is
 * where nobody is left is the machine's to say, from who declined and who let it ring out. Does not ring for chat
 * (src/platform/routing).
 */
import { chooseFrom, loadPool, skillIds, type Pool } from '../routing/agent-pool.js';
import type { Choice } from '../routing/choose-agent.js';
import { lastAgentOf } from '../routing/last-agents.js';
import { armRelaxation } from '../routing/line.js';
import { relaxed } from '../routing/relaxation.js';
import { pendingOfContact, rescindOf, ring } from '../routing/reservations.js';
import { headStart } from '../routing/waiting-store.js';
import type { Config } from '../contacts/config-store.js';
import { needContact, type ContactRow } from '../contacts/contact-store.js';
import { append, platformActor } from '../contacts/event-log.js';
import type { Unit } from '../contacts/unit.js';
import type { Queue } from '../config/index.js';
import { meanLength } from './call-lengths.js';
import { videoQueues } from './checks.js';
import type { Find, UpgradeEvent } from './stage.js';
import { callOf } from './upgrade-machine.js';
import { upgradesIn, type Upgrade } from './upgrade-store.js';

type NoAgent = Extract<UpgradeEvent, { kind: 'nobody' }>['reason'];
type Answer =
  | { readonly kind: 'ring'; readonly agentId: string; readonly kept: boolean; readonly queue: Queue }
  | { readonly kind: 'wait'; readonly queue: Queue }
  | { readonly kind: 'none'; readonly reason: NoAgent };

/** The better of two reasons to give: that somebody is merely away or busy gives more hope than that nobody could. */
const order: readonly NoAgent[] = ['all-busy', 'nobody-on-queue', 'nobody-qualified'];
const toReason = (reason: Extract<Choice, { kind: 'none' }>['reason']): NoAgent => (reason === 'all-passed' ? 'all-busy' : reason);

/** For whom an agent is sought. */
export interface Seeker {
  readonly passed: readonly string[];
  readonly ownerId: string | undefined;
  /** The agent whom the customer had last. */
  readonly lastId?: string | undefined;
  /** How long they have waited, and may wait at most: a queue that asks for less by then has a line for them. */
  readonly waitedMs: number;
  readonly mostMs: number;
}

/** Asks the queues in their order: the first that can ring, else the first that has a line, else why there is none. */
export function askQueues(pool: Pool, queues: readonly Queue[], { passed, ownerId, lastId, waitedMs, mostMs }: Seeker): Answer {
  let line: Answer | undefined;
  const reasons: NoAgent[] = [];
  for (const queue of queues) {
    const at = (ageMs: number): Choice =>
      chooseFrom(pool, { queue: relaxed(queue, ageMs), medium: 'videoChat', passed, ownerId, preferredId: queue.preferLastAgent === true ? lastId : undefined });
    const choice = at(waitedMs);
    if (choice.kind === 'ring') return { ...choice, queue };
    if (choice.kind === 'wait' || at(mostMs).kind !== 'none') line ??= { kind: 'wait', queue };
    else reasons.push(toReason(choice.reason));
  }
  return line ?? { kind: 'none', reason: order.find((it) => reasons.includes(it)) ?? 'nobody-qualified' };
}

/** Looks for an agent and says what came of it. */
export async function search(unit: Unit, upgrade: Upgrade): Promise<UpgradeEvent[]> {
  const { stage, contactId } = upgrade;
  if (stage.state !== 'finding' && stage.state !== 'waiting') return [];
  const { find } = stage;
  const contact = await needContact(unit.tx, contactId);
  const queues = videoQueues(unit.config, find);
  const answer = askQueues(await loadPool(unit.tx, unit.config), queues, {
    passed: find.passed.map(({ agentId }) => agentId), ownerId: contact.ownerId, lastId: await lastAgentOf(unit.tx, contact.customer.customerId),
    waitedMs: unit.now - waitsSince(upgrade), mostMs: find.timeoutSeconds * 1_000,
  });
  if (answer.kind === 'none') {
    alertNoAgent(unit, upgrade, queues[0], find.passed.length > 0 ? 'nobody-accepted' : answer.reason);
    return [{ kind: 'nobody', reason: answer.reason, at: unit.now }];
  }
  if (answer.kind === 'wait') {
    await armRelaxation(unit, upgrade.id, queues, waitsSince(upgrade));
    return standInLine(unit, upgrade, answer.queue.id);
  }
  return [await ringFor(unit, upgrade, contact, find, answer)];
}

async function ringFor(unit: Unit, upgrade: Upgrade, contact: ContactRow, find: Find, answer: Extract<Answer, { kind: 'ring' }>): Promise<UpgradeEvent> {
  const { agentId, kept, queue } = answer;
  // One reservation per contact: a ring for its chat gives way, its place in line stays.
  if (await pendingOfContact(unit.tx, contact.id)) await rescindOf(unit, contact.id);
  const waitingSince = find.until - find.timeoutSeconds * 1_000;
  const { id } = await ring(unit, {
    contactId: contact.id, agentId, queueId: queue.id, medium: 'videoChat', upgradeId: upgrade.id, kept, waitingSince, ringSeconds: find.ringSeconds,
  });
  return { kind: 'ring', reservationId: id, agentId, queueId: queue.id };
}

/** A place in line, among upgrades of the same queue; said once per change. */
async function standInLine(unit: Unit, upgrade: Upgrade, queueId: string): Promise<UpgradeEvent[]> {
  const ahead = (await upgradesIn(unit.tx, ['waiting'])).filter(
    (it) => it.id !== upgrade.id && it.stage.state === 'waiting' && it.stage.queueId === queueId && waitsSince(it) <= waitsSince(upgrade),
  );
  const position = ahead.length + 1;
  if (upgrade.stage.state === 'waiting' && upgrade.stage.position === position && upgrade.stage.queueId === queueId) return [];
  await append(unit, upgrade.contactId, { kind: 'upgrade.waiting', actor: platformActor, data: { upgradeId: upgrade.id, queueId, position } });
  const expectedWaitSeconds = await expectedWait(unit, queueId, position);
  return [{ kind: 'line', queueId, position, ...(expectedWaitSeconds === undefined ? {} : { expectedWaitSeconds }) }];
}

/** Seconds until a place is called: as calls of this queue have lasted, one after another on as many agents as are in one now. */
async function expectedWait(unit: Unit, queueId: string, position: number): Promise<number | undefined> {
  const mean = await meanLength(unit.tx, queueId);
  if (mean === undefined) return undefined;
  const calls = (await upgradesIn(unit.tx, ['bound', 'live'])).filter(({ stage }) => callOf(stage)?.queueId === queueId).length;
  return Math.ceil((position * mean) / Math.max(1, calls) / 1_000);
}

/** In the order in which they are looked at: by the head start of their queue and their own age. */
export function inOrder(config: Config, upgrades: readonly Upgrade[]): readonly Upgrade[] {
  const rank = (it: Upgrade): number => waitsSince(it) - headStart(it.stage.state === 'waiting' ? config.queue(it.stage.queueId)?.priority : undefined);
  return [...upgrades].sort((a, b) => rank(a) - rank(b));
}

const waitsSince = ({ stage }: Upgrade): number => (stage.state === 'waiting' || stage.state === 'finding' ? stage.find.until - stage.find.timeoutSeconds * 1_000 : 0);

/** Counted and said aloud: nobody waits for an agent whom there is not. */
export function alertNoAgent(unit: Unit, upgrade: Upgrade, queue: Queue | undefined, reason: NoAgent | 'nobody-accepted'): void {
  const queueId = queue?.id ?? '';
  unit.alert({ kind: 'no-agent', contactId: upgrade.contactId, queueId, medium: 'videoChat', reason, skills: queue ? skillIds(queue, 'videoChat') : [] });
}
