/**
 * Ended contacts that an agent had themselves: what stands under "Ended today" after their desk was loaded anew.
 *
 * Knows whose they are: those of whom the agent was an owner and has nothing left to note. A contact of others and one that
 * does not exist get the same answer.
 */
import { SegueError } from '../../protocol/error.js';
import type { EndedContact, PastContactRecord } from '../../protocol/past-contact.js';
import { text } from './columns.js';
import { contactById, isOpen, needContact } from './contact-store.js';
import type { Participant } from './hub.js';
import { recordOf, summaryOf } from './past-contacts.js';
import { stayOf } from './stay-store.js';
import type { Unit } from './unit.js';

/** Most contacts in one answer. */
const most = 200;
/** How far back it goes: a day anywhere on earth, and one to spare. */
const longestMs = 48 * 3_600_000;

export async function endedContacts(unit: Unit, who: Participant, since: number): Promise<readonly EndedContact[]> {
  const rows = await unit.tx.all(
    `SELECT contacts.id AS id FROM contacts JOIN stays ON stays.contact_id = contacts.id AND stays.agent_id = ? AND stays.wrapped = 1
     WHERE closed_at >= ? AND state IN ('wrap-up', 'closed') ORDER BY closed_at DESC LIMIT ?`,
    [who.id, Math.max(since, unit.now - longestMs), most],
  );
  const ended: EndedContact[] = [];
  for (const row of rows) {
    const contact = await needContact(unit.tx, text(row, 'id'));
    const { name } = contact.customer;
    ended.push({ ...(await summaryOf(unit, contact)), ...(name === undefined ? {} : { customerName: name }) });
  }
  return ended;
}

export async function endedContact(unit: Unit, who: Participant, contactId: string): Promise<PastContactRecord> {
  const stay = await stayOf(unit.tx, contactId, who.id);
  const contact = stay?.wrapped === true ? await contactById(unit.tx, contactId) : undefined;
  if (!contact || isOpen(contact)) throw new SegueError('not-your-contact');
  return recordOf(unit, who, contact);
}
