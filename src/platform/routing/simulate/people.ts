/**
 * The people of a simulation: customers who come, wait and give up; agents who answer, talk and wrap up.
 *
 * They know of each other only what the platform's frames tell them, and act by frames alone. What chance decides for
 * somebody is drawn from a stream of their own, so that one more agent does not change who comes.
 */
import { SegueError } from '../../../protocol/error.js';
import type { ClientFrame } from '../../../protocol/client-frame.js';
import type { PlatformFrame } from '../../../protocol/platform-frame.js';
import type { Connection } from '../../core.js';
import type { Center } from './center.js';
import type { Chance } from './chance.js';
import { draw } from './durations.js';
import { doorOf, type Worker } from './staffing.js';
import { WorkTime, type Ended } from './tally.js';

type WithoutId<T> = T extends { id: string } ? Omit<T, 'id'> : never;

/** A participant's acts, each under a new id. */
class Hands {
  #count = 0;

  constructor(private readonly connection: Connection) {}

  async do(act: WithoutId<ClientFrame>): Promise<void> {
    await this.connection.handle({ id: `f-${(this.#count += 1)}`, ...act });
  }

  leave(): void {
    this.connection.gone();
  }
}

/** How long each conversation lasts: known to the one who came. */
export type HandleTimes = Map<string, number>;

export interface Coming {
  readonly center: Center;
  /** Which arrivals of the scenario. */
  readonly door: number;
  readonly handleMs: number;
  /** For ever where it is undefined. */
  readonly patienceMs: number | undefined;
  readonly handleTimes: HandleTimes;
  readonly ended: (it: Ended) => void;
}

/** One customer from the first word to the end of the contact, or of their patience. */
export async function come({ center, door, handleMs, patienceMs, handleTimes, ended }: Coming): Promise<void> {
  const at = center.elapsed;
  const deploymentId = doorOf(door);
  const { guestId, contactId } = await center.core.guest({ deploymentId });
  handleTimes.set(contactId, handleMs);
  let state: 'waits' | 'talks' | 'over' = 'waits';
  let giveUp: (() => void) | undefined;
  const over = (outcome: Ended['outcome'] | undefined): void => {
    if (outcome !== undefined) ended({ at, waitMs: center.elapsed - at, outcome });
    giveUp?.();
  };
  const connection = await center.connect({ kind: 'customer', id: guestId, sessionId: 'page', deploymentId, contactId, scopes: [] }, (frame) => {
    if (frame.type !== 'event') return;
    if (frame.kind === 'agent.joined' && state === 'waits') {
      state = 'talks';
      over('answered');
    } else if (frame.kind === 'contact.closed') {
      if (state === 'waits') over('turned-away');
      state = 'over';
      handleTimes.delete(contactId);
      center.in(0, () => connection.gone());
    }
  });
  const hands = new Hands(connection);
  if (patienceMs !== undefined) {
    giveUp = center.in(patienceMs, async () => {
      if (state !== 'waits') return;
      state = 'over';
      over('abandoned');
      await hands.do({ type: 'contact.close', contactId });
    });
  }
  await hands.do({ type: 'message.send', contactId, text: 'Hello' });
}

export interface Place {
  readonly center: Center;
  readonly worker: Worker;
  readonly chance: Chance;
  readonly handleTimes: HandleTimes;
}

/** An agent at their place. */
export class Work {
  readonly time = new WorkTime();
  readonly #place: Place;
  /** Reservations of contacts that ring, until they are answered or gone. */
  readonly #ringing = new Map<string, string>();
  #hands: Hands | undefined;

  constructor(place: Place) {
    this.#place = place;
  }

  async come(): Promise<void> {
    const { center, worker } = this.#place;
    const who = { kind: 'agent', id: worker.agentId, name: worker.agentId, sessionId: 'desk', scopes: [] } as const;
    this.#hands = new Hands(await center.connect(who, (frame) => this.#hear(frame)));
    await this.#hands.do({ type: 'presence.set', onQueue: true });
  }

  /** No new contacts; those at hand are served to their end. */
  async goOffQueue(): Promise<void> {
    await this.#hands?.do({ type: 'presence.set', onQueue: false });
  }

  #hear(frame: PlatformFrame): void {
    if (frame.type === 'nack') throw new SegueError('internal', `An agent was refused: ${frame.code} ${frame.message}`);
    if (frame.type === 'reservation') {
      this.#ringing.set(frame.reservationId, frame.contactId);
      this.#ring(frame.reservationId);
    }
    if (frame.type !== 'reservation.gone') return;
    const contactId = this.#ringing.get(frame.reservationId);
    this.#ringing.delete(frame.reservationId);
    if (frame.outcome === 'timeout') this.#missed();
    if (frame.outcome === 'accepted' && contactId !== undefined) this.#talk(contactId);
  }

  #ring(reservationId: string): void {
    const { center, chance, worker } = this.#place;
    const { missShare, answerSeconds } = worker.group;
    if (missShare > 0 && chance.happens(missShare)) return;
    center.in(draw(answerSeconds, chance), async () => {
      if (this.#ringing.has(reservationId)) await this.#hands?.do({ type: 'reservation.answer', reservationId, accepted: true });
    });
  }

  #missed(): void {
    const { center, chance, worker } = this.#place;
    this.time.miss();
    center.in(draw(worker.group.backSeconds, chance), async () => {
      await this.#hands?.do({ type: 'presence.set', state: 'available' });
    });
  }

  #talk(contactId: string): void {
    const { center, chance, worker, handleTimes } = this.#place;
    this.time.begin(center.clock.now());
    const wrapUpMs = draw(worker.group.wrapUpSeconds, chance);
    center.in(handleTimes.get(contactId) ?? 0, async () => {
      if (wrapUpMs > 0) await this.#hands?.do({ type: 'contact.close', contactId });
      center.in(wrapUpMs, async () => {
        await this.#hands?.do({ type: 'contact.wrap', contactId, codes: [] });
        this.time.end(center.clock.now());
      });
    });
  }
}
