/**
 * A ring for a call that another agent has: what it was for, and its acceptance.
 *
 * Knows how such a ring is told from one for an upgrade that still looks for its agent. What follows is the machine's.
 */
import type { FactOf } from '../contacts/fact.js';
import type { Unit } from '../contacts/unit.js';
import { waitingFor } from '../routing/waiting-store.js';
import { callOf } from './upgrade-machine.js';
import { advance } from './upgrade-runner.js';
import { upgradeById } from './upgrade-store.js';

/** Whether a ring was for a call that is to go to another agent. */
export async function isForTransfer(unit: Unit, { reservation }: FactOf<'reservation.ended'>): Promise<boolean> {
  const upgrade = reservation.upgradeId === undefined ? undefined : await upgradeById(unit.tx, reservation.upgradeId);
  if (!upgrade || !callOf(upgrade.stage)) return false;
  return (await waitingFor(unit.tx, reservation.contactId))?.medium === 'videoChat';
}

/** The agent who rang has accepted. */
export async function handOverCall(unit: Unit, { reservation: { upgradeId, agentId, queueId } }: FactOf<'reservation.ended'>): Promise<void> {
  const upgrade = upgradeId === undefined ? undefined : await upgradeById(unit.tx, upgradeId);
  const call = upgrade && callOf(upgrade.stage);
  if (upgrade && call) await advance(unit, upgrade.id, { kind: 'hand-over', callId: unit.around.newId('v'), agentId, queueId: queueId ?? call.queueId, at: unit.now });
}
