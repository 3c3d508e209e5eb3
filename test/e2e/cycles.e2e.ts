/** Video is started and ended again and again in the same two pages: nothing of it may stay behind. */
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.js';
import type { Customer } from './support/customer.js';
import type { Agent } from './support/agent.js';
import { installLedger, leftovers, MemoryProbe, type Leftovers, type Memory } from './support/leftovers.js';
import { mediaTotals } from './support/observer.js';
import { chatting } from './support/scenes.js';

const deep = process.env['SEGUE_DEPTH'] === 'deep';
const cycles = deep ? 100 : 10;
/** Calls before the first that is compared with later ones: what is loaded and made once is there by then. */
const warmUp = 3;
/**
 * What a call may add to the heap, in bytes: its lines in the transcript, and what the collector has not seen to yet, which
 * over a few calls is most of it.
 */
const heapPerCall = deep ? 50_000 : 250_000;

/** Both see the other; then one of them ends. */
async function callOnce(customer: Customer, agent: Agent, endedBy: Customer | Agent): Promise<void> {
  await customer.startVideo();
  await agent.joinVideo();
  for (const { page } of [customer, agent]) {
    await expect.poll(async () => (await mediaTotals(page)).framesDecoded, { message: 'frames decoded', timeout: 60_000 }).toBeGreaterThan(0);
  }
  await endedBy.button('End video').click();
  // Without statistics: in Firefox those of a connection that is just being closed never come.
  for (const { page } of [customer, agent]) await expect.poll(() => isOver(page), { message: 'no open connection, no live track', timeout: 60_000 }).toBe(true);
  await expect(customer.button('Start video')).toBeVisible();
}

async function isOver(page: Page): Promise<boolean> {
  const { openConnections, liveTracks } = await leftovers(page);
  return openConnections + liveTracks === 0;
}

const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((total, size) => total + size, 0);
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** The later half of the calls has no more of it than the earlier half had at its most; a single straggler is none. */
function expectNoGrowth(what: string, values: readonly number[]): void {
  const settled = values.slice(warmUp);
  const middle = Math.ceil(settled.length / 2);
  expect(median(settled.slice(middle)), `${what}: ${values.join(' ')}`).toBeLessThanOrEqual(Math.max(...settled.slice(0, middle)));
}

function expectNothingLeft(history: readonly Leftovers[]): void {
  expect(history.map(({ openConnections, liveTracks }) => [openConnections, liveTracks])).toEqual(history.map(() => [0, 0]));
  expectNoGrowth('listeners on window, document and the like', history.map(({ listeners }) => sum(listeners)));
}

/** What the last call alone may hold for a while, in both pages: its connection until simple-peer's timers have rung, its tracks. */
const ofTheLast = { connections: 1, tracks: 4 };

function expectHeapSteady(history: readonly Memory[]): void {
  const heap = history.map(({ heapBytes }) => heapBytes);
  const half = heap.slice(Math.floor(heap.length / 2));
  expect(((half[half.length - 1] ?? Number.NaN) - (half[0] ?? Number.NaN)) / (half.length - 1), `heap: ${heap.join(' ')}`).toBeLessThanOrEqual(heapPerCall);
}

/** Of all the calls no more is kept than the last one's, and no more listeners than after the first few. */
async function expectNothingKept(probe: MemoryProbe, history: readonly Memory[]): Promise<void> {
  const listeners = Math.max(...history.slice(0, Math.ceil(history.length / 2)).map(({ eventListeners }) => eventListeners));
  const excess = async (): Promise<Record<string, number>> => {
    const { connections, tracks, eventListeners } = await probe.read();
    const over = { connections: connections - ofTheLast.connections, tracks: tracks - ofTheLast.tracks, eventListeners: eventListeners - listeners };
    return Object.fromEntries(Object.entries(over).filter(([, more]) => more > 0));
  };
  await expect.poll(excess, { message: 'kept beyond the last call', timeout: 60_000 }).toEqual({});
}

test(`${String(cycles)} calls in one page leave nothing behind`, async ({ newCustomer, newAgent, customerBrowser }) => {
  test.setTimeout(240_000 + cycles * 20_000);
  const ana = await newAgent();
  const customer = await newCustomer();
  const people = [customer, ana] as const;
  for (const { page } of people) await installLedger(page);
  await chatting(customer, ana);
  // Firefox tells nobody of its heap.
  const probes = customerBrowser === 'chromium' ? await Promise.all(people.map(({ page }) => MemoryProbe.open(page))) : [];
  const before = await Promise.all(people.map(({ page }) => leftovers(page)));
  const left: Leftovers[][] = people.map(() => []);
  const memory: Memory[][] = probes.map(() => []);

  for (let cycle = 0; cycle < cycles; cycle += 1) {
    await callOnce(customer, ana, cycle % 2 === 0 ? customer : ana);
    for (const [who, { page }] of people.entries()) left[who]?.push(await leftovers(page));
    for (const [who, probe] of probes.entries()) memory[who]?.push(await probe.read());
  }

  for (const history of left) expectNothingLeft(history);
  for (const history of memory) expectHeapSteady(history);
  for (const [who, probe] of probes.entries()) await expectNothingKept(probe, memory[who] ?? []);
  for (const [who, { page }] of people.entries()) {
    await expect.poll(async () => (await leftovers(page)).timers, { message: 'timers', timeout: 60_000 }).toBeLessThanOrEqual(before[who]?.timers ?? 0);
  }
});
