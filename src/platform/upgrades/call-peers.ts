/**
 * The comings and goings of those whom an upgrade cannot do without: its customer from the moment they said yes, in the call both.
 *
 *   socket gone --30 s--> before the picture: the upgrade ends (signaling-lost)
 *                         live: the other side has lost the media  -> the call ends
 *                               the other side is there and has it -> another look in 30 s: media lives on while a socket redials
 *                               nobody is there                    -> the call ends 120 s after the socket went
 *   live, both are there, neither has the media --120 s--> the call ends (media-stalled)
 *
 * Knows these leases, and that time in which the platform itself was away is nobody's fault. Does not end anything: that is
 * an event of the machine.
 */
import type { CallSide } from '../../protocol/call-side.js';
import { needContact } from '../contacts/contact-store.js';
import type { FactOf } from '../contacts/fact.js';
import type { Unit } from '../contacts/unit.js';
import { absoluteMs, armPeer, disarmPeer, goneMs, isWithout, lacksMedia, peerFrame, peerGone, readPeerKey, watchMedia } from './call-watch.js';
import { plus } from './sides.js';
import type { Stage } from './stage.js';
import { callOf, negotiationMs } from './upgrade-machine.js';
import { advance } from './upgrade-runner.js';
import { saveUpgrade, upgradeById, upgradesAround, upgradesIn, type Upgrade } from './upgrade-store.js';

const otherOf = (side: CallSide): CallSide => (side === 'customer' ? 'agent' : 'customer');

/** Nobody while the card is open, then the customer, in the call both. */
function neededIn(stage: Stage, guestId: string): readonly { readonly side: CallSide; readonly id: string }[] {
  if (stage.state === 'asked' || stage.state === 'ended') return [];
  const call = callOf(stage);
  return [{ side: 'customer', id: guestId }, ...(call ? [{ side: 'agent' as const, id: call.agentId }] : [])];
}

/** A participant's first socket came, or the last one went: the other side of a call hears of it, and the lease runs. */
export async function followPeer(unit: Unit, { participantId, sessionId, present }: FactOf<'participant.present'>): Promise<void> {
  for (const upgrade of await upgradesAround(unit.tx, participantId)) {
    const { guestId } = await needContact(unit.tx, upgrade.contactId);
    const side = neededIn(upgrade.stage, guestId).find(({ id }) => id === participantId)?.side;
    if (!side) continue;
    const call = callOf(upgrade.stage);
    if (call) unit.send(side === 'customer' ? call.agentId : guestId, peerFrame(upgrade.contactId, call.callId, present));
    await (present ? peerBack(unit, upgrade, side, sessionId) : peerGone(unit, upgrade, side, sessionId));
  }
}

async function peerBack(unit: Unit, upgrade: Upgrade, side: CallSide, page: string): Promise<void> {
  await disarmPeer(unit, upgrade.id, side);
  const { [side]: since, ...others } = upgrade.goneSince ?? {};
  if (since === undefined) return;
  const { [side]: left, ...pages } = upgrade.goneFrom ?? {};
  // A page of another session has nothing of the call until it joins it and says so.
  const reloaded = upgrade.stage.state === 'live' && left !== undefined && left !== page;
  await saveUpgrade(unit.tx, { ...upgrade, goneSince: others, goneFrom: pages, ...(reloaded ? { without: plus(upgrade.without, side) } : {}) });
  if (reloaded) await watchMedia(unit, upgrade.id);
  const { stage } = upgrade;
  // Nobody could connect to somebody who was not there: the time to do so begins anew, within the whole.
  if (stage.state === 'bound') {
    const until = Math.min(unit.now + negotiationMs, Math.max(stage.deadline, stage.call.boundAt + absoluteMs));
    await advance(unit, upgrade.id, { kind: 'extend', until });
  }
}

/** The lease of a participant ran out. */
export async function peerLost(unit: Unit, key: string): Promise<void> {
  const { upgradeId, side } = readPeerKey(key);
  const upgrade = await upgradeById(unit.tx, upgradeId);
  if (!upgrade) return;
  const until = await keepUntil(unit, upgrade, side);
  if (until > unit.now) await armPeer(unit, upgradeId, side, until);
  else await advance(unit, upgradeId, { kind: 'gone', by: side, at: unit.now });
}

/** Until when the call of a side without a socket is kept: not beyond now where its media is gone too. */
async function keepUntil(unit: Unit, upgrade: Upgrade, side: CallSide): Promise<number> {
  const { stage, contactId, goneSince } = upgrade;
  const other = otherOf(side);
  if (stage.state !== 'live' || isWithout(upgrade, other)) return unit.now;
  const { guestId } = await needContact(unit.tx, contactId);
  if (unit.around.hub.present(other === 'customer' ? guestId : stage.call.agentId)) return unit.now + goneMs;
  return (goneSince?.[side] ?? unit.now - goneMs) + absoluteMs;
}

/** A side has lost the media: where the other one is gone for longer than its lease, the call is kept for one more. */
export async function mediaLost(unit: Unit, upgradeId: string, side: CallSide): Promise<void> {
  const other = otherOf(side);
  const since = (await upgradeById(unit.tx, upgradeId))?.goneSince?.[other];
  if (since !== undefined && unit.now - since >= goneMs) await armPeer(unit, upgradeId, other, unit.now + goneMs);
}

/** Nobody has come back to a call that neither side has had anything of: its pages were loaded anew, say. */
export async function mediaDue(unit: Unit, upgradeId: string): Promise<void> {
  const upgrade = await upgradeById(unit.tx, upgradeId);
  if (upgrade && lacksMedia(upgrade)) await advance(unit, upgradeId, { kind: 'failed', cause: 'media-stalled', by: 'platform', at: unit.now });
}

/** A stage's own time is up. A call that could not begin because somebody is not there waits for their lease, and says so in the end. */
export async function upgradeDue(unit: Unit, upgradeId: string): Promise<void> {
  const upgrade = await upgradeById(unit.tx, upgradeId);
  if (!upgrade) return;
  const { stage } = upgrade;
  const { guestId } = await needContact(unit.tx, upgrade.contactId);
  const missing = stage.state === 'bound' ? neededIn(stage, guestId).find(({ id }) => !unit.around.hub.present(id)) : undefined;
  const whole = stage.state === 'bound' ? stage.call.boundAt + absoluteMs : 0;
  if (missing && unit.now < whole) await advance(unit, upgradeId, { kind: 'extend', until: whole });
  else await advance(unit, upgradeId, missing ? { kind: 'gone', by: missing.side, at: unit.now } : { kind: 'deadline', at: unit.now });
}

/** After a restart nobody has a socket yet: every lease runs from now, and a call that was about to begin has its time anew. */
export async function watchAll(unit: Unit): Promise<void> {
  for (const { id, contactId } of await upgradesIn(unit.tx, ['accepted', 'finding', 'waiting', 'ringing', 'bound', 'live'])) {
    const { guestId } = await needContact(unit.tx, contactId);
    await advance(unit, id, { kind: 'extend', until: unit.now + negotiationMs });
    const stage = (await upgradeById(unit.tx, id))?.stage;
    for (const { side } of stage ? neededIn(stage, guestId) : []) {
      const upgrade = await upgradeById(unit.tx, id);
      if (upgrade) await peerGone(unit, upgrade, side);
    }
    await watchMedia(unit, id);
  }
}
