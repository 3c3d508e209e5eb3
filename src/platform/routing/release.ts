/**
 * An agent is done with a contact: wrapped up, or handed over.
 *
 * Knows what comes free with it: every slot of that contact, the agent's idle time from now, and one more handle time
 * for the waits that the queue promises. Does not know why it ended.
 */
import { int } from '../contacts/columns.js';
import { contactById } from '../contacts/contact-store.js';
import type { Unit } from '../contacts/unit.js';
import { rememberHandling } from './handle-times.js';
import { restIdle } from './presence-store.js';
import { freeSlots } from './slot-store.js';

export async function release(unit: Unit, contactId: string, agentId: string): Promise<void> {
  const contact = await contactById(unit.tx, contactId);
  const joined = await unit.tx.get(
    'SELECT e.at FROM stays s JOIN events e ON e.contact_id = s.contact_id AND e.seq = s.since_seq WHERE s.contact_id = ? AND s.agent_id = ?',
    [contactId, agentId],
  );
  if (contact?.queueId !== undefined && joined) {
    await rememberHandling(unit.tx, { queueId: contact.queueId, contactId, endedAt: unit.now, durationMs: Math.max(0, unit.now - int(joined, 'at')) });
  }
  await freeSlots(unit.tx, contactId, agentId);
  await restIdle(unit, agentId);
  unit.stale.routing = true;
}
