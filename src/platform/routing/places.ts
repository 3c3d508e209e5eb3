/**
 * Places in line, and the wait that each promises.
 *
 *   expected wait = place x mean handle time of late / chat slots of the agents who are there for the queue
 *
 * Slots come free one after another, as often as that many handlings end. An estimate: agents of several queues count in
 * each, and a bound or a secondary queue may come first. Absent rather than wrong: with fewer than three handlings known
 * or nobody there, nothing is promised. Rounded up, to ten seconds below two minutes, else to minutes. Does not know who asks.
 */
import type { PlatformFrameOf } from '../../protocol/platform-frame.js';
import type { Queue } from '../config/index.js';
import { text } from '../contacts/columns.js';
import type { Config } from '../contacts/config-store.js';
import type { Unit } from '../contacts/unit.js';
import type { Tx } from '../store/sql.js';
import { loadPool, slotsThere, type Pool } from './agent-pool.js';
import { meanHandling } from './handle-times.js';
import { positionOf, waitingFor } from './waiting-store.js';

export type Place = Omit<PlatformFrameOf<'contact.place'>, 'type' | 'contactId'>;

/** The pool, loaded where somebody waits and something is known of handle times: mostly not. */
export type LatePool = () => Promise<Pool>;
export function latePool(tx: Tx, config: Config): LatePool {
  let pool: Promise<Pool> | undefined;
  return () => (pool ??= loadPool(tx, config));
}

/** Milliseconds of waiting that one place costs; undefined where nothing is known. */
async function perPlace(tx: Tx, pool: LatePool, queue: Queue): Promise<number | undefined> {
  const mean = await meanHandling(tx, queue.id);
  const slots = mean === undefined ? 0 : slotsThere(await pool(), queue, 'webChat');
  return mean === undefined || slots === 0 ? undefined : mean / slots;
}

export function roundedWait(ms: number): number {
  const seconds = Math.ceil(ms / 1_000);
  const step = seconds < 120 ? 10 : 60;
  return Math.max(step, Math.ceil(seconds / step) * step);
}

const placeAt = (position: number, each: number | undefined): Place => (each === undefined ? { position } : { position, expectedWaitSeconds: roundedWait(position * each) });

/** The place of a contact that waits for an agent in a queue. */
export async function placeInLine(tx: Tx, config: Config, contactId: string): Promise<Place | undefined> {
  const waiting = await waitingFor(tx, contactId);
  const queue = waiting?.queueId === undefined ? undefined : config.queue(waiting.queueId);
  const position = waiting && queue && (await positionOf(tx, waiting));
  if (!queue || position === undefined) return undefined;
  return placeAt(position, await perPlace(tx, latePool(tx, config), queue));
}

/** The places of a queue's line from its head on. */
export async function placesOf(tx: Tx, pool: LatePool, queue: Queue): Promise<(position: number) => Place> {
  const each = await perPlace(tx, pool, queue);
  return (position) => placeAt(position, each);
}

/** Customers further back are told when they come nearer, and whenever they ask. */
const mostTold = 500;

/** Tells customers in line of their places, as far as they have changed since it last did. */
export class PlaceTeller {
  #told = new Map<string, string>();

  async tell(unit: Unit): Promise<void> {
    const told = new Map<string, string>();
    const pool = latePool(unit.tx, unit.config);
    for (const queue of unit.config.queues()) {
      const rows = await unit.tx.all(
        `SELECT w.contact_id, c.guest_id FROM waiting w JOIN contacts c ON c.id = w.contact_id
         WHERE w.queue_id = ? AND c.state = 'queued' ORDER BY w.rank, w.contact_id LIMIT ?`,
        [queue.id, mostTold],
      );
      if (rows.length === 0) continue;
      const place = await placesOf(unit.tx, pool, queue);
      for (const [at, row] of rows.entries()) this.#tellOne(unit, told, { contactId: text(row, 'contact_id'), guestId: text(row, 'guest_id'), place: place(at + 1) });
    }
    unit.after(() => {
      this.#told = told;
    });
  }

  #tellOne(unit: Unit, told: Map<string, string>, { contactId, guestId, place }: { contactId: string; guestId: string; place: Place }): void {
    const words = `${place.position} ${place.expectedWaitSeconds ?? ''}`;
    told.set(contactId, words);
    if (this.#told.get(contactId) !== words) unit.send(guestId, { type: 'contact.place', contactId, ...place });
  }
}
