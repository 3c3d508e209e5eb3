/**
 * Reservations that ring at this agent: how long each has rung, which one is being answered, and joining by itself.
 *
 * Knows the countdown's whole and the "Joining… / Not now" of one reservation. The session holds the reservations
 * themselves; answering is the workplace's.
 */
import type { CancelTimer, Clock } from '../protocol/index.js';
import type { Session } from '../session/index.js';
import { joinChoice, type JoinFacts, type Reservation } from './auto-join.js';

/** What the page knows of the agent and the browser. */
export interface RingFacts {
  permitted(): Promise<boolean>;
  visible(): boolean;
  idleMs(): number;
}

export interface RingingOptions {
  readonly session: Session;
  readonly clock: Clock;
  readonly facts: RingFacts;
  /** The agent's setting at sign-in. */
  readonly wanted: boolean;
  readonly onChange: () => void;
  readonly onRing: (reservation: Reservation) => void;
  readonly accept: (reservation: Reservation) => void;
}

/** How one ring stands. */
export type RingState =
  | { readonly kind: 'ringing' }
  /** Joins by itself at `at` (local milliseconds) unless the agent says "Not now". */
  | { readonly kind: 'joining'; readonly at: number }
  /** Answered here; the platform's word is on its way. */
  | { readonly kind: 'answering' };

interface Ring {
  readonly totalMs: number;
  state: RingState;
  cancel: CancelTimer;
}

const idle: CancelTimer = () => undefined;

export class Ringing {
  readonly #options: RingingOptions;
  readonly #rings = new Map<string, Ring>();
  readonly #stops: readonly (() => void)[];
  #wanted: boolean;
  #lastJoin: 'by-itself' | 'by-hand' = 'by-hand';

  constructor(options: RingingOptions) {
    this.#options = options;
    this.#wanted = options.wanted;
    this.#stops = [
      options.session.on('reservation', (reservation) => void this.#ring(reservation)),
      options.session.on('reservation.gone', ({ reservationId }) => this.#gone(reservationId)),
    ];
  }

  /** What rings now, longest first. */
  get reservations(): readonly Reservation[] {
    return this.#options.session.reservations;
  }
  /** Whether the agent wants to join own customers' videos at once. */
  get wanted(): boolean {
    return this.#wanted;
  }
  set wanted(on: boolean) {
    this.#wanted = on;
    if (!on) for (const id of this.#rings.keys()) this.notNow(id);
    this.#options.onChange();
  }
  /** How the latest accepted ring was answered. */
  get lastJoin(): 'by-itself' | 'by-hand' {
    return this.#lastJoin;
  }

  stateOf(reservationId: string): RingState {
    return this.#rings.get(reservationId)?.state ?? { kind: 'ringing' };
  }
  /** Milliseconds a reservation rings in all, as far as this page saw it. */
  totalOf(reservationId: string): number {
    return this.#rings.get(reservationId)?.totalMs ?? 20_000;
  }

  /** An answer is on its way. */
  answering(reservationId: string): void {
    this.#lastJoin = 'by-hand';
    this.#set(reservationId, { kind: 'answering' });
  }
  /** An answer came to nothing here: the contact's cards have their buttons back. */
  ringAgain(contactId: string): void {
    for (const it of this.reservations) if (it.contactId === contactId) this.#set(it.reservationId, { kind: 'ringing' });
  }
  notNow(reservationId: string): void {
    if (this.stateOf(reservationId).kind === 'joining') this.#set(reservationId, { kind: 'ringing' });
  }

  destroy(): void {
    for (const stop of this.#stops) stop();
    for (const ring of this.#rings.values()) ring.cancel();
    this.#rings.clear();
  }

  async #ring(reservation: Reservation): Promise<void> {
    const { reservationId } = reservation;
    if (this.#rings.has(reservationId)) return;
    const { clock, session, facts } = this.#options;
    const totalMs = Math.max(1_000, Date.parse(reservation.expiresAt) - (clock.now() + session.clockOffset));
    this.#rings.set(reservationId, { totalMs, state: { kind: 'ringing' }, cancel: idle });
    this.#options.onRing(reservation);
    this.#options.onChange();
    const permitted = reservation.join?.mode === 'auto' && (await facts.permitted());
    const ring = this.#rings.get(reservationId);
    // Answered or gone while the browser was asked.
    if (ring?.state.kind !== 'ringing') return;
    const known: JoinFacts = { wanted: this.#wanted, permitted, visible: facts.visible(), idleMs: facts.idleMs() };
    const choice = joinChoice(reservation, known);
    if (choice.kind === 'join') this.#joinAfter(reservation, ring, choice.delayMs);
  }

  #joinAfter(reservation: Reservation, ring: Ring, delayMs: number): void {
    const join = (): void => {
      this.#options.accept(reservation);
      this.#lastJoin = 'by-itself';
    };
    if (delayMs === 0) {
      join();
      return;
    }
    const { clock } = this.#options;
    this.#set(reservation.reservationId, { kind: 'joining', at: clock.now() + delayMs });
    ring.cancel = clock.after(delayMs, join);
  }

  #set(reservationId: string, state: RingState): void {
    const ring = this.#rings.get(reservationId);
    if (ring === undefined) return;
    ring.cancel();
    ring.cancel = idle;
    ring.state = state;
    this.#options.onChange();
  }

  #gone(reservationId: string): void {
    this.#rings.get(reservationId)?.cancel();
    this.#rings.delete(reservationId);
    this.#options.onChange();
  }
}
