/**
 * A contact's life: it starts with its customer's first durable act and ends once.
 *
 *   (an id) --first act--> flow --> queued --> connected --close--> wrap-up --wrap--> closed
 *
 * Knows the two ends and the idle time. What is under way (an upgrade, a place in line, runs) is ended by its own part
 * before the closing event is written: wiring.ts keeps that order.
 */
import type { Actor } from '../../protocol/actor.js';
import { SegueError } from '../../protocol/error.js';
import { callOf } from '../upgrades/upgrade-machine.js';
import { liveUpgrade } from '../upgrades/upgrade-store.js';
import { changeContact, contactById, insertContact, isOpen, needContact, type ContactRow } from './contact-store.js';
import { requireConsent } from './consents.js';
import { append, platformActor } from './event-log.js';
import type { FactOf } from './fact.js';
import { waitsForOpening } from './flow-runner.js';
import { requireForm } from './forms.js';
import { knownOfGuest } from './guest-attributes.js';
import { cardOfGuest, guestById, keepGuest, refuseBlocked } from './guest-store.js';
import type { Participant } from './hub.js';
import type { Unit } from './unit.js';
import { beginWrapUp, wrapUp } from './wrap-up.js';

const minuteMs = 60_000;

/**
 * The customer's first act: the contact, its first event, its flow.
 * @throws SegueError `not-your-contact` for an id that is no guest's present one; `consent-missing`, `form-missing` where the deployment asks for them first
 */
export async function startContact(unit: Unit, who: Participant, contactId: string, left?: string): Promise<ContactRow> {
  const guest = await guestById(unit.tx, who.id);
  const deployment = guest && unit.config.deployment(guest.deploymentId);
  if (guest?.contactId !== contactId || !deployment) throw new SegueError('not-your-contact');
  await refuseBlocked(unit.tx, guest.id);
  const before = [await requireConsent(unit, deployment, guest.id), await requireForm(unit, deployment, guest)];
  const flow = unit.config.flow(deployment.flowId);
  const shown = cardOfGuest(guest);
  const attributes = await knownOfGuest(unit.tx, guest.id);
  const customer = Object.keys(attributes).length === 0 ? shown : { ...shown, attributes };
  const start = { flowId: deployment.flowId, flowVersion: flow?.version ?? 0 };
  await insertContact(unit.tx, { id: contactId, deploymentId: deployment.id, guestId: guest.id, customer, ...start, startedAt: unit.now });
  await append(unit, contactId, {
    kind: 'contact.started', actor: { kind: 'customer', id: guest.id }, data: { deploymentId: deployment.id, ...start, medium: 'webChat', customer: shown },
  });
  for (const tell of before) await tell(contactId);
  // What is known of the customer beside their name is for agents.
  if (customer !== shown) await append(unit, contactId, { kind: 'contact.attributes', actor: { kind: 'customer', id: guest.id }, data: { customer } });
  await keepGuest(unit.tx, guest.id);
  await unit.arm('idle', contactId, unit.now + deployment.idleMinutes * minuteMs);
  unit.raise({ kind: 'contact.started', contactId, ...(left === undefined ? {} : { left }) });
  unit.stale.contacts.add(contactId);
  return needContact(unit.tx, contactId);
}

/** Nobody wrote for the deployment's idle time; a call counts as life, and so does a message that waits for opening hours. */
export async function checkIdle(unit: Unit, contactId: string): Promise<void> {
  const contact = await contactById(unit.tx, contactId);
  if (!contact || !isOpen(contact)) return;
  const idleMs = (unit.config.deployment(contact.deploymentId)?.idleMinutes ?? 30) * minuteMs;
  const upgrade = await liveUpgrade(unit.tx, contactId);
  const kept = (upgrade && callOf(upgrade.stage)) ?? (await waitsForOpening(unit.tx, contactId));
  const due = kept ? unit.now + idleMs : contact.activeAt + idleMs;
  if (due > unit.now) return unit.arm('idle', contactId, due);
  unit.raise({ kind: 'contact.closing', contactId, by: 'platform', then: { reason: 'idle' } });
}

/** Writes the ending, after everything under way has ended. */
export async function finishClosing(unit: Unit, { contactId, by, then }: FactOf<'contact.closing'>): Promise<void> {
  const contact = await contactById(unit.tx, contactId);
  if (!contact || !isOpen(contact)) return;
  const actor = closer(contact, by);
  await append(unit, contactId, { kind: 'contact.closed', actor, data: { reason: then.reason } });
  await changeContact(unit.tx, contactId, { state: contact.ownerId === undefined ? 'closed' : 'wrap-up', closedAt: unit.now });
  await unit.disarm('idle', contactId);
  unit.stale.contacts.add(contactId);
  if (contact.ownerId === undefined) return;
  if (then.reason === 'agent' && then.wrapUp) await wrapUp(unit, contactId, then.wrapUp);
  else await beginWrapUp(unit, contactId, contact.ownerId);
}

function closer(contact: ContactRow, by: FactOf<'contact.closing'>['by']): Actor {
  if (by === 'customer') return { kind: 'customer', id: contact.guestId };
  if (by === 'agent' && contact.ownerId !== undefined) return { kind: 'agent', id: contact.ownerId };
  return by === 'flow' ? { kind: 'flow' } : platformActor;
}
