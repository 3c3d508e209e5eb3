/** How long both calls take, side by side, on an open network and without UDP, and after a cut. */
import { test } from '@playwright/test';
import { keep } from './support/results.js';
import { cut, round, type Mended, type Round, type Subject } from './support/rounds.js';
import { openWorld, type Make, type World } from './support/world.js';

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 20);
const cuts = Number(process.env['BENCH_CUTS'] ?? 5);
/** Seconds without a network: shorter and longer than Chromium keeps a connection alive without answers. */
const cutSeconds = [4, 20];

/** A/B, B/A, A/B …: what slows the machine down for a while slows down both. What was measured is kept, also when a round breaks. */
async function interleaved(world: World, make: Make, path: 'open' | 'no UDP'): Promise<void> {
  const done: Record<Subject, Round[]> = { segue: [], bare: [] };
  try {
    for (let count = 0; count < rounds; count += 1) {
      for (const subject of count % 2 === 0 ? (['segue', 'bare'] as const) : (['bare', 'segue'] as const)) done[subject].push(await round(world, subject));
      const [segue, bare] = [done.segue.at(-1), done.bare.at(-1)].map((last) => String(last?.customer.frame));
      console.log(`${make}, ${path}, ${String(count + 1)} of ${String(rounds)}: Segue ${segue ?? ''} ms, bare ${bare ?? ''} ms`);
    }
  } finally {
    if (done.bare.length > 0) keep({ kind: 'rounds', make, path, rounds: done });
  }
}

/** A/B, B/A, A/B …, as with rounds. */
async function cutInTurn(world: World, cutMs: number, count: number): Promise<Record<Subject, Mended>> {
  const mended: Record<Subject, Mended> = { segue: null, bare: null };
  for (const subject of count % 2 === 0 ? (['segue', 'bare'] as const) : (['bare', 'segue'] as const)) mended[subject] = await cut(world, subject, cutMs);
  return mended;
}

test('calls', async ({}, testInfo) => {
  test.setTimeout(3_600_000);
  const make: Make = testInfo.project.name === 'firefox' ? 'firefox' : 'chromium';
  const world = await openWorld(make);
  try {
    // What a browser, a platform and a page do only once is no part of any round.
    for (const subject of ['segue', 'bare'] as const) await round(world, subject);
    await interleaved(world, make, 'open');
    if (!world.network) return;
    world.network.dropUdp('customer');
    await interleaved(world, make, 'no UDP');
    world.network.restore();
    for (const seconds of cutSeconds) {
      for (let count = 0; count < cuts; count += 1) {
        const mended = await cutInTurn(world, seconds * 1000, count);
        console.log(`${make}, cut for ${String(seconds)} s: Segue ${String(mended.segue)} ms, bare ${String(mended.bare)} ms`);
        keep({ kind: 'cut', make, seconds, mended });
      }
    }
  } finally {
    await world.close();
  }
});
