/**
 * What clients are told at the end of a unit: snapshots, upgrades, presences, inboxes.
 *
 * Knows who gets which, and that an agent who joined gets the whole contact first. Computed once per unit, from the state
 * in which it ends.
 */
import type { PlatformFrame } from '../../protocol/platform-frame.js';
import { lineChanged } from '../routing/inbox.js';
import { presenceOf, settledView } from '../routing/presence-store.js';
import { latestUpgrade } from '../upgrades/upgrade-store.js';
import { viewOf } from '../upgrades/upgrade-view.js';
import { contactById, type ContactRow } from './contact-store.js';
import { missed } from './event-log.js';
import type { Guest } from './guest-store.js';
import { seatsAt } from './seat-store.js';
import { newSnapshot, snapshotOf } from './snapshot.js';
import type { Unit } from './unit.js';

export async function tell(unit: Unit): Promise<void> {
  const { joined, former, contacts, upgrades, presences, inbox } = unit.stale;
  for (const [agentId, contactId] of joined) await introduce(unit, agentId, contactId);
  for (const contactId of contacts) await tellContact(unit, contactId, [former.get(contactId)]);
  for (const contactId of upgrades) await tellUpgrade(unit, contactId);
  for (const agentId of presences) await tellPresence(unit, agentId);
  if (inbox) await lineChanged(unit);
}

/** The contact and all of its timeline, before anything else that this unit says of it. */
async function introduce(unit: Unit, agentId: string, contactId: string): Promise<void> {
  const contact = await contactById(unit.tx, contactId);
  if (!contact || !(await staff(unit, contact)).includes(agentId)) return;
  const frames: PlatformFrame[] = [
    { type: 'contact', contact: await snapshotOf(unit.tx, unit.config, contact, agentId) },
    ...(await missed(unit.tx, contactId, 'agent', 0)),
  ];
  unit.sendFirst(agentId, frames, (frame) => frame.type === 'event' && frame.contactId === contactId);
}

async function tellContact(unit: Unit, contactId: string, others: readonly (string | undefined)[]): Promise<void> {
  const contact = await contactById(unit.tx, contactId);
  if (!contact) return;
  for (const viewer of new Set([...(await everybody(unit, contact)), ...others])) {
    if (viewer !== undefined) unit.send(viewer, { type: 'contact', contact: await snapshotOf(unit.tx, unit.config, contact, viewer) });
  }
}

/** The owner, and who sits there. */
async function staff(unit: Unit, contact: ContactRow): Promise<readonly string[]> {
  const seats = contact.seats > 0 ? await seatsAt(unit.tx, contact.id) : [];
  return [...(contact.ownerId === undefined ? [] : [contact.ownerId]), ...seats.map(({ agentId }) => agentId)];
}

/** Everybody at a contact. */
export const everybody = async (unit: Unit, contact: ContactRow): Promise<readonly string[]> => [contact.guestId, ...(await staff(unit, contact))];

async function tellUpgrade(unit: Unit, contactId: string): Promise<void> {
  const contact = await contactById(unit.tx, contactId);
  const upgrade = await latestUpgrade(unit.tx, contactId);
  if (!contact || !upgrade) return;
  const view = viewOf(unit.config, upgrade);
  for (const viewer of await everybody(unit, contact)) unit.send(viewer, { type: 'upgrade.state', contactId, ...view });
  unit.after(() => unit.around.followCall(upgrade, contact.guestId));
}

/** Before there is a contact: what the form still has to ask, to every page of the guest. */
export async function tellProspect(unit: Unit, guest: Guest): Promise<void> {
  if (unit.config.deployment(guest.deploymentId)?.visit.preChat) unit.send(guest.id, { type: 'contact', contact: await newSnapshot(unit.tx, unit.config, guest) });
}

async function tellPresence(unit: Unit, agentId: string): Promise<void> {
  const agent = unit.config.agent(agentId);
  const row = await presenceOf(unit.tx, agentId);
  if (agent && row) unit.send(agentId, { type: 'presence', ...(await settledView(unit, agent, row)) });
}
