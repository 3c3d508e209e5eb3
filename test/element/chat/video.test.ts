import { afterEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { createUpgrade } from '../../../src/call/index.js';
import { keyOn } from '../key-on.js';
import { drawnStream } from './drawn-stream.js';
import { Timeline, ana, contactId, noon, snapshot, videoOn } from './fake-rooms.js';
import { drawn, gone, mount, named, press, type Mounted } from './mounted.js';
import { playsOn } from './plays-on.js';
import type { WidgetConfig } from '../../../src/protocol/index.js';

const inCall = { upgradeId: 'u', callId: 'c', attempt: 1, agent: ana, since: noon } as const;
const ask = { type: 'upgrade.ask', contactId, upgradeId: 'u', medium: 'video', by: { kind: 'agent', id: 'ana', name: ana.name }, message: '', deadline: new Date(noon).toISOString() } as const;

async function talking(widget: WidgetConfig = videoOn, options: Parameters<typeof mount>[0] = {}): Promise<Mounted> {
  const it = await mount(options);
  void it.chat.open();
  await drawn(it.root, '.panel');
  it.rooms.session.become({ snapshot: snapshot(), events: new Timeline().customer('Hello').joined().events }, widget);
  await it.chat.updateComplete;
  return it;
}
async function calling(): Promise<Mounted> {
  const it = await talking();
  await it.rooms.loadCall();
  it.rooms.upgrade.become({ state: { kind: 'live', ...inCall }, local: drawnStream('self'), remote: drawnStream('remote') });
  await drawn(it.root, '.stage');
  return it;
}
afterEach(() => {
  vi.restoreAllMocks();
});

describe('Start video', () => {
  const rules: readonly (readonly [string, WidgetConfig, { readonly supported?: boolean }, boolean])[] = [
    ['is shown where the deployment enables it', videoOn, {}, true],
    ['is off by default', {}, {}, false],
    ['is not shown without allowMediaUpgrade', { mediaTypes: ['chat', 'video'] }, {}, false],
    ['is not shown without video in mediaTypes', { allowMediaUpgrade: true, mediaTypes: ['chat'] }, {}, false],
    ['is not shown in a browser that can’t', videoOn, { supported: false }, false],
  ];

  it.each(rules)('%s', async (_what, widget, options, shown) => {
    const { root } = await talking(widget, options);
    expect(named(root, 'Start video') !== undefined).toBe(shown);
  });

  it('can be switched off by the page, which cannot switch it on', async () => {
    const { chat, root, rooms } = await talking();
    chat.config = { shop: 'Halden', allowMediaUpgrade: false };
    await chat.updateComplete;
    expect(named(root, 'Start video')).toBeUndefined();
    chat.config = { shop: 'Halden', allowMediaUpgrade: true, mediaTypes: ['chat', 'video'] };
    rooms.session.become({ snapshot: snapshot() }, { shop: 'Halden' });
    await chat.updateComplete;
    expect(named(root, 'Start video')).toBeUndefined();
  });

  it('asks the upgrade in the press’s own task and draws nothing ahead of it', async () => {
    const { root, rooms } = await talking();
    named(root, 'Start video')?.click();
    expect(rooms.upgrade.asked).toEqual(['start']);
    expect(root.querySelector('.card')).toBeNull();
    rooms.upgrade.become({ state: { kind: 'capturing', by: 'customer', since: noon } });
    expect((await drawn(root, '.card-title')).textContent).toBe('Your browser is asking');
  });

  it('reaches getUserMedia before the click handler returns', async () => {
    const { root, rooms } = await talking();
    const asked = vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockReturnValue(new Promise(() => undefined));
    const real = createUpgrade({
      session: rooms.session,
      side: 'customer',
      contactId: () => contactId,
      video: () => ({ enabled: true, camera: true, microphone: true, cameraConstraints: {} }),
      load: () => new Promise(() => undefined),
    });
    vi.spyOn(rooms.upgrade, 'start').mockImplementation(() => real.start());
    let askedInTask = false;
    root.addEventListener('click', () => (askedInTask = asked.mock.calls.length === 1), { once: true });
    named(root, 'Start video')?.click();
    expect(askedInTask).toBe(true);
    real.destroy();
  });
});

describe('an invitation', () => {
  it('says what will be seen, and Accept is the click that counts', async () => {
    const { root, rooms } = await talking();
    rooms.upgrade.become({ ask });
    expect((await drawn(root, '.card')).textContent).toContain('Ana will see your camera and hear you.');
    named(root, 'Accept video')?.click();
    expect(rooms.upgrade.asked).toEqual(['accept']);
  });

  it('can be declined, by a name that says what', async () => {
    const { root, rooms } = await talking();
    rooms.upgrade.become({ ask });
    await press(root, 'Decline video');
    expect(rooms.upgrade.asked).toEqual(['decline']);
  });

  it('shows on the closed launcher and is said aloud', async () => {
    const { chat, root, rooms } = await talking();
    void chat.close();
    await gone(root, '.panel');
    rooms.upgrade.become({ ask });
    await expect.poll(() => named(root, 'Open chat, 1 unread')).toBeDefined();
    expect(named(root, 'Ana invites you to video')).toBeDefined();
    await expect.poll(() => root.querySelector('[aria-live="polite"]')?.textContent).toContain('Ana invites you to video');
  });

  it('leaves the composer working', async () => {
    const { root, rooms } = await talking();
    rooms.upgrade.become({ ask });
    await drawn(root, '.card');
    const field = named(root, 'Message');
    if (field !== undefined) await userEvent.type(field, 'One moment{Enter}');
    expect(rooms.session.asked).toContain('send One moment');
  });
});

describe('waiting', () => {
  it('shows the place, the own camera that only the visitor sees, and the way out', async () => {
    const { root, rooms } = await talking();
    rooms.upgrade.become({ state: { kind: 'waiting', upgradeId: 'u', phase: 'waiting', place: { position: 3 } }, local: drawnStream('self') });
    expect((await drawn(root, '.place')).textContent).toBe('You’re 3rd in line');
    expect(root.querySelector('.preview')?.textContent).toContain('Only you see this');
    await press(root, 'Camera off while you wait');
    expect(rooms.upgrade.asked).toEqual(['camera false']);
    await press(root, 'Leave the line');
    expect(rooms.upgrade.asked).toEqual(['camera false', 'cancel']);
  });

  it('shows the own camera on, after the browser has paused it', async () => {
    const { chat, root, rooms } = await talking();
    rooms.upgrade.become({ state: { kind: 'waiting', upgradeId: 'u', phase: 'waiting', place: { position: 3 } }, local: drawnStream('self') });
    await playsOn(chat, await drawn<HTMLVideoElement>(root, '.preview video'));
  });
});

describe('a refusal', () => {
  const at = new Date(noon).toISOString();
  it('has its title, its sentence and its ways on', async () => {
    const { root, rooms } = await talking();
    rooms.upgrade.become({ state: { kind: 'ended', result: { status: 'failed', reason: 'turn-unreachable', by: 'platform', at }, rejoin: false } });
    expect((await drawn(root, '.card')).textContent).toContain('Your network seems to block video.');
    await press(root, 'Try again');
    await press(root, 'Stay in chat');
    expect(rooms.upgrade.asked).toEqual(['start', 'dismiss']);
    await expect.poll(() => root.querySelector('[aria-live="assertive"]')?.textContent).toContain('Video couldn’t connect');
  });

  it('of the camera shows how to allow it, and offers sound only', async () => {
    const { root, rooms } = await talking();
    rooms.upgrade.become({ state: { kind: 'ended', result: { status: 'permission-denied', by: 'customer', at }, rejoin: false, capture: { outcome: 'permission-denied', device: 'camera', hint: 'user' } } });
    expect((await drawn(root, '.card-title')).textContent).toBe('Your browser blocked the camera');
    expect(root.querySelectorAll('.steps li')).toHaveLength(3);
    expect(named(root, 'Sound only')).toBeDefined();
  });

  it('of the microphone offers no joining with sound only', async () => {
    const { root, rooms } = await talking();
    rooms.upgrade.become({ state: { kind: 'ended', result: { status: 'permission-denied', by: 'customer', at }, rejoin: false, capture: { outcome: 'permission-denied', device: 'microphone', hint: 'remembered' } } });
    expect((await drawn(root, '.card-title')).textContent).toBe('Your browser blocked the microphone');
    expect(named(root, 'Try again')).toBeDefined();
    expect(named(root, 'Sound only')).toBeUndefined();
  });
});

describe('in a call', () => {
  it('the stage takes the header’s place and the element of the other side is handed to the call', async () => {
    const { root, rooms } = await calling();
    expect(root.querySelector('.header')).toBeNull();
    expect(rooms.upgrade.attached).toBe(named(root, 'Remote video'));
    expect(named(root, 'Self view')).toBeInstanceOf(HTMLVideoElement);
    expect(root.querySelector<HTMLVideoElement>('.self video')?.muted).toBe(true);
  });

  it('every control has its name, asks, and changes only when the call did', async () => {
    const { root, rooms } = await calling();
    await press(root, 'Mute');
    await press(root, 'Stop camera');
    expect(rooms.upgrade.asked).toEqual(['microphone false', 'camera false']);
    expect(named(root, 'Unmute')).toBeUndefined();
    rooms.upgrade.become({ devices: { audio: 'off', video: 'off' } });
    await press(root, 'Unmute');
    await press(root, 'Start camera');
    await press(root, 'End video');
    expect(rooms.upgrade.asked.slice(2)).toEqual(['microphone true', 'camera true', 'end']);
  });

  it('draws no control that does nothing', async () => {
    const { root } = await calling();
    expect(named(root, 'Share screen')).toBeUndefined();
    expect(named(root, 'Devices')).toBeUndefined();
  });

  it('goes on in a small tile when the panel closes, with the same video element', async () => {
    const { root, rooms } = await calling();
    const video = named(root, 'Remote video');
    await press(root, 'Close chat');
    await drawn(root, '[data-mode="tile"]');
    expect(named(root, 'Remote video')).toBe(video);
    expect(rooms.upgrade.asked).toEqual([]);
    expect(root.activeElement).not.toBe(named(root, 'End video'));
    await press(root, 'Open chat');
    await drawn(root, '[data-mode="panel"]');
    expect(named(root, 'Remote video')).toBe(video);
  });

  it('takes the whole panel and goes back', async () => {
    const { root } = await calling();
    const video = named(root, 'Remote video');
    await press(root, 'Whole panel');
    await drawn(root, '[data-mode="expanded"]');
    await userEvent.keyboard('{Escape}');
    await press(root, 'Back to chat view').catch(() => undefined);
    await drawn(root, '[data-mode="panel"]');
    expect(named(root, 'Remote video')).toBe(video);
  });

  it.each([
    ['the whole panel', 'Whole panel', 'Back to chat view'],
    ['the small tile', 'Close chat', 'Open chat'],
  ])('in %s counts what comes in and leaves it unread until the transcript is back', async (_what, away, back) => {
    const { root, rooms } = await calling();
    await press(root, away);
    await drawn(root, '.to-chat');
    const events = new Timeline().customer('Hello').joined().agent('Look here').events;
    rooms.session.become({ snapshot: snapshot(), events, unread: 1 });
    await expect.poll(() => root.querySelector('.to-chat .badge')?.textContent).toBe('1');
    await expect.poll(() => root.querySelector('[aria-live="polite"]')?.textContent).toContain('You have a new message.');
    expect(rooms.session.asked.filter((what) => what.startsWith('read'))).toEqual([]);
    await press(root, `${back}, 1 unread`);
    await expect.poll(() => rooms.session.asked).toContain('read 3');
  });

  it('counts the time from the first frame, and stands still while reconnecting', async () => {
    const { chat, root, rooms } = await calling();
    rooms.clock.now = noon + 252_000;
    chat.requestUpdate();
    await expect.poll(() => root.querySelector('[role="timer"]')?.textContent).toBe('04:12');
    rooms.upgrade.become({ state: { kind: 'recovering', ...inCall, generation: 1, waitsFor: 'path', until: noon + 300_000 } });
    rooms.clock.now = noon + 260_000;
    chat.requestUpdate();
    expect((await drawn(root, '.veil')).textContent).toContain('Reconnecting…');
    expect(root.querySelector('[role="timer"]')?.textContent).toBe('04:12');
    rooms.upgrade.become({ state: { kind: 'live', ...inCall } });
    await expect.poll(() => root.querySelector('[role="timer"]')?.textContent).toBe('04:20');
  });

  it('offers one button where the browser holds the sound back', async () => {
    const { root, rooms } = await calling();
    rooms.upgrade.become({ playback: 'blocked' });
    await press(root, 'Tap to hear Ana');
    expect(rooms.upgrade.asked).toEqual(['unlock']);
  });

  it('says that the agent is muted, with the camera on and off, and then shows no ring of speech', async () => {
    const { root, rooms } = await calling();
    rooms.upgrade.become({ peerMedia: { audio: 'off', video: 'on' } });
    expect((await drawn(root, '.muted-note')).textContent.trim()).toBe('Ana is muted');
    rooms.upgrade.become({ peerMedia: { audio: 'off', video: 'off' } });
    expect((await drawn(root, '.person')).textContent).toContain('Ana’s camera is off');
    const ring = (): string => getComputedStyle(root.querySelector('.person .avatar') ?? root.host).boxShadow;
    expect(root.querySelector('.muted-note')?.textContent.trim()).toBe('Ana is muted');
    expect(ring()).toBe('none');
    rooms.upgrade.become({ peerMedia: { audio: 'on', video: 'off' } });
    await gone(root, '.muted-note');
    expect(ring()).not.toBe('none');
  });

  it('moves the self view with the arrow keys, and keeps it in its corner', async () => {
    const { root } = await calling();
    const self = await drawn(root, '.self');
    await keyOn(() => named(root, 'Self view'), '{ArrowUp}');
    await userEvent.keyboard('{ArrowLeft}');
    await expect.poll(() => self.className).toBe('self top start');
  });

  it('says “Video connected” and “Video ended” at once, and tells the page', async () => {
    const { chat, root, rooms } = await talking();
    const heard: string[] = [];
    chat.addEventListener('segue-call', (event) => heard.push(event.detail.state));
    await rooms.loadCall();
    rooms.upgrade.become({ state: { kind: 'connecting', ...inCall } });
    await drawn(root, '.stage');
    rooms.upgrade.become({ state: { kind: 'live', ...inCall } });
    const loud = (): string | undefined => root.querySelector('[aria-live="assertive"]')?.textContent;
    await expect.poll(loud).toBe('Video connected');
    rooms.upgrade.become({ state: { kind: 'ended', result: { status: 'completed', by: 'agent', at: new Date(noon).toISOString() }, rejoin: false, durationMs: 9 } });
    await expect.poll(loud).toBe('Video ended');
    expect(heard).toEqual(['connecting', 'live', 'ended']);
    expect(root.querySelector('.header')).not.toBeNull();
    expect(rooms.upgrade.attached).toBeUndefined();
  });

  it('does not take the field from someone who types', async () => {
    const { root, rooms } = await talking();
    named(root, 'Message')?.focus();
    await rooms.loadCall();
    rooms.upgrade.become({ state: { kind: 'live', ...inCall } });
    await drawn(root, '.stage');
    expect(root.activeElement).toBe(named(root, 'Message'));
  });
});

describe('the focus, when the control that had it goes,', () => {
  const at = new Date(noon).toISOString();
  const failed = { kind: 'ended', result: { status: 'failed', reason: 'turn-unreachable', by: 'platform', at }, rejoin: false } as const;
  const ended = { kind: 'ended', result: { status: 'completed', by: 'customer', at }, rejoin: false, durationMs: 9 } as const;

  async function pressFocused(root: ShadowRoot, name: string): Promise<void> {
    await expect.poll(() => named(root, name), { message: name }).toBeDefined();
    await keyOn(() => named(root, name), '{Enter}');
  }

  it('goes to the field after Decline', async () => {
    const { root, rooms } = await talking();
    rooms.upgrade.become({ ask });
    await pressFocused(root, 'Decline video');
    rooms.upgrade.become({ ask: undefined });
    await expect.poll(() => root.activeElement).toBe(named(root, 'Message'));
  });

  it('goes to the field after Stay in chat', async () => {
    const { root, rooms } = await talking();
    rooms.upgrade.become({ state: failed });
    await pressFocused(root, 'Stay in chat');
    rooms.upgrade.become({ state: { kind: 'idle' } });
    await expect.poll(() => root.activeElement).toBe(named(root, 'Message'));
  });

  it('goes to the field after End video, and to the launcher when the panel is closed', async () => {
    for (const close of [false, true]) {
      const { chat, root, rooms } = await calling();
      if (close) void chat.close();
      await drawn(root, `[data-mode="${close ? 'tile' : 'panel'}"]`);
      await pressFocused(root, 'End video');
      rooms.upgrade.become({ state: ended });
      await gone(root, '.stage');
      await expect.poll(() => root.activeElement).toBe(named(root, close ? 'Open chat' : 'Message'));
      chat.remove();
    }
  });

  it('goes from Accept video to the stage, past the field', async () => {
    const { root, rooms } = await talking();
    rooms.upgrade.become({ ask });
    await pressFocused(root, 'Accept video');
    rooms.upgrade.become({ ask: undefined, state: { kind: 'capturing', by: 'agent', since: noon } });
    await expect.poll(() => root.activeElement).toBe(root.querySelector('.transcript'));
    await rooms.loadCall();
    rooms.upgrade.become({ state: { kind: 'connecting', ...inCall } });
    const stage = await drawn(root, '.call');
    await expect.poll(() => root.activeElement).toBe(stage);
  });
});

describe('after a reload in mid-call', () => {
  it('the closed launcher says that the video goes on, and its sentence opens the chat', async () => {
    localStorage.setItem('segue.demo', 'renewal');
    const { root, rooms } = await mount({ known: true });
    await expect.poll(() => rooms.session.asked).toContain('open');
    rooms.session.become({ snapshot: snapshot(), events: new Timeline().customer('Hello').joined().events });
    rooms.upgrade.become({ canRejoin: true });
    await expect.poll(() => named(root, 'Open chat, 1 unread')).toBeDefined();
    await press(root, 'Your video goes on here.');
    await expect.poll(() => named(root, 'Rejoin video')).toBeDefined();
    expect(root.querySelector('.teaser')).toBeNull();
  });

  it('one press rejoins', async () => {
    const { root, rooms } = await talking();
    rooms.upgrade.become({ canRejoin: true });
    await press(root, 'Rejoin video');
    expect(rooms.upgrade.asked).toEqual(['rejoin']);
  });
});
