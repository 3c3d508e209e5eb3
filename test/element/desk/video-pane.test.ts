import { afterEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { fakeControls, fakeHealth, quality } from '../ui/fake-call.js';
import { drawnStream } from './drawn-stream.js';
import { noon, signedIn, type Rig, type RigOptions } from './desk-rig.js';
import { add, key, press, write } from './press.js';
import { contactFrame, jonas, lucia, mediaUpgrade, owned, upgradeBound } from './scenes.js';

const contactId = 'c_8Q4M2ZK7';
const closedLayout = { layout: { id: 'compact', widgets: [{ type: 'video' as const, autoOpen: false }] } };
let rig: Rig | undefined;

async function chatting(options: RigOptions = {}): Promise<Rig> {
  rig = await signedIn({ ...options, profile: { joinOnUpgrade: 'ask', ...options.profile } });
  const [first, second] = [jonas(), lucia()];
  await rig.tell(contactFrame(owned(contactId, first.name, 60)), ...first.frames, contactFrame(owned(second.contactId, second.name, 60)), ...second.frames);
  return rig;
}
const bind = (present: Rig): Promise<void> => present.tell(contactFrame(owned(contactId, 'Jonas Weber', 60, { medium: 'videoChat', upgrade: upgradeBound })), mediaUpgrade());
const live = { kind: 'live', upgradeId: 'u_1', callId: 'v_1', attempt: 1, since: noon } as const;

afterEach(() => {
  rig?.remove();
  rig = undefined;
});

describe('the video pane', () => {
  it('opens by itself on media-upgrade and says so politely', async () => {
    const present = await chatting();
    await bind(present);
    expect(present.root.querySelector('.video-pane')).not.toBeNull();
    expect(present.root.querySelector('video.remote')?.getAttribute('aria-label')).toBe('Remote video');
    expect(present.root.querySelector('[aria-live="polite"]')?.textContent).toContain('Video with Jonas opened');
  });

  it('leaves an answer that is being made its time, and opens right after', async () => {
    const present = await chatting();
    const upgrade = present.upgrade(contactId);
    upgrade.hurried = true;
    present.line.tell(contactFrame(owned(contactId, 'Jonas Weber', 60, { medium: 'videoChat', upgrade: upgradeBound })), mediaUpgrade());
    await frames(3);
    expect(present.root.querySelector('.video-pane')).toBeNull();
    upgrade.hurried = false;
    await present.settle();
    expect(present.root.querySelector('.video-pane')).not.toBeNull();
    expect(await present.line.next('pane.rendered')).toMatchObject({ contactId, callId: 'v_1' });
  });

  it('takes the focus where nobody is writing', async () => {
    const present = await chatting();
    await bind(present);
    await present.settle();
    expect(present.root.activeElement?.classList.contains('video-pane')).toBe(true);
  });

  it('leaves the focus, the draft and the chosen chat to an agent who is writing', async () => {
    const present = await chatting();
    await press(page.getByRole('button', { name: /Lucía/ }));
    await write(page.getByRole('textbox', { name: 'Message' }), 'Un momento');
    await bind(present);
    add(', por favor');
    const field = present.root.activeElement;
    expect(field instanceof HTMLTextAreaElement && field.value).toBe('Un momento, por favor');
    expect(present.root.querySelector('.video-pane')).not.toBeNull();
    expect(present.root.querySelector('.conversation-head h2')?.textContent).toBe('Lucía Marín');
  });

  it('is confirmed to the platform once it is truly on screen, once', async () => {
    const present = await chatting();
    await bind(present);
    expect(await present.line.next('pane.rendered')).toMatchObject({ contactId, callId: 'v_1' });
    await bind(present);
    present.clock.advance(3_000);
    await present.settle();
    expect(present.line.frames.filter(({ type }) => type === 'pane.rendered')).toHaveLength(1);
  });

  it('is not confirmed while it is out of sight, and is when it comes into view', async () => {
    const present = await chatting();
    present.desk.style.left = '-3000px';
    await bind(present);
    await frames(6);
    expect(present.line.frames.filter(({ type }) => type === 'pane.rendered')).toHaveLength(0);
    present.desk.style.left = '0';
    expect(await present.line.next('pane.rendered')).toMatchObject({ callId: 'v_1' });
  });

  it('is not confirmed while the tab is hidden', async () => {
    const present = await chatting();
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
    await bind(present);
    await frames(6);
    expect(present.line.frames.filter(({ type }) => type === 'pane.rendered')).toHaveLength(0);
    Reflect.deleteProperty(document, 'visibilityState');
    document.dispatchEvent(new Event('visibilitychange'));
    expect(await present.line.next('pane.rendered')).toMatchObject({ callId: 'v_1' });
  });

  it('shows "On screen, confirmed" only once it is on record', async () => {
    const present = await chatting();
    await bind(present);
    const chip = (): boolean => present.root.querySelector('.video-pane')?.textContent.includes('On screen, confirmed') ?? false;
    await present.line.next('pane.rendered');
    expect(chip()).toBe(false);
    const seq = jonas().frames.length + 1;
    await present.tell({ type: 'event', contactId, seq, prev: seq - 1, at: '2026-11-22T14:10:01.000Z', kind: 'pane.rendered', actor: { kind: 'agent', id: 'agent-ana' }, data: { callId: 'v_1', agentId: 'agent-ana', afterMs: 180 } });
    expect(chip()).toBe(true);
  });

  it('hands the engine the element it plays into, and takes it back at the end', async () => {
    const present = await chatting();
    await bind(present);
    const upgrade = present.upgrade(contactId);
    expect(upgrade.video).toBe(present.root.querySelector('video.remote'));
    upgrade.become({ state: { kind: 'ended', upgradeId: 'u_1', result: { status: 'completed', by: 'customer', at: '2026-11-22T14:10:00.000Z' }, rejoin: false } });
    await present.tell(contactFrame(owned(contactId, 'Jonas Weber', 60, { upgrade: { ...upgradeBound, state: 'ended', result: { status: 'completed', by: 'customer', at: '2026-11-22T14:10:00.000Z' } } })));
    expect(present.root.querySelector('.video-pane')).toBeNull();
    expect(upgrade.video).toBeUndefined();
  });

  it('mutes, stops the camera and ends by the shared controls', async () => {
    const present = await chatting();
    await bind(present);
    const upgrade = present.upgrade(contactId);
    upgrade.become({ state: live, devices: { audio: 'on', video: 'on' }, local: drawnStream('#7a5fb0'), remote: drawnStream('#35523f') });
    await present.settle();
    for (const name of ['Mute', 'Stop camera', 'End video']) await press(page.getByRole('button', { name }));
    expect(upgrade.asked).toEqual(['mute', 'camera off', 'end']);
    upgrade.become({ devices: { audio: 'off', video: 'off' } });
    await present.settle();
    expect([present.has('Unmute'), present.has('Start camera')]).toEqual([true, true]);
  });

  it('says that it reconnects', async () => {
    const present = await chatting();
    await bind(present);
    present.upgrade(contactId).become({ state: { ...live, kind: 'recovering', generation: 1, waitsFor: 'path', until: noon + 300_000 } });
    await present.settle();
    expect(present.root.querySelector('.stage')?.textContent).toContain('Reconnecting…');
  });

  it('says that the customer’s connection dropped, with the clock still, until they are back', async () => {
    const present = await chatting();
    await bind(present);
    present.upgrade(contactId).become({ state: live });
    present.clock.advance(5_000);
    await present.tell({ type: 'call.peer', contactId, callId: 'v_1', present: false });
    present.upgrade(contactId).become({ state: { ...live, kind: 'recovering', generation: 1, waitsFor: 'path', until: noon + 300_000 } });
    present.clock.advance(5_000);
    await present.settle();
    const pane = (): string => present.root.querySelector('.video-pane')?.textContent.replace(/\s+/g, ' ') ?? '';
    expect(pane()).toContain('Jonas’s connection dropped. Waiting for them…');
    expect(pane()).not.toMatch(/Reconnecting|keep typing/);
    const aloud = [...present.root.querySelectorAll('[role="status"], [role="alert"]')].filter(({ textContent }) => textContent.includes('connection dropped'));
    expect(aloud.map((region) => region.getAttribute('aria-live'))).toEqual(['polite']);
    expect(present.root.querySelector('.call-time')?.textContent).toBe('0:05');
    expect(present.root.querySelector('.inbox')?.textContent).not.toContain('Live');
    present.upgrade(contactId).become({ state: live });
    await present.tell({ type: 'call.peer', contactId, callId: 'v_1', present: true });
    expect(pane()).not.toContain('dropped');
    expect(present.root.querySelector('.call-time')?.textContent).toBe('0:10');
    expect(present.root.querySelector('.inbox')?.textContent).toContain('Live');
  });

  it('covers nothing while picture and sound go on and only the customer’s socket is away', async () => {
    const present = await chatting();
    await bind(present);
    present.upgrade(contactId).become({ state: live });
    await present.tell({ type: 'call.peer', contactId, callId: 'v_1', present: false });
    expect(present.root.querySelector('.video-pane')?.textContent).not.toContain('dropped');
    present.upgrade(contactId).become({ state: { ...live, kind: 'recovering', generation: 1, waitsFor: 'path', until: noon + 300_000 } });
    await present.settle();
    expect(present.root.querySelector('.video-pane')?.textContent).toContain('dropped');
  });

  it('says that a customer left who did not come back', async () => {
    const present = await chatting();
    await bind(present);
    await present.tell(
      { type: 'call.peer', contactId, callId: 'v_1', present: false },
      contactFrame(owned(contactId, 'Jonas Weber', 60, { upgrade: { ...upgradeBound, state: 'ended', result: { status: 'failed', reason: 'media-stalled', by: 'agent', at: '2026-11-22T14:10:30.000Z' } } })),
    );
    expect(present.root.querySelector('.notice')?.textContent).toContain('The video ended: Jonas left.');
  });

  it('offers to rejoin a call that goes on without this page', async () => {
    const present = await chatting();
    await bind(present);
    present.upgrade(contactId).become({ canRejoin: true });
    await present.settle();
    await press(page.getByRole('button', { name: 'Rejoin video' }));
    expect(present.upgrade(contactId).asked).toEqual(['rejoin']);
  });
});

describe('in the video pane', () => {
  async function calling(change: Parameters<ReturnType<Rig['upgrade']>['become']>[0] = {}): Promise<{ readonly present: Rig; readonly asked: string[] }> {
    const present = await chatting();
    await bind(present);
    const asked: string[] = [];
    present.upgrade(contactId).become({ state: live, devices: { audio: 'on', video: 'on' }, controls: fakeControls(asked), health: fakeHealth(asked), local: drawnStream('#7a5fb0'), remote: drawnStream('#35523f'), ...change });
    await present.settle();
    return { present, asked };
  }
  const notes = (present: Rig): readonly string[] => [...present.root.querySelectorAll('.video-pane .note')].map((note) => note.textContent.trim());

  it('the quality is a mark, a word and four numbers', async () => {
    const { present } = await calling({ health: fakeHealth([], { quality: quality('fair') }) });
    expect(present.root.querySelector('.call-foot .quality')?.getAttribute('aria-label')).toBe('Fair connection. The picture may get softer.');
    expect(present.root.querySelector('.step-word')?.textContent).toBe('Fair');
    expect([...present.root.querySelectorAll('.quality-strip dd')].map((cell) => cell.textContent)).toEqual(['720p, 30 fps', '0.2 % lost', '64 ms', 'Direct']);
  });

  it('the screen is shared by its button and by Alt S', async () => {
    const { present, asked } = await calling();
    await press(page.getByRole('button', { name: 'Share screen' }));
    key({ key: 's', code: 'KeyS', altKey: true });
    expect(asked).toEqual(['share true', 'share true']);
    present.upgrade(contactId).become({ controls: fakeControls(asked, { screen: 'on' }) });
    await present.settle();
    expect(notes(present)).toEqual(['You’re sharing your screen']);
    await press(page.getByRole('button', { name: 'Stop sharing' }));
    expect(asked[2]).toBe('share false');
  });

  it('the customer’s screen is shown whole', async () => {
    const { present } = await calling({ peerMedia: { audio: 'on', video: 'screen' } });
    const video = present.root.querySelector('.remote');
    expect(video === null ? '' : getComputedStyle(video).objectFit).toBe('contain');
    expect(notes(present)).toEqual(['Jonas shares their screen']);
  });

  it('Devices opens a list over everything, which the keyboard walks and Escape closes', async () => {
    const { present, asked } = await calling();
    present.button('Devices').focus();
    await press(page.getByRole('button', { name: 'Devices' }));
    await present.settle();
    const menu = present.root.querySelector<HTMLElement>('.devices-menu');
    expect(present.root.activeElement?.textContent.trim()).toBe('Integrated camera');
    expect(menu?.contains(present.root.elementFromPoint((menu.getBoundingClientRect().left + menu.getBoundingClientRect().right) / 2, menu.getBoundingClientRect().bottom - 12))).toBe(true);
    key({ key: 'ArrowDown' });
    await press(page.getByRole('menuitemradio', { name: 'USB camera' }));
    key({ key: 'Escape' });
    await present.settle();
    expect(asked).toEqual(['choose camera c2']);
    expect(present.root.querySelector('.devices-menu')).toBeNull();
    expect(present.root.activeElement).toBe(present.button('Devices'));
  });

  it('the time stands still while nothing comes in, and it says how long that was', async () => {
    const { present } = await calling();
    present.clock.advance(5_000);
    await present.settle();
    const time = (): string | undefined => present.root.querySelector('.call-time')?.textContent;
    present.upgrade(contactId).become({ state: { ...live, kind: 'recovering', generation: 1, waitsFor: 'network', until: noon + 33_000 } });
    await present.settle();
    present.clock.advance(8_000);
    await present.settle();
    expect(present.root.querySelector('.stage')?.textContent).toContain('You’re offline.');
    expect(present.root.querySelector('.stage')?.textContent).toContain('The call waits 20 s for you.');
    expect(time()).toBe('0:05');
    present.upgrade(contactId).become({ state: live });
    await present.settle();
    expect(time()).toBe('0:13');
    expect(notes(present)).toEqual(['Picture is back after 8 s.']);
    expect(present.root.querySelector('.call-news')?.textContent).toBe('Picture is back after 8 s.');
  });

  it('it says that the customer is muted, and that the own camera is paused', async () => {
    const { present, asked } = await calling({ peerMedia: { audio: 'off', video: 'on' } });
    expect(notes(present)).toEqual(['Jonas is muted']);
    present.upgrade(contactId).become({ health: fakeHealth(asked, { adaptation: 'audio-only' }), peerMedia: { audio: 'on', video: 'on' } });
    await present.settle();
    await press(page.getByRole('button', { name: 'Turn video on anyway' }));
    expect(asked).toEqual(['keep video']);
    await press(page.getByRole('button', { name: 'Stop camera' }));
    expect(present.upgrade(contactId).asked).toEqual(['camera off']);
  });

  it('it takes the whole screen and comes back', async () => {
    const { present } = await calling();
    const pane = present.root.querySelector<HTMLElement>('.video-pane');
    const asked: string[] = [];
    if (pane !== null) pane.requestFullscreen = () => Promise.resolve(void asked.push('full screen'));
    await press(page.getByRole('button', { name: 'Full screen' }));
    key({ key: 'z', code: 'KeyZ', altKey: true });
    expect(asked).toEqual(['full screen', 'full screen']);
  });
});

describe('a layout that keeps the pane closed', () => {
  it('shows a bar that cannot be missed, with the customer’s waiting time, whichever chat is open', async () => {
    const present = await chatting({ profile: closedLayout });
    await press(page.getByRole('button', { name: /Lucía/ }));
    await bind(present);
    present.clock.advance(14_000);
    await present.settle();
    const bar = present.root.querySelector('.unseen-bar');
    expect(bar?.textContent).toContain('Jonas is waiting for you on video');
    expect(bar?.textContent).toContain('0:14');
    expect(bar?.getAttribute('role')).toBe('alert');
    expect(present.root.querySelector('.video-pane')).toBeNull();
    expect(present.line.frames.some(({ type }) => type === 'pane.rendered')).toBe(false);
    expect(document.title).toContain('Jonas waits on video');
  });

  it('opens with "Open video", and is confirmed then', async () => {
    const present = await chatting({ profile: closedLayout });
    await bind(present);
    await press(page.getByRole('button', { name: 'Open video' }));
    expect(await present.line.next('pane.rendered')).toMatchObject({ callId: 'v_1' });
    expect(present.root.querySelector('.unseen-bar')).toBeNull();
  });
});

/** Lets the browser paint; what has not happened after some frames will not happen in the next one. */
async function frames(count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) await new Promise((done) => requestAnimationFrame(done));
}
