/** The chat in a frame of another origin: video where the frame is allowed camera and microphone, and a word to its maker where it is not. */
import type { Frame, FrameLocator } from '@playwright/test';
import { expect, tagPage, test, type Site } from '../support/site.js';

/** The page around the frame is the same server under the machine's other name: another origin. */
const outside = (site: Site, allow: string): string => {
  site.serve('/framed', tagPage());
  return site.serve('/outside', `<!doctype html><title>Outside</title><iframe ${allow} src="${site.url}/framed" style="width:900px;height:700px"></iframe>`).replace('127.0.0.1', 'localhost');
};

async function chatsIn(frame: FrameLocator, text: string): Promise<void> {
  await frame.getByRole('button', { name: /^Open chat/ }).click();
  await frame.getByRole('textbox', { name: 'Message' }).fill(text);
  await frame.getByRole('textbox', { name: 'Message' }).press('Enter');
  await expect(frame.getByText(/^Sent$|· Sent|· Delivered|· Read/).first()).toBeVisible();
}

/** Whether each question for the camera was asked in a click, and how many tracks are live. */
const seenIn = (frame: Frame | undefined): Promise<{ inClick: boolean[]; live: number }> | undefined =>
  frame?.evaluate(() => ({
    inClick: window.observed.captures.map(({ inClick }) => inClick),
    live: window.observed.tracks.filter(({ readyState }) => readyState === 'live').length,
  }));

test('a frame that is allowed camera and microphone offers video, and captures in the click', async ({ site, visit, ana }) => {
  const { page } = await visit(outside(site, 'allow="camera; microphone; autoplay; display-capture"'));
  const frame = page.frameLocator('iframe');
  await chatsIn(frame, 'From inside');
  await ana.accept();
  await frame.getByRole('button', { name: 'Start video' }).click();
  await ana.joinVideo();
  await expect(frame.getByRole('button', { name: 'End video', exact: true })).toBeVisible();
  expect(await seenIn(page.frames().find((it) => it.url().endsWith('/framed')))).toEqual({ inClick: [true], live: 2 });
});

test('a frame that is not chats without video, and the console says what to add', async ({ site, visit }) => {
  const { page } = await visit('about:blank');
  const told: string[] = [];
  page.on('console', (message) => told.push(message.text()));
  await page.goto(outside(site, ''));
  const frame = page.frameLocator('iframe');
  await chatsIn(frame, 'From inside, without a camera');
  await expect.poll(() => told.filter((it) => it.includes('An iframe needs allow="camera; microphone; autoplay"')).length).toBe(1);
  await expect(frame.getByRole('button', { name: 'Start video' })).toHaveCount(0);
});
