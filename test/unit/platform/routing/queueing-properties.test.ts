import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { configArbitrary, movesArbitrary, RoutingPlay } from './routing-play.js';

const deep = process.env['SEGUE_DEPTH'] === 'deep';
const seed = process.env['SEGUE_SEED'];
const parameters = (runs: number): fc.Parameters<unknown> => ({ numRuns: runs * Number(process.env['SEGUE_RUNS'] ?? 1), ...(seed === undefined ? {} : { seed: Number(seed) }) });

describe('whatever customers, agents and time do, in queues of every make', () => {
  it('nobody waits while somebody is free, nobody is overtaken, waits go on, every time is a row', async () => {
    const property = fc.asyncProperty(configArbitrary, movesArbitrary(), async (config, moves) => (await RoutingPlay.begin(config)).through(moves));
    await fc.assert(property, parameters(deep ? 1_500 : 20));
  }, 900_000);

  it('and so it is when the platform restarts in between', async () => {
    const property = fc.asyncProperty(configArbitrary, movesArbitrary(true), async (config, moves) => {
      const folder = mkdtempSync(join(tmpdir(), 'segue-routing-'));
      try {
        await (await RoutingPlay.begin(config, folder)).through(moves);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
    await fc.assert(property, parameters(deep ? 300 : 5));
  }, 900_000);
});
