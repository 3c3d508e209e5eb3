/** The element on the memory platform: real session, capture and machine, on drawn devices and a link without a network. */
import { afterEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../../src/chat/define.js';
import { SegueChat } from '../../../src/chat/index.js';
import type { ClientFrame } from '../../../src/protocol/index.js';
import { memoryPlatform, type MemoryPlatform } from '../../../src/testing/index.js';
import { desktop, drawn, named, press } from '../chat/mounted.js';

let chat: SegueChat;
afterEach(() => chat.remove());

/** Never reached by a test that works. */
const patient = { patienceMs: 60_000 } as const;
const last = (platform: MemoryPlatform, type: ClientFrame['type']): ClientFrame | undefined => platform.frames.filter((it) => it.type === type).pop();

async function write(root: ShadowRoot, text: string): Promise<void> {
  await userEvent.type(await drawn(root, '.composer textarea'), `${text}{Enter}`);
}

/** A customer in touch with Ana. */
async function talking(platform: MemoryPlatform): Promise<ShadowRoot> {
  await page.viewport(...desktop);
  chat = new SegueChat();
  chat.backend = platform.backend;
  chat.deploymentId = 'shop';
  chat.lang = 'en';
  document.body.append(chat);
  await chat.updateComplete;
  const root = chat.shadowRoot;
  if (!root) throw new Error('no shadow root');
  await press(root, 'Open chat');
  await write(root, 'Hello');
  await platform.agent.says('Good day.');
  await expect.poll(() => root.querySelector('.transcript')?.textContent).toContain('Good day.');
  return root;
}

/** The agent takes it, and their picture is there. */
async function live(platform: MemoryPlatform, root: ShadowRoot): Promise<void> {
  await platform.agent.acceptsVideo();
  await expect.poll(() => named(root, 'End video')).toBeDefined();
  await expect.poll(() => root.querySelector<HTMLVideoElement>('video[aria-label="Remote video"]')?.videoWidth ?? 0).toBeGreaterThan(0);
}
const isOver = (root: ShadowRoot): Promise<void> => expect.poll(() => named(root, 'End video')).toBeUndefined();

it('takes an invitation to a call, and back to the chat', async () => {
  const platform = memoryPlatform(patient);
  const root = await talking(platform);
  await platform.agent.invitesToVideo();
  await press(root, 'Accept video');
  await live(platform, root);
  await expect.poll(() => platform.agent.sees).toEqual({ audio: 'on', video: 'on' });
  await press(root, 'Mute');
  await expect.poll(() => platform.agent.sees?.audio).toBe('off');
  await platform.agent.endsVideo();
  await isOver(root);
  expect(platform.media.liveTracks).toEqual([]);
  await expect.poll(() => named(root, 'Start video')).toBeDefined();
});

it('tells the platform of a browser that said no, and chats on', async () => {
  const platform = memoryPlatform(patient);
  const root = await talking(platform);
  platform.media.answer = { error: 'NotAllowedError' };
  await platform.agent.invitesToVideo();
  await press(root, 'Accept video');
  await expect.poll(() => last(platform, 'upgrade.capture')).toMatchObject({ outcome: 'permission-denied' });
  await write(root, 'Never mind.');
  await expect.poll(() => last(platform, 'message.send')).toMatchObject({ text: 'Never mind.' });
});

it('goes on by itself when the path is back', async () => {
  const platform = memoryPlatform(patient);
  const root = await talking(platform);
  await press(root, 'Start video');
  await live(platform, root);
  platform.link.works = false;
  await expect.poll(() => last(platform, 'call.report')).toMatchObject({ state: 'interrupted' });
  platform.link.works = true;
  await expect.poll(() => last(platform, 'call.report')).toMatchObject({ state: 'live' });
  await press(root, 'End video');
  await isOver(root);
});

it('offers no video to a browser that cannot', async () => {
  const platform = memoryPlatform(patient);
  platform.withdraws = 'frame-policy';
  const root = await talking(platform);
  expect(named(root, 'Start video')).toBeUndefined();
});
