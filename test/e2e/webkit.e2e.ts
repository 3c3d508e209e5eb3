/** WebKit without RTCPeerConnection: it chats, and its manifest withdraws video with the reason. */
import { expect, test } from './support/fixtures.js';
import { missingWebKit, WebKitPage } from './support/webkit.js';

const missing = missingWebKit();
test.skip(missing !== undefined, missing ?? '');

test('a browser without WebRTC chats, and video is withdrawn with its reason', async ({ newAgent, platform }) => {
  const ana = await newAgent();
  await ana.signIn('Ana');
  const page = await WebKitPage.open();
  try {
    await page.goto(platform.url);
    expect(await page.evaluate('return typeof RTCPeerConnection')).toBe('undefined');
    await expect.poll(() => page.has('button', 'Open chat')).toBe(true);
    await page.click('button', 'Open chat');
    await expect.poll(() => page.has('textarea')).toBe(true);
    await page.type('Hello from WebKit', 'textarea');
    await page.click('button', 'Send');
    await ana.accept();
    await expect(ana.text('Hello from WebKit').first()).toBeVisible();
    await ana.write('Hello back');
    await expect.poll(() => page.text()).toContain('Hello back');
    expect(await page.has('button', 'Start video')).toBe(false);
  } finally {
    await page.close();
  }
});
