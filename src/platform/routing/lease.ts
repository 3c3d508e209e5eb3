/**
 * The presence lease: an agent is there for as long as one of their sockets is heard.
 *
 *   heard -> lease runs 40 s from then -> not heard -> offline, rings go on elsewhere with their original wait
 *   rings -> "are you there?" -> not heard within 7 s -> the same, at once
 *
 * Knows the two times. A closed laptop says no goodbye: its socket stays open for minutes and answers nothing. Who is heard
 * again comes back as from offline. A connection that tells nothing of being heard counts as there for as long as it is. Does not ping on its own clock: the edge does.
 */
import type { Unit } from '../contacts/unit.js';
import { moment } from '../contacts/columns.js';
import { goOffline } from './presence.js';
import { presenceOf } from './presence-store.js';
import { pendingOfAgent, type Reservation } from './reservations.js';

/** How long an agent's sockets may be silent: more than one heartbeat, less than two. */
export const presenceLeaseMs = 40_000;
/** How long an agent's page may take to answer, once it rings there. */
export const ringProbeMs = 7_000;

/** An agent's connection is heard for the first time, or again. */
export const beginLease = (unit: Unit, agentId: string): Promise<void> => unit.arm('lease', agentId, unit.now + presenceLeaseMs);

/** Asks the agent's page whether it is there, beside the ring. */
export async function probe(unit: Unit, agentId: string): Promise<void> {
  if (unit.around.hub.heardAt(agentId) === undefined) return;
  unit.send(agentId, { type: 'ping', at: moment(unit.now) });
  await unit.arm('lease', agentId, unit.now + ringProbeMs);
}

export async function leaseDue(unit: Unit, agentId: string): Promise<void> {
  const { hub } = unit.around;
  const heardAt = hub.heardAt(agentId);
  const row = await presenceOf(unit.tx, agentId);
  if (row?.online !== true || heardAt === undefined || !hub.present(agentId)) return;
  const until = await leaseUntil(unit, agentId, heardAt);
  if (until > unit.now) return unit.arm('lease', agentId, until);
  unit.after(() => hub.lapse(agentId));
  await goOffline(unit, agentId, 'silent');
}

/** The lease, or the answer to a ring that came after the agent was last heard. */
async function leaseUntil(unit: Unit, agentId: string, heardAt: number): Promise<number> {
  const unanswered = (await pendingOfAgent(unit.tx, agentId)).filter(({ madeAt }: Reservation) => madeAt > heardAt);
  return Math.min(heardAt + presenceLeaseMs, ...unanswered.map(({ madeAt }) => madeAt + ringProbeMs));
}
