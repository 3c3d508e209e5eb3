/**
 * Attributes: what is known of a customer beside their words.
 *
 * Knows who says what: the page (of its guest, also before there is a contact), and the agents of a contact. Each has a
 * layer of its own, so that a page cannot take back what an agent noted. For agents and flows; a customer is not told.
 */
import type { Actor, CustomerCard } from '../../protocol/actor.js';
import type { AttributesChange, ClientFrameOf } from '../../protocol/client-frame.js';
import { SegueError } from '../../protocol/error.js';
import { limits } from '../../protocol/limits.js';
import type { Tx } from '../store/sql.js';
import { actorOf, readable } from './access.js';
import { json } from './columns.js';
import { needConsent } from './consents.js';
import { contactById, isOpen, type ContactRow } from './contact-store.js';
import { append } from './event-log.js';
import { cardOfGuest, guestById, nameGuest, type Guest } from './guest-store.js';
import type { Participant } from './hub.js';
import { knownOfGuest, setPageAttributes, type Attributes } from './guest-attributes.js';
import { tellProspect } from './tell.js';
import type { Unit } from './unit.js';

/** Written by this file alone. */
async function notedByAgents(tx: Tx, contactId: string): Promise<Attributes> {
  const row = await tx.get('SELECT agent_attributes FROM contacts WHERE id = ?', [contactId]);
  return row && row['agent_attributes'] !== null ? (json(row, 'agent_attributes') as Attributes) : {};
}

/** What too much of it is called: a frame that does not fit, or a form whose answers do not. */
type TooMuch = 'bad-frame' | 'form-refused';

/** A layer after a change. @throws SegueError `tooMuch` beyond `limits.attributesLength` */
export function changed(before: Attributes, change: AttributesChange, tooMuch: TooMuch = 'bad-frame'): Attributes {
  const entries = Object.entries({ ...before, ...change }).filter((it): it is [string, string | number | boolean] => it[1] !== null);
  const after = Object.fromEntries(entries);
  if (JSON.stringify(after).length > limits.attributesLength) throw new SegueError(tooMuch, `All attributes together have at most ${limits.attributesLength} characters.`);
  return after;
}

/** @throws SegueError `not-your-contact`, `relation-refused` for who only listens, `contact-closed`, `consent-missing`, `tooMuch` */
export async function describeCustomer(unit: Unit, who: Participant, { contactId, name, attributes = {} }: ClientFrameOf<'contact.attributes'>, tooMuch: TooMuch = 'bad-frame'): Promise<void> {
  const contact = await readable(unit, who, contactId, 'write');
  if (contact && !isOpen(contact)) throw new SegueError('contact-closed');
  if (who.kind === 'customer') {
    const guest = await guestById(unit.tx, who.id);
    if (guest?.contactId !== contactId) throw new SegueError('not-your-contact');
    if (!contact) await needConsent(unit, guest);
    await setPageAttributes(unit.tx, guest.id, (before) => changed(before, attributes, tooMuch));
    // What a signed customer is called, the site's backend says, and they themselves only where it does not.
    const named = guest.subject === undefined || guest.name === undefined ? name : undefined;
    if (named !== undefined) await nameGuest(unit.tx, guest.id, named);
    return contact ? rewrite(unit, actorOf(who), contact, named === undefined ? {} : { name: named }) : tellProspect(unit, (await guestById(unit.tx, guest.id)) ?? guest);
  }
  const noted = changed(await notedByAgents(unit.tx, contactId), attributes, tooMuch);
  await unit.tx.run('UPDATE contacts SET agent_attributes = ? WHERE id = ?', [JSON.stringify(noted), contactId]);
  if (contact) await rewrite(unit, actorOf(who), contact, name === undefined ? {} : { name });
}

/** Somebody else than before is known to be the guest, or more is known of them. */
export async function cardChanged(unit: Unit, guest: Guest): Promise<void> {
  const contact = await contactById(unit.tx, guest.contactId);
  if (contact && isOpen(contact)) await rewrite(unit, { kind: 'customer', id: guest.id, ...(guest.name === undefined ? {} : { name: guest.name }) }, contact, cardOfGuest(guest));
}

/** The customer's card anew, and the event where it is another one. */
async function rewrite(unit: Unit, actor: Actor, contact: ContactRow, shown: Partial<CustomerCard>): Promise<void> {
  const known: Attributes = { ...(await knownOfGuest(unit.tx, contact.guestId)), ...(await notedByAgents(unit.tx, contact.id)) };
  const { attributes: _before, ...card } = contact.customer;
  const customer: CustomerCard = { ...card, ...shown, ...(Object.keys(known).length === 0 ? {} : { attributes: known }) };
  if (JSON.stringify(customer) === JSON.stringify(contact.customer)) return;
  await unit.tx.run('UPDATE contacts SET customer = ? WHERE id = ?', [JSON.stringify(customer), contact.id]);
  await append(unit, contact.id, { kind: 'contact.attributes', actor, data: { customer } });
  unit.stale.contacts.add(contact.id);
}
