/** What a page hands the element, and what comes from the other side, may be anybody's: it stays text, and values stay what they are. */
import { afterEach, expect, it } from 'vitest';
import type { Visit } from '../../../src/protocol/index.js';
import { guide, photo } from '../ui/fake-files.js';
import { corpus, strangers } from './corpus.js';
import { Timeline, ana, contactId, noon, snapshot, videoOn } from './fake-rooms.js';
import { drawn, mount, press } from './mounted.js';

afterEach(() => expect(Reflect.has(window, 'hacked')).toBe(false));

it.each(corpus)('%j as an attribute or a setting makes nothing of itself', async (value) => {
  const { chat, root, rooms } = await mount();
  for (const name of ['theme', 'lang', 'dir', 'title', 'class', 'id']) chat.setAttribute(name, value);
  chat.config = { shop: value.slice(0, 100), customer: { name: value }, language: value.slice(0, 30), strings: { greeting: value, [value]: value } };
  await chat.updateComplete;
  await press(root, 'Open chat');
  await drawn(root, '.panel');
  rooms.session.become({ snapshot: snapshot(), events: new Timeline().events }, { ...videoOn, shop: value.slice(0, 100) });
  await expect.poll(() => root.querySelector('.bubble')?.textContent).toBe(value);
  expect(strangers(root)).toEqual([]);
  expect(root.querySelector('.root')?.getAttribute('dir')).toMatch(/^(ltr|rtl)$/);
  expect(Reflect.get({}, value)).toBe(value === '__proto__' ? Object.prototype : undefined);
});

it.each(corpus)('%j as a theme’s value is no more than a value that does not fit', async (value) => {
  const { chat, root } = await mount();
  for (const name of ['accent', 'accent-fill', 'surface', 'font', 'radius', 'z-index']) chat.style.setProperty(`--segue-${name}`, value);
  await press(root, 'Open chat');
  const panel = await drawn(root, '.panel');
  expect(strangers(root)).toEqual([]);
  expect(getComputedStyle(panel).display).not.toBe('none');
  expect(performance.getEntriesByType('resource').filter(({ name }) => /hacked|\/x$/.test(name))).toEqual([]);
});

it.each(corpus)('%j from the other side is text, wherever it stands', async (text) => {
  const { chat, root, rooms } = await mount();
  void chat.open();
  const agent = { agentId: 'ana', name: text, title: text };
  const by = { kind: 'agent', id: 'ana', name: text } as const;
  const choices = [{ id: 'a', title: text, description: text }, { id: 'b', title: 'Plain' }];
  const timeline = new Timeline()
    .add('agent.joined', { kind: 'platform' }, { agent })
    .add('message', by, { messageId: 'files', text, attachments: [guide({ name: text }), photo({ name: text })] })
    .add('message', by, { messageId: 'card', text, content: { kind: 'card', title: text, text, buttons: [{ kind: 'reply', id: 'a', title: text }] } })
    .add('message', by, { messageId: 'list', text, content: { kind: 'list-picker', multiple: true, sections: [{ title: text, choices }] } })
    .add('message', by, { messageId: 'quick', text, content: { kind: 'quick-replies', choices } });
  rooms.session.become({ snapshot: snapshot({ owner: agent, attachments: { maxBytes: 1, types: ['image/png'] } }), events: timeline.events, typing: by });
  rooms.upgrade.become({ ask: { type: 'upgrade.ask', contactId, upgradeId: 'u', medium: 'video', by, message: text, deadline: new Date(noon).toISOString() } });
  for (const place of ['.who-name', '.who-title', '.bubble', '.file-name', '.offer', '.list-row', '.choice', '.card-under', '.typing']) await drawn(root, place);
  expect(root.querySelector('.who-name')?.textContent).toBe(text);
  expect(root.querySelector('.card-under')?.textContent).toBe(text);
  expect(strangers(root)).toEqual([]);
  await chat.close();
  rooms.upgrade.become({ ask: undefined });
  rooms.session.become({ snapshot: snapshot({ owner: agent }), events: timeline.events, unread: 1 });
  expect((await drawn(root, '.message-said')).textContent).toBe(text);
  expect(strangers(root)).toEqual([]);
});

it.each(corpus)('%j of a deployment is text around the conversation, too', async (text) => {
  const visit: Visit = { consent: { hash: 'h', title: text, text, links: [{ label: text, url: 'https://halden.example/' }] }, rating: ['chat'] };
  const preChat: NonNullable<Visit['preChat']> = { title: text, fields: [{ type: 'text', key: 'name', label: text, hint: text, required: true }, { type: 'select', key: 'topic', label: text, options: [{ value: text, label: text }] }] };
  const { chat, root, rooms } = await mount({ visit: { ...visit, preChat } });
  void chat.open();
  expect((await drawn(root, '.visit-text')).textContent).toBe(text);
  expect(strangers(root)).toEqual([]);
  await press(root, 'Agree');
  const { owner: _owner, ...fresh } = snapshot({ state: 'new' });
  rooms.session.become({ snapshot: { ...fresh, form: { ask: ['name', 'topic'] } } });
  expect((await drawn(root, '.visit-form option:last-child')).textContent).toBe(text);
  expect(strangers(root)).toEqual([]);
  const over = new Timeline().add('agent.joined', { kind: 'platform' }, { agent: { ...ana, name: text } }).add('contact.closed', { kind: 'agent', id: 'ana' }, { reason: 'agent' });
  rooms.session.become({ snapshot: snapshot({ state: 'closed' }), events: over.events });
  await drawn(root, '.rating');
  expect(strangers(root)).toEqual([]);
});
