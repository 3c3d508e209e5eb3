/**
 * Contacts as rows: what is true now, beside the timeline that says how it came about.
 *
 * Knows the row and how to read and change it inside a transaction. Does not decide anything.
 */
import type { CustomerCard } from '../../protocol/actor.js';
import type { ContactMedium } from '../../protocol/medium.js';
import type { Row, SqlValue, Tx } from '../store/sql.js';
import { int, json, maybeInt, maybeText, text } from './columns.js';

/** `flow`: its flow runs and nobody owns it. `wrap-up`: closed for the customer, its owner still notes. */
export type ContactRowState = 'flow' | 'queued' | 'connected' | 'wrap-up' | 'closed';

export interface ContactRow {
  readonly id: string;
  readonly deploymentId: string;
  readonly guestId: string;
  readonly customer: CustomerCard;
  readonly state: ContactRowState;
  readonly medium: ContactMedium;
  readonly flowId: string;
  readonly flowVersion: number;
  readonly ownerId: string | undefined;
  /** The present or the last queue. */
  readonly queueId: string | undefined;
  readonly startedAt: number;
  readonly closedAt: number | undefined;
  /** Last seq of the timeline, and the last one that the customer may see. */
  readonly seq: number;
  readonly customerSeq: number;
  /** Moment of the last event. */
  readonly lastAt: number;
  /** Last sign of life that counts against the idle time. */
  readonly activeAt: number;
  readonly read: { readonly customer: number; readonly agent: number };
  /** The customer's last message, for a queue's inbox and a reservation. */
  readonly lastText: string | undefined;
  /** How many agents are at the contact beside its owner. */
  readonly seats: number;
}

export const isOpen = (contact: ContactRow): boolean => contact.state !== 'wrap-up' && contact.state !== 'closed';

const columns = `id, deployment_id, guest_id, customer, state, medium, flow_id, flow_version, owner_id, queue_id, started_at, closed_at,
  seq, customer_seq, last_at, active_at, read_customer, read_agent, last_text`;

// Written by this file alone, from values of these very types.
export const customerOf = (row: Row): CustomerCard => json(row, 'customer') as CustomerCard;
export const mediumOf = (row: Row): ContactMedium => text(row, 'medium') as ContactMedium;

function toContact(row: Row): ContactRow {
  return {
    id: text(row, 'id'), deploymentId: text(row, 'deployment_id'), guestId: text(row, 'guest_id'),
    // The state too is written by this file alone.
    customer: customerOf(row), state: text(row, 'state') as ContactRowState, medium: mediumOf(row),
    flowId: text(row, 'flow_id'), flowVersion: int(row, 'flow_version'), ownerId: maybeText(row, 'owner_id'), queueId: maybeText(row, 'queue_id'),
    startedAt: int(row, 'started_at'), closedAt: maybeInt(row, 'closed_at'), seq: int(row, 'seq'), customerSeq: int(row, 'customer_seq'),
    lastAt: int(row, 'last_at'), activeAt: int(row, 'active_at'), read: { customer: int(row, 'read_customer'), agent: int(row, 'read_agent') },
    lastText: maybeText(row, 'last_text'), seats: int(row, 'seats'),
  };
}

export async function contactById(tx: Tx, id: string): Promise<ContactRow | undefined> {
  const row = await tx.get(`SELECT ${columns}, seats FROM contacts WHERE id = ?`, [id]);
  return row && toContact(row);
}

/** A contact that must be there, because a row of ours names it. */
export async function needContact(tx: Tx, id: string): Promise<ContactRow> {
  const contact = await contactById(tx, id);
  if (!contact) throw new Error('A row names a contact that is not there.');
  return contact;
}

export type NewContact = Pick<ContactRow, 'id' | 'deploymentId' | 'guestId' | 'customer' | 'flowId' | 'flowVersion' | 'startedAt'>;

export async function insertContact(tx: Tx, it: NewContact): Promise<void> {
  await tx.run(
    `INSERT INTO contacts (${columns}) VALUES (?, ?, ?, ?, 'flow', 'webChat', ?, ?, NULL, NULL, ?, NULL, 0, 0, ?, ?, 0, 0, NULL)`,
    [it.id, it.deploymentId, it.guestId, JSON.stringify(it.customer), it.flowId, it.flowVersion, it.startedAt, it.startedAt, it.startedAt],
  );
}

const settable = {
  state: 'state', medium: 'medium', flowId: 'flow_id', flowVersion: 'flow_version', ownerId: 'owner_id', queueId: 'queue_id', closedAt: 'closed_at', activeAt: 'active_at', lastText: 'last_text',
  readCustomer: 'read_customer', readAgent: 'read_agent',
} as const;

export interface ContactChange {
  readonly state?: ContactRowState;
  readonly flowId?: string;
  readonly flowVersion?: number;
  readonly medium?: ContactMedium;
  readonly ownerId?: string | null;
  readonly queueId?: string;
  readonly closedAt?: number;
  readonly activeAt?: number;
  readonly lastText?: string;
  readonly readCustomer?: number;
  readonly readAgent?: number;
}

const isColumn = (key: string): key is keyof typeof settable => Object.hasOwn(settable, key);

export async function changeContact(tx: Tx, id: string, change: ContactChange): Promise<void> {
  const entries = Object.entries(change).filter((it): it is [keyof typeof settable, SqlValue] => isColumn(it[0]) && it[1] !== undefined);
  if (entries.length === 0) return;
  await tx.run(`UPDATE contacts SET ${entries.map(([key]) => `${settable[key]} = ?`).join(', ')} WHERE id = ?`, [...entries.map(([, value]) => value), id]);
}
