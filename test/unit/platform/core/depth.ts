/**
 * How many histories a property plays, how far one that fails is made smaller, and how it is played again.
 *
 * A failing property prints its smallest history with `seed` and `path`; SEGUE_SEED and SEGUE_PATH play just that one again
 * (with `-t`, as they hold for every property of the run).
 */
import fc from 'fast-check';

const { SEGUE_DEPTH, SEGUE_RUNS, SEGUE_SEED, SEGUE_PATH } = process.env;

/** `SEGUE_DEPTH=deep` plays `deep` of them; SEGUE_RUNS times as many in either. */
export function histories(ci: number, deep: number): { numRuns: number; seed?: number; path?: string } {
  return {
    numRuns: (SEGUE_DEPTH === 'deep' ? deep : ci) * Number(SEGUE_RUNS ?? 1),
    ...(SEGUE_SEED === undefined ? {} : { seed: Number(SEGUE_SEED) }),
    ...(SEGUE_PATH === undefined ? {} : { path: SEGUE_PATH }),
  };
}

/**
 * Shrinks by at most `tries` further plays, so that a history that fails is told of before the test's time is up: a count
 * and not a time, so that the same seed ends with the same history on every machine.
 */
export const shrinking = <T>(history: fc.Arbitrary<T>, tries = 300): fc.Arbitrary<T> => fc.limitShrink(history, tries);
