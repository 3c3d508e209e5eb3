/**
 * A call goes to another agent, in one transaction: same contact, same upgrade, a new callId.
 *
 * Knows what changes with it: owner and queue (by routing), slots, the call and everything that was kept of the one before; and what each
 * of the three is told. The former agent has had the call until now; whoever declines it or lets it ring changes nothing.
 */
import { moment } from '../contacts/columns.js';
import { changeContact, needContact } from '../contacts/contact-store.js';
import { append } from '../contacts/event-log.js';
import type { Unit } from '../contacts/unit.js';
import { rescindOf } from '../routing/reservations.js';
import { freeSlots } from '../routing/slot-store.js';
import { takeOver } from '../routing/ownership.js';
import { giveUpTransfer } from '../routing/transfer-end.js';
import { waitingFor } from '../routing/waiting-store.js';
import { mediaUpgrade } from './bind.js';
import { clearAgentDeadlines, watchCall } from './call-watch.js';
import { minus } from './sides.js';
import type { Call } from './stage.js';
import { rememberFormerCall, saveUpgrade, upgradeById, type Upgrade } from './upgrade-store.js';
import { cardOf, viewOf } from './upgrade-view.js';

/** The call moves: performed where the machine says so. */
export async function handOver(unit: Unit, upgrade: Upgrade, from: Call, call: Call): Promise<void> {
  const { contactId, id: upgradeId } = upgrade;
  await rememberFormerCall(unit.tx, { callId: from.callId, upgradeId, agentId: from.agentId });
  await clearAgentDeadlines(unit, upgradeId);
  const anew = forNewCall(upgrade);
  await saveUpgrade(unit.tx, anew);
  const { guestId } = await needContact(unit.tx, contactId);
  // The last that the former agent hears of the call; the contact's own leaving follows.
  const over: Upgrade = { ...upgrade, stage: { state: 'ended', call: from, result: { status: 'completed', by: 'agent', at: moment(unit.now) } } };
  unit.send(from.agentId, { type: 'upgrade.state', contactId, ...viewOf(unit.config, over) });
  await takeOver(unit, contactId, call.agentId, 'transfer');
  await freeSlots(unit.tx, contactId, call.agentId, 'webChat');
  await changeContact(unit.tx, contactId, { activeAt: unit.now });
  const agent = cardOf(unit.config, call.agentId);
  await append(unit, contactId, {
    kind: 'media-upgrade', actor: { kind: 'agent', id: call.agentId, name: agent.name }, data: { upgradeId, callId: call.callId, from: 'videoChat', to: 'videoChat', agent },
  });
  unit.stale.upgrades.add(contactId);
  unit.last(guestId, mediaUpgrade(unit, anew, call));
  unit.last(call.agentId, mediaUpgrade(unit, anew, call));
  const moved = await upgradeById(unit.tx, upgradeId);
  if (moved) await watchCall(unit, moved, call.callId, { customer: guestId, agent: call.agentId });
}

/** Attempts, pane and pictures are a call's own; that the customer's page is away is not. */
function forNewCall({ ahead: _ahead, paneSeen: _pane, shown: _shown, summedUp: _summed, interruptedAt: _at, ...upgrade }: Upgrade): Upgrade {
  const { agent: _since, ...goneSince } = upgrade.goneSince ?? {};
  const { agent: _from, ...goneFrom } = upgrade.goneFrom ?? {};
  return { ...upgrade, attempt: 0, without: minus(upgrade.without, 'agent'), goneSince, goneFrom };
}

/** The call has ended before anybody took it over. */
export async function dropTransfer(unit: Unit, contactId: string): Promise<void> {
  const waiting = await waitingFor(unit.tx, contactId);
  if (waiting?.medium !== 'videoChat') return;
  await giveUpTransfer(unit, waiting, 'cancelled');
  await rescindOf(unit, contactId);
}
