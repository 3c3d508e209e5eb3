/**
 * Reservations that ring at this agent: how long each has rung, which one is being answered, and joining by itself.
 *
 * Knows the countdown's whole and the "Joining… / Not now" of one reservation. The session holds the reservations
 * themselves; answering is the workplace's.
 */
import type { CancelTimer, Clock } from '../protocol/index.js';
import type { Session } from '../session/index.js';
import { isKeptVideo, joinChoice, type JoinFacts, type Reservation } from './auto-join.js';

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
  /** Whether it joins by itself is being found out; nothing shows yet. */
  | { readonly kind: 'deciding' }
  | { readonly kind: 'ringing' }
  /** Answered by the desk at once: the video pane is what the agent sees of it. */
  | { readonly kind: 'by-itself' }
  /** Joins by itself at `at` (local milliseconds) unless the agent says "Not now". */
  | { readonly kind: 'joining'; readonly at: number }
  /** Answered here; the platform's word is on its way. */
  | { readonly kind: 'answering' };

interface Ring {
  readonly totalMs: number;
  state: RingState;
  cancel: CancelTimer;
}

/** Joining that takes longer than this shows its card after all. Milliseconds. */
const unseenMs = 3_000;

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

  /** What rings now, longest first; none that the desk answers by itself. */
  get reservations(): readonly Reservation[] {
    return this.#options.session.reservations.filter(({ reservationId }) => {
      const { kind } = this.stateOf(reservationId);
      return kind !== 'deciding' && kind !== 'by-itself';
    });
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
    for (const it of this.#options.session.reservations) {
      if (it.contactId !== contactId) continue;
      const unheard = this.stateOf(it.reservationId).kind === 'by-itself';
      this.#set(it.reservationId, { kind: 'ringing' });
      if (unheard) this.#options.onRing(it);
    }
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
    const auto = isKeptVideo(reservation) && reservation.join?.mode === 'auto' && this.#wanted;
    this.#rings.set(reservationId, { totalMs, state: { kind: auto ? 'deciding' : 'ringing' }, cancel: idle });
    if (!auto) {
      this.#begin(reservation);
      return;
    }
    const permitted = await facts.permitted();
    const ring = this.#rings.get(reservationId);
    // Answered or gone while the browser was asked.
    if (ring?.state.kind !== 'deciding') return;
    const known: JoinFacts = { wanted: this.#wanted, permitted, visible: facts.visible(), idleMs: facts.idleMs() };
    const choice = joinChoice(reservation, known);
    if (choice.kind === 'join' && choice.delayMs === 0) {
      this.#join(reservation);
      return;
    }
    this.#set(reservationId, { kind: 'ringing' });
    this.#begin(reservation);
    if (choice.kind === 'join') {
      ring.state = { kind: 'joining', at: clock.now() + choice.delayMs };
      ring.cancel = clock.after(choice.delayMs, () => this.#join(reservation));
    }
  }

  /** From here on it is seen and heard. */
  #begin(reservation: Reservation): void {
    this.#options.onRing(reservation);
    this.#options.onChange();
  }

  #join(reservation: Reservation): void {
    const unseen = this.stateOf(reservation.reservationId).kind === 'deciding';
    this.#options.accept(reservation);
    this.#lastJoin = 'by-itself';
    const ring = this.#rings.get(reservation.reservationId);
    // Unless the devices refused in this very task, and it rings again.
    if (!unseen || ring?.state.kind !== 'answering') return;
    this.#set(reservation.reservationId, { kind: 'by-itself' });
    ring.cancel = this.#options.clock.after(unseenMs, () => this.#set(reservation.reservationId, { kind: 'answering' }));
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
