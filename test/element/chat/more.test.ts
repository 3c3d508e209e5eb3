/** What the menu offers beside the call and the end: keeping the conversation, and its sound. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Timeline, noon, snapshot } from './fake-rooms.js';
import { drawn, mount, named, press, type Mounted } from './mounted.js';

afterEach(() => vi.restoreAllMocks());

async function chatting(): Promise<Mounted & { readonly timeline: Timeline }> {
  const mounted = await mount();
  void mounted.chat.open();
  await drawn(mounted.root, '.panel');
  const timeline = new Timeline().customer('It drips.').joined().agent('Let me see.');
  mounted.rooms.session.become({ snapshot: snapshot({ seq: timeline.events.length }), events: timeline.events });
  return { ...mounted, timeline };
}

/** Chooses a row of the menu, as soon as it is there. */
async function choose({ root }: Mounted, row: string): Promise<void> {
  await press(root, 'More options');
  await expect.poll(() => named(root, row)).toBeDefined();
  await press(root, row);
}

describe('Save this chat', () => {
  it('gives the conversation as a text file', async () => {
    const mounted = await chatting();
    const files: { readonly name: string; readonly content: Blob }[] = [];
    let made: Blob | undefined;
    vi.spyOn(URL, 'createObjectURL').mockImplementation((content) => {
      if (content instanceof Blob) made = content;
      return 'blob:here';
    });
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      if (made !== undefined && this.href === 'blob:here') files.push({ name: this.download, content: made });
    });
    await choose(mounted, 'Save this chat');
    expect(files.map(({ name }) => name)).toEqual([expect.stringMatching(/^Chat with Halden \d{4}-\d{2}-\d{2}\.txt$/u)]);
    const text = (await files[0]?.content.text()) ?? '';
    expect(text).toContain('You: It drips.');
    expect(text).toContain('Ana Ruiz joined the chat');
    expect(text).toContain('Ana Ruiz: Let me see.');
  });

  it('is not offered before anything was said', async () => {
    const mounted = await mount();
    void mounted.chat.open();
    await drawn(mounted.root, '.panel');
    mounted.rooms.session.become({ snapshot: snapshot({ state: 'new', seq: 1 }), events: new Timeline().joined().events });
    await press(mounted.root, 'More options');
    await expect.poll(() => named(mounted.root, 'Sound on')).toBeDefined();
    expect(named(mounted.root, 'Save this chat')).toBeUndefined();
  });
});

describe('Sound', () => {
  /** Counts the notes that are begun. */
  function listening(): { notes: number } {
    const heard = { notes: 0 };
    vi.spyOn(OscillatorNode.prototype, 'start').mockImplementation(() => void (heard.notes += 1));
    vi.spyOn(OscillatorNode.prototype, 'stop').mockImplementation(() => undefined);
    vi.spyOn(AudioContext.prototype, 'state', 'get').mockReturnValue('running');
    return heard;
  }
  const say = ({ rooms, timeline }: Awaited<ReturnType<typeof chatting>>, text: string): void => {
    const event = timeline.agent(text).events.at(-1);
    if (event !== undefined) rooms.session.hear({ ...event, at: new Date(rooms.clock.now).toISOString() });
  };

  it('is off, stores nothing, and makes none until it is turned on', async () => {
    const heard = listening();
    const mounted = await chatting();
    await expect.poll(() => mounted.root.querySelector('.menu')).not.toBeNull();
    void mounted.chat.close();
    say(mounted, 'Are you there?');
    await mounted.chat.updateComplete;
    expect(heard.notes).toBe(0);
    expect(localStorage.getItem('segue.sound')).toBeNull();
  });

  it('is silent for what is read in another tab, and not for what is not', async () => {
    const heard = listening();
    const mounted = await chatting();
    await choose(mounted, 'Sound on');
    void mounted.chat.close();
    mounted.rooms.clock.now = noon + 10_000;
    say(mounted, 'Seen over there');
    const { session } = mounted.rooms;
    const seen = session.contact;
    if (seen !== undefined) session.become({ ...seen, snapshot: { ...seen.snapshot, read: { customer: mounted.timeline.events.length, agent: 0 } } });
    mounted.rooms.clock.now = noon + 20_000;
    say(mounted, 'Are you there?');
    // One of the two: those that turned it on, and two notes more.
    await expect.poll(() => heard.notes).toBe(4);
  });

  it('turned on says so, is remembered, and tells of a message that nobody looks at', async () => {
    const heard = listening();
    const mounted = await chatting();
    await choose(mounted, 'Sound on');
    expect(heard.notes).toBe(2);
    expect(localStorage.getItem('segue.sound')).toBe('on');
    mounted.rooms.clock.now = noon + 10_000;
    say(mounted, 'Seen as it comes');
    await mounted.chat.updateComplete;
    expect(heard.notes).toBe(2);
    void mounted.chat.close();
    await mounted.chat.updateComplete;
    say(mounted, 'Are you there?');
    await expect.poll(() => heard.notes).toBe(4);
    void mounted.chat.open();
    await drawn(mounted.root, '.panel');
    await choose(mounted, 'Sound off');
    expect(localStorage.getItem('segue.sound')).toBeNull();
  });
});

