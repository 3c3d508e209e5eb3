/**
 * Snapshots: a contact as one participant sees it.
 *
 * Knows how a row becomes the wire's snapshot for its customer, its owner and a former owner. Does not send it.
 */
import type { ContactSnapshot, WaitingContact } from '../../protocol/contact.js';
import { queueName } from '../config/index.js';
import type { Tx } from '../store/sql.js';
import { offerOf } from '../upgrades/checks.js';
import { latestUpgrade } from '../upgrades/upgrade-store.js';
import { cardOf, viewOf } from '../upgrades/upgrade-view.js';
import { moment } from './columns.js';
import type { Config } from './config-store.js';
import type { ContactRow } from './contact-store.js';
import type { Guest } from './guest-store.js';

type Relation = ContactSnapshot['relation'];

/** A contact id whose customer has not acted yet: there is no contact, and nothing of it is stored. */
export function newSnapshot(config: Config, guest: Guest): ContactSnapshot {
  const deployment = config.deployment(guest.deploymentId);
  const flow = deployment && config.flow(deployment.flowId);
  const prospect = { deploymentId: guest.deploymentId, flowId: deployment?.flowId ?? '', flowVersion: flow?.version ?? 0, queueId: undefined };
  return {
    contactId: guest.contactId, deploymentId: guest.deploymentId, state: 'new', medium: 'webChat', relation: 'customer',
    customer: { customerId: guest.id, ...(guest.name === undefined ? {} : { name: guest.name }) },
    seq: 0, read: { customer: 0, agent: 0 }, video: offerOf(config, prospect),
  };
}

/** Who is who on a contact. */
const relationOf = (contact: ContactRow, viewer: string): Relation =>
  viewer === contact.guestId ? 'customer' : viewer === contact.ownerId ? 'owner' : 'former';

export async function snapshotOf(tx: Tx, config: Config, contact: ContactRow, viewer: string): Promise<ContactSnapshot> {
  const relation = relationOf(contact, viewer);
  const upgrade = await latestUpgrade(tx, contact.id);
  const queue = contact.queueId === undefined ? undefined : config.queue(contact.queueId);
  return {
    contactId: contact.id, deploymentId: contact.deploymentId,
    // Wrap-up is the agents' matter: for the customer the contact has ended.
    state: relation === 'customer' && contact.state === 'wrap-up' ? 'closed' : contact.state,
    medium: contact.medium, relation, customer: contact.customer,
    ...(contact.ownerId === undefined ? {} : { owner: cardOf(config, contact.ownerId) }),
    ...(queue ? { queue: { queueId: queue.id, name: queueName(queue) } } : {}),
    startedAt: moment(contact.startedAt), ...(contact.closedAt === undefined ? {} : { closedAt: moment(contact.closedAt) }),
    seq: relation === 'customer' ? contact.customerSeq : relation === 'owner' ? contact.seq : await lastSeen(tx, contact, viewer),
    read: contact.read, video: offerOf(config, contact),
    ...(upgrade && relation !== 'former' ? { upgrade: viewOf(config, upgrade) } : {}),
  };
}

/** A former owner sees the timeline up to where they left. */
async function lastSeen(tx: Tx, contact: ContactRow, agentId: string): Promise<number> {
  const row = await tx.get('SELECT until_seq FROM stays WHERE contact_id = ? AND agent_id = ?', [contact.id, agentId]);
  return typeof row?.['until_seq'] === 'number' ? row['until_seq'] : contact.seq;
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
