/**
 * What is known of every agent, kept in memory from one unit of work to the next: presence and slots in use.
 *
 *   row written ──► that agent is stale ──► read again when routing next looks
 *        └─ work undone ──► stale once more
 *
 * Knows which rows it shows and that whoever writes one says so (`agentChanged`). So a choice costs a look at what has
 * changed since the last one, however large the team. Belongs to a store's transactions: a driver that makes each of them
 * its own object begins with an empty roster every time, which is right, and slow. Does not choose.
 */
import type { Tx } from '../store/sql.js';
import { allPresences, presenceOf, type PresenceRow } from './presence-store.js';
import { rosterMarks } from './roster-marks.js';
import { noSlots, slotsInUse, slotsOf, type SlotCount } from './slot-store.js';

export interface Roster {
  readonly presences: ReadonlyMap<string, PresenceRow>;
  /** Agents without any slot in use are absent. */
  readonly used: ReadonlyMap<string, SlotCount>;
}

interface Kept {
  readonly presences: Map<string, PresenceRow>;
  readonly used: Map<string, SlotCount>;
}

const kept = new WeakMap<Tx, Kept>();

/** The agents as they are at this moment of a transaction; good until the next row is written. */
export async function rosterOf(tx: Tx): Promise<Roster> {
  const marks = rosterMarks(tx);
  const before = kept.get(tx);
  if (!before) {
    const roster = await readAll(tx);
    kept.set(tx, roster);
    marks.clear();
    return roster;
  }
  for (const agentId of [...marks]) {
    await readOne(tx, before, agentId);
    marks.delete(agentId);
  }
  return before;
}

async function readAll(tx: Tx): Promise<Kept> {
  const presences = await allPresences(tx);
  return { presences: new Map(presences.map((row) => [row.agentId, row])), used: new Map(await slotsInUse(tx)) };
}

async function readOne(tx: Tx, { presences, used }: Kept, agentId: string): Promise<void> {
  const row = await presenceOf(tx, agentId);
  if (row) presences.set(agentId, row);
  else presences.delete(agentId);
  const slots = await slotsOf(tx, agentId);
  if (slots === noSlots) used.delete(agentId);
  else used.set(agentId, slots);
}
