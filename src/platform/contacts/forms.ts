/**
 * The form before the chat: whom it still has to ask what, and what becomes of the answers.
 *
 * Knows that an answer is an attribute of the customer like one that the page told (`name` is their name), that what is
 * known already is not asked, and that a contact does not start while a required answer is missing. The answers stand
 * beside their questions in the timeline of the contact that follows.
 */
import type { Actor } from '../../protocol/actor.js';
import type { ClientFrameOf } from '../../protocol/client-frame.js';
import { SegueError } from '../../protocol/error.js';
import { faultOf, type Answer, type Answers, type FormField } from '../../protocol/index.js';
import type { Deployment } from '../config/index.js';
import { actorOf, readable } from './access.js';
import { moment } from './columns.js';
import { needConsent, type Evidence } from './consents.js';
import { isOpen } from './contact-store.js';
import { describeCustomer } from './customer-attributes.js';
import { append } from './event-log.js';
import { fieldsOf, filledBy, keepFilled, openFields, type Filled } from './form-store.js';
import { guestById, type Guest } from './guest-store.js';
import type { Participant } from './hub.js';
import type { Unit } from './unit.js';

/** A contact starts: what has to be answered is, and the timeline gets what was. @throws SegueError `form-missing` */
export async function requireForm(unit: Unit, deployment: Deployment, guest: Guest): Promise<Evidence> {
  const missing = (await openFields(unit.tx, deployment, guest)).filter(({ required }) => required);
  if (missing.length > 0) throw new SegueError('form-missing', `Not answered yet: ${missing.map(({ key }) => key).join(', ')}.`);
  const filled = await filledBy(unit.tx, guest.id);
  return async (contactId) => {
    if (filled === undefined || filled.told) return;
    await tell(unit, contactId, { kind: 'customer', id: guest.id }, filled);
    await keepFilled(unit.tx, guest.id, { ...filled, told: true });
  };
}

async function tell(unit: Unit, contactId: string, actor: Actor, { answers, at }: Filled): Promise<void> {
  if (answers.length > 0) await append(unit, contactId, { kind: 'form.answered', actor, data: { answers: [...answers], answeredAt: moment(at) } });
}

/** An answer as it is kept: text without its edges; undefined for a question that was passed over. */
const cleaned = (answer: Answer | undefined): Answer | undefined => (typeof answer === 'string' ? answer.trim() || undefined : answer);

/** Every fault at once, in the order of the fields. @throws SegueError `form-refused` */
function check(fields: readonly FormField[], answers: Answers): Filled['answers'] {
  const unknown = Object.keys(answers).filter((key) => !fields.some((field) => field.key === key)).map((key) => `${key} (unknown)`);
  const faults = fields.flatMap((field) => {
    const fault = faultOf(field, answers[field.key]);
    return fault === undefined ? [] : [`${field.key} (${fault})`];
  });
  const wrong = [...faults, ...unknown];
  if (wrong.length > 0) throw new SegueError('form-refused', `Not as the form asks: ${wrong.join(', ')}.`);
  return fields.flatMap(({ key, label }) => {
    const value = cleaned(answers[key]);
    return value === undefined ? [] : [{ key, label, value }];
  });
}

/** Keeps the answers of a form. @throws SegueError `not-your-contact`, `contact-closed`, `consent-missing`, `form-refused` */
export async function answerForm(unit: Unit, who: Participant, { contactId, answers, id }: ClientFrameOf<'form.answer'>): Promise<void> {
  const contact = await readable(unit, who, contactId, 'write');
  if (contact && !isOpen(contact)) throw new SegueError('contact-closed');
  const guest = await guestById(unit.tx, who.id);
  const deployment = guest && unit.config.deployment(guest.deploymentId);
  if (!deployment || guest.contactId !== contactId) throw new SegueError('not-your-contact');
  if (!contact) await needConsent(unit, guest);
  // What another tab, or the page, has answered meanwhile need not be answered again.
  const open = await openFields(unit.tx, deployment, guest);
  const kept = check(fieldsOf(deployment).filter((field) => open.includes(field) || Object.hasOwn(answers, field.key)), answers);
  const filled: Filled = { answers: kept, asked: fieldsOf(deployment).map(({ key }) => key), at: unit.now, told: contact !== undefined };
  await keepFilled(unit.tx, guest.id, filled);
  if (contact) await tell(unit, contactId, actorOf(who), filled);
  const name = kept.find(({ key }) => key === 'name')?.value;
  const attributes = Object.fromEntries(kept.filter(({ key }) => key !== 'name').map(({ key, value }) => [key, value]));
  await describeCustomer(unit, who, { type: 'contact.attributes', id, contactId, ...(typeof name === 'string' ? { name } : {}), attributes }, 'form-refused');
}
