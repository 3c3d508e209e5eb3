/**
 * Hints that the path may be another one now: the browser came online, the network is of another kind, the machine slept.
 *
 * Knows the browser's events and that a clock which jumps ahead means sleep. Does not know what to do about it. Where there
 * is no window there are no hints.
 */
import type { CancelTimer, Clock } from '../protocol/index.js';

/** Calls `changed` on each hint, until the returned function is called. */
export type WatchPath = (clock: Clock, changed: () => void) => () => void;

/** Between two looks at the clock. */
const lookMs = 5_000;
/** A look that is late by this much was slept through; a busy page or a hidden tab is late by less. */
const sleptMs = 10_000;
/** Hints that come together are one. */
const together = 2_000;

/** Chromium has it, and says `change` for estimates of speed, too; only another `type` is another network. */
interface NetworkInformation extends EventTarget {
  readonly type?: string;
}

function networkInformation(): NetworkInformation | undefined {
  const connection: unknown = Reflect.get(navigator, 'connection');
  return connection instanceof EventTarget ? connection : undefined;
}

/** Calls `slept` after each sleep of the machine. */
export function watchSleep(clock: Clock, slept: () => void): () => void {
  let cancel: CancelTimer;
  const look = (): void => {
    const due = clock.now() + lookMs;
    cancel = clock.after(lookMs, () => {
      if (clock.now() - due > sleptMs) slept();
      look();
    });
  };
  look();
  return () => cancel();
}

export const watchPath: WatchPath = (clock, changed) => {
  if (typeof window === 'undefined') return () => undefined;
  let hintedAt = -Infinity;
  const hint = (): void => {
    if (clock.now() - hintedAt < together) return;
    hintedAt = clock.now();
    changed();
  };
  const network = networkInformation();
  let type = network?.type;
  const compare = (): void => {
    if (network?.type === type) return;
    type = network?.type;
    hint();
  };
  window.addEventListener('online', hint);
  network?.addEventListener('change', compare);
  const awake = watchSleep(clock, hint);
  return () => {
    window.removeEventListener('online', hint);
    network?.removeEventListener('change', compare);
    awake();
  };
};
