import { describe, expect, it } from 'vitest';
import { calm, fault, storm } from './weather.js';
import { generator, World } from './world.js';

const schedules = process.env['SEGUE_DEPTH'] === 'deep' ? 50_000 : 1_000;

describe('customer, agent and platform on a bad wire', () => {
  it(`come to rest in each of ${String(schedules)} schedules, with cameras on in calls only`, { timeout: schedules * 50 }, () => {
    const seen = new Map<string, Set<number>>();
    for (let seed = 1; seed <= schedules; seed++) {
      const world = new World(generator(seed));
      try {
        storm(world, (kind) => seen.set(kind, (seen.get(kind) ?? new Set()).add(seed)));
        calm(world);
      } catch (error) {
        throw new Error(`seed ${String(seed)}`, { cause: error });
      }
      expect(fault(world), `seed ${String(seed)}`).toBeUndefined();
    }
    // An exploration that seldom gets anywhere proves little.
    const reached = Object.fromEntries([...seen].map(([kind, seeds]) => [kind, seeds.size / schedules]));
    expect(Object.keys(reached).sort()).toEqual(['capturing', 'connecting', 'ended', 'idle', 'live', 'rebuilding', 'recovering', 'requesting', 'waiting']);
    expect(reached['live']).toBeGreaterThan(0.3);
    expect(reached['rebuilding']).toBeGreaterThan(0.1);
  });
});
