/**
 * Presence of agents as rows.
 *
 * Knows the row and how it becomes what others see. Presence is a lease that sockets hold (presence.ts); an agent who
 * missed a reservation is not responding until they act.
 */
import type { Presence, PresenceChoice, PresenceState } from '../../protocol/presence.js';
import type { Agent } from '../config/index.js';
import { int, json, maybeText, moment, text } from '../contacts/columns.js';
import { holdOf } from '../contacts/stay-store.js';
import type { Unit } from '../contacts/unit.js';
import type { Row, Tx } from '../store/sql.js';
import { agentChanged } from './roster-marks.js';
import { slotsOf, type SlotCount } from './slot-store.js';

export interface PresenceRow {
  readonly agentId: string;
  readonly choice: PresenceChoice;
  readonly online: boolean;
  readonly onQueue: boolean;
  readonly since: number;
  /** Of a break, or of being away. */
  readonly reason: string | undefined;
  /** The contact of the reservation that was missed. */
  readonly missed: { readonly contactId: string; readonly customerName?: string } | undefined;
  /** When the last handled contact ended. */
  readonly idleSince: number;
  /** Whether this agent's client can do video, as far as it said. */
  readonly video: boolean;
  /** Read only: a mandatory wrap-up runs, and nothing rings until it is over. */
  readonly held?: boolean;
}

function toPresence(row: Row): PresenceRow {
  return {
    agentId: text(row, 'agent_id'),
    // Both written by `savePresence` alone.
    choice: text(row, 'choice') as PresenceChoice,
    missed: row['missed'] === null ? undefined : (json(row, 'missed') as NonNullable<PresenceRow['missed']>),
    online: int(row, 'online') === 1, onQueue: int(row, 'on_queue') === 1, since: int(row, 'since'), reason: maybeText(row, 'reason'), idleSince: int(row, 'idle_since'),
    video: int(row, 'video') === 1, held: int(row, 'held') === 1,
  };
}

const select = `SELECT presence.*, EXISTS (SELECT 1 FROM stays WHERE stays.agent_id = presence.agent_id AND wrapped = 0 AND wrap_held = 1) AS held FROM presence`;

export async function presenceOf(tx: Tx, agentId: string): Promise<PresenceRow | undefined> {
  const row = await tx.get(`${select} WHERE agent_id = ?`, [agentId]);
  return row && toPresence(row);
}

export const allPresences = async (tx: Tx): Promise<PresenceRow[]> => (await tx.all(`${select} ORDER BY agent_id`)).map(toPresence);

export async function savePresence(tx: Tx, it: PresenceRow): Promise<void> {
  await tx.run(
    `INSERT INTO presence (agent_id, choice, online, on_queue, since, reason, missed, idle_since, video) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (agent_id) DO UPDATE SET choice = excluded.choice, online = excluded.online, on_queue = excluded.on_queue,
       since = excluded.since, reason = excluded.reason, missed = excluded.missed, idle_since = excluded.idle_since, video = excluded.video`,
    [it.agentId, it.choice, it.online ? 1 : 0, it.onQueue ? 1 : 0, it.since, it.reason ?? null, it.missed ? JSON.stringify(it.missed) : null, it.idleSince, it.video ? 1 : 0],
  );
  agentChanged(tx, it.agentId);
}

/** Signed in, responding, and not on a break. Who is held by a wrap-up is ready too, and busy. */
export const isReady = (row: PresenceRow): boolean => row.online && row.missed === undefined && row.choice === 'available';

/** The agent has just finished with a contact. */
export async function restIdle(unit: Unit, agentId: string): Promise<void> {
  await unit.tx.run('UPDATE presence SET idle_since = ? WHERE agent_id = ?', [unit.now, agentId]);
  agentChanged(unit.tx, agentId);
  unit.stale.presences.add(agentId);
}

/** Busy: at capacity in chat, or in a video call (or rung for one), whatever the capacity for more of them. It ends with its slots. */
export function stateOf(row: PresenceRow, agent: Agent, used: SlotCount): PresenceState {
  if (!row.online) return 'offline';
  if (row.missed) return 'not-responding';
  if (row.choice !== 'available') return row.choice;
  const full = used.webChat > 0 && used.webChat >= agent.capacity.webChat;
  return full || used.videoChat > 0 || row.held === true ? 'busy' : 'available';
}

/** What the agent's desk is told of a change. A state that follows from slots, not from a choice, begins now as well. */
export async function settledView(unit: Unit, agent: Agent, row: PresenceRow): Promise<Presence> {
  const view = await presenceView(unit.tx, agent, row);
  const { changes } = await unit.tx.run('UPDATE presence SET shown = ?, since = ? WHERE agent_id = ? AND shown IS NOT ?', [view.state, unit.now, agent.id, view.state]);
  if (changes > 0) agentChanged(unit.tx, agent.id);
  return changes === 0 ? view : { ...view, since: moment(unit.now) };
}

/** Why somebody is on a break or away, for as long as that is what others see. */
export const reasonOf = ({ reason }: PresenceRow, state: PresenceState): { readonly reason?: string } =>
  reason !== undefined && (state === 'break' || state === 'away') ? { reason } : {};

/** What the agent's desk shows. */
export async function presenceView(tx: Tx, agent: Agent, row: PresenceRow): Promise<Presence> {
  const used = await slotsOf(tx, agent.id);
  const state = stateOf(row, agent, used);
  return {
    agentId: agent.id, state, onQueue: row.onQueue, since: moment(row.since), ...reasonOf(row, state),
    slots: { webChat: { used: used.webChat, capacity: agent.capacity.webChat }, videoChat: { used: used.videoChat, capacity: agent.capacity.videoChat } },
    ...(row.held === true ? await heldBy(tx, agent.id) : {}), ...(row.missed ? { missed: row.missed } : {}),
  };
}

async function heldBy(tx: Tx, agentId: string): Promise<Pick<Presence, 'wrapUp'>> {
  const hold = await holdOf(tx, agentId);
  return hold ? { wrapUp: { contactId: hold.contactId, until: moment(hold.until) } } : {};
}
