import { describe, expect, it } from 'vitest';
import type { SegueApi } from '../../../src/chat/script-tag-api.js';
import { drawn, named } from './mounted.js';

/** What the build writes into segue.js and its shell; here the shell is the source. */
Object.assign(window, { __SEGUE_CHUNKS__: {}, __SEGUE_SHELL__: '../src/chat/script-tag.ts', __SEGUE_INTEGRITY__: '', __SEGUE_VERSION__: '0.0.0' });

const opened: unknown[] = [];
window.Segue = [
  ['on', 'open', (detail: unknown) => opened.push(detail)],
  ['init', { deploymentId: 'demo', shop: 'Halden' }],
  ['open'],
];
await import('../../../src/chat/loader.js');

function api(): SegueApi {
  if (window.Segue === undefined || Array.isArray(window.Segue)) throw new Error('segue.js did not run');
  return window.Segue;
}

describe('segue.js', () => {
  it('replays what the page asked for before it came: the chat is there, and open', async () => {
    const chat = await drawn(document, 'segue-chat');
    await drawn(chat.shadowRoot ?? chat, '.panel');
    expect(opened).toEqual([]);
  });

  it('tells listeners of a person’s acts, until they are removed', async () => {
    const chat = await drawn(document, 'segue-chat');
    const root = chat.shadowRoot ?? document;
    named(root, 'Close chat')?.click();
    await drawn(root, '.launcher');
    named(root, 'Open chat')?.click();
    await drawn(root, '.panel');
    expect(opened).toEqual([null]);
    const closed: unknown[] = [];
    const remove = api().on('close', (detail) => closed.push(detail));
    remove();
    named(root, 'Close chat')?.click();
    await drawn(root, '.launcher');
    expect(closed).toEqual([]);
  });

  it('takes the chat off the page and brings it back, once', async () => {
    await api().destroy();
    expect(document.querySelector('segue-chat')).toBeNull();
    await Promise.all([api().init({ deploymentId: 'demo' }), api().init({ deploymentId: 'demo' })]);
    expect(document.querySelectorAll('segue-chat')).toHaveLength(1);
    await api().destroy();
  });

  it('moves the chat to the deployment of a later init, whatever the tag or an earlier one said', async () => {
    await api().init({ deploymentId: 'demo' });
    const chat = await drawn(document, 'segue-chat');
    await api().init({ deploymentId: 'another' });
    expect(Reflect.get(chat, 'deploymentId')).toBe('another');
    await api().destroy();
  });

  it('makes one element, of the last word, when it was taken off while it was on its way', async () => {
    const first = api().init({ deploymentId: 'first' });
    await api().destroy();
    await expect(first).rejects.toMatchObject({ code: 'closed' });
    await api().init({ deploymentId: 'second' });
    const made = [...document.querySelectorAll('segue-chat')];
    expect(made.map((chat) => chat.config?.deploymentId)).toEqual(['second']);
    await api().destroy();
  });
});

describe('a page that takes the chat off', () => {
  it('among others that go one by one has emptied itself: the chat comes back', async () => {
    await api().init({ deploymentId: 'demo' });
    const chat = await drawn(document, 'segue-chat');
    const others = ['header', 'main'].map((name) => document.body.insertBefore(document.createElement(name), chat));
    for (const gone of [others[0], chat, document.body.appendChild(document.createTextNode(' ')), others[1]]) gone?.remove();
    expect(chat.isConnected).toBe(false);
    await expect.poll(() => chat.isConnected).toBe(true);
    expect(document.querySelectorAll('segue-chat')).toHaveLength(1);
    await api().destroy();
  });

  it('alone means it: the chat is destroyed', async () => {
    await api().init({ deploymentId: 'demo' });
    const chat = await drawn(document, 'segue-chat');
    chat.remove();
    // What was taken off for good is not brought back by what goes later.
    await Promise.resolve();
    const other = document.body.appendChild(document.createElement('main'));
    other.remove();
    await Promise.resolve();
    expect(chat.isConnected).toBe(false);
    await api().init({ deploymentId: 'demo' });
    expect(document.querySelector('segue-chat')).not.toBe(chat);
    await api().destroy();
  });
});

it('fails what waited for a chat that an init did not bring', async () => {
  const opened = api().open();
  const bad = api().init({});
  await expect(bad).rejects.toMatchObject({ code: 'bad-config' });
  await expect(opened).rejects.toMatchObject({ code: 'bad-config' });
});
