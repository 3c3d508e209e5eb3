/** Other sources than the first camera, and another window. Chromium only: a headless Firefox has no screen, no window and one fake camera. */
import type { Locator, Page } from '@playwright/test';
import { sent } from './support/observer.js';
import { expect, test } from './support/fixtures.js';
import { inVideo } from './support/scenes.js';

/** On the stage; the live region keeps its last word. */
const note = (page: Page, text: RegExp): Locator => page.locator('.note', { hasText: text });

test('the screen goes over the same connection, and the camera comes back after it', async ({ newCustomer, newAgent }) => {
  const ana = await newAgent();
  const customer = await newCustomer();
  await inVideo(customer, ana);
  const before = await sent(customer.page);

  await customer.button('Share screen').click();
  await expect(customer.button('Stop sharing')).toBeVisible();
  await expect.poll(async () => (await sent(customer.page)).picture).toMatch(/^screen:/);
  await expect(note(ana.page, /shares their screen/)).toBeVisible();
  await ana.seesAndHears();

  await customer.button('Stop sharing').click();
  await expect(customer.button('Share screen')).toBeVisible();
  await expect.poll(() => sent(customer.page)).toEqual(before);
  await expect(note(ana.page, /shares their screen/)).toHaveCount(0);
  await ana.seesAndHears();
  await customer.button('End video').click();
  await customer.hasNoMedia();
});

test('the agent shares the screen with the customer', async ({ newCustomer, newAgent }) => {
  const ana = await newAgent();
  const customer = await newCustomer();
  await inVideo(customer, ana);
  await ana.button('Share screen').click();
  await expect(note(customer.page, /Ana shares their screen/)).toBeVisible();
  await customer.seesAndHears();
  await customer.button('End video').click();
  await ana.hasNoMedia();
});

test('another camera takes over without a new offer, and is asked for first the next time', async ({ newCustomer, newAgent }) => {
  // The second of Chromium's fake cameras measures depth, which no call can show.
  const three = { args: ['--use-fake-device-for-media-stream=device-count=3,fps=10'] };
  const ana = await newAgent();
  const customer = await newCustomer(three);
  await inVideo(customer, ana);
  const before = await sent(customer.page);
  expect(before.picture).toBe('fake_device_0');

  await customer.button('Devices').click();
  await customer.page.getByRole('menuitemradio', { name: 'fake_device_2' }).click();
  await expect.poll(() => sent(customer.page)).toEqual({ ...before, picture: 'fake_device_2' });
  await ana.seesAndHears();
  await expect.poll(() => customer.page.evaluate(() => window.observed.tracks.filter((it) => it.kind === 'video' && it.readyState === 'live').length)).toBe(1);

  await customer.button('End video').click();
  await customer.hasNoMedia();
  await customer.page.reload();
  if (await customer.launcher().isVisible()) await customer.launcher().click();
  await customer.startVideo();
  await ana.joinVideo();
  await customer.seesAndHears();
  expect((await sent(customer.page)).picture).toBe('fake_device_2');
});

test('the call shows in a small window of its own, and goes on when that is closed', async ({ newCustomer, newAgent }) => {
  const ana = await newAgent();
  const customer = await newCustomer();
  await inVideo(customer, ana);
  const opened = customer.page.context().waitForEvent('page');
  await customer.button('Picture in picture').click();
  const small = await opened;
  await expect.poll(() => small.locator('video').first().evaluate((video: HTMLVideoElement) => video.videoWidth)).toBeGreaterThan(0);
  // Styled, on a page whose policy refuses style elements: as wide as the window.
  expect(await small.locator('video').first().evaluate((video) => [getComputedStyle(video).objectFit, video.clientWidth - window.innerWidth])).toEqual(['cover', 0]);
  await small.close();
  await customer.seesAndHears();
});
