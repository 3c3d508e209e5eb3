/** The time on a call's clock, in words. Pure. */
import type { UpgradeClientState } from '../call/index.js';
import { duration } from './duration.js';

/** Since the first frame; undefined before it. `now`: local milliseconds since the epoch. */
export function callTime(state: UpgradeClientState, now: number): string | undefined {
  const running = state.kind === 'live' || state.kind === 'recovering' || state.kind === 'rebuilding';
  return running ? duration(now - state.since) : undefined;
}