describe('Notifications', () => {
  interface Up {
    readonly title: string;
    readonly body: string | undefined;
    readonly press: () => void;
    closed: boolean;
  }
  /** A browser that answers so, and writes down what it shows. */
  function browser(answer: NotificationPermission): { readonly up: Up[]; asked: number; permission: NotificationPermission } {
    const seen = { up: [] as Up[], asked: 0, permission: 'default' as NotificationPermission };
    class FakeNotification {
      static get permission(): NotificationPermission {
        return seen.permission;
      }
      static requestPermission(): Promise<NotificationPermission> {
        seen.asked += 1;
        seen.permission = answer;
        return Promise.resolve(answer);
      }
      onclick: (() => void) | null = null;
      readonly #up: Up;
      constructor(title: string, options?: NotificationOptions) {
        this.#up = { title, body: options?.body, closed: false, press: () => this.onclick?.() };
        seen.up.push(this.#up);
      }
      close(): void {
        this.#up.closed = true;
      }
    }
    vi.stubGlobal('Notification', FakeNotification);
    return seen;
  }
  const look = (state: DocumentVisibilityState): void => {
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
    document.dispatchEvent(new Event('visibilitychange'));
  };
  const hear = ({ rooms, timeline }: Awaited<ReturnType<typeof chatting>>, add: (timeline: Timeline) => Timeline): void => {
    const event = add(timeline).events.at(-1);
    if (event !== undefined) rooms.session.hear({ ...event, at: new Date(rooms.clock.now).toISOString() });
  };
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('are off until they are turned on: nothing is asked, stored or shown', async () => {
    const seen = browser('granted');
    const mounted = await chatting();
    await drawn(mounted.root, '.menu');
    look('hidden');
    hear(mounted, (it) => it.agent('Are you there?'));
    await choose(mounted, 'Notifications on');
    await expect.poll(() => seen.asked).toBe(1);
    expect(seen.up).toEqual([]);
    await expect.poll(() => localStorage.getItem('segue.notifications')).toBe('on');
  });

  it('tell of an agent’s message and invitation while the page is hidden, as text, and a press leads to the chat', async () => {
    const seen = browser('granted');
    const mounted = await chatting();
    await choose(mounted, 'Notifications on');
    await expect.poll(() => localStorage.getItem('segue.notifications')).toBe('on');
    void mounted.chat.close();
    await mounted.chat.updateComplete;
    hear(mounted, (it) => it.agent('In sight of the page'));
    look('hidden');
    hear(mounted, (it) => it.customer('From another device'));
    hear(mounted, (it) => it.agent('<b>Are</b> you there?'));
    await expect.poll(() => seen.up.map(({ title, body }) => [title, body])).toEqual([['Ana Ruiz', '<b>Are</b> you there?']]);
    hear(mounted, (it) => it.add('upgrade.asked', { kind: 'agent', id: 'ana', name: 'Ana Ruiz' }, { upgradeId: 'u', medium: 'video', deadline: new Date(noon).toISOString() }));
    await expect.poll(() => seen.up[1]?.body).toBe('Ana invites you to video.');
    const opened = vi.fn();
    mounted.chat.addEventListener('segue-open', opened);
    seen.up[1]?.press();
    await drawn(mounted.root, '.panel');
    expect([opened.mock.calls.length, seen.up.map(({ closed }) => closed)]).toEqual([1, [true, true]]);
  });

  it('go when the visitor is back, and when they are turned off', async () => {
    const seen = browser('granted');
    const mounted = await chatting();
    await choose(mounted, 'Notifications on');
    await expect.poll(() => localStorage.getItem('segue.notifications')).toBe('on');
    look('hidden');
    hear(mounted, (it) => it.agent('Are you there?'));
    await expect.poll(() => seen.up.length).toBe(1);
    look('visible');
    expect(seen.up[0]?.closed).toBe(true);
    await choose(mounted, 'Notifications off');
    expect(localStorage.getItem('segue.notifications')).toBeNull();
    await expect.poll(() => named(mounted.root, 'More options')).toBeDefined();
    await press(mounted.root, 'More options');
    await expect.poll(() => named(mounted.root, 'Notifications on')).toBeDefined();
  });

  it('that the browser blocks are explained in a sentence, which can be closed', async () => {
    browser('denied');
    const mounted = await chatting();
    await choose(mounted, 'Notifications on');
    expect((await drawn(mounted.root, '.note-line p')).textContent).toBe('Your browser blocks notifications from this page. Allow them in its settings for this site, then turn them on here.');
    expect(localStorage.getItem('segue.notifications')).toBeNull();
    await press(mounted.root, 'Close this note');
    await expect.poll(() => mounted.root.querySelector('.note-line')).toBeNull();
  });

  it('are not offered where there are none', async () => {
    vi.stubGlobal('Notification', undefined);
    const mounted = await chatting();
    await press(mounted.root, 'More options');
    await expect.poll(() => named(mounted.root, 'Sound on')).toBeDefined();
    expect(named(mounted.root, 'Notifications on')).toBeUndefined();
  });

  it('are shown by the tab alone that speaks for all', async () => {
    const seen = browser('granted');
    localStorage.setItem('segue.notifications', 'on');
    seen.permission = 'granted';
    const mounted = await mount();
    const tabs = { share: () => ({}), callElsewhere: false, speaks: false, on: () => () => undefined };
    Object.assign(mounted.rooms.backend, { createTabs: () => tabs });
    void mounted.chat.open();
    await drawn(mounted.root, '.panel');
    const timeline = new Timeline().customer('It drips.').joined().agent('Let me see.');
    mounted.rooms.session.become({ snapshot: snapshot({ seq: timeline.events.length }), events: timeline.events });
    const it = { ...mounted, timeline };
    await press(mounted.root, 'More options');
    await expect.poll(() => named(mounted.root, 'Notifications off')).toBeDefined();
    look('hidden');
    hear(it, (talk) => talk.agent('For the other tab'));
    tabs.speaks = true;
    hear(it, (talk) => talk.agent('For this one'));
    await expect.poll(() => seen.up.map(({ body }) => body)).toEqual(['For this one']);
  });
});
