/** The demo's smaller pages: a chat without our elements, and the chat in other colours. */
import { expect, test } from '../support/fixtures.js';

test('a page of one’s own on session and upgrade chats and calls', async ({ newCustomer, newAgent }) => {
  test.slow();
  const ana = await newAgent();
  await ana.signIn('Ana');
  const customer = await newCustomer();
  const { page } = customer;
  await page.goto(new URL('/demo/headless/', ana.page.url()).href);
  await expect(page.getByText('Write to us.')).toBeVisible();
  await customer.composer().fill('Is the Lira One in stock?');
  await customer.button('Send').click();
  await ana.accept();
  await expect(ana.text('Is the Lira One in stock?').first()).toBeVisible();
  await ana.write('Yes, in all three colours.');
  await expect(page.getByText('Yes, in all three colours.')).toBeVisible();
  await customer.button('Start video').click();
  await ana.joinVideo();
  await expect(page.getByText('In a call.')).toBeVisible();
  await customer.seesAndHears();
  await ana.seesAndHears();
  await customer.button('End video').click();
  await expect(page.getByText('Video has ended: completed.')).toBeVisible();
  await customer.hasNoMedia();
  expect(new Set([...(await customer.contactIds()), ...(await ana.contactIds())]).size).toBe(1);
});

test('the theming page colours the chat and its call, and writes the CSS for it', async ({ newCustomer, platform }, { outputDir }) => {
  const customer = await newCustomer({ viewport: { width: 1280, height: 860 } });
  const { page } = customer;
  await page.goto(new URL('/demo/theming/', platform.url).href);
  await expect(customer.text('Shall we have a look together?')).toBeVisible();
  await customer.button('Pine').click();
  const css = page.locator('#css');
  await expect(css).toContainText('--segue-accent-fill: #1f6f54;');
  await expect(css).toContainText('segue-chat::part(bubble) {\n  border-radius: 6px;\n}');
  const bubble = customer.text('On the left, under the group.');
  await expect(bubble).toHaveCSS('background-color', 'rgb(31, 111, 84)');
  await expect(bubble).toHaveCSS('border-radius', '6px');
  await page.getByLabel('--segue-accent-fill').fill('#7a1fa2');
  await expect(bubble).toHaveCSS('background-color', 'rgb(122, 31, 162)');
  await page.screenshot({ path: `${outputDir}/../theming-pine.png` });
  await customer.button('Night').click();
  await page.getByLabel('Language').selectOption('ar');
  await expect(page.getByLabel('Direction')).toHaveValue('rtl');
  await page.screenshot({ path: `${outputDir}/../theming-night-rtl.png` });
  await page.getByLabel('Language').selectOption('en');
  await customer.button('Start video').click();
  await expect(customer.button('End video')).toBeVisible();
  await expect.poll(() => customer.remote().evaluate((it) => (it instanceof HTMLVideoElement ? it.videoWidth : 0))).toBeGreaterThan(0);
  await page.screenshot({ path: `${outputDir}/../theming-call.png` });
  await customer.button('End video').click();
  await customer.button('Start over').click();
  await expect(css).toHaveText('/* Nothing changed yet. */');
});
