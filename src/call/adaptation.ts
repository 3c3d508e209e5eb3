/**
 * Adaptation: how much of this side's picture the path leaves, so that the sound stays clear. Data and a pure function.
 *
 *             bad 3 s                bad 3 s               bad 3 s                weak 4 s
 *   rung 0 ------------> rung 1 ------------> rung 2 ------------> rung 3 ------------> rung 4
 *   (full)  <---------- (reduced) <--------- (reduced) <---------- (reduced) <-------- (audio-only)
 *             good 5 s              good 5 s               good 5 s     ^   good 10 s     |
 *      `-------------------- weak 2 s: at once ------------------------'   keepVideo, or camera off
 *
 * Each step begins to count anew. A step up that does not hold makes the next one wait twice as long, up to a minute.
 * After `keepVideo` rung 4 is not entered any more. A new path is given time before it is judged.
 *
 * Knows what a second looked like, not where that was measured nor how a sender is told (tuning.ts). That a place is far
 * away is no fault of the path: only what the round trip takes over its least counts.
 */
import type { CallHealth } from './call-health.js';
import { mosOf } from './mos.js';

/** What this side's sending met in one second. */
export interface PathSecond {
  /** Whether this side has a picture to send. */
  readonly sends: boolean;
  /** In per cent, the worse of sound and picture. */
  readonly loss: number;
  readonly jitterMs: number;
  readonly rttMs: number | undefined;
  /** What the browser believes it may send, where it tells. */
  readonly availableKbps: number | undefined;
}

export type Rung = 0 | 1 | 2 | 3 | 4;
type Verdict = 'good' | 'fair' | 'bad' | 'weak';

export interface AdaptationState {
  readonly rung: Rung;
  readonly videoKept: boolean;
  /** What the last seconds were, and since when. */
  readonly verdict: Verdict;
  readonly since: number;
  /** When it last went up; undefined once that has held. */
  readonly raisedAt: number | undefined;
  /** By how much a step up waits longer: 1 to 6. */
  readonly caution: number;
  readonly leastRttMs: number | undefined;
  /** Nothing is judged before. */
  readonly settledAt: number;
}

export type AdaptationEvent = { readonly at: number } & (
  | { readonly type: 'second'; readonly path: PathSecond }
  /** A connection or a candidate pair that was not used before. */
  | { readonly type: 'newPath' }
  | { readonly type: 'keepVideo' }
);

/** `tune`: the sender has to be told. `announce`: the other side, too, that the picture pauses or is back. */
export type AdaptationEffect = 'tune' | 'announce';

/** Milliseconds that a verdict has to hold. */
export const holds = { bad: 3_000, weak: 2_000, pause: 4_000, resume: 10_000, raise: 5_000 } as const;
/** A browser's own estimate needs so long to find its way up on a new path. */
export const settleMs = 6_000;
/** A step up has held when nothing pulled it down for so long. */
export const provenMs = 20_000;
const mostCaution = 6;

/** What the browser must believe it may send, in kb/s, for a rung to be worth having. */
const needs: Readonly<Record<Rung, number>> = { 0: 350, 1: 200, 2: 100, 3: 50, 4: 0 };
const above: Readonly<Record<Rung, Rung>> = { 0: 0, 1: 0, 2: 1, 3: 2, 4: 3 };
const below: Readonly<Record<Rung, Rung>> = { 0: 1, 1: 2, 2: 3, 3: 4, 4: 4 };

export const initialAdaptation = (at: number): AdaptationState => ({
  rung: 0,
  videoKept: false,
  verdict: 'fair',
  since: at,
  raisedAt: undefined,
  caution: 1,
  leastRttMs: undefined,
  settledAt: at + settleMs,
});

export const adaptationOf = ({ rung }: AdaptationState): CallHealth['adaptation'] => (rung === 0 ? 'full' : rung === 4 ? 'audio-only' : 'reduced');

export interface AdaptationStep {
  readonly state: AdaptationState;
  readonly effects: readonly AdaptationEffect[];
}

export function next(state: AdaptationState, event: AdaptationEvent): AdaptationStep {
  switch (event.type) {
    case 'newPath':
      return { state: { ...state, verdict: 'fair', since: event.at, leastRttMs: undefined, settledAt: event.at + settleMs }, effects: ['tune'] };
    case 'keepVideo':
      return move({ ...state, videoKept: true }, state.rung === 4 ? 3 : state.rung, event.at);
    case 'second':
      return second(state, event.path, event.at);
  }
}

function second(before: AdaptationState, path: PathSecond, at: number): AdaptationStep {
  const leastRttMs = path.rttMs === undefined ? before.leastRttMs : Math.min(path.rttMs, before.leastRttMs ?? path.rttMs);
  const held = before.raisedAt !== undefined && at - before.raisedAt >= provenMs;
  const state = { ...before, leastRttMs, ...(held ? { raisedAt: undefined, caution: 1 } : {}) };
  // Without a picture there is nothing to spare; one that is switched on later is given its chance.
  if (!path.sends) return move({ ...state, verdict: 'fair', since: at }, state.rung === 4 ? 3 : state.rung, at);
  if (at < state.settledAt) return { state, effects: [] };
  const verdict = verdictOf(state, path);
  const judged = { ...state, verdict, since: continues(state.verdict, verdict) ? state.since : at };
  return move(judged, wanted(judged, at), at);
}

/** Weak seconds count as bad ones, too. */
const continues = (before: Verdict, now: Verdict): boolean => before === now || (before === 'weak' && now === 'bad');

function verdictOf({ rung, leastRttMs }: AdaptationState, { loss, jitterMs, rttMs, availableKbps }: PathSecond): Verdict {
  const waiting = rttMs === undefined ? 0 : rttMs - (leastRttMs ?? rttMs);
  const speech = mosOf({ rttMs: waiting, jitterMs, loss });
  const room = availableKbps ?? Infinity;
  if (speech < 3.1 || room < needs[3]) return 'weak';
  if (speech < 3.6 || room < needs[rung]) return 'bad';
  return speech >= 4 && room >= needs[above[rung]] ? 'good' : 'fair';
}

/** The rung that what was seen, and for how long, asks for. */
function wanted({ rung, verdict, since, caution, videoKept }: AdaptationState, at: number): Rung {
  const ms = at - since;
  switch (verdict) {
    case 'good':
      return ms >= (rung === 4 ? holds.resume : holds.raise) * caution ? above[rung] : rung;
    case 'fair':
      return rung;
    case 'bad':
      return rung < 3 && ms >= holds.bad ? below[rung] : rung;
    case 'weak':
      if (rung < 3) return ms >= holds.weak ? 3 : rung;
      return ms >= holds.pause && !videoKept ? 4 : rung;
  }
}

function move(state: AdaptationState, rung: Rung, at: number): AdaptationStep {
  if (rung === state.rung) return { state, effects: [] };
  const raised = rung < state.rung;
  const failed = !raised && state.raisedAt !== undefined;
  return {
    state: {
      ...state,
      rung,
      verdict: 'fair',
      since: at,
      raisedAt: raised ? at : undefined,
      caution: failed ? Math.min(mostCaution, state.caution * 2) : state.caution,
    },
    effects: rung === 4 || state.rung === 4 ? ['tune', 'announce'] : ['tune'],
  };
}
