/** Settings that change under a chat: what is another customer or another shop hangs up, what was only made anew does not. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { mount, press, type Mounted } from './mounted.js';

afterEach(() => vi.restoreAllMocks());

/** A chat of a customer who is signed in, and connected. */
async function signedIn(identity: () => string): Promise<Mounted> {
  const mounted = await mount();
  mounted.chat.config = { shop: 'Halden', identity };
  await mounted.chat.open();
  mounted.rooms.session.asked.length = 0;
  return mounted;
}

/** As a framework does: the same text, another function each time. */
const written = (name: string) => () => name;

describe('the identity that a page gives', () => {
  it('taken away hangs up, and what follows is nobody’s', async () => {
    const { chat, rooms } = await signedIn(written('mia'));
    chat.config = { shop: 'Halden' };
    await chat.updateComplete;
    expect(rooms.session.asked).toEqual(['close', 'open']);
    expect(rooms.identity()).toBeUndefined();
  });

  it('given by another function hangs up, and is asked of that', async () => {
    const { chat, rooms } = await signedIn(written('mia'));
    const leo = 'leo';
    chat.config = { shop: 'Halden', identity: () => `${leo}’s` };
    await chat.updateComplete;
    expect(rooms.session.asked).toEqual(['close', 'open']);
    expect(rooms.identity()).toBe('leo’s');
  });

  it('given by a function that a framework made anew hangs nobody up, and is asked of the latest', async () => {
    const { chat, rooms } = await signedIn(written('mia'));
    chat.config = { shop: 'Halden', identity: written('mia, renewed') };
    await chat.updateComplete;
    expect(rooms.session.asked).toEqual([]);
    expect(rooms.identity()).toBe('mia, renewed');
  });
});

it('tells the page of a pressed opening that comes to nothing as of one that was closed again', async () => {
  const { chat, root } = await mount();
  chat.platform = 'no address';
  await chat.updateComplete;
  const heard: string[] = [];
  for (const name of ['segue-open', 'segue-close'] as const) chat.addEventListener(name, () => heard.push(name));
  // Where the page's own error reporting hears of it.
  const reported = vi.spyOn(window, 'queueMicrotask').mockImplementation(() => undefined);
  await press(root, 'Open chat');
  await expect.poll(() => reported.mock.calls.length).toBe(1);
  expect(reported.mock.calls[0]?.[0]).toThrow(expect.objectContaining({ code: 'bad-config' }));
  expect(heard).toEqual(['segue-open', 'segue-close']);
  expect(chat.mode).toBe('closed');
});
