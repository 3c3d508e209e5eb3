/**
 * Time as everything in Segue sees it: injected, so that tests own it.
 *
 * Knows the interface only. The session and the platform each bring a system clock; `segue-chat/testing` brings a manual one.
 */

/** Stops a timer; calling it twice, or after the timer has run, does nothing. */
export type CancelTimer = () => void;

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `task` once, `ms` milliseconds from now at the earliest. */
  after(ms: number, task: () => void): CancelTimer;
}
