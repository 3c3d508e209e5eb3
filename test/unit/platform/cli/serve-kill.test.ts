/**
 * The real `serve`, killed at any moment under load, again and again on one store.
 *
 * SEGUE_SEED replays a run's choices, SEGUE_KILLS sets another number of kills.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aftermath, unheard } from '../storm/aftermath.js';
import { bundleCommand, type Program } from '../storm/serve-process.js';
import { Storm } from '../storm/storm.js';

const deep = process.env['SEGUE_DEPTH'] === 'deep';
const kills = Number(process.env['SEGUE_KILLS'] ?? (deep ? 500 : 20));
/** The store is looked into after so many: its look grows with it, and a run of any length has about twenty. */
const lookEvery = Math.max(10, Math.ceil(kills / 20));
const seed = Number(process.env['SEGUE_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

let program: Program;
let storm: Storm | undefined;
beforeAll(async () => {
  program = await bundleCommand();
});
afterAll(async () => {
  await storm?.end();
  await program.remove();
});

/** Until so many more acts are acknowledged; a life in which little happens is short too. */
async function someWork(storm: Storm, acts: number): Promise<void> {
  const enough = storm.acknowledged + acts;
  for (const end = performance.now() + 1_500; storm.acknowledged < enough && performance.now() < end; ) await sleep(2);
}

/** What must hold, holds; says how far the run is. */
async function look(storm: Storm, n: number): Promise<void> {
  const { wrong, counts } = await aftermath(storm.store, storm.people);
  expect(wrong, `after kill ${n} of seed ${seed}`).toEqual({});
  console.info(`kill ${n} of ${kills}: ${storm.acknowledged} acknowledged, ${counts.contacts} contacts, ${counts.events} events`);
}

/** Kills in the middle of a start, of a recovery and of work; now and then somebody looks into the store in between. */
async function killAndKill(storm: Storm): Promise<void> {
  const { random } = storm;
  for (let n = 1; n <= kills; n += 1) {
    await someWork(storm, random.between(0, 60));
    await sleep(random.between(0, 20));
    await storm.process?.kill();
    storm.check();
    if (n % lookEvery === 0) await look(storm, n);
    const early = random.chance(0.2);
    await storm.begin({ early });
    if (early) await sleep(random.between(0, 300));
  }
}

it(`loses nothing and does nothing twice, killed ${kills} times (seed ${seed})`, async () => {
  storm = await Storm.open({ seed, program: program.file });
  storm.rage(8);
  await killAndKill(storm);
  storm.calm();
  await storm.settled();
  // What rings now rings out.
  await sleep(1_500);
  await storm.settled();
  const { process: last, customers, agents, people } = storm;
  expect(await last?.stop()).toBe(0);
  const { wrong, counts } = await aftermath(storm.store, people);
  const summary = { seed, kills, acknowledged: storm.acknowledged, messages: people.reduce((sum, { messages }) => sum + messages.length, 0), ...counts };
  console.info(JSON.stringify(summary));
  expect(wrong, `seed ${seed}`).toEqual({});
  for (const customer of customers) {
    const { contactId = '' } = customer;
    expect(await unheard(storm.store, 'customer', contactId, customer.mirror(contactId)), `${customer.name}, seed ${seed}`).toEqual([]);
  }
  expect(people.filter(({ closes }) => closes.at(-1) !== 4503).map(({ name }) => name), 'told to come again').toEqual([]);
  expect(agents.reduce((sum, { acked }) => sum + acked.size, 0)).toBeGreaterThan(kills);
  expect(counts.reservations).toBeGreaterThan(5);
  // A short run may see none of them.
  if (kills < 100) return;
  expect(counts.waitsOver, 'waits that came to their end').toBeGreaterThan(0);
  expect(counts.wrapUpsOver, 'wrap-ups that ran out').toBeGreaterThan(0);
}, 120_000 + kills * 5_000);
