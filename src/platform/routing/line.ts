/**
 * The line: how a contact enters and leaves it, moves on to another queue, and what runs while it stands there.
 *
 * Knows the events and the deadlines of a place: the alert for a long wait, the bound of the wait, the next step of
 * relaxation; all of them rows, counted from the contact's own time. Does not ring (queueing.ts), nor say what follows a
 * wait that is over (max-wait.ts).
 */
import { queueName, type Queue } from '../config/index.js';
import { changeContact, needContact } from '../contacts/contact-store.js';
import { append, platformActor } from '../contacts/event-log.js';
import type { Unit } from '../contacts/unit.js';
import { nextStepAt } from './relaxation.js';
import { removeWaiting, saveWaiting, waitingFor, type Waiting } from './waiting-store.js';

export type LineOutcome = 'connected' | 'closed' | 'timeout' | 'moved';

/** The event of a queue entered, and the deadlines of the wait in it. The place is kept already. */
export async function enterQueue(unit: Unit, contactId: string, queue: Queue): Promise<void> {
  const waiting = await waitingFor(unit.tx, contactId);
  if (!waiting) return;
  const { medium = 'webChat', since } = waiting;
  await append(unit, contactId, { kind: 'queue.entered', actor: platformActor, data: { queueId: queue.id, name: queueName(queue), medium } });
  await unit.arm('long-wait', contactId, unit.now + queue.waitSeconds * 1_000);
  await armBound(unit, waiting, queue);
  await armRelaxation(unit, contactId, [queue], since);
  unit.stale.arrived.add(contactId);
  unit.stale.contacts.add(contactId);
  unit.stale.inbox = true;
  unit.stale.routing = true;
}

/** The sooner of the queue's bound, from now, and the block's, from the beginning of the wait. */
async function armBound(unit: Unit, { contactId, since, terms }: Waiting, queue: Queue): Promise<void> {
  const bounds = [
    ...(queue.maxWaitSeconds === undefined ? [] : [unit.now + queue.maxWaitSeconds * 1_000]),
    ...(terms?.timeoutSeconds === undefined ? [] : [since + terms.timeoutSeconds * 1_000]),
  ];
  if (bounds.length > 0) await unit.arm('max-wait', contactId, Math.min(...bounds));
  else await unit.disarm('max-wait', contactId);
}

/** The next step of any of these queues. `key`: the contact in line, or the upgrade that waits. */
export async function armRelaxation(unit: Unit, key: string, queues: readonly Queue[], since: number): Promise<void> {
  const next = queues.flatMap((queue) => nextStepAt(queue, unit.now - since) ?? []);
  if (next.length > 0) await unit.arm('relax', key, since + Math.min(...next));
  else await unit.disarm('relax', key);
}

/** Takes a contact out of line; what rings for it is another matter. */
export async function leaveLine(unit: Unit, contactId: string, outcome: LineOutcome): Promise<Waiting | undefined> {
  const waiting = await waitingFor(unit.tx, contactId);
  if (!waiting) return undefined;
  await removeWaiting(unit.tx, contactId);
  for (const kind of ['line', 'long-wait', 'max-wait', 'relax'] as const) await unit.disarm(kind, contactId);
  if (waiting.queueId !== undefined) {
    await append(unit, contactId, { kind: 'queue.left', actor: platformActor, data: { queueId: waiting.queueId, outcome } });
  }
  unit.stale.inbox = true;
  return waiting;
}

/** Where a place leads where its queue has nobody: what takes the medium and was not tried in this wait. */
export function secondaryOf(unit: Unit, { queueId, visited = [], terms, medium = 'webChat' }: Waiting): Queue | undefined {
  if (queueId === undefined) return undefined;
  const secondaryId = terms?.secondaryQueueId ?? unit.config.queue(queueId)?.secondaryQueueId;
  if (secondaryId === undefined || secondaryId === queueId || visited.includes(secondaryId)) return undefined;
  const secondary = unit.config.queue(secondaryId);
  return secondary?.mediaTypes.includes(medium) === true ? secondary : undefined;
}

/** On to another queue, with the wait going on: who declined here may be asked there. A contact that has an owner stays in theirs meanwhile. */
export async function moveOn(unit: Unit, waiting: Waiting, queue: Queue): Promise<void> {
  const { contactId, queueId, visited = [] } = waiting;
  await leaveLine(unit, contactId, 'moved');
  await saveWaiting(unit.tx, { ...waiting, queueId: queue.id, excluded: [], visited: [...visited, ...(queueId === undefined ? [] : [queueId])] });
  if ((await needContact(unit.tx, contactId)).ownerId === undefined) await changeContact(unit.tx, contactId, { queueId: queue.id });
  await enterQueue(unit, contactId, queue);
}
