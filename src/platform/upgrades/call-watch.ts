/**
 * The deadlines of the watch over an upgrade: is everybody there whom it needs, has anybody the media, is the pane on screen?
 *
 * Knows how long each may take, and their keys. Does not know what follows (call-peers.ts, call-reports.ts).
 */
import type { PlatformFrameOf } from '../../protocol/platform-frame.js';
import type { CallSide } from '../../protocol/call-side.js';
import type { Unit } from '../contacts/unit.js';
import { saveUpgrade, upgradeById, type Upgrade } from './upgrade-store.js';

/** How long the desk may take to show the pane before somebody hears of it. */
export const paneMs = 5_000;
/** How long a participant may be without a socket before somebody asks whether there is still a call. */
export const goneMs = 30_000;
/** The same where nobody is there to be asked, or nobody has the media; and how long a call may take to begin, with everything that comes in between. */
export const absoluteMs = 120_000;

const peerKey = (upgradeId: string, side: CallSide): string => `${upgradeId}/${side}`;

/** `upgradeId/side` of a peer deadline. */
export function readPeerKey(key: string): { upgradeId: string; side: CallSide } {
  const slash = key.indexOf('/');
  return { upgradeId: key.slice(0, slash), side: key.slice(slash + 1) === 'customer' ? 'customer' : 'agent' };
}

export const armPeer = (unit: Unit, upgradeId: string, side: CallSide, due: number): Promise<void> => unit.arm('peer', peerKey(upgradeId, side), due);
export const disarmPeer = (unit: Unit, upgradeId: string, side: CallSide): Promise<void> => unit.disarm('peer', peerKey(upgradeId, side));

/** The lease of a side without a socket begins. `page`: the one that went, where it is known. */
export async function peerGone(unit: Unit, upgrade: Upgrade, side: CallSide, page?: string): Promise<void> {
  const goneFrom = { ...upgrade.goneFrom, ...(page === undefined ? {} : { [side]: page }) };
  await saveUpgrade(unit.tx, { ...upgrade, goneSince: { ...upgrade.goneSince, [side]: unit.now }, goneFrom });
  await armPeer(unit, upgrade.id, side, unit.now + goneMs);
}

/** A live call in which both are there and neither has the media, nobody ends: its time runs from the last that was heard of it. */
export async function watchMedia(unit: Unit, upgradeId: string): Promise<void> {
  const upgrade = await upgradeById(unit.tx, upgradeId);
  if (upgrade && lacksMedia(upgrade)) await unit.arm('media', upgradeId, unit.now + absoluteMs);
  else await unit.disarm('media', upgradeId);
}

/** A side has lost the media of its call, or has never had any: its page may have been loaded anew before the first. */
export const isWithout = ({ shown = [], without = [] }: Upgrade, side: CallSide): boolean => without.includes(side) || !shown.includes(side);

/** Neither side has the media of a call that is on. */
export const lacksMedia = (upgrade: Upgrade): boolean => upgrade.stage.state === 'live' && isWithout(upgrade, 'customer') && isWithout(upgrade, 'agent');

/** Tells a side that the other one's sockets came or went. */
export const peerFrame = (contactId: string, callId: string, present: boolean): PlatformFrameOf<'call.peer'> => ({ type: 'call.peer', contactId, callId, present });

/** A call begins: its pane is awaited; who is not there is told to the other side. A missing customer's time runs already, a missing agent's begins. */
export async function watchCall(unit: Unit, upgrade: Upgrade, callId: string, participants: { readonly [S in CallSide]: string }): Promise<void> {
  await unit.arm('pane', upgrade.id, unit.now + paneMs);
  for (const [side, other] of [['customer', 'agent'], ['agent', 'customer']] as const) {
    if (unit.around.hub.present(participants[side])) continue;
    if (side === 'agent') await peerGone(unit, upgrade, side);
    unit.last(participants[other], peerFrame(upgrade.contactId, callId, false));
  }
}

/** What was awaited of the agent who has the call no longer. */
export async function clearAgentDeadlines(unit: Unit, upgradeId: string): Promise<void> {
  await unit.disarm('pane', upgradeId);
  await unit.disarm('media', upgradeId);
  await disarmPeer(unit, upgradeId, 'agent');
}

export async function clearCallDeadlines(unit: Unit, upgradeId: string): Promise<void> {
  await clearAgentDeadlines(unit, upgradeId);
  await disarmPeer(unit, upgradeId, 'customer');
}
