/**
 * Transfer to an agent or a queue, in chat and in a call; the owner keeps the contact until somebody has accepted.
 *
 * Knows what is refused: a contact on its way to a call stays where it is until the call is there. A transfer is a place
 * in line beside the present owner, so everything else is queueing; the contact's queue is the new one once somebody there
 * has it (ownership.ts). In a call it rings for video, and an acceptance hands
 * the call over (src/platform/upgrades/hand-over.ts).
 */
import type { ClientFrameOf } from '../../protocol/client-frame.js';
import { SegueError } from '../../protocol/error.js';
import type { EventData } from '../../protocol/timeline.js';
import type { TransferFitness } from '../../protocol/transfer.js';
import { queueName, type Queue } from '../config/index.js';
import { actorOf, openContact } from '../contacts/access.js';
import type { ContactRow } from '../contacts/contact-store.js';
import { append } from '../contacts/event-log.js';
import type { Participant } from '../contacts/hub.js';
import type { Unit } from '../contacts/unit.js';
import { callOf } from '../upgrades/upgrade-machine.js';
import { liveUpgrade } from '../upgrades/upgrade-store.js';
import { cardOf } from '../upgrades/upgrade-view.js';
import { chooseFrom, loadPool } from './agent-pool.js';
import { enterQueue, leaveLine, secondaryOf } from './line.js';
import { presenceOf } from './presence-store.js';
import { rescindOf, ring } from './reservations.js';
import { slotsOf, type SlotMedium } from './slot-store.js';
import { giveUpTransfer } from './transfer-end.js';
import { fitnessFor } from './transfer-fitness.js';
import { saveWaiting, waitingFor, type Waiting } from './waiting-store.js';

/** How long a call is held for a queue that names no bound of its own. */
const callTransferSeconds = 60;
/** How long a transfer rings where no queue says. */
export const defaultRingSeconds = 20;

/** What is transferred: a chat, or the call of an upgrade. */
type What = { readonly medium: 'webChat' } | { readonly medium: 'videoChat'; readonly upgradeId: string; readonly queueId: string };

const nobody = (message: string): SegueError => new SegueError('not-found', message);

/** @throws SegueError `not-your-contact`, `contact-closed`, `stale-upgrade` on the way to a call, `not-found` for who cannot take it */
export async function transfer(unit: Unit, who: Participant, { contactId, to }: ClientFrameOf<'contact.transfer'>): Promise<void> {
  const contact = await openContact(unit, who, contactId);
  if (to.kind === 'nobody') {
    // One that has ended meanwhile: what rings for the contact now is no transfer.
    if (await waitingFor(unit.tx, contactId)) await clearLine(unit, contactId);
    return;
  }
  const what = await whatOf(unit, contactId);
  if (to.kind === 'agent') await toAgent(unit, who, { contact, what, agentId: to.agentId });
  else await toQueue(unit, who, { contact, what, queueId: to.queueId });
}

async function whatOf(unit: Unit, contactId: string): Promise<What> {
  const live = await liveUpgrade(unit.tx, contactId);
  if (!live) return { medium: 'webChat' };
  const call = callOf(live.stage);
  if (!call) throw new SegueError('stale-upgrade', 'The video is on its way: a contact is transferred in chat or in the call.');
  return { medium: 'videoChat', upgradeId: live.id, queueId: call.queueId };
}

/** A transfer of the contact that is under way is over. */
async function clearLine(unit: Unit, contactId: string): Promise<void> {
  const before = await waitingFor(unit.tx, contactId);
  if (before) await giveUpTransfer(unit, before, 'cancelled');
  await rescindOf(unit, contactId);
  await leaveLine(unit, contactId, 'moved');
}

async function say(unit: Unit, who: Participant, contactId: string, data: EventData<'transfer.asked'>): Promise<void> {
  await append(unit, contactId, { kind: 'transfer.asked', actor: actorOf(who), data });
}

interface ToAgent {
  readonly contact: ContactRow;
  readonly what: What;
  readonly agentId: string;
}

async function toAgent(unit: Unit, who: Participant, { contact, what, agentId }: ToAgent): Promise<void> {
  await needReady(unit, contact, what.medium, agentId);
  await clearLine(unit, contact.id);
  await say(unit, who, contact.id, { medium: what.medium, to: { kind: 'agent', agent: cardOf(unit.config, agentId) } });
  await saveWaiting(unit.tx, { ...placeFor(unit, contact, what), queueId: undefined, agentId });
  const queueId = what.medium === 'videoChat' ? what.queueId : contact.queueId;
  const ringSeconds = (queueId === undefined ? undefined : unit.config.queue(queueId)?.ringSeconds) ?? defaultRingSeconds;
  await ring(unit, {
    contactId: contact.id, agentId, queueId, medium: what.medium, upgradeId: what.medium === 'videoChat' ? what.upgradeId : undefined, kept: false,
    waitingSince: unit.now, ringSeconds,
  });
}

const refusals: Readonly<Record<Exclude<TransferFitness, 'can'>, string>> = {
  'not-there': 'That agent is not there.',
  'no-video': 'That agent cannot take video.',
  'wrapping-up': 'That agent is wrapping up.',
  full: 'That agent has no free slot.',
};

/** That agent, there and with room. */
async function needReady(unit: Unit, contact: ContactRow, medium: SlotMedium, agentId: string): Promise<void> {
  const agent = agentId === contact.ownerId ? undefined : unit.config.agent(agentId);
  const fitness = fitnessFor(agent, await presenceOf(unit.tx, agentId), await slotsOf(unit.tx, agentId), medium);
  if (fitness !== 'can') throw nobody(refusals[fitness]);
}

const placeFor = (unit: Unit, contact: ContactRow, { medium }: What): Omit<Waiting, 'queueId' | 'agentId'> => ({
  contactId: contact.id, since: unit.now, excluded: [], block: undefined, medium,
});

interface ToQueue {
  readonly contact: ContactRow;
  readonly what: What;
  readonly queueId: string;
}

async function toQueue(unit: Unit, who: Participant, { contact, what, queueId }: ToQueue): Promise<void> {
  const queue = unit.config.queue(queueId);
  if (!queue) throw nobody('There is no such queue.');
  const seconds = queue.maxWaitSeconds ?? callTransferSeconds;
  const place: Waiting = { ...placeFor(unit, contact, what), queueId, agentId: undefined, ...(what.medium === 'videoChat' ? { terms: { timeoutSeconds: seconds } } : {}) };
  if (what.medium === 'videoChat') await needSomebody(unit, contact, place, queue);
  await clearLine(unit, contact.id);
  await say(unit, who, contact.id, { medium: what.medium, to: { kind: 'queue', queueId, name: queueName(queue) } });
  await saveWaiting(unit.tx, place);
  await enterQueue(unit, contact.id, queue);
}

/** Nobody waits in a call for an agent whom there is not. */
async function needSomebody(unit: Unit, contact: ContactRow, place: Waiting, queue: Queue): Promise<void> {
  if (!queue.mediaTypes.includes('videoChat')) throw nobody('That queue takes no video.');
  const pool = await loadPool(unit.tx, unit.config);
  const secondary = secondaryOf(unit, place);
  const passed = contact.ownerId === undefined ? [] : [contact.ownerId];
  const choices = [queue, ...(secondary ? [secondary] : [])].map((it) => chooseFrom(pool, { queue: it, medium: 'videoChat', passed }));
  if (choices.every(({ kind }) => kind === 'none')) throw nobody('Nobody in that queue can take the video.');
}
