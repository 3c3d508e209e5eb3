/**
 * What the customer and the agents say about an upgrade before the call: answer, capture, cancel, reservation; and what
 * flows and contacts do to it.
 *
 * Knows who may say what, and what is stale. Does not know stages (upgrade-machine.ts).
 */
import type { ClientFrameOf } from '../../protocol/client-frame.js';
import { SegueError } from '../../protocol/error.js';
import type { Manifest } from '../../protocol/manifest.js';
import { actorOf, openContact } from '../contacts/access.js';
import { moment } from '../contacts/columns.js';
import { needContact } from '../contacts/contact-store.js';
import { append } from '../contacts/event-log.js';
import type { FactOf } from '../contacts/fact.js';
import type { Ack } from '../contacts/frame-store.js';
import type { Participant } from '../contacts/hub.js';
import type { Unit } from '../contacts/unit.js';
import { freeSlots } from '../routing/slot-store.js';
import { answerYes } from './asking.js';
import { refusalOf, videoQueues } from './checks.js';
import { inOrder, search } from './search.js';
import { callOf } from './upgrade-machine.js';
import { advance } from './upgrade-runner.js';
import { latestUpgrade, liveUpgrade, saveUpgrade, upgradeById, upgradesIn, type Upgrade } from './upgrade-store.js';

/** The contact's upgrade of that id. @throws SegueError `no-upgrade` */
async function named(unit: Unit, contactId: string, upgradeId: string): Promise<Upgrade> {
  const upgrade = await upgradeById(unit.tx, upgradeId);
  if (upgrade?.contactId !== contactId) throw new SegueError('no-upgrade');
  return upgrade;
}

const stale = (): SegueError => new SegueError('stale-upgrade');

/** The card's answer; with a manifest it is checked anew, since the page may have learned more. */
export async function answer(unit: Unit, who: Participant, frame: ClientFrameOf<'upgrade.answer'>): Promise<Ack> {
  const contact = await openContact(unit, who, frame.contactId);
  const upgrade = await named(unit, frame.contactId, frame.upgradeId);
  if (upgrade.stage.state !== 'asked') throw stale();
  if (!frame.accepted) {
    await append(unit, contact.id, { kind: 'upgrade.answered', actor: actorOf(who), data: { upgradeId: upgrade.id, accepted: false } });
    await advance(unit, upgrade.id, { kind: 'answer', accepted: false, at: unit.now });
    return { upgradeId: upgrade.id };
  }
  const refusal = refusalOf(unit.config, contact, frame.manifest ?? unit.around.hub.manifest(who.id), unit.now);
  if (refusal) await advance(unit, upgrade.id, { kind: 'refuse', result: refusal });
  else await answerYes(unit, upgrade, actorOf(who));
  return { upgradeId: upgrade.id };
}

/** What became of the browser's question. */
export async function capture(unit: Unit, who: Participant, frame: ClientFrameOf<'upgrade.capture'>): Promise<Ack> {
  const contact = await openContact(unit, who, frame.contactId);
  const upgrade = frame.upgradeId === undefined ? await liveUpgrade(unit.tx, contact.id) : await named(unit, contact.id, frame.upgradeId);
  if (!upgrade) throw new SegueError('no-upgrade');
  const { outcome, missing } = frame;
  if (upgrade.stage.state !== 'accepted') throw stale();
  if (upgrade.stage.capture === 'open') {
    await append(unit, contact.id, { kind: 'upgrade.captured', actor: actorOf(who), data: { upgradeId: upgrade.id, outcome } });
  }
  await advance(unit, upgrade.id, { kind: 'capture', outcome, ...(missing === undefined ? {} : { missing }), at: unit.now });
  return { upgradeId: upgrade.id };
}

