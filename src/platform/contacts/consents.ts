/**
 * Consents: who has agreed to which text, and the evidence of it.
 *
 *   token request with a hash -> kept with the guest -> `consent.given` when a contact starts -> `consent.withdrawn`
 *
 * Knows that nobody gets a token, and nothing is kept of anybody who has not a contact yet, without an agreement to the
 * deployment's present text; a contact that goes on under an earlier one is left in peace. A refusal is nowhere: nothing was
 * sent. With the agreement goes what was held under it.
 */
import { SegueError } from '../../protocol/error.js';
import type { ClientFrameOf } from '../../protocol/client-frame.js';
import type { Deployment } from '../config/index.js';
import type { Tx } from '../store/sql.js';
import { forgetAllUnsent } from '../attachments/unsent.js';
import { actorOf, readable } from './access.js';
import { json, moment } from './columns.js';
import { contactById, isOpen } from './contact-store.js';
import { append } from './event-log.js';
import { guestById, type Guest } from './guest-store.js';
import type { Participant } from './hub.js';
import { tellProspect } from './tell.js';
import type { Unit } from './unit.js';
import { consentOf, wholeText } from './visits.js';

/** An agreement, as it was made. */
interface Given {
  readonly hash: string;
  readonly version?: string;
  readonly text: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

async function givenBy(tx: Tx, guestId: string): Promise<Given | undefined> {
  const row = await tx.get('SELECT consent FROM guests WHERE id = ?', [guestId]);
  // Written below.
  return row && row['consent'] !== null ? (json(row, 'consent') as Given) : undefined;
}

/** Before a token is given: whether this request, or an earlier one of the guest, agrees. @throws SegueError `consent-missing` */
export async function checkConsent(unit: Unit, { visit: { consent } }: Deployment, guest: Guest | undefined, hash: string | undefined): Promise<void> {
  if (consent === undefined || hash === consentOf(consent).hash) return;
  if (guest && (await givenBy(unit.tx, guest.id))?.hash === consentOf(consent).hash) return;
  const going = guest && (await unit.tx.get("SELECT 1 AS found FROM contacts WHERE id = ? AND state NOT IN ('wrap-up', 'closed')", [guest.contactId]));
  if (!going) throw new SegueError('consent-missing');
}

/** Keeps what the request agrees to; said again it keeps its first moment. */
export async function keepConsent(unit: Unit, { visit: { consent } }: Deployment, guestId: string, hash: string | undefined): Promise<void> {
  if (consent === undefined || hash !== consentOf(consent).hash || (await givenBy(unit.tx, guestId))?.hash === hash) return;
  const given: Given = { hash, ...(consent.version === undefined ? {} : { version: consent.version }), text: wholeText(consent), at: unit.now };
  await unit.tx.run('UPDATE guests SET consent = ? WHERE id = ?', [JSON.stringify(given), guestId]);
}

/** Before a contact starts nothing is kept of who has not agreed to the present text, though they hold a token from before. @throws SegueError `consent-missing` */
export async function needConsent(unit: Unit, guest: Guest): Promise<void> {
  const deployment = unit.config.deployment(guest.deploymentId);
  if (deployment) await requireConsent(unit, deployment, guest.id);
}

/** Writes what has been shown or said before into the timeline of a contact that has just started. */
export type Evidence = (contactId: string) => Promise<void>;

/** A contact starts: nobody slips through with a token from before, and the timeline gets the evidence. @throws SegueError `consent-missing` */
export async function requireConsent(unit: Unit, { visit: { consent } }: Deployment, guestId: string): Promise<Evidence> {
  const given = await givenBy(unit.tx, guestId);
  if (consent !== undefined && given?.hash !== consentOf(consent).hash) throw new SegueError('consent-missing');
  return async (contactId) => {
    if (given === undefined) return;
    const { at, ...evidence } = given;
    await append(unit, contactId, { kind: 'consent.given', actor: { kind: 'customer', id: guestId }, data: { ...evidence, givenAt: moment(at) } });
  };
}

/** The customer takes it back, on whatever page of theirs: their present contact ends, and the next token needs a new agreement. Without one it is done already. */
export async function withdrawConsent(unit: Unit, who: Participant, { contactId }: ClientFrameOf<'consent.withdraw'>): Promise<void> {
  const named = await readable(unit, who, contactId);
  const given = await givenBy(unit.tx, who.id);
  if (!given) return;
  // A page from before may know only the contact that it was opened for.
  const guest = await guestById(unit.tx, who.id);
  const contact = (guest && (await contactById(unit.tx, guest.contactId))) ?? named;
  await forgetSaid(unit, who.id, guest?.contactId ?? contactId);
  if (!contact) return;
  await append(unit, contact.id, { kind: 'consent.withdrawn', actor: actorOf(who), data: { hash: given.hash } });
  if (isOpen(contact)) unit.raise({ kind: 'contact.closing', contactId: contact.id, by: 'customer', then: { reason: 'customer' } });
}

/** What was held for a contact to come: the agreement, and all that came under it. What is in the record of a contact stays there. */
async function forgetSaid(unit: Unit, guestId: string, contactId: string): Promise<void> {
  await unit.tx.run('UPDATE guests SET consent = NULL, form = NULL, name = NULL, page_attributes = NULL, attributes = NULL WHERE id = ?', [guestId]);
  await forgetAllUnsent(unit, contactId, guestId);
  const guest = await guestById(unit.tx, guestId);
  if (guest && !(await contactById(unit.tx, guest.contactId))) await tellProspect(unit, guest);
}
