/**
 * The clock of the machine this runs on.
 *
 * Knows Date and setTimeout, so that nothing else in the session has to. Tests bring `manualClock` instead.
 */
import type { Clock } from '../protocol/index.js';

/** Real time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, task) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
};
