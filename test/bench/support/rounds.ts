/**
 * Rounds of the bench: one call of Segue's and one bare call, in turn, each the first call of a fresh page.
 *
 * Knows how both are started and ended, and reads the stopwatches of both sides. Knows nothing of statistics or reports.
 */
import { expect, type Page } from '@playwright/test';
import { frameSince, reset, stepsOf, type Step } from './stopwatch.js';
import type { World } from './world.js';

export type Subject = 'segue' | 'bare';

/** Milliseconds since the customer's capture was granted, per side and step. */
export interface Round {
  readonly customer: Partial<Record<Step, number>>;
  readonly agent: Partial<Record<Step, number>>;
}

/** Longer than any call may take that is worth a number, in milliseconds. */
const patience = 30_000;

/** One call from the click to the frames on both sides, and its end. Nobody but the customer clicks: the desk joins by itself. */
export async function round(world: World, subject: Subject): Promise<Round> {
  const pages = subject === 'segue' ? { customer: world.customer.page, agent: world.agent.page } : world.bare;
  await begin(world, subject);
  for (const page of Object.values(pages)) await seesFrames(page);
  const [customer, agent] = [await stepsOf(pages.customer), await stepsOf(pages.agent)];
  await finish(world, subject);
  const { granted } = customer;
  if (granted === undefined) throw new Error('the customer’s page has captured nothing');
  const since = (steps: Round['customer']): Round['customer'] =>
    Object.fromEntries(Object.entries(steps).map(([step, at]) => [step, at - granted]));
  return { customer: since(customer), agent: since(agent) };
}

const seesFrames = (page: Page): Promise<void> =>
  expect.poll(async () => (await stepsOf(page)).frame, { message: 'a frame of the other side', timeout: patience }).toBeDefined();

/** Without statistics: in Firefox those of a connection that is just being closed never come. */
const isOver = (page: Page): Promise<void> =>
  expect
    .poll(() => page.evaluate(() => [window.observed.pcs.filter((pc) => pc.signalingState !== 'closed').length, window.observed.tracks.filter((track) => track.readyState === 'live').length]), { message: 'open connections and live tracks' })
    .toEqual([0, 0]);

/** A fresh page of the customer, and the click. */
export async function begin(world: World, subject: Subject): Promise<void> {
  if (subject === 'bare') {
    const { customer, agent } = world.bare;
    await customer.reload();
    await customer.locator('body[data-ready]').waitFor();
    await reset(agent);
    for (const page of [agent, customer]) await page.bringToFront();
    await customer.locator('#call').click();
    return;
  }
  const { customer, agent } = world;
  await customer.page.reload();
  await expect(customer.launcher().or(customer.composer()).first()).toBeVisible();
  if (await customer.launcher().isVisible()) await customer.launcher().click();
  await reset(agent.page);
  for (const { page } of [agent, customer]) await page.bringToFront();
  // An agent who is there: the desk joins by itself then.
  await agent.page.keyboard.press('Shift');
  await customer.startVideo();
}

export async function finish(world: World, subject: Subject): Promise<void> {
  if (subject === 'bare') await world.bare.customer.locator('#end').click();
  else await world.customer.button('End video').click();
  const pages = subject === 'bare' ? world.bare : { customer: world.customer.page, agent: world.agent.page };
  for (const page of Object.values(pages)) await isOver(page);
}

/** Media of a call after a cut: milliseconds from the moment at which a path exists again to a frame, later side; null if none came. */
export type Mended = number | null;

/** One call meets a cut of the customer's network. Alone: two calls at a time fill a small machine, and each waits for the other. */
export async function cut(world: World, subject: Subject, cutMs: number): Promise<Mended> {
  const { network } = world;
  if (!network) throw new Error('there is no network to cut');
  const pages = subject === 'segue' ? [world.customer.page, world.agent.page] : [world.bare.customer, world.bare.agent];
  await begin(world, subject);
  for (const page of pages) await seesFrames(page);
  network.cut('customer');
  await new Promise((resolve) => setTimeout(resolve, cutMs));
  network.restore('customer');
  const restored = Date.now();
  const back = async (page: Page): Promise<Mended> => {
    for (const until = restored + patience; Date.now() < until; ) {
      const frame = await frameSince(page, restored);
      if (frame !== undefined) return frame - restored;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return null;
  };
  const both = await Promise.all(pages.map(back));
  await finish(world, subject);
  return both.reduce((a, b) => (a === null || b === null ? null : Math.max(a, b)));
}
