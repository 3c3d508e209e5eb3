import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countsFor, pageOf, type Emission, type ReportQuestion } from '../../../../src/platform/record/index.js';
import { addEmissions, finest, grains, startOf, summedUntil, sumUp } from '../../../../src/platform/record/cell-store.js';
import type { Store } from '../../../../src/platform/store/store.js';
import { cellsFrom, cellsOf, openBook } from './book.js';
import { start } from './fixture.js';

const coarser = grains.filter((it) => it !== finest);
const day = 86_400_000;

const emission: fc.Arbitrary<Emission> = fc.record({
  at: fc.integer({ min: start, max: start + 2 * day }), series: fc.constantFrom('tWait', 'nOffered', 'tTalk'), ms: fc.nat({ max: 100_000 }), deploymentId: fc.constantFrom('shop', 'other'),
  queueId: fc.constantFrom('support', 'repairs'), agentId: fc.constantFrom('ana', 'ben'), medium: fc.constantFrom('webChat', 'videoChat'),
});
type Step = { readonly emit: readonly Emission[]; readonly sumAt: number | undefined };
const steps: fc.Arbitrary<Step[]> = fc.array(fc.record({ emit: fc.array(emission, { maxLength: 4 }), sumAt: fc.option(fc.integer({ min: start, max: start + 3 * day }), { nil: undefined }) }), { maxLength: 20 });

const play = async (store: Store, moves: readonly Step[]): Promise<void> => {
  for (const { emit, sumAt } of moves) {
    await store.transaction((tx) => addEmissions(tx, emit));
    if (sumAt !== undefined) await store.transaction((tx) => sumUp(tx, sumAt));
  }
};

async function sumAll(store: Store, now: number): Promise<void> {
  while (await store.transaction((tx) => sumUp(tx, now)));
}

describe('intervals', () => {
  test('begin on their boundary, which is in them, and end before the next', () => {
    for (const grain of grains) {
      expect(startOf(start, grain) % grain).toBe(0);
      expect(startOf(startOf(start, grain), grain)).toBe(startOf(start, grain));
      expect(startOf(startOf(start, grain) + grain - 1, grain)).toBe(startOf(start, grain));
      expect(startOf(startOf(start, grain) + grain, grain)).toBe(startOf(start, grain) + grain);
    }
    expect(startOf(-1, finest)).toBe(-finest);
  });
});

describe('hours and days', () => {
  test('are the sums of their quarters, whenever they were summed and whatever came late', async () => {
    await fc.assert(fc.asyncProperty(steps, async (moves) => {
      const store = await openBook();
      await play(store, moves);
      await sumAll(store, start + 4 * day);
      const all = moves.flatMap(({ emit }) => emit);
      expect(await cellsOf(store)).toEqual(cellsFrom(all));
      expect(await cellsOf(store, coarser)).toEqual(cellsFrom(all, coarser));
    }), { numRuns: 40 });
  });

  test('take in no quarter that is not over, and no quarter twice', async () => {
    const store = await openBook();
    const now = start + 50 * 60_000;
    const one = (minutes: number): Emission => ({ at: start + minutes * 60_000, series: 'nOffered', ms: 0, deploymentId: 'shop', medium: 'webChat', queueId: 'support' });
    await store.transaction((tx) => addEmissions(tx, [one(0), one(20), one(50)]));
    for (let n = 0; n < 3; n += 1) await store.transaction((tx) => sumUp(tx, now));
    expect(await store.transaction(summedUntil)).toBe(start + 45 * 60_000);
    expect(await cellsOf(store, coarser)).toEqual(cellsFrom([one(0), one(20)], coarser));
  });

  test('give a report the same numbers before and after', async () => {
    const question: ReportQuestion = { from: startOf(start, day), to: startOf(start, day) + 4 * day, interval: day, by: ['queue', 'agent'], only: {}, counts: countsFor('queue'), limit: 1_000 };
    await fc.assert(fc.asyncProperty(steps, async (moves) => {
      const store = await openBook();
      await play(store, moves);
      const report = () => pageOf(question, (work) => store.transaction(work));
      const before = await report();
      await sumAll(store, start + 4 * day);
      expect(await report()).toEqual(before);
    }), { numRuns: 25 });
  });
});
