/**
 * An agent's time at work as series of the aggregates: what they were doing, and why not.
 *
 *   presence/on-queue   presence/break/Lunch
 *
 * Knows the states that time is counted by and how a stretch of it becomes pieces of quarters, so that an interval has the time
 * that was spent in it. Presence is in no timeline: these series cannot be counted anew (rebuild.ts). Does not know what makes
 * a presence (routing/presence-tally.ts).
 */
import type { Counted } from './cell-store.js';
import { finest, startOf } from './cell-store.js';

/** `available` is there and off queue: what contacts come to is `on-queue`. Who is offline is at no work. */
export const workStates = ['on-queue', 'available', 'break', 'away', 'not-responding'] as const;
export type WorkState = (typeof workStates)[number];

export interface Work {
  readonly state: WorkState;
  /** Of a break, or of being away, where the agent gave one. */
  readonly reason?: string;
}

const prefix = 'presence';

export const isPresence = (series: string): boolean => series.startsWith(`${prefix}/`);

export const seriesOf = ({ state, reason }: Work): string => [prefix, state, ...(reason === undefined ? [] : [reason])].join('/');

const isState = (word: string): word is WorkState => (workStates as readonly string[]).includes(word);

/** What a series counts; undefined for one that is not of presence. A reason may have any letters in it. */
export function workOf(series: string): Work | undefined {
  const [kind, state = '', ...reason] = series.split('/');
  if (kind !== prefix || !isState(state)) return undefined;
  return { state, ...(reason.length === 0 ? {} : { reason: reason.join('/') }) };
}

const counted = (agentId: string, work: Work): Omit<Counted, 'at' | 'ms' | 'times'> => ({ agentId, deploymentId: '', medium: '', series: seriesOf(work) });

/** That it began. */
export const begun = (agentId: string, work: Work, at: number): Counted => ({ ...counted(agentId, work), at, ms: 0, times: 1 });

/** How long it went on, quarter by quarter. */
export function spent(agentId: string, work: Work, from: number, to: number): readonly Counted[] {
  const pieces: Counted[] = [];
  for (let at = from; at < to; ) {
    const end = Math.min(to, startOf(at, finest) + finest);
    pieces.push({ ...counted(agentId, work), at, ms: end - at, times: 0 });
    at = end;
  }
  return pieces;
}
