/**
 * Patience: how much longer a state of a bound call without media may last.
 *
 * Knows which time counts: that in which the other side could have been reached, and before the first frame also that in
 * which this side was offline. Pure arithmetic; what happens when it is spent is in machine-call.ts.
 */
import type { CallTimes } from './deadlines.js';
import type { Patience, Reach, Waits } from './machine-state.js';

/** States that have patience. */
export type Impatient = 'connecting' | 'recovering' | 'rebuilding';

/** Whether time counts against the patience of a state. */
export const counts = (kind: Impatient, waitsFor: Reach['waitsFor']): boolean =>
  waitsFor === 'path' || (kind === 'connecting' && waitsFor === 'network');

/** The patience of a state that begins now. */
export const begin = (kind: Impatient, at: number, reach: Reach, times: CallTimes): Waits =>
  waits(kind, { startedAt: at, spentMs: 0, since: at }, reach, times);

/** What remains of it when the reach is another one, or the state. */
export function goOn(kind: Impatient, { patience, waitsFor }: Waits, at: number, reach: Reach, times: CallTimes): Waits {
  const spentMs = patience.spentMs + (counts(kind, waitsFor) ? at - patience.since : 0);
  return waits(kind, { startedAt: patience.startedAt, spentMs, since: at }, reach, times);
}

function waits(kind: Impatient, patience: Patience, reach: Reach, times: CallTimes): Waits {
  const { waitsFor } = reach;
  const absolute = patience.startedAt + times.absolute;
  const budget = kind === 'connecting' ? times.total : times.budget;
  const due = counts(kind, waitsFor) ? patience.since + budget - patience.spentMs : (reach.lease ?? absolute);
  return { waitsFor, until: Math.min(absolute, due), patience };
}
