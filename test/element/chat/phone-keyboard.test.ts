/** A phone's keyboard lies over the page: the field, the last line and the call's controls stay in sight above it. */
import { afterEach, expect, it } from 'vitest';
import { calling } from './calling.js';
import { Timeline, snapshot } from './fake-rooms.js';
import { keyboardDown, keyboardUp } from './keyboard.js';
import { outOfReach } from './laid-out.js';
import { drawn, mount, phone } from './mounted.js';

afterEach(keyboardDown);

const bottomOf = (element: Element | undefined): number => Math.ceil(element?.getBoundingClientRect().bottom ?? Number.NaN);
const seenHeight = (): number => window.visualViewport?.height ?? 0;
const long = (): Timeline => Array.from({ length: 30 }, (_, n) => n).reduce((timeline, n) => timeline.agent(`Line ${String(n)}`), new Timeline().joined());

it('of a conversation: the last line stays above the field, and the field above the keyboard', async () => {
  const { chat, root, rooms } = await mount({}, phone);
  void chat.open();
  rooms.session.become({ snapshot: snapshot(), events: long().events });
  const field = await drawn(root, '.composer');
  await expect.poll(() => bottomOf(field)).toBeGreaterThan(780);
  keyboardUp();
  await expect.poll(() => bottomOf(field)).toBeLessThanOrEqual(seenHeight());
  const lines = [...root.querySelectorAll('.bubble')];
  await expect.poll(() => bottomOf(lines[lines.length - 1])).toBeLessThanOrEqual(field.getBoundingClientRect().top);
  keyboardDown();
  await expect.poll(() => bottomOf(field)).toBeGreaterThan(780);
});

it('follows what is seen of a page that the browser has moved for the keyboard', async () => {
  const { chat, root } = await mount({}, phone);
  void chat.open();
  const panel = await drawn(root, '.panel');
  keyboardUp(120);
  await expect.poll(() => panel.getBoundingClientRect().top).toBe(120);
  expect(bottomOf(panel)).toBe(120 + seenHeight());
});

it.each([phone, [375, 667], [320, 568]] as const)('of a call on a screen of %i by %i: stage and bar leave room for the field', async (width, height) => {
  const { root } = await calling([width, height]);
  const stage = await drawn(root, '.stage');
  keyboardUp();
  await expect.poll(() => outOfReach(root)).toEqual([]);
  await expect.poll(() => bottomOf(root.querySelector('.composer') ?? undefined)).toBeLessThanOrEqual(seenHeight());
  const transcript = await drawn(root, '.transcript');
  expect(transcript.getBoundingClientRect().height).toBeGreaterThan(60);
  if (height === phone[1]) expect(stage.getBoundingClientRect().height).toBe(200);
});
