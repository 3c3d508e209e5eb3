/**
 * A wait that has lasted as long as it may: nobody holds for ever.
 *
 *   wait over --+-- an agent rings --> that is the last one; what follows waits for its answer
 *               +-- the queue's wish, else the first that is possible: secondary queue -> flow -> close
 *
 * Knows the order of what can follow. A transfer that nobody took is given up, the owner keeps the contact. Does not know
 * how flows go on, nor how a contact ends: it raises facts.
 */
import { moment } from '../contacts/columns.js';
import { changeContact, needContact } from '../contacts/contact-store.js';
import type { Unit } from '../contacts/unit.js';
import type { MaxWaitOutcome } from '../config/index.js';
import { leaveLine, moveOn, secondaryOf } from './line.js';
import { pendingOfContact } from './reservations.js';
import { giveUpTransfer } from './transfer-end.js';
import { saveWaiting, waitingFor, type Waiting } from './waiting-store.js';

/** The bound of a place in line has come. */
export async function waitOver(unit: Unit, contactId: string): Promise<void> {
  const waiting = await waitingFor(unit.tx, contactId);
  if (!waiting) return;
  const rings = await pendingOfContact(unit.tx, contactId);
  // Whoever decides at this very moment shall not find that it was too late.
  if (rings && rings.medium === waiting.medium) return saveWaiting(unit.tx, { ...waiting, terms: { ...waiting.terms, lastRing: true } });
  await endWait(unit, waiting);
}

/** What follows a wait that is over. */
export async function endWait(unit: Unit, waiting: Waiting): Promise<void> {
  const { contactId } = waiting;
  const { ownerId } = await needContact(unit.tx, contactId);
  if (ownerId !== undefined) return giveUpTransfer(unit, waiting, 'timeout');
  const { lastRing: _, ...terms } = waiting.terms ?? {};
  const secondary = secondaryOf(unit, waiting);
  const wish = wishOf(unit, waiting);
  if (secondary && (wish === undefined || wish === 'secondary-queue')) return moveOn(unit, { ...waiting, terms }, secondary);
  if (waiting.block && wish !== 'close') return backToFlow(unit, contactId);
  unit.raise({ kind: 'contact.closing', contactId, by: 'platform', then: { reason: 'no-agent' } });
}

/** The block's own time comes before what the queue wants. */
function wishOf(unit: Unit, { queueId, since, terms }: Waiting): MaxWaitOutcome | undefined {
  if (terms?.timeoutSeconds !== undefined && unit.now >= since + terms.timeoutSeconds * 1_000) return 'flow';
  return queueId === undefined ? undefined : unit.config.queue(queueId)?.afterMaxWait;
}

/** The routing block goes on by its way out for a wait in vain. */
async function backToFlow(unit: Unit, contactId: string): Promise<void> {
  const line = await leaveLine(unit, contactId, 'timeout');
  await changeContact(unit.tx, contactId, { state: 'flow' });
  unit.stale.contacts.add(contactId);
  if (line?.block) unit.raise({ kind: 'block.result', block: line.block, result: { status: 'timeout', reason: 'agent', by: 'platform', at: moment(unit.now) } });
}
