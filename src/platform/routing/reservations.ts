/**
 * Reservations: a contact ringing at an agent.
 *
 *   pending --answer--> accepted | declined
 *      |----deadline--> timeout
 *      +----taken back-> rescinded
 *
 * Knows the row and its one change of state, by compare-and-set: whoever comes second finds it stale. A partial unique
 * index allows one pending reservation per contact; the slot is taken while it rings. Does not know what an acceptance
 * leads to: it raises a fact.
 */
import type { ClientFrameOf } from '../../protocol/client-frame.js';
import { SegueError } from '../../protocol/error.js';
import type { PlatformFrameOf } from '../../protocol/platform-frame.js';
import { queueName } from '../config/index.js';
import { int, maybeText, moment, text } from '../contacts/columns.js';
import { needContact } from '../contacts/contact-store.js';
import { append, platformActor } from '../contacts/event-log.js';
import type { ReservationOutcome } from '../contacts/fact.js';
import type { Participant } from '../contacts/hub.js';
import type { Unit } from '../contacts/unit.js';
import type { Row, Tx } from '../store/sql.js';
import { cardOf } from '../upgrades/upgrade-view.js';
import { markMissed, markResponding } from './presence.js';
import { freeSlots, takeSlot, type SlotMedium } from './slot-store.js';

export interface Reservation {
  readonly id: string;
  readonly contactId: string;
  readonly agentId: string;
  readonly queueId: string | undefined;
  readonly medium: SlotMedium;
  readonly upgradeId: string | undefined;
  readonly kept: boolean;
  readonly waitingSince: number;
  readonly madeAt: number;
  readonly expiresAt: number;
}

const toReservation = (row: Row): Reservation => ({
  id: text(row, 'id'), contactId: text(row, 'contact_id'), agentId: text(row, 'agent_id'), queueId: maybeText(row, 'queue_id'),
  // Written by `ring` alone.
  medium: text(row, 'medium') as SlotMedium, upgradeId: maybeText(row, 'upgrade_id'), kept: int(row, 'kept') === 1,
  waitingSince: int(row, 'waiting_since'), madeAt: int(row, 'made_at'), expiresAt: int(row, 'expires_at'),
});

const pendingWhere = async (tx: Tx, column: 'id' | 'contact_id' | 'agent_id', value: string): Promise<Reservation[]> =>
  (await tx.all(`SELECT * FROM reservations WHERE ${column} = ? AND state = 'pending' ORDER BY made_at, id`, [value])).map(toReservation);

export const pendingOfAgent = (tx: Tx, agentId: string): Promise<Reservation[]> => pendingWhere(tx, 'agent_id', agentId);
export const pendingOfContact = async (tx: Tx, contactId: string): Promise<Reservation | undefined> => (await pendingWhere(tx, 'contact_id', contactId))[0];

export type Ring = Omit<Reservation, 'id' | 'madeAt' | 'expiresAt'> & { readonly ringSeconds: number };

/** Makes an agent's desk ring; takes the slot. Returns the reservation. */
export async function ring(unit: Unit, { ringSeconds, ...it }: Ring): Promise<Reservation> {
  const reservation: Reservation = { ...it, id: unit.around.newId('r'), madeAt: unit.now, expiresAt: unit.now + ringSeconds * 1_000 };
  const { id, contactId, agentId, medium, expiresAt } = reservation;
  await unit.tx.run(
    `INSERT INTO reservations (id, contact_id, agent_id, queue_id, medium, upgrade_id, kept, state, waiting_since, made_at, expires_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'pending', ?, ?, ?)`,
    [id, contactId, agentId, it.queueId ?? null, medium, it.upgradeId ?? null, it.kept ? 1 : 0, it.waitingSince, unit.now, expiresAt],
  );
  await takeSlot(unit.tx, agentId, contactId, medium);
  await unit.arm('ring', id, expiresAt);
  await append(unit, contactId, {
    kind: 'reservation.made', actor: platformActor, data: { reservationId: id, agentId, medium, ...(it.queueId === undefined ? {} : { queueId: it.queueId }), expiresAt: moment(expiresAt) },
  });
  unit.send(agentId, await reservationFrame(unit, reservation));
  unit.stale.presences.add(agentId);
  unit.raise({ kind: 'agent.rung', agentId });
  return reservation;
}

