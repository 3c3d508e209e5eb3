/**
 * Ownership: an agent becomes the owner of a contact, and the one before leaves.
 *
 * Knows the events and rows of both, for chat and for video alike. Does not know media: an upgrade's bind changes them.
 */
import { changeContact, needContact } from '../contacts/contact-store.js';
import { append } from '../contacts/event-log.js';
import type { FactOf } from '../contacts/fact.js';
import { rise, withdrawAll } from '../contacts/seats.js';
import { endStay, openStay } from '../contacts/stay-store.js';
import type { Unit } from '../contacts/unit.js';
import { beginWrapUp } from '../contacts/wrap-up.js';
import { cardOf } from '../upgrades/upgrade-view.js';
import { moment } from '../contacts/columns.js';
import { leaveLine } from './line.js';
import { rememberLastAgent } from './last-agents.js';
import { release } from './release.js';
import { endTransfer } from './transfer-end.js';

/** An agent accepted a contact in chat. */
export async function afterAcceptance(unit: Unit, { reservation, outcome }: FactOf<'reservation.ended'>): Promise<void> {
  if (outcome !== 'accepted') return;
  await takeOver(unit, reservation.contactId, reservation.agentId, 'transfer');
}

/** Makes an agent the owner. The former owner, if another, leaves with a wrap-up to do and sees nothing further. */
export async function takeOver(unit: Unit, contactId: string, agentId: string, reason: 'transfer' | 'upgrade'): Promise<void> {
  const { ownerId, customer } = await needContact(unit.tx, contactId);
  // A transfer that an upgrade overtakes has come to nothing: its queue is not where the contact goes.
  const overtaken = ownerId !== undefined && reason === 'upgrade';
  const line = await leaveLine(unit, contactId, overtaken ? 'moved' : 'connected');
  if (line && ownerId !== undefined) await endTransfer(unit, contactId, overtaken ? 'cancelled' : 'accepted');
  await rememberLastAgent(unit.tx, customer.customerId, agentId, unit.now);
  if (ownerId !== agentId) {
    await withdrawAll(unit, contactId);
    if (ownerId !== undefined) await leave(unit, contactId, ownerId, agentId);
    await rise(unit, contactId, agentId);
    const queueId = overtaken ? undefined : line?.queueId;
    await changeContact(unit.tx, contactId, { state: 'connected', ownerId: agentId, ...(queueId === undefined ? {} : { queueId }) });
    if (ownerId !== undefined) {
      await append(unit, contactId, { kind: 'agent.left', actor: { kind: 'agent', id: ownerId }, data: { agent: cardOf(unit.config, ownerId), reason } });
    }
    const agent = cardOf(unit.config, agentId);
    const seq = await append(unit, contactId, { kind: 'agent.joined', actor: { kind: 'agent', id: agentId, name: agent.name }, data: { agent } });
    await openStay(unit.tx, contactId, agentId, seq);
    unit.stale.joined.set(agentId, contactId);
  }
  unit.stale.contacts.add(contactId);
  unit.stale.presences.add(agentId);
  unit.stale.routing = true;
  if (line?.block) unit.raise({ kind: 'block.result', block: line.block, result: { status: 'completed', by: 'agent', at: moment(unit.now) } });
}

/** `contact.moved` is the last that the former owner hears of the contact. */
async function leave(unit: Unit, contactId: string, from: string, to: string): Promise<void> {
  const seq = await append(unit, contactId, {
    kind: 'contact.moved', actor: { kind: 'platform' }, data: { from: cardOf(unit.config, from), to: cardOf(unit.config, to) },
  });
  await endStay(unit.tx, contactId, from, seq);
  await beginWrapUp(unit, contactId, from);
  await release(unit, contactId, from);
  unit.stale.former.set(contactId, from);
}
