/**
 * Presence as a lease: sockets hold it, their absence ends it.
 *
 * Knows what connecting, choosing, disconnecting and missing a reservation do to an agent's presence, and the grace that a
 * reload gets. Does not route: it says that routing is stale.
 */
import type { ClientFrameOf } from '../../protocol/client-frame.js';
import { SegueError } from '../../protocol/error.js';
import type { Manifest } from '../../protocol/manifest.js';
import type { FactOf } from '../contacts/fact.js';
import type { Participant } from '../contacts/hub.js';
import type { Unit } from '../contacts/unit.js';
import { allPresences, presenceOf, savePresence, type PresenceRow } from './presence-store.js';
import { tally } from './presence-tally.js';

/** How long an agent without a socket still counts as there: a reload takes a few seconds. */
export const presenceGraceMs = 10_000;

async function change(unit: Unit, agentId: string, change: (row: PresenceRow) => PresenceRow): Promise<void> {
  const row = await presenceOf(unit.tx, agentId);
  if (!row) return;
  const changed = change(row);
  await savePresence(unit.tx, changed);
  await tally(unit, row, changed);
  unit.stale.presences.add(agentId);
  unit.stale.routing = true;
}

const canVideo = (manifest: Manifest | undefined): boolean => manifest?.media.video.supported !== false;

/** A socket of an agent is there. Coming back from offline starts off queue: going on queue is the agent's own act. */
export async function arrive(unit: Unit, { id }: Participant, manifest: Manifest | undefined): Promise<void> {
  await unit.disarm('presence', id);
  const video = canVideo(manifest);
  const fresh: PresenceRow = { agentId: id, choice: 'available', online: false, onQueue: false, since: unit.now, reason: undefined, missed: undefined, idleSince: unit.now, video };
  if (!(await presenceOf(unit.tx, id))) await savePresence(unit.tx, fresh);
  await change(unit, id, (row) => (row.online ? { ...row, video } : { ...row, online: true, choice: 'available', since: unit.now, reason: undefined, video }));
}

export const describe = (unit: Unit, agentId: string, manifest: Manifest): Promise<void> =>
  change(unit, agentId, (row) => ({ ...row, video: canVideo(manifest) }));

/** The last socket went. */
export const leave = (unit: Unit, agentId: string): Promise<void> => unit.arm('presence', agentId, unit.now + presenceGraceMs);

/** After a restart nobody has a socket yet: everybody who was there gets the grace of a reload. */
export async function leaveAll(unit: Unit): Promise<void> {
  for (const row of await allPresences(unit.tx)) if (row.online) await leave(unit, row.agentId);
}

/** The grace is over, or the lease of sockets that are there and `silent`. */
export async function goOffline(unit: Unit, agentId: string, sockets: 'gone' | 'silent' = 'gone'): Promise<void> {
  if (sockets === 'gone' && unit.around.hub.present(agentId)) return;
  await change(unit, agentId, (row) => ({ ...row, online: false, onQueue: false, missed: undefined, since: unit.now }));
  unit.raise({ kind: 'agent.offline', agentId });
}

/**
 * The agent chooses; any choice says that they respond again. Going on queue ends a break. A reason goes with the state that
 * it was given with. @throws SegueError `bad-frame` for a reason that is not on the list, or of none of the two states that have one
 */
export async function choose(unit: Unit, { id }: Participant, { state, onQueue, reason }: ClientFrameOf<'presence.set'>): Promise<void> {
  if (reason !== undefined && state !== 'break' && state !== 'away') throw new SegueError('bad-frame', 'A reason goes with a break or with being away.');
  if (reason !== undefined && !unit.config.presenceReasons().includes(reason)) throw new SegueError('bad-frame', 'That reason is not on the list.');
  const chosen = state ?? (onQueue === true ? 'available' : undefined);
  await change(unit, id, (row) => ({
    ...row, missed: undefined, since: unit.now, onQueue: onQueue ?? row.onQueue, choice: chosen ?? row.choice,
    reason: chosen === undefined ? row.reason : reason,
  }));
}

/** An agent did not answer: nothing more rings there until they act. */
export async function markMissed(unit: Unit, agentId: string, contactId: string, customerName: string | undefined): Promise<void> {
  const missed = { contactId, ...(customerName === undefined ? {} : { customerName }) };
  await change(unit, agentId, (row) => ({ ...row, missed, since: unit.now }));
}

/** Anything an agent does by hand shows that they are there again: answering another reservation, for one. */
export const markResponding = (unit: Unit, agentId: string): Promise<void> =>
  change(unit, agentId, (row) => (row.missed ? { ...row, missed: undefined, since: unit.now } : row));

/** A participant's first socket came or the last one went. */
export async function followAgent(unit: Unit, { participantId, present }: FactOf<'participant.present'>): Promise<void> {
  if (!present && (await presenceOf(unit.tx, participantId))) await leave(unit, participantId);
}
