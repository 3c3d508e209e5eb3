/**
 * Contacts that have just come into a queue which has nobody for them.
 *
 * Knows two answers, both at once: a flow whose routing block names a way out for `no-agent` takes it, where nobody
 * qualifies or nobody who does is on queue; and that nobody could ever take it, however long it waits, is an alert. A
 * contact whose flow names no such way waits, within its queue's bound. Does not ring.
 */
import type { Queue } from '../config/index.js';
import { moment } from '../contacts/columns.js';
import { changeContact, needContact } from '../contacts/contact-store.js';
import type { BlockRef } from '../contacts/fact.js';
import { runById } from '../contacts/flow-runner.js';
import type { Unit } from '../contacts/unit.js';
import { chooseFrom, skillIds, type Pool } from './agent-pool.js';
import { leaveLine, secondaryOf } from './line.js';
import { relaxed } from './relaxation.js';
import { waitingFor } from './waiting-store.js';

type Reason = 'nobody-qualified' | 'nobody-on-queue';

export async function answerArrivals(unit: Unit, pool: Pool): Promise<void> {
  const arrived = [...unit.stale.arrived];
  unit.stale.arrived.clear();
  for (const contactId of arrived) await answerArrival(unit, pool, contactId);
}

async function answerArrival(unit: Unit, pool: Pool, contactId: string): Promise<void> {
  const waiting = await waitingFor(unit.tx, contactId);
  const queue = waiting?.queueId === undefined ? undefined : unit.config.queue(waiting.queueId);
  if (!waiting || !queue) return;
  const { medium = 'webChat', block } = waiting;
  const secondary = secondaryOf(unit, waiting);
  const reason = nobodyIn(pool, [queue, ...(secondary ? [secondary] : [])], medium);
  if (reason === 'nobody-qualified') unit.alert({ kind: 'no-agent', contactId, queueId: queue.id, medium, reason, skills: skillIds(queue, medium) });
  if (!reason || !block || (await needContact(unit.tx, contactId)).ownerId !== undefined || !(await hasWayOut(unit, block))) return;
  await leaveLine(unit, contactId, 'moved');
  await changeContact(unit.tx, contactId, { state: 'flow' });
  unit.stale.contacts.add(contactId);
  unit.raise({ kind: 'block.result', block, result: { status: 'no-agent', reason, by: 'platform', at: moment(unit.now) } });
}

/** Why none of these queues has anybody, even once they ask for the least; undefined where one has. */
function nobodyIn(pool: Pool, queues: readonly Queue[], medium: 'webChat' | 'videoChat'): Reason | undefined {
  const choices = queues.map((queue) => chooseFrom(pool, { queue: relaxed(queue, Infinity), medium, passed: [] }));
  const reasons = choices.map((choice) => (choice.kind === 'none' ? choice.reason : undefined));
  if (reasons.every((it) => it === 'nobody-qualified')) return 'nobody-qualified';
  return reasons.every((it) => it === 'nobody-qualified' || it === 'nobody-on-queue') ? 'nobody-on-queue' : undefined;
}

async function hasWayOut(unit: Unit, { runId, blockId }: BlockRef): Promise<boolean> {
  const run = await runById(unit.tx, runId);
  const block = run && unit.config.flow(run.state.flowId, run.state.version)?.blocks.find(({ id }) => id === blockId);
  return block?.on?.['no-agent'] !== undefined;
}
