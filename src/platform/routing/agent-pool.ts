/**
 * The agents as routing sees them at one moment: presence, slots, skills.
 *
 * Knows how rows and configuration become the candidates of a choice. Loaded anew whenever a slot was taken.
 */
import { qualified, skillsFor, type Agent, type Queue } from '../config/index.js';
import type { Config } from '../contacts/config-store.js';
import type { Tx } from '../store/sql.js';
import { chooseAgent, type Candidate, type Choice } from './choose-agent.js';
import { allPresences, isReady, type PresenceRow } from './presence-store.js';
import { noSlots, slotsInUse, type SlotCount, type SlotMedium } from './slot-store.js';

export interface Pool {
  readonly config: Config;
  readonly presences: ReadonlyMap<string, PresenceRow>;
  readonly used: ReadonlyMap<string, SlotCount>;
}

export async function loadPool(tx: Tx, config: Config): Promise<Pool> {
  const presences = await allPresences(tx);
  return { config, presences: new Map(presences.map((row) => [row.agentId, row])), used: await slotsInUse(tx) };
}

export interface Need {
  readonly queue: Queue;
  readonly medium: SlotMedium;
  readonly passed: readonly string[];
  readonly ownerId?: string | undefined;
}

/** The owner keeps a contact without being a member of the queue that it goes to; skills and licence count all the same. */
function suits(agent: Agent, { queue, medium, ownerId }: Need): boolean {
  if (agent.id === ownerId && !queue.members.includes(agent.id)) return qualified(agent, { ...queue, members: [agent.id] }, medium);
  return qualified(agent, queue, medium);
}

function candidateOf(pool: Pool, agent: Agent, need: Need): Candidate {
  const row = pool.presences.get(agent.id);
  const used = pool.used.get(agent.id) ?? noSlots;
  return {
    agentId: agent.id,
    // A client that said it cannot do video makes its agent as unfit as a missing skill.
    qualified: suits(agent, need) && (need.medium !== 'videoChat' || row === undefined || !row.online || row.video),
    ready: row !== undefined && isReady(row), onQueue: row?.onQueue === true,
    free: used[need.medium] < agent.capacity[need.medium], idleSince: row?.idleSince ?? 0,
  };
}

export function chooseFrom(pool: Pool, need: Need): Choice {
  const ids = new Set([...need.queue.members, ...(need.ownerId === undefined ? [] : [need.ownerId])]);
  const candidates = [...ids].flatMap((id) => pool.config.agent(id) ?? []).map((agent) => candidateOf(pool, agent, need));
  return chooseAgent({ candidates, passed: need.passed, ownerId: need.ownerId });
}

/** Skills that a medium needs, by name where they have one: what an alert tells. */
export const skillIds = (queue: Queue, medium: SlotMedium): readonly string[] => skillsFor(queue, medium).map(({ skillId }) => skillId);
