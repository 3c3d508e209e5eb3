import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { Fuzz } from './fuzz/run.js';

const deep = process.env['SEGUE_DEPTH'] === 'deep';
/** Given: that one run again. */
const given = process.env['SEGUE_FUZZ_SEED'];
const count = Number(process.env['SEGUE_FUZZ_COUNT'] ?? (deep ? 50_000 : 10_000));
const rounds = given === undefined ? (deep ? 20 : 2) : 1;
const first = given === undefined ? Math.floor(Date.now() / 1_000) % 1_000_000_000 : Number(given);
const seeds = Array.from({ length: rounds }, (_, index) => first + index);

setFlagsFromString('--expose_gc');
// V8 gives it to new contexts only.
const collect = runInNewContext('gc') as () => void;

/** Bytes of live objects. */
function heap(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

/** What the platform may keep of a frame for the time for which it answers it again, and of its own caches, in bytes. */
const growthOf = 12_000_000;

describe('frames and requests that anybody could make up', () => {
  it.each(seeds)('from seed %i: no fault, no foreign data, memory flat', async (seed) => {
    const heaps: number[] = [];
    const report = await Fuzz.run({ seed, count, onThousand: (sent) => sent % Math.ceil(count / 5) < 1_000 && heaps.push(heap()) });
    console.log(`seed ${seed}: ${report.frames} frames, ${report.requests} requests; heap in MB ${heaps.map((it) => (it / 1e6).toFixed(1)).join(' ')}; ${JSON.stringify([...report.kinds])}`);
    expect(report.sent).toBeGreaterThanOrEqual(count);
    if (count < 10_000) return;
    expect([...report.kinds.keys()]).toEqual(expect.arrayContaining(['message', 'agent.joined', 'upgrade.asked', 'contact.closed']));
    expect((heaps.at(-1) ?? 0) - (heaps[0] ?? 0)).toBeLessThan(growthOf);
  }, deep ? 3_600_000 : 300_000);
});
