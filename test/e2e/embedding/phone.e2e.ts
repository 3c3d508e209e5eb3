/** The chat on a phone with a notch and a bar at its foot, on a page that goes to every edge of the screen. */
import { expect, tagPage, test } from '../support/site.js';

const insets = { top: 47, right: 44, bottom: 34, left: 44 };
const edges = (it: { x: number; y: number; width: number; height: number } | null, [width, height]: readonly [number, number]) =>
  it && { top: Math.round(it.y), right: Math.round(width - it.x - it.width), bottom: Math.round(height - it.y - it.height), left: Math.round(it.x) };

for (const [way, size] of [['upright', [390, 844]], ['on its side', [844, 390]]] as const) {
  test(`nothing of the chat lies under what the phone keeps for itself, held ${way}`, async ({ site, visit, customerBrowser }) => {
    test.skip(customerBrowser !== 'chromium', 'only Chromium can be told of a notch');
    const [width, height] = size;
    const customer = await visit('about:blank', { viewport: { width, height } });
    const { page } = customer;
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setSafeAreaInsetsOverride', { insets });
    await page.goto(site.serve('/edge', tagPage('', '').replace('initial-scale=1', 'initial-scale=1, viewport-fit=cover')));
    const launcher = customer.launcher();
    await expect(launcher).toBeVisible();
    expect(edges(await launcher.boundingBox(), size)).toMatchObject({ right: 16 + insets.right, bottom: 16 + insets.bottom });
    await launcher.click();
    await expect(customer.composer()).toBeVisible();
    await expect.poll(async () => edges(await page.locator('segue-chat .header').boundingBox(), size)).toMatchObject({ top: insets.top, left: insets.left, right: insets.right });
    const composer = await page.locator('segue-chat .composer').boundingBox();
    expect(edges(composer, size)).toMatchObject({ bottom: 16 + insets.bottom, left: 16 + insets.left, right: 16 + insets.right });
  });
}
