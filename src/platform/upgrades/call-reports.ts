/**
 * What the two participants of a call report: live, interrupted, failed, ended, pane on screen; and their comings and
 * goings, the customer's from the moment they said yes.
 *
 * Knows who takes part and what each report means to the upgrade. Does not relay signals (relay.ts).
 */
import type { ClientFrameOf } from '../../protocol/client-frame.js';
import { SegueError } from '../../protocol/error.js';
import type { PlatformFrameOf } from '../../protocol/platform-frame.js';
import type { Cause } from '../../protocol/result.js';
import { actorOf } from '../contacts/access.js';
import { needContact, type ContactRow } from '../contacts/contact-store.js';
import { append, platformActor } from '../contacts/event-log.js';
import type { FactOf } from '../contacts/fact.js';
import type { Participant } from '../contacts/hub.js';
import type { Unit } from '../contacts/unit.js';
import { peerBack, peerGone, readPeerKey, type Side } from './call-watch.js';
import type { Call, Stage } from './stage.js';
import { callOf } from './upgrade-machine.js';
import { advance } from './upgrade-runner.js';
import { saveUpgrade, upgradeById, upgradeOfCall, upgradesAround, upgradesIn, type Upgrade } from './upgrade-store.js';

interface InCall {
  readonly upgrade: Upgrade;
  readonly call: Call;
  readonly contact: ContactRow;
  readonly side: Side;
}

/** The call under way that this participant takes part in. @throws SegueError `unknown-call` */
async function inCall(unit: Unit, who: Participant, contactId: string, callId: string): Promise<InCall> {
  const upgrade = await upgradeOfCall(unit.tx, callId);
  const call = upgrade && callOf(upgrade.stage);
  if (!upgrade || !call || upgrade.contactId !== contactId) throw new SegueError('unknown-call');
  const contact = await needContact(unit.tx, contactId);
  const side = contact.guestId === who.id ? 'customer' : call.agentId === who.id ? 'agent' : undefined;
  if (!side) throw new SegueError('unknown-call');
  return { upgrade, call, contact, side };
}

/** Where a side gave up without knowing why. */
const unknownCause: Cause = 'ice-failed';

export async function report(unit: Unit, who: Participant, frame: ClientFrameOf<'call.report'>): Promise<void> {
  const { upgrade, side } = await inCall(unit, who, frame.contactId, frame.callId);
  const { callId, contactId, cause, firstFrameMs } = frame;
  switch (frame.state) {
    case 'live':
      if (upgrade.stage.state === 'bound') {
        await append(unit, contactId, { kind: 'call.live', actor: actorOf(who), data: { callId, ...(firstFrameMs === undefined ? {} : { firstFrameMs }) } });
      }
      await advance(unit, upgrade.id, { kind: 'live', at: unit.now });
      return;
    case 'interrupted':
      await append(unit, contactId, { kind: 'call.interrupted', actor: actorOf(who), data: { callId, ...(cause === undefined ? {} : { cause }) } });
      await advance(unit, upgrade.id, { kind: 'interrupted', ...(cause === undefined ? {} : { cause }) });
      return;
    case 'failed':
      await advance(unit, upgrade.id, { kind: 'failed', cause: cause ?? unknownCause, by: side, at: unit.now });
  }
}

export async function hangUp(unit: Unit, who: Participant, { contactId, callId }: ClientFrameOf<'call.end'>): Promise<void> {
  const { upgrade, side } = await inCall(unit, who, contactId, callId);
  await advance(unit, upgrade.id, { kind: 'hang-up', by: side, at: unit.now });
}

/** The pane is on the agent's screen; said once. */
export async function paneRendered(unit: Unit, who: Participant, { contactId, callId }: ClientFrameOf<'pane.rendered'>): Promise<void> {
  const { upgrade, call, side } = await inCall(unit, who, contactId, callId);
  if (side !== 'agent') throw new SegueError('unknown-call');
  if (upgrade.paneSeen === true) return;
  await unit.disarm('pane', upgrade.id);
  await saveUpgrade(unit.tx, { ...upgrade, paneSeen: true });
  const afterMs = Math.max(0, unit.now - call.boundAt);
  await append(unit, contactId, { kind: 'pane.rendered', actor: actorOf(who), data: { callId, agentId: who.id, afterMs } });
}

/** Five seconds without a word from the desk. The call goes on; supervisors see it. */
export async function paneUnconfirmed(unit: Unit, upgradeId: string): Promise<void> {
  const upgrade = await upgradeById(unit.tx, upgradeId);
  const call = upgrade && callOf(upgrade.stage);
  if (!upgrade || !call) return;
  const { callId, agentId } = call;
  await append(unit, upgrade.contactId, { kind: 'pane.unconfirmed', actor: platformActor, data: { callId, agentId } });
  unit.alert({ kind: 'pane-unconfirmed', contactId: upgrade.contactId, callId, agentId });
}

const peerFrame = (contactId: string, callId: string, present: boolean): PlatformFrameOf<'call.peer'> => ({ type: 'call.peer', contactId, callId, present });

/** Who an upgrade cannot do without: nobody while its card is open, then its customer, in the call both. */
function neededIn(stage: Stage, guestId: string): readonly { readonly side: Side; readonly id: string }[] {
  if (stage.state === 'asked' || stage.state === 'ended') return [];
  const call = callOf(stage);
  return [{ side: 'customer', id: guestId }, ...(call ? [{ side: 'agent' as const, id: call.agentId }] : [])];
}

/** A participant's first socket came, or the last one went: the other side of a call hears of it, and the lease runs. */
export async function followPeer(unit: Unit, { participantId, present }: FactOf<'participant.present'>): Promise<void> {
  for (const upgrade of await upgradesAround(unit.tx, participantId)) {
    const { guestId } = await needContact(unit.tx, upgrade.contactId);
    const needed = neededIn(upgrade.stage, guestId);
    const side = needed.find(({ id }) => id === participantId)?.side;
    if (!side) continue;
    const call = callOf(upgrade.stage);
    if (call) unit.send(side === 'customer' ? call.agentId : guestId, peerFrame(upgrade.contactId, call.callId, present));
    await (present ? peerBack(unit, upgrade.id, side) : peerGone(unit, upgrade.id, side));
  }
}

/** The lease of a participant ran out. */
export async function peerLost(unit: Unit, key: string): Promise<void> {
  const { upgradeId, side } = readPeerKey(key);
  await advance(unit, upgradeId, { kind: 'gone', by: side, at: unit.now });
}

/** A stage's own time is up. A call that could not begin because somebody is not there says so. */
export async function upgradeDue(unit: Unit, upgradeId: string): Promise<void> {
  const upgrade = await upgradeById(unit.tx, upgradeId);
  if (!upgrade) return;
  const { guestId } = await needContact(unit.tx, upgrade.contactId);
  const missing = upgrade.stage.state === 'bound' ? neededIn(upgrade.stage, guestId).find(({ id }) => !unit.around.hub.present(id)) : undefined;
  await advance(unit, upgradeId, missing ? { kind: 'gone', by: missing.side, at: unit.now } : { kind: 'deadline', at: unit.now });
}

/** After a restart nobody has a socket yet: the leases of every upgrade under way run from now. */
export async function watchAll(unit: Unit): Promise<void> {
  for (const upgrade of await upgradesIn(unit.tx, ['accepted', 'finding', 'waiting', 'ringing', 'bound', 'live'])) {
    const { guestId } = await needContact(unit.tx, upgrade.contactId);
    for (const { side } of neededIn(upgrade.stage, guestId)) await peerGone(unit, upgrade.id, side);
  }
}
