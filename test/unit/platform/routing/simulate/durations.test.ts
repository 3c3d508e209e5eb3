import { describe, expect, it } from 'vitest';
import { Chance } from '../../../../../src/platform/routing/simulate/chance.js';
import { comings, draw } from '../../../../../src/platform/routing/simulate/durations.js';
import type { Duration } from '../../../../../src/platform/routing/simulate/scenario.js';

const hour = 3_600_000;
const many = 20_000;

function momentsOf(duration: Duration): { readonly mean: number; readonly deviation: number } {
  const chance = new Chance(11);
  const draws = Array.from({ length: many }, () => draw(duration, chance) / 1_000);
  const mean = draws.reduce((sum, it) => sum + it, 0) / many;
  return { mean, deviation: Math.sqrt(draws.reduce((sum, it) => sum + (it - mean) ** 2, 0) / many) };
}

describe('durations', () => {
  it('are always the same where a number is given', () => {
    expect(momentsOf(12)).toEqual({ mean: 12, deviation: 0 });
  });

  // Of 20,000 draws the mean is within 3 % of what was asked for in all but one case of ten thousand.
  it.each<[Duration, number, number]>([
    [{ mean: 180, shape: 'exponential' }, 180, 180],
    [{ mean: 300, shape: 'lognormal', deviation: 100 }, 300, 100],
  ])('%j have that mean and deviation', (duration, mean, deviation) => {
    const drawn = momentsOf(duration);
    expect(drawn.mean / mean).toBeCloseTo(1, 1);
    expect(drawn.deviation / deviation).toBeCloseTo(1, 1);
  });
});

describe('contacts that come', () => {
  it('come by the rate of each hour', () => {
    const moments = [...comings([1_000, 0, 4_000], 6, new Chance(3))];
    const byHour = Array.from({ length: 6 }, (_, at) => moments.filter((it) => Math.floor(it / hour) === at).length);
    expect(byHour[1]).toBe(0);
    expect(byHour[4]).toBe(0);
    for (const [at, rate] of [[0, 1_000], [2, 4_000], [3, 1_000], [5, 4_000]] as const) expect(Math.abs((byHour[at] ?? 0) - rate)).toBeLessThan(4 * Math.sqrt(rate));
  });

  it('come in order, within the time, and again the same from the same seed', () => {
    const moments = [...comings(500, 2, new Chance(5))];
    expect(moments).toEqual([...moments].sort((a, b) => a - b));
    expect(moments.at(-1)).toBeLessThan(2 * hour);
    expect([...comings(500, 2, new Chance(5))]).toEqual(moments);
  });

  it('do not come at all at no rate', () => {
    expect([...comings(0, 5, new Chance(1))]).toEqual([]);
  });
});
