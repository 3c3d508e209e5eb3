/**
 * Is there anybody at all? Asked while the browser's own question is still open.
 *
 * Knows that a refusal now spares the customer a camera light and a wait that cannot end well. Where the flow leaves doubt
 * about its queue nothing is said before the video-chat block is reached.
 */
import { needContact } from '../contacts/contact-store.js';
import { moment } from '../contacts/columns.js';
import type { Unit } from '../contacts/unit.js';
import { loadPool } from '../routing/agent-pool.js';
import { queuesAhead, videoQueues } from './checks.js';
import { alertNoAgent, askQueues } from './search.js';
import { advance } from './upgrade-runner.js';
import type { Upgrade } from './upgrade-store.js';

/** Ends an accepted upgrade that nobody could take, at once. */
export async function refuseWithoutAgent(unit: Unit, upgrade: Upgrade): Promise<void> {
  if (upgrade.stage.state !== 'accepted') return;
  const contact = await needContact(unit.tx, upgrade.contactId);
  const ahead = queuesAhead(unit.config, contact);
  if (!ahead) return;
  const queues = videoQueues(unit.config, ahead);
  const answer = askQueues(await loadPool(unit.tx, unit.config), queues, { passed: [], ownerId: contact.ownerId, waitedMs: 0, mostMs: Infinity });
  if (answer.kind !== 'none') return;
  alertNoAgent(unit, upgrade, queues[0], answer.reason);
  await advance(unit, upgrade.id, { kind: 'refuse', result: { status: 'no-agent', reason: answer.reason, by: 'platform', at: moment(unit.now) } });
}
