/**
 * The watch over an upgrade: is the customer there who waits for an agent, are both there in the call, is the pane on screen?
 *
 * Knows these deadlines and their keys. Does not end anything: that is an event of the machine.
 */
import type { Unit } from '../contacts/unit.js';

/** How long the desk may take to show the pane before somebody hears of it. */
export const paneMs = 5_000;
/** How long a participant may be without a socket before the upgrade, or the call, has ended. */
export const goneMs = 30_000;

export type Side = 'customer' | 'agent';
const peerKey = (upgradeId: string, side: Side): string => `${upgradeId}/${side}`;

/** `upgradeId/side` of a peer deadline. */
export function readPeerKey(key: string): { upgradeId: string; side: Side } {
  const slash = key.indexOf('/');
  return { upgradeId: key.slice(0, slash), side: key.slice(slash + 1) === 'customer' ? 'customer' : 'agent' };
}

export interface WatchedCall {
  readonly upgradeId: string;
  readonly contactId: string;
  readonly callId: string;
  readonly participants: { readonly [S in Side]: string };
}

/** A call begins: its pane is awaited; who is not there is told to the other side. A missing customer's time runs already, a missing agent's begins. */
export async function watchCall(unit: Unit, { upgradeId, contactId, callId, participants }: WatchedCall): Promise<void> {
  await unit.arm('pane', upgradeId, unit.now + paneMs);
  for (const [side, other] of [['customer', 'agent'], ['agent', 'customer']] as const) {
    if (unit.around.hub.present(participants[side])) continue;
    if (side === 'agent') await peerGone(unit, upgradeId, side);
    unit.last(participants[other], { type: 'call.peer', contactId, callId, present: false });
  }
}

export const peerGone = (unit: Unit, upgradeId: string, side: Side): Promise<void> => unit.arm('peer', peerKey(upgradeId, side), unit.now + goneMs);
export const peerBack = (unit: Unit, upgradeId: string, side: Side): Promise<void> => unit.disarm('peer', peerKey(upgradeId, side));

export async function clearCallDeadlines(unit: Unit, upgradeId: string): Promise<void> {
  await unit.disarm('pane', upgradeId);
  await peerBack(unit, upgradeId, 'customer');
  await peerBack(unit, upgradeId, 'agent');
}
