/**
 * The event log: the timeline of a contact, append-only and dense.
 *
 * Knows how an event gets its seq and moment, who may see it and what `prev` each audience gets. Writing an event also
 * sends it, and keeps the record of it (record/keep.ts) in the same transaction. Does not know what events mean.
 */
import type { Actor } from '../../protocol/actor.js';
import type { PlatformFrameOf } from '../../protocol/platform-frame.js';
import { eventKinds, type Audience, type EventData, type EventKind } from '../../protocol/timeline.js';
import { isKept, keep } from '../record/keep.js';
import type { StoredEvent } from '../record/stored-event.js';
import { eventsOf } from '../record/stored-row.js';
import type { Row, Tx } from '../store/sql.js';
import { int, json, maybeText, moment, text } from './columns.js';
import { seatsAt } from './seat-store.js';
import type { Unit } from './unit.js';

type EventFrame = PlatformFrameOf<'event'>;

export const platformActor: Actor = { kind: 'platform' };

const sees = (audience: Audience, kind: EventKind): boolean => eventKinds[kind].audience.includes(audience);

export interface NewEvent<K extends EventKind> {
  readonly kind: K;
  readonly actor: Actor;
  readonly data: EventData<K>;
}

/** What a message changes of its contact beside the timeline. */
export interface Said {
  readonly activeAt: number;
  /** The customer's words. */
  readonly lastText?: string;
}

/** Takes the next seq. A clock that was set back must not make a later event look earlier: segments tile. */
const next = 'UPDATE contacts SET seq = seq + 1, last_at = max(last_at, ?)';
const returning = 'WHERE id = ? RETURNING seq, last_at, guest_id, owner_id, seats';
const show = 'customer_prev = customer_seq, customer_seq = seq + 1';
const nextHidden = `${next} ${returning}`;
const nextShown = `${next}, ${show} ${returning}, customer_prev`;
const nextSaid = `${next}, ${show}, active_at = ?, last_text = coalesce(?, last_text) ${returning}, customer_prev`;

/** Appends an event and sends it to the customer, the present owner and who sits there, as each may see it. Returns its seq. */
export const append = <K extends EventKind>(unit: Unit, contactId: string, event: NewEvent<K>): Promise<number> => {
  const shown = sees('customer', event.kind);
  return write(unit, contactId, event, shown, unit.tx.get(shown ? nextShown : nextHidden, [unit.now, contactId]));
};

/** As `append`, of a message; the contact's row is written once for both. */
export const appendSaid = (unit: Unit, contactId: string, event: NewEvent<'message'>, { activeAt, lastText }: Said): Promise<number> =>
  write(unit, contactId, event, true, unit.tx.get(nextSaid, [unit.now, activeAt, lastText ?? null, contactId]));

async function write<K extends EventKind>(unit: Unit, contactId: string, event: NewEvent<K>, shown: boolean, taken: Promise<Row | undefined>): Promise<number> {
  const { tx } = unit;
  const row = await taken;
  if (!row) throw new Error('An event of a contact that is not there.');
  const [seq, at] = [int(row, 'seq'), int(row, 'last_at')];
  await tx.run('INSERT INTO events (contact_id, seq, at, kind, actor, data, customer) VALUES (?, ?, ?, ?, ?, ?, ?)', [
    contactId, seq, at, event.kind, JSON.stringify(event.actor), JSON.stringify(event.data), shown ? 1 : 0,
  ]);
  if (isKept(event.kind)) await keep(unit, { contactId, seq, at, ...event });
  const frame = { type: 'event', contactId, seq, at: moment(at), ...event } as const;
  const owner = maybeText(row, 'owner_id');
  if (shown) unit.send(text(row, 'guest_id'), { ...frame, prev: int(row, 'customer_prev') });
  if (owner !== undefined) unit.send(owner, { ...frame, prev: seq - 1 });
  if (int(row, 'seats') > 0) for (const { agentId } of await seatsAt(tx, contactId)) unit.send(agentId, { ...frame, prev: seq - 1 });
  return seq;
}

const columns = 'contact_id, seq, at, kind, actor, data';

function toFrame(row: Row, prev: number): EventFrame {
  return {
    type: 'event', contactId: text(row, 'contact_id'), seq: int(row, 'seq'), prev, at: moment(int(row, 'at')), kind: text(row, 'kind'),
    // Written by `append` from an Actor.
    actor: json(row, 'actor') as Actor, data: json(row, 'data'),
  };
}

/** What an audience has missed after `after`, up to `until`; `prev` chains to the last seq that it may see at or before `after`. */
export async function missed(tx: Tx, contactId: string, audience: Audience, after: number, until?: number): Promise<EventFrame[]> {
  const only = audience === 'customer' ? 'AND customer = 1' : '';
  const last = await tx.get(`SELECT max(seq) AS seq FROM events WHERE contact_id = ? AND seq <= ? ${only}`, [contactId, after]);
  const rows = await tx.all(`SELECT ${columns} FROM events WHERE contact_id = ? AND seq > ? AND seq <= ? ${only} ORDER BY seq`, [
    contactId, after, until ?? Number.MAX_SAFE_INTEGER,
  ]);
  let prev = last && last['seq'] !== null ? int(last, 'seq') : 0;
  return rows.map((row) => {
    const frame = toFrame(row, prev);
    prev = frame.seq;
    return frame;
  });
}

/** The latest events before a seq that an audience may see, in order, at most `count`; `prev` chains to those that are left out. */
export async function latest(tx: Tx, contactId: string, audience: Audience, count: number, before: number = Number.MAX_SAFE_INTEGER): Promise<EventFrame[]> {
  const only = audience === 'customer' ? 'AND customer = 1' : '';
  const rows = await tx.all(`SELECT ${columns} FROM events WHERE contact_id = ? AND seq < ? ${only} ORDER BY seq DESC LIMIT ?`, [contactId, before, count + 1]);
  const frames = rows.map((row, index) => {
    const older = rows[index + 1];
    return toFrame(row, older ? int(older, 'seq') : 0);
  });
  return frames.slice(0, count).reverse();
}

/** The whole timeline, as the record reads it. */
export const timelineOf = (tx: Tx, contactId: string): Promise<StoredEvent[]> => eventsOf(tx, contactId);
