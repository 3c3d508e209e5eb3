/** The newest message over the closed launcher, as a visitor meets it who has closed the chat or comes back to the page. */
import { describe, expect, it } from 'vitest';
import { guide } from '../ui/fake-files.js';
import { Timeline, ana, contactId, noon, snapshot } from './fake-rooms.js';
import { drawn, gone, mount, named, press, type Mounted } from './mounted.js';

const ask = { type: 'upgrade.ask', contactId, upgradeId: 'u', medium: 'video', by: { kind: 'agent', id: 'ana', name: ana.name }, message: '', deadline: new Date(noon).toISOString() } as const;
const words = (element: Element): string => element.textContent.replace(/\s+/gu, ' ').trim();

/** A visitor who is known, with the chat closed, and what waits there for them. */
async function away(timeline: Timeline, unread = 1): Promise<Mounted> {
  localStorage.setItem('segue.demo', 'renewal');
  const mounted = await mount({ known: true });
  await expect.poll(() => mounted.rooms.session.asked).toContain('open');
  mounted.rooms.clock.now = Date.parse(timeline.events.at(-1)?.at ?? '') + 20_000;
  mounted.rooms.session.become({ snapshot: snapshot(), events: timeline.events, unread });
  return mounted;
}

describe('the message over the closed launcher', () => {
  it('says whose it is and what, and opens the chat', async () => {
    const { root } = await away(new Timeline().customer('Hello').joined().agent('Could you send me a photo?'));
    const teaser = await drawn(root, '.message-teaser');
    expect(words(teaser)).toBe('AR Ana at Halden now Could you send me a photo?');
    expect(named(root, 'Open chat, 1 unread')).toBeDefined();
    (await drawn(teaser, '.message-open')).click();
    await drawn(root, '.panel');
    await gone(root, '.message-teaser');
  });

  it('is text, whatever is in it, and the names of its files where it has no words', async () => {
    const hostile = '<img src=x onerror="window.hacked=1">';
    const { root, rooms } = await away(new Timeline().agent(hostile));
    const teaser = await drawn(root, '.message-teaser');
    expect((await drawn(teaser, '.message-said')).textContent).toBe(hostile);
    expect(teaser.querySelector('img')).toBeNull();
    const files = new Timeline().add('message', { kind: 'agent', id: 'ana', name: ana.name }, { messageId: 'm', text: '', attachments: [guide()] });
    rooms.session.become({ snapshot: snapshot(), events: files.events, unread: 1 });
    await expect.poll(() => root.querySelector('.message-said')?.textContent).toBe(guide().name);
  });

  it('has the time once it is no longer of now, and the shop’s name where no agent wrote it', async () => {
    const { chat, root, rooms } = await away(new Timeline().add('message', { kind: 'flow' }, { messageId: 'm', text: 'We will be with you.' }));
    const teaser = await drawn(root, '.message-teaser');
    expect(words(teaser)).toBe('H Halden now We will be with you.');
    rooms.clock.now += 60_000;
    chat.requestUpdate();
    await expect.poll(() => words(teaser)).toBe('H Halden 14:02 We will be with you.');
  });

  it('is put aside with a press, which leaves the focus on the launcher, until another comes', async () => {
    const timeline = new Timeline().joined().agent('One moment');
    const { root, rooms } = await away(timeline);
    await drawn(root, '.message-teaser');
    named(root, 'Dismiss message')?.focus();
    await press(root, 'Dismiss message');
    await gone(root, '.message-teaser');
    expect(root.activeElement).toBe(root.querySelector('.launcher'));
    expect(root.querySelector('.badge')?.textContent).toBe('1');
    rooms.session.become({ snapshot: snapshot(), events: timeline.agent('Here it is').events, unread: 2 });
    expect(words(await drawn(root, '.message-said'))).toBe('Here it is');
  });

  it('gives way to an invitation', async () => {
    const { root, rooms } = await away(new Timeline().joined().agent('Shall we switch to video?'));
    await drawn(root, '.message-teaser');
    rooms.upgrade.become({ ask });
    await drawn(root, '.teaser');
    expect(root.querySelector('.message-teaser')).toBeNull();
  });

  it('is there in a tab whose visitor has the call in another', async () => {
    const mounted = await mount();
    Object.assign(mounted.rooms.backend, { createTabs: () => ({ share: () => ({}), callElsewhere: true, speaks: true, on: () => () => undefined }) });
    void mounted.chat.open();
    await drawn(mounted.root, '.panel');
    mounted.rooms.upgrade.become({ canRejoin: true });
    void mounted.chat.close();
    await gone(mounted.root, '.panel');
    mounted.rooms.clock.now = noon;
    mounted.rooms.session.become({ snapshot: snapshot(), events: new Timeline().customer('Hello').joined().agent('Can you read this?').events, unread: 1 });
    expect(words(await drawn(mounted.root, '.message-said'))).toBe('Can you read this?');
    expect(mounted.root.querySelector('.teaser')).toBeNull();
  });

  it('is not there for what was read, or what the visitor wrote', async () => {
    const { chat, root, rooms } = await away(new Timeline().joined().agent('Hello').customer('Hi'), 0);
    await chat.updateComplete;
    expect(root.querySelector('.message-teaser')).toBeNull();
    rooms.session.become({ snapshot: snapshot(), events: new Timeline().joined().agent('Hello').customer('Hi').events, unread: 1 });
    expect(words(await drawn(root, '.message-said'))).toBe('Hello');
  });
});
