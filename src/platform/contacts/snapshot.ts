/**
 * Snapshots: a contact as one participant sees it.
 *
 * Knows how a row becomes the wire's snapshot for its customer, its owner, who sits there and a former owner. Does not send it.
 */
import type { AgentCard, CustomerCard } from '../../protocol/actor.js';
import type { ContactSnapshot, WaitingContact } from '../../protocol/contact.js';
import { queueName } from '../config/index.js';
import type { Tx } from '../store/sql.js';
import { rulesOf } from '../attachments/rules.js';
import { placeInLine } from '../routing/places.js';
import { offerOf } from '../upgrades/checks.js';
import { latestUpgrade } from '../upgrades/upgrade-store.js';
import { cardOf, viewOf } from '../upgrades/upgrade-view.js';
import { moment } from './columns.js';
import type { Config } from './config-store.js';
import type { ContactRow } from './contact-store.js';
import { openFields } from './form-store.js';
import { cardOfGuest, type Guest } from './guest-store.js';
import { seatsAt, type Seat } from './seat-store.js';
import { stayOf, type Stay } from './stay-store.js';

type Relation = ContactSnapshot['relation'];

/** A contact id whose customer has not acted yet: there is no contact, and nothing of it is stored. */
export async function newSnapshot(tx: Tx, config: Config, guest: Guest): Promise<ContactSnapshot> {
  const deployment = config.deployment(guest.deploymentId);
  const flow = deployment && config.flow(deployment.flowId);
  const prospect = { deploymentId: guest.deploymentId, flowId: deployment?.flowId ?? '', flowVersion: flow?.version ?? 0, queueId: undefined };
  const ask = deployment ? (await openFields(tx, deployment, guest)).map(({ key }) => key) : [];
  return {
    contactId: guest.contactId, deploymentId: guest.deploymentId, state: 'new', medium: 'webChat', relation: 'customer',
    customer: cardOfGuest(guest), ...(ask.length === 0 ? {} : { form: { ask } }),
    seq: 0, read: { customer: 0, agent: 0 }, video: offerOf(config, prospect), ...filesOf(config, guest.deploymentId),
  };
}

function filesOf(config: Config, deploymentId: string): Pick<ContactSnapshot, 'attachments'> {
  const rules = rulesOf(config, deploymentId);
  return rules ? { attachments: { maxBytes: rules.maxBytes, types: [...rules.types] } } : {};
}

/** Who is who on a contact. */
const relationOf = (contact: ContactRow, seats: readonly Seat[], viewer: string): Relation =>
  viewer === contact.guestId ? 'customer' : viewer === contact.ownerId ? 'owner' : (seats.find(({ agentId }) => agentId === viewer)?.role ?? 'former');

/** Who is there beside the owner, as far as the viewer may know: no customer learns of a listener. */
function peopleOf(config: Config, seats: readonly Seat[], relation: Relation): Pick<ContactSnapshot, 'assists' | 'monitors'> {
  const cards = (role: Seat['role']): AgentCard[] => seats.filter((seat) => seat.role === role).map(({ agentId }) => cardOf(config, agentId));
  const [assists, monitors] = [cards('assist'), relation === 'customer' || relation === 'former' ? [] : cards('monitor')];
  return { ...(assists.length === 0 ? {} : { assists }), ...(monitors.length === 0 ? {} : { monitors }) };
}

/** The customer as they see themselves: what is noted of them is for agents. */
function ownCard({ attributes: _theAgents, ...card }: CustomerCard): CustomerCard {
  return card;
}

/** What an agent has left to note, as far as it is limited or begun. */
function wrapUpOf({ wrap, wrapped, draft }: Stay): Pick<ContactSnapshot, 'wrapUp' | 'draft'> {
  if (wrapped) return {};
  return {
    ...(wrap ? { wrapUp: { until: moment(wrap.until), held: wrap.held, extensions: wrap.extensions } } : {}),
    ...(draft ? { draft: { ...draft, savedAt: moment(draft.savedAt) } } : {}),
  };
}

export async function snapshotOf(tx: Tx, config: Config, contact: ContactRow, viewer: string): Promise<ContactSnapshot> {
  const seats = contact.seats > 0 ? await seatsAt(tx, contact.id) : [];
  const relation = relationOf(contact, seats, viewer);
  const upgrade = await latestUpgrade(tx, contact.id);
  const stay = relation === 'former' || relation === 'owner' ? await stayOf(tx, contact.id, viewer) : undefined;
  const queue = contact.queueId === undefined ? undefined : config.queue(contact.queueId);
  const place = relation === 'customer' && contact.state === 'queued' ? await placeInLine(tx, config, contact.id) : undefined;
  return {
    contactId: contact.id, deploymentId: contact.deploymentId,
    // Wrap-up is the agents' matter: for the customer the contact has ended.
    state: relation === 'customer' && contact.state === 'wrap-up' ? 'closed' : contact.state,
    medium: contact.medium, relation, customer: relation === 'customer' ? ownCard(contact.customer) : contact.customer,
    ...(contact.ownerId === undefined ? {} : { owner: cardOf(config, contact.ownerId) }), ...peopleOf(config, seats, relation),
    ...(queue ? { queue: { queueId: queue.id, name: queueName(queue) } } : {}), ...(place ? { place } : {}),
    startedAt: moment(contact.startedAt), ...(contact.closedAt === undefined ? {} : { closedAt: moment(contact.closedAt) }),
    ...(stay ? wrapUpOf(stay) : {}),
    // A former owner sees the timeline up to where they left.
    seq: relation === 'customer' ? contact.customerSeq : relation === 'former' ? (stay?.untilSeq ?? contact.seq) : contact.seq,
    read: contact.read, video: offerOf(config, contact), ...filesOf(config, contact.deploymentId),
    ...(upgrade && relation !== 'former' ? { upgrade: viewOf(config, upgrade) } : {}),
  };
}

/** A contact in line, as the inbox of its queue's agents shows it. */
export function waitingOf(config: Config, contact: Pick<ContactRow, 'id' | 'customer' | 'medium' | 'lastText'>, queueId: string, since: number): WaitingContact {
  const queue = config.queue(queueId);
  return {
    contactId: contact.id, ...(contact.customer.name === undefined ? {} : { customerName: contact.customer.name }),
    queue: { queueId, name: queue ? queueName(queue) : queueId }, medium: contact.medium, since: moment(since),
    ...(contact.lastText === undefined ? {} : { lastText: contact.lastText.slice(0, 200) }),
  };
}
