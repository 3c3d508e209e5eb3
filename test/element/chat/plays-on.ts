/** A video that a browser has paused, as it does to one that leaves the page for a moment, and what the chat does about it. */
import { expect } from 'vitest';
import type { SegueChat } from '../../../src/chat/segue-chat.js';

/** The video is out of the page until it is paused, comes back to its place, and is played on with the next drawing. */
export async function playsOn(chat: SegueChat, video: HTMLVideoElement): Promise<void> {
  await expect.poll(() => video.paused).toBe(false);
  const { srcObject: stream } = video;
  const place = document.createComment('');
  video.replaceWith(place);
  await expect.poll(() => video.paused).toBe(true);
  place.replaceWith(video);
  chat.requestUpdate();
  await expect.poll(() => video.paused).toBe(false);
  expect(video.srcObject).toBe(stream);
}
