/**
 * The agents as routing sees them at one moment: presence, slots, skills.
 *
 * Knows how the roster and the configuration become the candidates of a choice.
 */
import { hasRoomFor, skillsFor, suffices, type Agent, type Queue } from '../config/index.js';
import type { Config } from '../contacts/config-store.js';
import type { Tx } from '../store/sql.js';
import { chooseAgent, type Candidate, type Choice } from './choose-agent.js';
import { isReady, type PresenceRow } from './presence-store.js';
import { rosterOf } from './roster.js';
import { noSlots, type SlotCount, type SlotMedium } from './slot-store.js';

export interface Pool {
  readonly config: Config;
  readonly presences: ReadonlyMap<string, PresenceRow>;
  readonly used: ReadonlyMap<string, SlotCount>;
}

export async function loadPool(tx: Tx, config: Config): Promise<Pool> {
  return { config, ...(await rosterOf(tx)) };
}

/** The pool after a ring: the slot is taken, nothing else has changed. */
export function withRing(pool: Pool, agentId: string, medium: SlotMedium): Pool {
  const used = pool.used.get(agentId) ?? noSlots;
  return { ...pool, used: new Map(pool.used).set(agentId, { ...used, [medium]: used[medium] + 1 }) };
}

export interface Need {
  /** As it stands for this contact's wait. */
  readonly queue: Queue;
  readonly medium: SlotMedium;
  readonly passed: readonly string[];
  readonly ownerId?: string | undefined;
  /** The agent whom this customer had last. */
  readonly preferredId?: string | undefined;
}

/** The owner keeps a contact without being a member of the queue that it goes to; skills and licence count all the same. */
function ableFor({ config }: Pool, { queue, medium, ownerId }: Need): readonly Agent[] {
  const able = config.able(queue, medium);
  const owner = ownerId === undefined || queue.members.includes(ownerId) ? undefined : config.agent(ownerId);
  return owner && suffices(owner, queue, medium) ? [...able, owner] : able;
}

/** What an agent has in hand beside this contact: a video is not kept away by its own chat. */
function beside(used: SlotCount, agent: Agent, { medium, ownerId }: Need): SlotCount {
  return agent.id === ownerId && medium === 'videoChat' ? { ...used, webChat: Math.max(0, used.webChat - 1) } : used;
}

/** A client that said it cannot do video makes its agent as unfit as a missing skill. */
const clientCan = (row: PresenceRow | undefined, medium: SlotMedium): boolean => medium !== 'videoChat' || row?.online !== true || row.video;

/** Of an agent who suffices. */
function candidateOf(pool: Pool, agent: Agent, need: Need): Candidate {
  const row = pool.presences.get(agent.id);
  const used = pool.used.get(agent.id) ?? noSlots;
  return {
    agentId: agent.id, qualified: clientCan(row, need.medium), ready: row !== undefined && isReady(row), onQueue: row?.onQueue === true,
    free: row?.held !== true && hasRoomFor(agent, beside(used, agent, need), need.medium), load: used.webChat + used.videoChat, idleSince: row?.idleSince ?? 0,
  };
}

export function chooseFrom(pool: Pool, need: Need): Choice {
  const candidates = ableFor(pool, need).map((agent) => candidateOf(pool, agent, need));
  return chooseAgent({ candidates, passed: need.passed, ownerId: need.ownerId, preferredId: need.preferredId });
}

/** Who is there for a medium, free or not. */
const thereFor = ({ config, presences }: Pool, queue: Queue, medium: SlotMedium): readonly Agent[] =>
  config.able(queue, medium).filter(({ id }) => {
    const row = presences.get(id);
    return row !== undefined && isReady(row) && row.onQueue && clientCan(row, medium);
  });

/** How many of a queue's agents are there for a medium, and how many of them are free. */
export function countThere(pool: Pool, need: Need): { readonly there: number; readonly free: number } {
  const there = thereFor(pool, need.queue, need.medium).filter(({ id }) => !need.passed.includes(id));
  return { there: there.length, free: there.filter((agent) => candidateOf(pool, agent, need).free).length };
}

/** Slots of a medium, free or not, of those who are there for it. */
export const slotsThere = (pool: Pool, queue: Queue, medium: SlotMedium): number => thereFor(pool, queue, medium).reduce((sum, agent) => sum + agent.capacity[medium], 0);

/** Skills that a medium needs, by name where they have one: what an alert tells. */
export const skillIds = (queue: Queue, medium: SlotMedium): readonly string[] => skillsFor(queue, medium).map(({ skillId }) => skillId);
