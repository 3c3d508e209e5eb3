/** How long both calls take, side by side, on an open network and without UDP, and after a cut. */
import { test } from '@playwright/test';
import { keep } from './support/results.js';
import { cutBoth, round, type Round, type Subject } from './support/rounds.js';
import { openWorld, type Make, type World } from './support/world.js';

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 20);
const cuts = Number(process.env['BENCH_CUTS'] ?? 5);
/** Seconds without a network: shorter and longer than Chromium keeps a connection alive without answers. */
const cutSeconds = [4, 20];

/** A/B, B/A, A/B …: what slows the machine down for a while slows down both. */
async function interleaved(world: World, what: string): Promise<Record<Subject, Round[]>> {
  const done: Record<Subject, Round[]> = { segue: [], bare: [] };
  for (let count = 0; count < rounds; count += 1) {
    for (const subject of count % 2 === 0 ? (['segue', 'bare'] as const) : (['bare', 'segue'] as const)) {
      const result = await round(world, subject);
      if (result) done[subject].push(result);
    }
    console.log(`${what} ${String(count + 1)}/${String(rounds)}: segue ${String(done.segue.at(-1)?.customer.frame)} ms, bare ${String(done.bare.at(-1)?.customer.frame)} ms`);
  }
  return done;
}

test('calls', async ({}, testInfo) => {
  test.setTimeout(3_600_000);
  const make: Make = testInfo.project.name === 'firefox' ? 'firefox' : 'chromium';
  const world = await openWorld(make);
  try {
    // What a browser, a platform and a page do only once is no part of any round.
    for (const subject of ['segue', 'bare'] as const) await round(world, subject);
    keep({ kind: 'rounds', make, path: 'open', rounds: await interleaved(world, `${make}, open`) });
    if (!world.network) return;
    world.network.dropUdp('customer');
    keep({ kind: 'rounds', make, path: 'no UDP', rounds: await interleaved(world, `${make}, no UDP`) });
    world.network.restore();
    for (const seconds of cutSeconds) {
      for (let count = 0; count < cuts; count += 1) {
        const mended = await cutBoth(world, seconds * 1000);
        console.log(`${make}, cut for ${String(seconds)} s: segue ${String(mended.segue)} ms, bare ${String(mended.bare)} ms`);
        keep({ kind: 'cut', make, seconds, mended });
      }
    }
  } finally {
    await world.close();
  }
});
