/**
 * How long each state of a call may last, and when its timers are due.
 *
 * Pure: due times follow from the state alone, so a runner arms what is due and disarms what is not, and nothing is left
 * over. The values are those of other engines, measured against what browsers do (15 s to `failed` in Chromium, 30 s in
 * Firefox): earlier than either.
 */
import type { TimerName } from './machine-event.js';
import type { MachineState } from './machine-state.js';

export const deadlines = {
  /** A connection without a picture after this many milliseconds is replaced by another one. */
  attempt: 12_000,
  /** All attempts together, from the bind to the first frame. */
  total: 35_000,
  /** An ICE restart that has not helped by then is tried again, or gives way to a new connection. */
  restart: 8_000,
  /** Online time in which media has to come back. */
  budget: 30_000,
  /** The same by the wall clock, however much of it was offline. */
  absolute: 120_000,
  /** Between an attempt that failed at once and the next one. */
  pause: 1_000,
} as const satisfies Record<TimerName | 'pause', number>;

/** ICE restarts of one break before the connection is replaced. */
export const restartsBeforeRebuild = 2;

/** When each timer of a state is due, local clock. */
export function timersOf(state: MachineState): Partial<Record<TimerName, number>> {
  switch (state.kind) {
    case 'connecting':
      return { attempt: state.attemptSince + deadlines.attempt, total: state.since + deadlines.total };
    case 'recovering':
      return { restart: state.restartAt + deadlines.restart, ...budgetTimers(state) };
    case 'rebuilding':
      return { attempt: state.attemptSince + deadlines.attempt, ...budgetTimers(state) };
    default:
      return {};
  }
}

function budgetTimers({ budget }: Extract<MachineState, { kind: 'recovering' | 'rebuilding' }>): Partial<Record<TimerName, number>> {
  const { startedAt, spentMs, runningSince } = budget;
  const absolute = startedAt + deadlines.absolute;
  return runningSince === undefined ? { absolute } : { absolute, budget: runningSince + deadlines.budget - spentMs };
}
