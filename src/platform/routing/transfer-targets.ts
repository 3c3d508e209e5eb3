/**
 * Whom an owner can hand a contact to: colleagues with what they do now, and queues with who is there.
 *
 * Knows the list and its order. Whether somebody can take it is decided by the very rules of the transfer
 * (transfer-fitness.ts, agent-pool.ts), so that the list does not promise what the transfer refuses.
 */
import { presenceStates } from '../../protocol/presence.js';
import { transferFitness, type TransferFitness, type TransferTargets } from '../../protocol/transfer.js';
import { queueName, type Agent, type Queue } from '../config/index.js';
import { openContact } from '../contacts/access.js';
import { moment } from '../contacts/columns.js';
import type { ContactRow } from '../contacts/contact-store.js';
import type { Participant } from '../contacts/hub.js';
import type { Unit } from '../contacts/unit.js';
import { cardOf } from '../upgrades/upgrade-view.js';
import { chooseFrom, countThere, loadPool, type Need, type Pool } from './agent-pool.js';
import { reasonOf, stateOf } from './presence-store.js';
import { noSlots, type SlotMedium } from './slot-store.js';
import { defaultRingSeconds } from './transfer.js';
import { fitnessFor } from './transfer-fitness.js';
import { lineLengths } from './waiting-store.js';

type Target = TransferTargets['agents'][number];
type Line = TransferTargets['queues'][number];

/** Most colleagues in one answer. */
const most = 500;

/** @throws SegueError `not-your-contact`, `relation-refused`, `contact-closed` */
export async function transferTargets(unit: Unit, who: Participant, contactId: string): Promise<TransferTargets> {
  const contact = await openContact(unit, who, contactId);
  const medium: SlotMedium = contact.medium === 'videoChat' ? 'videoChat' : 'webChat';
  const pool = await loadPool(unit.tx, unit.config);
  const lengths = await lineLengths(unit.tx);
  const colleagues = unit.config.agents().filter(({ id, roles }) => id !== who.id && roles.includes('agent'));
  const queue = contact.queueId === undefined ? undefined : unit.config.queue(contact.queueId);
  return {
    contactId, medium, ringSeconds: queue?.ringSeconds ?? defaultRingSeconds,
    agents: colleagues.map((agent) => targetOf(unit, pool, agent, medium)).sort(bestFirst).slice(0, most),
    queues: unit.config.queues().filter(({ mediaTypes }) => mediaTypes.includes('webChat')).map((it) => lineOf(pool, contact, it, medium, lengths)).sort((a, b) => a.name.localeCompare(b.name)),
  };
}

function targetOf({ config }: Unit, pool: Pool, agent: Agent, medium: SlotMedium): Target {
  const row = pool.presences.get(agent.id);
  const used = pool.used.get(agent.id) ?? noSlots;
  const { capacity } = agent;
  const state = row ? stateOf(row, agent, used) : 'offline';
  return {
    agent: cardOf(config, agent.id),
    state,
    ...(row ? { since: moment(row.since), ...reasonOf(row, state) } : {}),
    slots: { webChat: { used: used.webChat, capacity: capacity.webChat }, videoChat: { used: used.videoChat, capacity: capacity.videoChat } },
    skills: agent.skills.map(({ id, level }) => ({ name: config.skill(id)?.name ?? id, level })),
    fitness: fitnessFor(agent, row, used, medium),
  };
}

/** Who can take it, then who will be free, then who is there at all; each by name. */
function bestFirst(a: Target, b: Target): number {
  const byFitness = transferFitness.indexOf(a.fitness) - transferFitness.indexOf(b.fitness);
  const byState = presenceStates.indexOf(a.state) - presenceStates.indexOf(b.state);
  return byFitness || byState || a.agent.name.localeCompare(b.agent.name);
}

function lineOf(pool: Pool, contact: ContactRow, queue: Queue, medium: SlotMedium, lengths: ReadonlyMap<string, number>): Line {
  const need: Need = { queue, medium, passed: contact.ownerId === undefined ? [] : [contact.ownerId] };
  return { queueId: queue.id, name: queueName(queue), waiting: lengths.get(queue.id) ?? 0, ...countThere(pool, need), fitness: fitnessOfQueue(pool, need) };
}

function fitnessOfQueue(pool: Pool, need: Need): TransferFitness {
  if (!need.queue.mediaTypes.includes(need.medium)) return 'no-video';
  const { kind } = chooseFrom(pool, need);
  return kind === 'ring' ? 'can' : kind === 'wait' ? 'full' : 'not-there';
}
