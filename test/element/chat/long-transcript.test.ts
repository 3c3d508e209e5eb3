import { describe, expect, it } from 'vitest';
import type { TimelineEvent } from '../../../src/protocol/index.js';
import { Timeline, snapshot } from './fake-rooms.js';
import { drawn, mount, named, press, type Mounted } from './mounted.js';

const count = 3_000;
/** Each with a number of words of its own, so that hardly two are as high as one another. */
const words = (n: number): string => `Line ${n} ${'and so on '.repeat(n % 17)}`.trim();
const long = (): readonly TimelineEvent[] => {
  const timeline = new Timeline();
  for (let n = 0; n < count; n += 1) if (n % 3 === 0) timeline.customer(words(n), 2); else timeline.agent(words(n), 2);
  return timeline.events;
};

interface Opened extends Mounted {
  readonly log: HTMLElement;
}
async function opened(): Promise<Opened> {
  const mounted = await mount();
  await press(mounted.root, 'Open chat');
  const panel = await drawn(mounted.root, '.panel');
  mounted.rooms.session.become({ snapshot: snapshot({ seq: count }), events: long() });
  const log = await drawn(mounted.root, '.transcript');
  await drawn(mounted.root, '.gap');
  await expect.poll(() => fromEnd(log)).toBeLessThanOrEqual(1);
  // Scaled, while it grows, and so is what is measured in it.
  await expect.poll(() => panel.getAnimations()).toEqual([]);
  return { ...mounted, log };
}
const fromEnd = (log: HTMLElement): number => Math.round(log.scrollHeight - log.scrollTop - log.clientHeight);
const bubbles = (log: HTMLElement): readonly HTMLElement[] => [...log.querySelectorAll<HTMLElement>('.bubble')];
const inView = (log: HTMLElement): readonly HTMLElement[] => {
  const { top, bottom } = log.getBoundingClientRect();
  return bubbles(log).filter((it) => it.getBoundingClientRect().bottom > top && it.getBoundingClientRect().top < bottom);
};
const offsetOf = (log: HTMLElement, text: string): number | undefined => bubbles(log).find((it) => it.textContent === text)?.getBoundingClientRect().top;
const frame = (): Promise<unknown> => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));

describe('a transcript of thousands', () => {
  it('is at its end, and only what is near it is in the page', async () => {
    const { log } = await opened();
    expect(inView(log).at(-1)?.textContent).toBe(words(count - 1));
    expect(bubbles(log).length).toBeLessThan(120);
    expect(log.scrollHeight).toBeGreaterThan(count * 40);
  });

  it('moves by as much as the reader scrolls, though rows were guessed, and has them in order', async () => {
    const { log } = await opened();
    // A scroll within the frame of a change of size is taken for the browser's own: a reader scrolls on.
    await expect
      .poll(async () => {
        log.scrollTop -= 400;
        await frame();
        return fromEnd(log);
      })
      .toBeGreaterThan(300);
    for (let step = 0; step < 40; step += 1) {
      const first = inView(log)[0]?.textContent ?? '';
      const before = offsetOf(log, first) ?? 0;
      log.scrollTop -= 400;
      await frame();
      expect(Math.abs((offsetOf(log, first) ?? Number.NaN) - before - 400), `step ${step}, ${first.slice(0, 12)}`).toBeLessThanOrEqual(2);
      const numbers = bubbles(log).map((it) => Number(/\d+/u.exec(it.textContent)?.[0]));
      expect(numbers).toEqual(numbers.map((_, n) => (numbers[0] ?? 0) + n));
    }
    expect(bubbles(log).length).toBeLessThan(200);
  });

  it('shows something wherever the bar is dragged to, its first line at the top', async () => {
    const { log } = await opened();
    for (const part of [0.5, 0.1, 0.9, 0.3]) {
      log.scrollTop = log.scrollHeight * part;
      await expect.poll(() => inView(log).length, { message: `at ${part}` }).toBeGreaterThan(0);
    }
    log.scrollTop = 0;
    await expect.poll(() => inView(log)[0]?.textContent).toBe(words(0));
  });

  it('keeps the reader’s row where it is when news comes, and goes to the end when asked', async () => {
    const { root, rooms, log } = await opened();
    // The panel may still be growing, and a scroll within such a frame is taken for the browser's own: a reader scrolls on.
    await expect
      .poll(() => {
        const jump = named(root, 'Jump to latest');
        if (jump === undefined) log.scrollTop = log.scrollHeight / 2;
        return jump;
      })
      .toBeDefined();
    await frame();
    const row = inView(log)[1]?.textContent ?? '';
    const before = offsetOf(log, row);
    const news = new Timeline().agent('news').events.map((event) => ({ ...event, seq: count + 1, prev: count }));
    rooms.session.become({ snapshot: snapshot({ seq: count + 1 }), events: [...long(), ...news], unread: 1 });
    await frame();
    expect(offsetOf(log, row)).toBeCloseTo(before ?? Number.NaN, 0);
    expect(log.getAttribute('aria-live')).toBe('off');
    // The log itself tells nothing to whoever does not see it.
    await expect.poll(() => root.querySelector('[role=status]')?.textContent).toBe('You have a new message.');
    expect(rooms.session.asked).not.toContain(`read ${count + 1}`);
    await press(root, 'Jump to latest');
    await expect.poll(() => inView(log).at(-1)?.textContent).toBe('news');
    await expect.poll(() => fromEnd(log)).toBeLessThanOrEqual(1);
    expect(log.hasAttribute('aria-live')).toBe(false);
    await expect.poll(() => rooms.session.asked).toContain(`read ${count + 1}`);
  });
});

it('leaves the log as it was to the few lines of a chat after it', async () => {
  const { root, rooms, log } = await opened();
  await expect
    .poll(() => {
      if (named(root, 'Jump to latest') === undefined) log.scrollTop = log.scrollHeight / 2;
      return log.getAttribute('aria-live');
    })
    .toBe('off');
  rooms.session.become({ snapshot: snapshot({ contactId: 'contact-2', seq: 1 }), contactId: 'contact-2', events: new Timeline().agent('Hi again').events });
  await expect.poll(() => bubbles(log).map((it) => it.textContent.trim())).toContain('Hi again');
  await expect.poll(() => [log.hasAttribute('aria-live'), log.style.getPropertyValue('overflow-anchor')]).toEqual([false, '']);
});

it('a long history that comes in piece by piece is drawn a few times, not at every piece', async () => {
  const { root, rooms, chat } = await mount();
  await press(root, 'Open chat');
  await drawn(root, '.panel');
  rooms.session.become({ snapshot: snapshot({ seq: 500 }), events: [] });
  await chat.updateComplete;
  let updates = 0;
  const before = chat.requestUpdate.bind(chat);
  chat.requestUpdate = (...args: []) => {
    updates += 1;
    before(...args);
  };
  for (const event of long().slice(0, 500)) rooms.session.hear(event);
  expect(updates).toBe(1);
  await expect.poll(() => root.textContent).toContain(words(499));
});
