/**
 * Guest admission: which guest a browser is that asks for a token.
 *
 *   signed, the site's id is known here      -> that guest, on whatever browser; the renewal may be a new one
 *   signed, it is not, a renewal of nobody's -> the anonymous guest of the renewal, known from now on, where the deployment
 *                                               says so (`keepAnonymousChat`); else a new guest
 *   unsigned, a renewal of an anonymous one  -> that guest
 *   anything else                            -> a new guest
 *
 * So a renewal alone never brings a signed-in customer's contact back: who has signed out of the site finds none of it. A
 * guest keeps the contact while it is open; after its end the same customer gets an id for the next one.
 */
import { SegueError } from '../../protocol/error.js';
import type { GuestTokenRequest } from '../../protocol/http.js';
import type { SignedIdentity } from '../auth/customer-identity.js';
import { checkConsent, keepConsent } from './consents.js';
import { cardChanged } from './customer-attributes.js';
import { setSignedAttributes } from './guest-attributes.js';
import { guestByRenewal, guestBySubject, insertGuest, refuseBlocked, updateGuest, type Guest } from './guest-store.js';
import { newSecret } from './ids.js';
import type { Unit } from './unit.js';

/** @throws SegueError `unknown-deployment`, `guest-blocked`, `consent-missing` */
export async function admitGuest(unit: Unit, request: GuestTokenRequest, signed?: SignedIdentity): Promise<{ guest: Guest; renewal: string }> {
  const deployment = unit.config.deployment(request.deploymentId);
  if (!deployment) throw new SegueError('unknown-deployment');
  const renewed = request.renewal === undefined ? undefined : await guestByRenewal(unit.tx, request.deploymentId, request.renewal);
  const before = await guestFor(unit, request.deploymentId, renewed, signed);
  await checkConsent(unit, deployment, before, request.consent);
  const renewal = before !== undefined && before.id === renewed?.id && request.renewal !== undefined ? request.renewal : newSecret();
  const name = signed?.name ?? request.customer?.name ?? before?.name;
  const guest = before ? await welcomeBack(unit, { ...before, name, subject: signed?.subject }, renewal) : await welcome(unit, request.deploymentId, name, signed, renewal);
  await keepConsent(unit, deployment, guest.id, request.consent);
  if (signed) {
    await setSignedAttributes(unit.tx, guest.id, signed.attributes);
    await cardChanged(unit, guest);
  }
  return { guest, renewal };
}

async function guestFor(unit: Unit, deploymentId: string, renewed: Guest | undefined, signed: SignedIdentity | undefined): Promise<Guest | undefined> {
  const anonymous = renewed?.subject === undefined ? renewed : undefined;
  if (!signed) return anonymous;
  const goesAlong = unit.config.deployment(deploymentId)?.identity?.keepAnonymousChat === true;
  return (await guestBySubject(unit.tx, deploymentId, signed.subject)) ?? (goesAlong ? anonymous : undefined);
}

async function welcome(unit: Unit, deploymentId: string, name: string | undefined, signed: SignedIdentity | undefined, renewal: string): Promise<Guest> {
  const guest = { id: unit.around.newId('g'), deploymentId, contactId: unit.around.newId('c'), name, subject: signed?.subject };
  await insertGuest(unit.tx, guest, renewal, unit.now);
  return guest;
}

async function welcomeBack(unit: Unit, guest: Guest, renewal: string): Promise<Guest> {
  await refuseBlocked(unit.tx, guest.id);
  const ended = await unit.tx.get("SELECT 1 AS found FROM contacts WHERE id = ? AND state IN ('wrap-up', 'closed')", [guest.contactId]);
  const now: Guest = { ...guest, contactId: ended ? unit.around.newId('c') : guest.contactId };
  await updateGuest(unit.tx, now, renewal, unit.now);
  return now;
}
