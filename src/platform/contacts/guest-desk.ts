/**
 * What an administration asks of people: who is blocked, block and lift; and what a supervisor can listen in on.
 *
 * Knows the transactions and the shapes of the answers. Who may ask is the edge's matter.
 */
import type { Actor, AgentCard } from '../../protocol/actor.js';
import type { ContactMedium } from '../../protocol/medium.js';
import { cardOf } from '../upgrades/upgrade-view.js';
import { blockGuest, unblockGuest } from './blocking.js';
import { newestBlocks } from './block-store.js';
import { moment, text } from './columns.js';
import { needContact, type ContactRowState } from './contact-store.js';
import { seatsAt } from './seat-store.js';
import type { Transact, Unit } from './unit.js';

/** Most entries of a list. */
const most = 500;

export interface BlockedGuest {
  readonly guestId: string;
  readonly contactId?: string;
  readonly by: Actor;
  readonly note?: string;
  readonly at: string;
}

export interface OpenContact {
  readonly contactId: string;
  readonly deploymentId: string;
  readonly state: ContactRowState;
  readonly medium: ContactMedium;
  readonly startedAt: string;
  readonly customerName?: string;
  readonly queueId?: string;
  readonly owner?: AgentCard;
  readonly assists: readonly AgentCard[];
  readonly monitors: readonly AgentCard[];
}

export interface GuestDesk {
  /** The newest first. */
  blockedGuests(): Promise<readonly BlockedGuest[]>;
  /** Blocks, ending the guest's contact, or lifts; said twice it is done once. @throws SegueError `not-found` */
  setBlocked(guestId: string, by: Actor, to: { readonly blocked: boolean; readonly note?: string }): Promise<void>;
  /** Open contacts, the oldest first. */
  openContacts(): Promise<readonly OpenContact[]>;
}

export const guestDesk = (transact: Transact): GuestDesk => ({
  blockedGuests: () =>
    transact(async ({ tx }) =>
      (await newestBlocks(tx, most)).map(({ guestId, contactId, by, note, at }) => ({
        guestId, ...(contactId === undefined ? {} : { contactId }), by, ...(note === undefined ? {} : { note }), at: moment(at),
      })),
    ),
  setBlocked: (guestId, by, { blocked, note }) =>
    transact(async (unit) => {
      if (blocked) await blockGuest(unit, guestId, by, note);
      else await unblockGuest(unit, guestId, by);
    }),
  openContacts: () =>
    transact(async (unit) => {
      const rows = await unit.tx.all("SELECT id FROM contacts WHERE state IN ('flow', 'queued', 'connected') ORDER BY started_at, id LIMIT ?", [most]);
      return Promise.all(rows.map((row) => describe(unit, text(row, 'id'))));
    }),
});

async function describe(unit: Unit, contactId: string): Promise<OpenContact> {
  const { customer, ownerId, queueId, seats, startedAt, ...contact } = await needContact(unit.tx, contactId);
  const there = seats > 0 ? await seatsAt(unit.tx, contactId) : [];
  const cards = (role: 'assist' | 'monitor'): AgentCard[] => there.filter((it) => it.role === role).map(({ agentId }) => cardOf(unit.config, agentId));
  return {
    contactId, deploymentId: contact.deploymentId, state: contact.state, medium: contact.medium, startedAt: moment(startedAt),
    ...(customer.name === undefined ? {} : { customerName: customer.name }), ...(queueId === undefined ? {} : { queueId }),
    ...(ownerId === undefined ? {} : { owner: cardOf(unit.config, ownerId) }), assists: cards('assist'), monitors: cards('monitor'),
  };
}