export async function reservationFrame(unit: Unit, it: Reservation): Promise<PlatformFrameOf<'reservation'>> {
  const contact = await needContact(unit.tx, it.contactId);
  const queue = it.queueId === undefined ? undefined : unit.config.queue(it.queueId);
  const agent = unit.config.agent(it.agentId);
  const name = contact.customer.name;
  return {
    type: 'reservation', reservationId: it.id, contactId: it.contactId, medium: it.medium, ...(name === undefined ? {} : { customerName: name }),
    queue: { queueId: it.queueId ?? 'direct', name: queue ? queueName(queue) : '' },
    waitingSince: moment(it.waitingSince), expiresAt: moment(it.expiresAt),
    ...(contact.lastText === undefined ? {} : { lastText: contact.lastText.slice(0, 200) }),
    ...(it.upgradeId === undefined ? {} : { upgradeId: it.upgradeId }), kept: it.kept,
    ...(it.kept && agent ? { join: { mode: agent.joinOnUpgrade, delaySeconds: agent.joinDelaySeconds } } : {}),
    ...(contact.ownerId !== undefined && contact.ownerId !== it.agentId ? { owner: cardOf(unit.config, contact.ownerId) } : {}),
  };
}

/** @throws SegueError `stale-reservation` when it is another agent's, was answered, timed out or was taken back */
export async function answerReservation(unit: Unit, who: Participant, { reservationId, accepted }: ClientFrameOf<'reservation.answer'>): Promise<void> {
  const reservation = (await pendingWhere(unit.tx, 'id', reservationId))[0];
  if (reservation?.agentId !== who.id || reservation.expiresAt <= unit.now) throw new SegueError('stale-reservation');
  await markResponding(unit, who.id);
  await endReservation(unit, reservation, accepted ? 'accepted' : 'declined');
}

/** It rang out. */
export async function expireReservation(unit: Unit, id: string): Promise<void> {
  const reservation = (await pendingWhere(unit.tx, 'id', id))[0];
  if (!reservation) return;
  const contact = await needContact(unit.tx, reservation.contactId);
  await markMissed(unit, reservation.agentId, reservation.contactId, contact.customer.name);
  await endReservation(unit, reservation, 'timeout');
}

/** Takes back what rings for a contact. */
export async function rescindOf(unit: Unit, contactId: string): Promise<void> {
  const reservation = await pendingOfContact(unit.tx, contactId);
  if (reservation) await endReservation(unit, reservation, 'rescinded');
}

/** Takes back what rings at an agent who has gone. */
export async function rescindAt(unit: Unit, agentId: string): Promise<void> {
  for (const reservation of await pendingOfAgent(unit.tx, agentId)) await endReservation(unit, reservation, 'rescinded');
}

async function endReservation(unit: Unit, it: Reservation, outcome: ReservationOutcome): Promise<void> {
  const { changes } = await unit.tx.run("UPDATE reservations SET state = ? WHERE id = ? AND state = 'pending'", [outcome, it.id]);
  if (changes !== 1) throw new SegueError('stale-reservation');
  await unit.disarm('ring', it.id);
  if (outcome !== 'accepted') await freeSlots(unit.tx, it.contactId, it.agentId, it.medium);
  const actor = outcome === 'accepted' || outcome === 'declined' ? ({ kind: 'agent', id: it.agentId } as const) : platformActor;
  await append(unit, it.contactId, { kind: 'reservation.ended', actor, data: { reservationId: it.id, agentId: it.agentId, outcome } });
  unit.send(it.agentId, { type: 'reservation.gone', reservationId: it.id, contactId: it.contactId, outcome });
  unit.stale.presences.add(it.agentId);
  unit.stale.routing = true;
  const { id, contactId, agentId, queueId, upgradeId } = it;
  unit.raise({ kind: 'reservation.ended', reservation: { id, contactId, agentId, queueId, upgradeId }, outcome });
}