/** By the customer, or by the agent who invited. */
export async function cancel(unit: Unit, who: Participant, frame: ClientFrameOf<'upgrade.cancel'>): Promise<Ack> {
  await openContact(unit, who, frame.contactId);
  const upgrade = await named(unit, frame.contactId, frame.upgradeId);
  if (who.kind !== 'customer' && upgrade.by.id !== who.id) throw new SegueError('no-upgrade', 'Only the customer or who asked can cancel it.');
  const by = who.kind === 'customer' ? 'customer' : 'agent';
  if (!(await advance(unit, upgrade.id, { kind: 'cancel', by, at: unit.now }))) throw stale();
  return { upgradeId: upgrade.id };
}

/** A flow has reached its video-chat block: the search begins, or the block completes at once with what became of the upgrade. */
export async function seekByFlow(unit: Unit, { contactId, block, seek }: FactOf<'flow.video'>): Promise<void> {
  const live = await liveUpgrade(unit.tx, contactId);
  if (live?.stage.state !== 'accepted' || live.runId !== block.runId) {
    const last = await latestUpgrade(unit.tx, contactId);
    const nothing = { status: 'not-allowed', reason: 'flow', by: 'flow', at: moment(unit.now) } as const;
    unit.raise({ kind: 'block.result', block, result: last?.stage.state === 'ended' ? last.stage.result : nothing });
    return;
  }
  await saveUpgrade(unit.tx, { ...live, video: block });
  if (videoQueues(unit.config, seek).length > 0) await advance(unit, live.id, { kind: 'seek', seek, at: unit.now });
  else await advance(unit, live.id, { kind: 'refuse', result: { status: 'not-allowed', reason: 'queue', by: 'platform', at: moment(unit.now) } });
}

/** A run that ends without a video-chat block for its upgrade leaves nobody to take it. */
export async function afterRun(unit: Unit, { contactId, runId }: FactOf<'flow.ended'>): Promise<void> {
  const live = await liveUpgrade(unit.tx, contactId);
  if (live?.runId === runId) await advance(unit, live.id, { kind: 'unclaimed', at: unit.now });
}

/** A ring for the upgrade ended: bind, or the next agent. */
export async function afterVideoRing(unit: Unit, { reservation, outcome }: FactOf<'reservation.ended'>): Promise<void> {
  const { id, upgradeId, contactId, agentId } = reservation;
  const upgrade = upgradeId === undefined ? undefined : await upgradeById(unit.tx, upgradeId);
  const rings = upgrade?.stage.state === 'ringing' && upgrade.stage.reservationId === id;
  if (upgrade && rings && outcome === 'accepted') {
    await advance(unit, upgrade.id, { kind: 'bind', callId: unit.around.newId('v'), at: unit.now });
    return;
  }
  if (outcome === 'accepted') {
    await freeSlots(unit.tx, contactId, agentId, 'videoChat');
    return;
  }
  if (upgrade && rings) await advance(unit, upgrade.id, { kind: 'pass', agentId, outcome });
}

/** Somebody may have come free. */
export async function retryWaiting(unit: Unit): Promise<void> {
  for (const upgrade of inOrder(unit.config, await upgradesIn(unit.tx, ['waiting']))) {
    for (const event of await search(unit, upgrade)) await advance(unit, upgrade.id, event);
  }
}

/** The client learned more about itself while the question was open. */
export async function recheck(unit: Unit, contactId: string, manifest: Manifest): Promise<void> {
  const live = await liveUpgrade(unit.tx, contactId);
  if (live?.stage.state !== 'asked' && live?.stage.state !== 'accepted') return;
  const refusal = refusalOf(unit.config, await needContact(unit.tx, contactId), manifest, unit.now);
  if (refusal) await advance(unit, live.id, { kind: 'refuse', result: refusal });
}

/** The contact ends, and its upgrade with it. */
export async function endWithContact(unit: Unit, { contactId, by }: FactOf<'contact.closing'>): Promise<void> {
  const live = await liveUpgrade(unit.tx, contactId);
  if (live) await advance(unit, live.id, { kind: callOf(live.stage) ? 'hang-up' : 'cancel', by, at: unit.now });
}
