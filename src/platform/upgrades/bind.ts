/**
 * Bind: an agent and the video join the contact, in one transaction.
 *
 * Knows what changes together: owner, medium, slots, segment, the `media-upgrade` event and both sides' frames. Without it
 * nothing of the medium changes; after it the contact is whole with the new owner.
 */
import { changeContact, needContact } from '../contacts/contact-store.js';
import { append } from '../contacts/event-log.js';
import type { Unit } from '../contacts/unit.js';
import type { PlatformFrame, PlatformFrameOf } from '../../protocol/platform-frame.js';
import { takeOver } from '../routing/ownership.js';
import { freeSlots } from '../routing/slot-store.js';
import { watchCall } from './call-watch.js';
import type { Call } from './stage.js';
import { saveUpgrade, type Upgrade } from './upgrade-store.js';
import { cardOf } from './upgrade-view.js';

export async function bindCall(unit: Unit, upgrade: Upgrade, call: Call): Promise<void> {
  const { contactId, id: upgradeId } = upgrade;
  const { agentId, callId } = call;
  const { medium: from, ownerId: before, guestId } = await needContact(unit.tx, contactId);
  await takeOver(unit, contactId, agentId, 'upgrade');
  // The video slot was taken when it rang, and includes this contact's chat.
  await freeSlots(unit.tx, contactId, agentId, 'webChat');
  await changeContact(unit.tx, contactId, { medium: 'videoChat', activeAt: unit.now });
  const agent = cardOf(unit.config, agentId);
  await append(unit, contactId, {
    kind: 'media-upgrade', actor: { kind: 'agent', id: agentId, name: agent.name }, data: { upgradeId, callId, from, to: 'videoChat', agent },
  });
  unit.stale.upgrades.add(contactId);
  // Both connect before they draw what it leads to; but a desk knows the contact before its pane opens.
  const toAgent = (frame: PlatformFrame): void => (before === agentId ? unit.first(agentId, frame) : unit.last(agentId, frame));
  const said = unit.around.saidAhead(upgradeId);
  // Any other page of the customer's knows nothing of what was said: it begins the next attempt.
  const begun: Upgrade = said ? { ...upgrade, attempt: 1, ahead: said.id } : upgrade;
  if (said) await saveUpgrade(unit.tx, begun);
  unit.first(guestId, mediaUpgrade(unit, begun, call));
  toAgent(mediaUpgrade(unit, begun, call));
  said?.signals.forEach((signal, at) => toAgent({ type: 'call.signal', contactId, callId, attempt: 1, generation: 0, n: at + 1, ...signal }));
  await watchCall(unit, begun, callId, { customer: guestId, agent: agentId });
}

/** The frame that opens the pane; also for a participant who comes back during the call. */
export const mediaUpgrade = (unit: Unit, upgrade: Upgrade, { callId, agentId }: Call): PlatformFrameOf<'media-upgrade'> => ({
  type: 'media-upgrade', contactId: upgrade.contactId, upgradeId: upgrade.id, callId, medium: 'video', agent: cardOf(unit.config, agentId),
  ...(upgrade.attempt > 0 ? { attempt: upgrade.attempt } : {}), ...(upgrade.ahead === undefined ? {} : { ahead: upgrade.ahead }),
});
