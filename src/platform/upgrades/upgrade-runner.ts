/**
 * The upgrade runner: performs what the machine decides.
 *
 * Knows how each effect is carried out in the transaction that brought the event, and that one effect may bring the next
 * event (a search finds at once). Does not decide: upgrade-machine.ts does.
 */
import { clearCallDeadlines } from './call-watch.js';
import { changeContact, needContact } from '../contacts/contact-store.js';
import { append, platformActor } from '../contacts/event-log.js';
import type { Unit } from '../contacts/unit.js';
import type { Result } from '../../protocol/result.js';
import { moment } from '../contacts/columns.js';
import { freeSlots, takeSlot } from '../routing/slot-store.js';
import { rescindOf } from '../routing/reservations.js';
import { bindCall } from './bind.js';
import { rememberLength } from './call-lengths.js';
import { dropTransfer, handOver } from './hand-over.js';
import { search } from './search.js';
import type { Call, UpgradeEffect, UpgradeEvent } from './stage.js';
import { deadlineOf, next } from './upgrade-machine.js';
import { saveUpgrade, upgradeById, type Upgrade } from './upgrade-store.js';

/** Takes an upgrade on by an event and whatever follows at once. False where the event came too late to mean anything. */
export async function advance(unit: Unit, upgradeId: string, event: UpgradeEvent): Promise<boolean> {
  const events: UpgradeEvent[] = [event];
  let taken = false;
  for (let at = events.shift(); at; at = events.shift()) {
    const upgrade = await upgradeById(unit.tx, upgradeId);
    const step = upgrade && next(upgrade.stage, at);
    if (!upgrade || !step) continue;
    taken = true;
    const moved: Upgrade = { ...upgrade, stage: step.stage };
    await saveUpgrade(unit.tx, moved);
    await armStage(unit, moved);
    unit.stale.upgrades.add(upgrade.contactId);
    for (const effect of step.effects) events.push(...(await perform(unit, moved, effect)));
  }
  return taken;
}

async function armStage(unit: Unit, upgrade: Upgrade): Promise<void> {
  const due = deadlineOf(upgrade.stage);
  if (due === undefined) await unit.disarm('upgrade', upgrade.id);
  else await unit.arm('upgrade', upgrade.id, due);
}

async function perform(unit: Unit, upgrade: Upgrade, effect: UpgradeEffect): Promise<UpgradeEvent[]> {
  switch (effect.kind) {
    case 'ready':
      await tellAsking(unit, upgrade, { status: 'accepted', by: 'customer', at: moment(unit.now) });
      return [];
    case 'find':
      return search(unit, upgrade);
    case 'rescind':
      await rescindOf(unit, upgrade.contactId);
      return [];
    case 'bind':
      await bindCall(unit, upgrade, effect.call);
      return [];
    case 'hand-over':
      await handOver(unit, upgrade, effect.from, effect.call);
      return [];
    case 'restore':
      await restore(unit, upgrade, effect.call);
      return [];
    case 'finish':
      await finish(unit, upgrade, effect.result);
      return [];
  }
}

/** The asking block has its result; it is told once. */
async function tellAsking(unit: Unit, { ask, ...upgrade }: Upgrade, result: Result): Promise<void> {
  if (!ask) return;
  await saveUpgrade(unit.tx, upgrade);
  unit.raise({ kind: 'block.result', block: ask, result });
}

/** The medium goes back; the chat's slot is taken even where that is one too many, because the chat is there anyway. */
async function restore(unit: Unit, upgrade: Upgrade, { callId, agentId, queueId, boundAt, since }: Call): Promise<void> {
  const { contactId, id: upgradeId } = upgrade;
  await dropTransfer(unit, contactId);
  const contact = await needContact(unit.tx, contactId);
  await takeSlot(unit.tx, agentId, contactId, 'webChat');
  await freeSlots(unit.tx, contactId, agentId, 'videoChat');
  await changeContact(unit.tx, contactId, { medium: 'webChat', activeAt: unit.now });
  const durationMs = Math.max(0, Math.max(unit.now, contact.lastAt) - (since ?? boundAt));
  await append(unit, contactId, {
    kind: 'media.restored', actor: platformActor, data: { upgradeId, callId, from: 'videoChat', to: 'webChat', durationMs },
  });
  if (upgrade.stage.state === 'ended' && upgrade.stage.liveAt !== undefined) await rememberLength(unit.tx, { queueId, callId, endedAt: unit.now, durationMs });
  unit.stale.contacts.add(contactId);
  unit.stale.presences.add(agentId);
  unit.stale.routing = true;
}

async function finish(unit: Unit, upgrade: Upgrade, result: Result): Promise<void> {
  const { contactId, id: upgradeId, ask, video } = upgrade;
  await clearCallDeadlines(unit, upgradeId);
  unit.measure({ kind: 'upgrade-ended', result });
  await append(unit, contactId, { kind: 'upgrade.ended', actor: platformActor, data: { upgradeId, result } });
  unit.stale.contacts.add(contactId);
  // A place in line that the upgrade held up is looked at again.
  unit.stale.routing = true;
  const block = ask ?? video;
  if (block) unit.raise({ kind: 'block.result', block, result });
  // Behind what the result leads to: a flow that goes on decides for itself.
  unit.raise({ kind: 'upgrade.over', contactId });
}
