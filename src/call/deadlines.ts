/**
 * How long each part of a call may take, and when the timers of a state are due.
 *
 * Pure: due times follow from the state alone, so a runner arms what is due and disarms what is not, and nothing is left
 * over. Most values are those of other engines, held against what browsers do: 15 s to `failed` in Chromium, 30 s in Firefox.
 */
import type { TimerName } from './machine-event.js';
import type { MachineState } from './machine-state.js';

/** All in milliseconds. */
export interface CallTimes {
  /** A connection made ahead is good for so long, relays and networks do not wait: where an agent is rung for longer, another is made. */
  readonly ahead: number;
  /** A connection without a picture after that is replaced. Before a browser gives up by itself, after a slow TLS relay. */
  readonly attempt: number;
  /** All attempts together until the first frame: three of them, and a little. The platform allows a bound call 40 s. */
  readonly total: number;
  /** An ICE restart that has not helped by then is tried again, or gives way to a new connection: two round trips by TLS relay. */
  readonly restart: number;
  /** The agent asks for an ICE restart again when it has heard of none; one that began later than that ago is not repeated for it. */
  readonly ask: number;
  /** Time in which media has to come back, counted only while both sides can be reached. As long as browsers and others wait. */
  readonly budget: number;
  /** The same by the wall clock, however much of it nobody could be reached: nobody looks at a still picture for longer. */
  readonly absolute: number;
  /** Between the beginnings of an attempt that failed at once and the next, so that a refusal does not become a storm. */
  readonly pause: number;
  /** How long the platform keeps a call for a participant without a socket: what a side that waits can promise. */
  readonly lease: number;
  /** Signals go out again when unacknowledged for so long: twice a slow path's round trip. */
  readonly resend: number;
  /** A peer that has acknowledged nothing for so long is not in the call: its page is new, say. Two resends in vain. */
  readonly silence: number;
  /** An offer that was delivered but not answered goes out again after this, thrice; after the last wait the link is lost. */
  readonly answer: number;
  /** The other side's connection closed: its word why may be on the way, and comes first. */
  readonly goodbye: number;
}

export const defaultTimes: CallTimes = {
  ahead: 60_000,
  attempt: 12_000,
  total: 35_000,
  restart: 8_000,
  ask: 4_000,
  budget: 30_000,
  absolute: 120_000,
  pause: 1_000,
  lease: 30_000,
  resend: 2_000,
  silence: 4_000,
  answer: 2_000,
  goodbye: 1_000,
};

/** ICE restarts of one break before the connection is replaced. */
export const restartsBeforeRebuild = 2;
/** The agent's requests for one, before it asks for a new connection. */
export const asksBeforeRebuild = 4;

/** When each timer of a state is due, local clock. Nothing is tried while nobody could answer. */
export function timersOf(state: MachineState, times: CallTimes): Partial<Record<TimerName, number>> {
  switch (state.kind) {
    case 'waiting':
      return state.ahead ? { attempt: state.ahead.since + times.ahead } : {};
    case 'connecting':
    case 'rebuilding':
      return { budget: giveUpAt(state, times), ...(state.waitsFor === 'path' ? { attempt: state.retryAt } : {}) };
    case 'recovering':
      return { budget: giveUpAt(state, times), ...(state.waitsFor === 'path' ? { restart: state.againAt } : {}) };
    default:
      return {};
  }
}

/**
 * While the platform keeps the call for somebody who is away, its word ends it, and the wall clock where that never comes.
 * A side that is offline cannot hear that word: it goes by what it knows.
 */
function giveUpAt(state: Extract<MachineState, { kind: 'connecting' | 'recovering' | 'rebuilding' }>, times: CallTimes): number {
  return state.waitsFor === 'peer' ? state.patience.startedAt + times.absolute : state.until;
}
