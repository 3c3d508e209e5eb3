import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { histories, shrinking } from '../core/depth.js';
import { configArbitrary, evenArbitrary, movesArbitrary, RoutingPlay, turnoverArbitrary } from './routing-play.js';

const queues = shrinking(configArbitrary);

describe('whatever customers, agents and time do, in queues of every make', () => {
  it('nobody waits while somebody is free, nobody is overtaken, the longest idle rings, waits go on, every time is a row', async () => {
    const property = fc.asyncProperty(queues, shrinking(movesArbitrary()), async (config, moves) => {
      await (await RoutingPlay.begin(config)).through(moves);
    });
    await fc.assert(property, histories(20, 1_500));
  }, 1_800_000);

  it('and among agents alike it is whoever has least in hand, then the longest idle', async () => {
    let compared = 0;
    const property = fc.asyncProperty(evenArbitrary, shrinking(turnoverArbitrary), async (config, moves) => {
      compared += await (await RoutingPlay.begin(config)).through(moves);
    });
    await fc.assert(property, histories(15, 600));
    expect(compared, 'rings that another agent could have had').toBeGreaterThan(0);
  }, 1_800_000);

  it('and so it is when the platform restarts in between', async () => {
    const property = fc.asyncProperty(queues, shrinking(movesArbitrary(true)), async (config, moves) => {
      const folder = mkdtempSync(join(tmpdir(), 'segue-routing-'));
      try {
        await (await RoutingPlay.begin(config, folder)).through(moves);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
    await fc.assert(property, histories(5, 300));
  }, 1_800_000);
});
