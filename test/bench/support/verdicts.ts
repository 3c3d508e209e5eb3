/**
 * The budgets of a call against what was measured: one row each, as numbers and as words.
 *
 * Pure. Ratios come from one run and one machine, so that a slow machine is slow for both sides of them.
 */
import type { Measured } from './results.js';
import type { Subject } from './rounds.js';
import { median } from './statistics.js';
import type { Make } from './world.js';

export interface Verdict {
  readonly what: string;
  readonly make?: Make;
  readonly measured: string;
  readonly budget: string;
  /** Undefined where nothing could be measured. */
  readonly kept: boolean | undefined;
  /** How it came about. */
  readonly of: string;
}

type Rounds = Extract<Measured, { kind: 'rounds' }>;
type Cut = Extract<Measured, { kind: 'cut' }>;

export const makes: readonly Make[] = ['chromium', 'firefox'];
const budgets = { overBare: 1.25, overOpen: 1.5, mendedMs: 3_000 };

/** Milliseconds from the customer’s captured camera to the first frame of the agent there, one for each round. */
export const frames = (measured: Rounds, subject: Subject): number[] => measured.rounds[subject].flatMap(({ customer }) => customer.frame ?? []);

export const roundsOf = (all: readonly Measured[], make: Make, path: Rounds['path']): Rounds | undefined =>
  all.find((it): it is Rounds => it.kind === 'rounds' && it.make === make && it.path === path);

/** Cuts of one length, in the order of their lengths. */
export function cutsOf(all: readonly Measured[], make: Make): (readonly [seconds: number, cuts: readonly Cut[]])[] {
  const cuts = all.filter((it): it is Cut => it.kind === 'cut' && it.make === make);
  const lengths = [...new Set(cuts.map(({ seconds }) => seconds))].sort((a, b) => a - b);
  return lengths.map((seconds) => [seconds, cuts.filter((cut) => cut.seconds === seconds)]);
}

const ms = (value: number): string => `${String(Math.round(value))} ms`;
const ratio = (value: number): string => `${value.toFixed(2)} x`;
const verdict = (kept: boolean, value: number): boolean | undefined => (Number.isNaN(value) ? undefined : kept);

export function verdicts(all: readonly Measured[]): Verdict[] {
  return makes.flatMap((make) => [...firstFrame(all, make), ...withoutUdp(all, make), ...afterCuts(all, make)]);
}

function firstFrame(all: readonly Measured[], make: Make): Verdict[] {
  return (['open', 'no UDP'] as const).flatMap((path) => {
    const measured = roundsOf(all, make, path);
    if (!measured) return [];
    const [segue, bare] = [median(frames(measured, 'segue')), median(frames(measured, 'bare'))];
    const value = segue / bare;
    const of = `${ms(segue)} over ${ms(bare)}, medians of ${String(frames(measured, 'segue').length)} and ${String(frames(measured, 'bare').length)}`;
    const what = `capture granted to first remote frame, over a bare connection${path === 'open' ? '' : ', UDP dropped'}`;
    return [{ what, make, measured: ratio(value), budget: `<= ${String(budgets.overBare)} x`, kept: verdict(value <= budgets.overBare, value), of }];
  });
}

function withoutUdp(all: readonly Measured[], make: Make): Verdict[] {
  const [open, dropped] = [roundsOf(all, make, 'open'), roundsOf(all, make, 'no UDP')];
  if (!open || !dropped) return [];
  const [there, here] = [median(frames(open, 'segue')), median(frames(dropped, 'segue'))];
  const bare = median(frames(dropped, 'bare')) / median(frames(open, 'bare'));
  const value = here / there;
  return [
    { what: 'UDP dropped, over the open run', make, measured: ratio(value), budget: `<= ${String(budgets.overOpen)} x`, kept: verdict(value <= budgets.overOpen, value), of: `${ms(here)} over ${ms(there)}; the bare call: ${ratio(bare)}` },
  ];
}

function afterCuts(all: readonly Measured[], make: Make): Verdict[] {
  return cutsOf(all, make).map(([seconds, cuts]) => {
    const middle = (subject: Subject): number => median(cuts.map(({ mended }) => mended[subject] ?? Number.POSITIVE_INFINITY));
    const words = (value: number): string => (Number.isFinite(value) ? ms(value) : 'never');
    const value = middle('segue');
    const each = cuts.map(({ mended }) => words(mended.segue ?? Number.POSITIVE_INFINITY)).join(', ');
    return { what: `media on both sides after a path is there again, cut for ${String(seconds)} s`, make, measured: words(value), budget: `<= ${ms(budgets.mendedMs)}`, kept: verdict(value <= budgets.mendedMs, value), of: `${each}; the bare call: ${words(middle('bare'))}` };
  });
}
