/**
 * The platform's clock: the machine's.
 *
 * Knows `Date.now` and timers, as the only file of the platform's domain that does; everything else gets a `Clock`.
 */
import type { Clock } from '../protocol/clock.js';

/** Longest delay of a timer in Node; a longer one would fire at once. */
const longest = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, task) {
    let timer = setTimeout(step, Math.min(ms, longest), ms - longest);
    timer.unref();
    function step(left: number): void {
      if (left <= 0) {
        task();
        return;
      }
      timer = setTimeout(step, Math.min(left, longest), left - longest);
      timer.unref();
    }
    return () => clearTimeout(timer);
  },
};
