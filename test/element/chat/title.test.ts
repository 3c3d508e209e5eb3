import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TitleCount } from '../../../src/chat/title-count.js';
import { Timeline, snapshot } from './fake-rooms.js';
import { drawn, mount, press } from './mounted.js';

let original: string | null | undefined;
beforeEach(() => {
  original = document.querySelector('title')?.textContent;
  document.title = 'Lira One';
});
afterEach(() => {
  Reflect.deleteProperty(document, 'visibilityState');
  document.title = original ?? '';
});
const see = (state: 'hidden' | 'visible'): void => {
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
  document.dispatchEvent(new Event('visibilitychange'));
};

describe('the page’s title', () => {
  it('counts what waits while the page is out of sight, and is as it was when it is back', async () => {
    const { root, rooms, chat } = await mount();
    await press(root, 'Open chat');
    await drawn(root, '.panel');
    see('hidden');
    rooms.session.become({ snapshot: snapshot(), events: new Timeline().agent('Hello').agent('Are you there?').events, unread: 2 });
    await expect.poll(() => document.title).toBe('(2) Lira One');
    rooms.session.become({ snapshot: snapshot(), events: new Timeline().agent('Hello').agent('Are you there?').agent('?').events, unread: 3 });
    await expect.poll(() => document.title).toBe('(3) Lira One');
    see('visible');
    await expect.poll(() => document.title).toBe('Lira One');
    see('hidden');
    await expect.poll(() => document.title).toBe('(3) Lira One');
    chat.remove();
    await expect.poll(() => document.title).toBe('Lira One');
  });

  it('comes back to the letter', () => {
    const element = document.querySelector('title');
    if (element !== null) element.textContent = '  Lira\n  One ';
    const title = new TitleCount();
    title.show(1);
    expect(document.title).toBe('(1) Lira One');
    title.show(0);
    expect(document.querySelector('title')?.textContent).toBe('  Lira\n  One ');
  });

  it('is the page’s own where that changed it meanwhile', () => {
    const title = new TitleCount();
    title.show(1);
    document.title = 'Basket';
    title.show(0);
    expect(document.title).toBe('Basket');
    title.show(2);
    expect(document.title).toBe('(2) Basket');
    title.show(0);
    expect(document.title).toBe('Basket');
  });
});
