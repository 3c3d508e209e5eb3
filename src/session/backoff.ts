/**
 * How long to wait before dialling again.
 *
 * Knows exponential backoff with full jitter (AWS Architecture Blog, "Exponential Backoff And Jitter"): many clients that
 * lost one platform must not come back in one wave. Does not know timers.
 */
const firstCeilingMs = 1_000;
const lastCeilingMs = 15_000;

/** Milliseconds to wait after `attempt` (from 1) tries failed; `random` is in [0, 1). */
export const backoff = (attempt: number, random: number): number =>
  Math.round(random * Math.min(lastCeilingMs, firstCeilingMs * 2 ** Math.min(attempt - 1, 10)));
