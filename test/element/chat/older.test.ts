/** The way back in a conversation that began with its latest lines: asked for near the top, and no line moves. */
import { describe, expect, it } from 'vitest';
import type { TimelineEvent } from '../../../src/protocol/index.js';
import { Timeline, contactId, snapshot } from './fake-rooms.js';
import { drawn, gone, mount, press, type Mounted } from './mounted.js';

const count = 240;
const words = (n: number): string => `Line ${n} ${'and so on '.repeat(n % 13)}`.trim();
/** Three in a row are one run: a page may begin within it. */
const all = ((): readonly TimelineEvent[] => {
  const timeline = new Timeline();
  for (let n = 0; n < count; n += 1) {
    const pause = n % 3 === 0 ? 2 : 0;
    if (n % 6 < 3) timeline.customer(words(n), pause);
    else timeline.agent(words(n), pause);
  }
  return timeline.events;
})();

interface Opened extends Mounted {
  readonly log: HTMLElement;
  /** The platform's answer: what this page has begins with this one from now on. */
  readonly bring: (first: number) => void;
}

async function opened(first: number, last = count): Promise<Opened> {
  const mounted = await mount();
  await press(mounted.root, 'Open chat');
  await drawn(mounted.root, '.panel');
  const { session } = mounted.rooms;
  const bring = (from: number): void => session.become({ snapshot: snapshot({ seq: last, read: { customer: last, agent: last } }), events: all.slice(from, last), missing: from });
  bring(first);
  const log = await drawn(mounted.root, '.transcript');
  await drawn(mounted.root, '.older');
  await expect.poll(() => Math.round(log.scrollHeight - log.scrollTop - log.clientHeight)).toBeLessThanOrEqual(1);
  return { ...mounted, log, bring: (from) => {
    bring(from);
    session.olders.shift()?.resolve();
  } };
}

const bubbles = (log: HTMLElement): readonly HTMLElement[] => [...log.querySelectorAll<HTMLElement>('.bubble')];
const offsetOf = (log: HTMLElement, text: string): number | undefined => bubbles(log).find((it) => it.textContent === text)?.getBoundingClientRect().top;
const firstInView = (log: HTMLElement): HTMLElement | undefined => bubbles(log).find((it) => it.getBoundingClientRect().top >= log.getBoundingClientRect().top + 60);
const asks = ({ rooms }: Mounted): number => rooms.session.asked.filter((it) => it === 'older').length;

/** As a reader does: again, if the browser takes the first for its own. */
async function scrollTo(log: HTMLElement, top: number): Promise<void> {
  await expect
    .poll(() => {
      if (Math.abs(log.scrollTop - top) > 1) log.scrollTop = top;
      return [Math.abs(log.scrollTop - top) <= 1, log.hasAttribute('data-at-end')];
    })
    .toEqual([true, false]);
}

describe('what was said before', () => {
  it('is not asked for while the reader is at the end', async () => {
    const it = await opened(140);
    await it.chat.updateComplete;
    expect(asks(it)).toBe(0);
    expect(it.root.querySelector('.older.coming')).toBeNull();
  });

  it.each([
    ['where a run begins', 120],
    ['in the midst of a run', 121],
  ])('comes as the reader nears the top, %s, and the line before their eyes stays', async (_where, first) => {
    const it = await opened(first);
    await scrollTo(it.log, 30);
    await expect.poll(() => asks(it)).toBe(1);
    expect((await drawn(it.root, '.older.coming')).textContent.trim()).toBe('Loading earlier messages');
    // The panel has grown, and nothing else moves.
    await expect.poll(() => it.root.getAnimations().filter(({ effect, playState }) => playState === 'running' && effect?.getComputedTiming().iterations !== Infinity)).toEqual([]);
    const line = firstInView(it.log)?.textContent ?? '';
    const before = offsetOf(it.log, line) ?? Number.NaN;
    it.bring(first - 60);
    await expect.poll(() => bubbles(it.log).some(({ textContent }) => textContent === words(first - 1))).toBe(true);
    await expect.poll(() => Math.abs((offsetOf(it.log, line) ?? Number.NaN) - before)).toBeLessThanOrEqual(2);
    const numbers = bubbles(it.log).map((bubble) => Number(/\d+/u.exec(bubble.textContent)?.[0]));
    expect(numbers).toEqual(numbers.map((_, n) => (numbers[0] ?? 0) + n));
  });

  it('comes page by page to the first line, and then there is nothing more to load', async () => {
    const it = await opened(120);
    for (let from = 80; from >= 0; from -= 40) {
      await scrollTo(it.log, 0);
      await expect.poll(() => it.rooms.session.olders.length).toBe(1);
      it.bring(from);
    }
    await gone(it.root, '.older');
    it.log.scrollTop = 0;
    await expect.poll(() => bubbles(it.log)[0]?.textContent).toBe(words(0));
    expect(asks(it)).toBe(3);
  });

  it('is asked for at once where the latest lines do not fill the panel', async () => {
    const it = await opened(count - 2);
    await expect.poll(() => asks(it)).toBe(1);
    it.bring(count - 40);
    await expect.poll(() => Math.round(it.log.scrollHeight - it.log.scrollTop - it.log.clientHeight)).toBeLessThanOrEqual(1);
    expect(asks(it)).toBe(1);
  });

  it('that could not be had is asked for again when the reader scrolls, and not before', async () => {
    const it = await opened(120);
    await scrollTo(it.log, 30);
    await expect.poll(() => asks(it)).toBe(1);
    it.rooms.session.olders.shift()?.reject();
    await gone(it.root, '.older.coming');
    it.chat.requestUpdate();
    await it.chat.updateComplete;
    expect(asks(it)).toBe(1);
    await scrollTo(it.log, 10);
    await expect.poll(() => asks(it)).toBe(2);
  });

  it('that could not be had where nothing scrolls is asked for again once the connection is back', async () => {
    const it = await opened(count - 2);
    await expect.poll(() => asks(it)).toBe(1);
    it.rooms.session.say({ kind: 'waiting', attempt: 1, retryAt: 0 });
    await it.chat.updateComplete;
    it.rooms.session.olders.shift()?.reject();
    await gone(it.root, '.older.coming');
    expect(asks(it)).toBe(1);
    it.rooms.session.say({ kind: 'connected', participantId: 'guest-1', role: 'customer' });
    await expect.poll(() => asks(it)).toBe(2);
    it.bring(count - 40);
    await expect.poll(() => bubbles(it.log).length).toBeGreaterThan(10);
  });

  it('goes into the file of a chat that is saved', async () => {
    const it = await opened(120);
    const saved: Blob[] = [];
    const { createObjectURL } = URL;
    URL.createObjectURL = (blob) => {
      if (blob instanceof Blob && blob.type.startsWith('text/plain')) saved.push(blob);
      return createObjectURL(blob);
    };
    await press(it.root, 'More options');
    await press(it.root, 'Save this chat');
    await expect.poll(() => it.rooms.session.olders.length).toBe(1);
    it.bring(20);
    await expect.poll(() => it.rooms.session.olders.length).toBe(1);
    it.bring(0);
    await expect.poll(() => saved.length).toBe(1);
    URL.createObjectURL = createObjectURL;
    const text = (await saved[0]?.text()) ?? '';
    expect([text.includes(words(0)), text.includes(words(count - 1)), text.includes('…')]).toEqual([true, true, false]);
    expect(it.rooms.session.contact?.contactId).toBe(contactId);
  });
});
