/**
 * The strictest autoplay that a browser has, on a side that uses no device of its own: one press by a person is enough for
 * picture and sound, and without any the picture goes on muted and asks for one.
 *
 * Firefox at its strictest plays only what the very click plays, whatever was pressed in the page before, and anything less
 * strict is unlocked there by its driver: what a press has unlocked is shown in Chromium alone.
 */
import { expect, test } from './support/fixtures.js';
import { inVideo } from './support/scenes.js';
import { UnseenPage } from './support/unseen.js';

test('a rejoin after a reload by a real click plays picture and sound', { tag: '@chromium' }, async ({ newCustomer, newAgent }) => {
  const ana = await newAgent();
  const customer = await newCustomer({ strictAutoplay: true });
  const page = await UnseenPage.of(customer.page);
  await inVideo(customer, ana);
  await page.plays('with sound');
  await page.reload();
  await page.isRefusedSound();
  await page.press(/^Open chat/);
  await page.press(/^Rejoin video$/);
  await page.plays('with sound');
  await customer.seesAndHears();
  await ana.seesAndHears();
});

test('a rejoin that nobody pressed plays the picture muted, and one tap brings the sound', async ({ newCustomer, newAgent }) => {
  const ana = await newAgent();
  const customer = await newCustomer({ strictAutoplay: true });
  const page = await UnseenPage.of(customer.page, ['Open chat', 'Rejoin video']);
  await inVideo(customer, ana);
  await page.reload();
  await page.isRefusedSound();
  await page.plays('muted');
  await page.press(/^Tap to hear Ana$/);
  await page.plays('with sound');
  await expect(customer.button('Tap to hear Ana')).toHaveCount(0);
  // The agent may see and hear nothing of a drawing that began without a gesture.
  await customer.seesAndHears();
});

test('a side that only watches hears and sees by the click that began it', { tag: '@chromium' }, async ({ newCustomer, newAgent, platform }) => {
  const ana = await newAgent();
  await ana.signIn('Ana');
  const customer = await newCustomer({ strictAutoplay: true });
  const page = await UnseenPage.of(customer.page);
  // The demo's page without our elements, whose button asks for neither camera nor microphone.
  await customer.page.route('**/demo/headless/main.js', async (route) => {
    const answer = await route.fetch();
    const [before, after, ...more] = (await answer.text()).split('upgrade.start()');
    expect(more).toEqual([]);
    await route.fulfill({ response: answer, body: `${before ?? ''}upgrade.start({ camera: false, microphone: false })${after ?? ''}` });
  });
  await customer.page.goto(new URL('/demo/headless/', platform.url).href);
  await customer.composer().fill('I only want to look.');
  await customer.composer().press('Enter');
  await ana.accept();
  await page.reload();
  await page.isRefusedSound();
  await page.press(/^Start video$/);
  await ana.joinVideo();
  await page.plays('with sound');
  await customer.seesAndHears();
  expect(page.hasAsked).toBe(false);
});
