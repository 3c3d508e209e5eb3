/**
 * What the two participants of a call report: live, interrupted, failed, ended, pane on screen.
 *
 * Knows what each report means to the upgrade, and that a call that comes and goes is no reason to fill its timeline.
 * Does not relay signals (relay.ts), nor watch who is there (call-peers.ts).
 */
import type { ClientFrameOf } from '../../protocol/client-frame.js';
import { SegueError } from '../../protocol/error.js';
import type { Cause } from '../../protocol/result.js';
import { actorOf } from '../contacts/access.js';
import { append, platformActor } from '../contacts/event-log.js';
import type { Participant } from '../contacts/hub.js';
import type { Unit } from '../contacts/unit.js';
import { mediaLost } from './call-peers.js';
import { watchMedia } from './call-watch.js';
import { inCall, type InCall } from './in-call.js';
import { callOf } from './upgrade-machine.js';
import { minus, plus } from './sides.js';
import { advance } from './upgrade-runner.js';
import { saveUpgrade, upgradeById } from './upgrade-store.js';

/** Where a side gave up without knowing why. */
const unknownCause: Cause = 'ice-failed';
/** An interruption that follows the last one sooner, of either side, is the same to whoever reads the timeline. */
export const interruptionMs = 5_000;

type Report = ClientFrameOf<'call.report'>;

/** @throws SegueError `unknown-call` */
export async function report(unit: Unit, who: Participant, frame: Report): Promise<void> {
  const here = await inCall(unit, who, frame);
  switch (frame.state) {
    case 'live': return live(unit, who, here, frame);
    case 'interrupted': return interrupted(unit, who, here, frame);
    case 'failed':
      await advance(unit, here.upgrade.id, { kind: 'failed', cause: frame.cause ?? unknownCause, by: here.side, at: unit.now });
  }
}

/** The first frame of a side, or its media is back. The event is the call's first frame. */
async function live(unit: Unit, who: Participant, { upgrade, side }: InCall, { contactId, callId, firstFrameMs, marks }: Report): Promise<void> {
  await saveUpgrade(unit.tx, { ...upgrade, shown: plus(upgrade.shown, side), without: minus(upgrade.without, side) });
  if (upgrade.shown?.includes(side) !== true) unit.measure({ kind: 'first-frame', side, ms: firstFrameMs, marks: marks ?? {} });
  if (upgrade.stage.state === 'bound') {
    const data = { callId, ...(firstFrameMs === undefined ? {} : { firstFrameMs }), ...(marks === undefined ? {} : { marks }) };
    await append(unit, contactId, { kind: 'call.live', actor: actorOf(who), data });
  }
  await advance(unit, upgrade.id, { kind: 'live', at: unit.now });
  await watchMedia(unit, upgrade.id);
}

async function interrupted(unit: Unit, who: Participant, { upgrade, side }: InCall, { contactId, callId, cause }: Report): Promise<void> {
  const since = unit.now - (upgrade.interruptedAt ?? -Infinity);
  const another = since < 0 || since >= interruptionMs;
  await saveUpgrade(unit.tx, { ...upgrade, without: plus(upgrade.without, side), ...(another ? { interruptedAt: unit.now } : {}) });
  if (another) await append(unit, contactId, { kind: 'call.interrupted', actor: actorOf(who), data: { callId, ...(cause === undefined ? {} : { cause }) } });
  unit.measure({ kind: 'interrupted', side, cause });
  await advance(unit, upgrade.id, { kind: 'interrupted', ...(cause === undefined ? {} : { cause }) });
  await mediaLost(unit, upgrade.id, side);
  await watchMedia(unit, upgrade.id);
}

/** @throws SegueError `unknown-call` */
export async function hangUp(unit: Unit, who: Participant, frame: ClientFrameOf<'call.end'>): Promise<void> {
  const { upgrade, side } = await inCall(unit, who, frame);
  await advance(unit, upgrade.id, { kind: 'hang-up', by: side, at: unit.now });
}

/** The pane is on the agent's screen; said once. */
export async function paneRendered(unit: Unit, who: Participant, frame: ClientFrameOf<'pane.rendered'>): Promise<void> {
  const { upgrade, call, side } = await inCall(unit, who, frame);
  if (side !== 'agent') throw new SegueError('unknown-call');
  if (upgrade.paneSeen === true) return;
  await unit.disarm('pane', upgrade.id);
  await saveUpgrade(unit.tx, { ...upgrade, paneSeen: true });
  const afterMs = Math.max(0, unit.now - call.boundAt);
  await append(unit, frame.contactId, { kind: 'pane.rendered', actor: actorOf(who), data: { callId: frame.callId, agentId: who.id, afterMs } });
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
