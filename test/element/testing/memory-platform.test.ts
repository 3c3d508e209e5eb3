/** The element on the memory platform: real session, capture and machine, on drawn devices and a link without a network. */
import { afterEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import '../../../src/chat/define.js';
import { SegueChat } from '../../../src/chat/index.js';
import { memoryPlatform, type MemoryPlatform } from '../../../src/testing/index.js';

let chat: SegueChat;
afterEach(() => chat.remove());

const button = (name: string): ReturnType<typeof page.getByRole> => page.getByRole('button', { name, exact: true });
const state = (platform: MemoryPlatform): string | undefined => platform.frames.findLast((it) => it.type.startsWith('upgrade.') || it.type.startsWith('call.'))?.type;

/** A customer in touch with Ana. */
async function talking(platform: MemoryPlatform): Promise<void> {
  chat = new SegueChat();
  chat.backend = platform.backend;
  chat.deploymentId = 'shop';
  chat.lang = 'en';
  document.body.append(chat);
  await button('Open chat').click();
  await page.getByRole('textbox', { name: 'Message' }).fill('Hello');
  await button('Send').click();
  await platform.agent.says('Good day.');
  await expect.element(page.getByText('Good day.')).toBeVisible();
}

async function live(platform: MemoryPlatform): Promise<void> {
  await platform.agent.acceptsVideo();
  await expect.element(button('End video')).toBeVisible();
  const picture = (): number => chat.shadowRoot?.querySelector<HTMLVideoElement>('video[aria-label="Remote video"]')?.videoWidth ?? 0;
  await expect.poll(picture).toBeGreaterThan(0);
}

it('takes an invitation to a call, and back to the chat', async () => {
  const platform = memoryPlatform();
  await talking(platform);
  await platform.agent.invitesToVideo();
  await button('Accept video').click();
  await live(platform);
  await expect.poll(() => platform.agent.sees).toEqual({ audio: 'on', video: 'on' });
  await button('Mute').click();
  await expect.poll(() => platform.agent.sees?.audio).toBe('off');
  await platform.agent.endsVideo();
  await expect.element(button('End video')).not.toBeInTheDocument();
  expect(platform.media.liveTracks).toEqual([]);
  await expect.element(button('Start video')).toBeVisible();
});

it('says why there is no video, and chats on', async () => {
  const platform = memoryPlatform();
  await talking(platform);
  platform.refuses('no-agent');
  await button('Start video').click();
  await expect.poll(() => platform.media.liveTracks).toEqual([]);
  await expect.poll(() => platform.media.asked.length).toBe(1);
  platform.refuses();
  platform.media.answer = { error: 'NotAllowedError' };
  await platform.agent.invitesToVideo();
  await button('Accept video').click();
  await expect.poll(() => state(platform)).toBe('upgrade.capture');
  expect(platform.frames.findLast(({ type }) => type === 'upgrade.capture')).toMatchObject({ outcome: 'permission-denied' });
  await page.getByRole('textbox', { name: 'Message' }).fill('Never mind.');
  await button('Send').click();
  await expect.poll(() => platform.frames.some((it) => it.type === 'message.send' && it.text === 'Never mind.')).toBe(true);
});

it('goes on by itself when the path is back', async () => {
  const platform = memoryPlatform();
  await talking(platform);
  await button('Start video').click();
  await live(platform);
  platform.link.works = false;
  await expect.poll(() => platform.frames.findLast(({ type }) => type === 'call.report')).toMatchObject({ state: 'interrupted' });
  platform.link.works = true;
  await expect.poll(() => platform.frames.findLast(({ type }) => type === 'call.report')).toMatchObject({ state: 'live' });
  await button('End video').click();
  await expect.element(button('End video')).not.toBeInTheDocument();
});

it('offers no video to a browser that cannot', async () => {
  const platform = memoryPlatform();
  platform.withdraws = 'frame-policy';
  await talking(platform);
  await expect.element(button('Start video')).not.toBeInTheDocument();
});
