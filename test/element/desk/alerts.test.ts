import { afterEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { moment, signedIn, type Rig, type RigOptions } from './desk-rig.js';
import { HeardTones } from './heard-tones.js';
import { storageInMemory } from './memory-storage.js';
import { key, press, write } from './press.js';
import { ben, contactFrame, jonas, mediaUpgrade, owned, reservation, upgradeBound } from './scenes.js';

let rig: Rig | undefined;
const start = async (options: RigOptions = {}): Promise<Rig> => {
  rig = await signedIn(options);
  return rig;
};
afterEach(() => {
  rig?.remove();
  rig = undefined;
  Reflect.deleteProperty(document, 'visibilityState');
  vi.unstubAllGlobals();
});

interface Up {
  readonly title: string;
  readonly options?: NotificationOptions | undefined;
  closed: boolean;
  onclick: (() => void) | null;
}
function notifications(permission: NotificationPermission, answer: NotificationPermission = 'granted'): { readonly up: Up[]; asked: number } {
  const seen = { up: [] as Up[], asked: 0 };
  let present = permission;
  class FakeNotification {
    static get permission(): NotificationPermission {
      return present;
    }
    static requestPermission(): Promise<NotificationPermission> {
      seen.asked += 1;
      present = answer;
      return Promise.resolve(answer);
    }
    closed = false;
    onclick: (() => void) | null = null;
    constructor(
      readonly title: string,
      readonly options?: NotificationOptions,
    ) {
      seen.up.push(this);
    }
    close(): void {
      this.closed = true;
    }
  }
  vi.stubGlobal('Notification', FakeNotification);
  return seen;
}
function tab(state: 'hidden' | 'visible'): void {
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
  document.dispatchEvent(new Event('visibilitychange'));
}

const wants = (): ReturnType<typeof storageInMemory> => storageInMemory({ 'segue.desk.notifications.agent-ana': 'on' });
const story = jonas();
const closedPane: NonNullable<RigOptions['profile']> = { layout: { id: 'l', widgets: [{ type: 'conversation' }, { type: 'video', autoOpen: false }] } };
const chat = async ({ tell }: Rig): Promise<void> => tell(contactFrame(owned(story.contactId, story.name, 60)), ...story.frames);
const video = async ({ tell }: Rig): Promise<void> => tell(contactFrame(owned(story.contactId, story.name, 60, { medium: 'videoChat', upgrade: upgradeBound })), mediaUpgrade());
const gone = (outcome: 'accepted' | 'timeout' | 'rescinded', contactId = 'c_mei'): Parameters<Rig['tell']>[0] => ({ type: 'reservation.gone', reservationId: 'r_1', contactId, outcome });

describe('a ring', () => {
  it('sounds from its beginning, and not after its end', async () => {
    const tones = new HeardTones();
    const { tell } = await start({ tones });
    expect(tones.began).toBe(0);
    await tell(reservation());
    expect(tones.sounds).toBe(true);
    await tell(gone('timeout'));
    expect(tones.sounds).toBe(false);
  });

  it('is silent as soon as it is answered', async () => {
    const tones = new HeardTones();
    const { tell, line, settle } = await start({ tones });
    await tell(reservation());
    key({ code: 'KeyA', altKey: true });
    await line.next('reservation.answer');
    await settle();
    expect(tones.sounds).toBe(false);
  });

  it('is silent when its time is over, though the platform’s word has not come', async () => {
    const tones = new HeardTones();
    const { tell, clock, settle } = await start({ tones });
    await tell(reservation());
    clock.advance(20_000);
    await settle();
    expect(tones.sounds).toBe(false);
  });

  it('is silent after signing out, and after the desk has been taken off the page', async () => {
    const tones = new HeardTones();
    const { tell, desk } = await start({ tones });
    await tell(reservation());
    desk.signOut();
    expect(tones.sounds).toBe(false);
  });

  it('sounds in the one tab that is the agent’s desk', async () => {
    const tones = new HeardTones();
    let lose = (): void => undefined;
    const { tell } = await start({
      tones,
      seats: { claim: (_, __, lost) => { lose = lost; return Promise.resolve({ leave: () => undefined }); } },
    });
    await tell(reservation());
    expect(tones.sounds).toBe(true);
    lose();
    expect(tones.sounds).toBe(false);
  });

  it('sounds once to an agent who speaks to somebody on video', async () => {
    const tones = new HeardTones();
    const present = await start({ tones });
    await chat(present);
    await video(present);
    tones.began = 0;
    await present.tell(reservation());
    present.clock.advance(10_000);
    await present.settle();
    expect(tones.began).toBe(1);
  });

  it('of a colleague who asks sounds too', async () => {
    const tones = new HeardTones();
    const { tell } = await start({ tones });
    await tell({ type: 'assist.ask', contactId: 'c_mei', by: ben, customerName: 'Mei Tanaka', deadline: moment(60_000) });
    expect(tones.sounds).toBe(true);
    await tell({ type: 'assist.gone', contactId: 'c_mei', outcome: 'withdrawn' });
    expect(tones.sounds).toBe(false);
  });
});

describe('a customer who waits on video', () => {
  it('sounds until the pane is open, where the layout keeps it closed', async () => {
    const tones = new HeardTones();
    const present = await start({ tones, profile: closedPane });
    await chat(present);
    await video(present);
    expect(tones.sounds).toBe(true);
    expect(document.title).toBe('(1) Jonas waits on video');
    key({ code: 'KeyV', altKey: true });
    await present.settle();
    expect(tones.sounds).toBe(false);
  });

  it('is told by bar, title, sound and notification while the desk’s tab is hidden, and by none once it is shown', async () => {
    const seen = notifications('granted');
    const tones = new HeardTones();
    document.title = 'Page';
    const present = await start({ tones, preferences: wants() });
    await chat(present);
    tab('hidden');
    await video(present);
    expect(tones.sounds).toBe(true);
    expect(document.title).toBe('(1) Jonas waits on video');
    expect(present.root.querySelector('.unseen-bar')?.textContent).toContain('This tab is hidden. Jonas can see and hear nothing of you until you come back to it.');
    expect(seen.up.map(({ options }) => options?.body)).toEqual(['Jonas is waiting for you on video']);
    tab('visible');
    await present.settle();
    expect(tones.sounds).toBe(false);
    expect(document.title).toBe('Page');
    expect(present.root.querySelector('.unseen-bar')).toBeNull();
    expect(seen.up.every(({ closed }) => closed)).toBe(true);
  });

  it('is not told of when the agent looks at another tab in the middle of a call', async () => {
    const tones = new HeardTones();
    const present = await start({ tones });
    await chat(present);
    await video(present);
    const { id } = await present.line.next('pane.rendered');
    present.line.ack(id);
    await present.tell({ type: 'event', contactId: story.contactId, seq: story.frames.length + 1, prev: story.frames.length, at: moment(), kind: 'pane.rendered', actor: { kind: 'agent', id: 'agent-ana', name: 'Ana Ruiz' }, data: { callId: 'v_1', agentId: 'agent-ana', afterMs: 180 } });
    tab('hidden');
    await present.settle();
    expect(tones.sounds).toBe(false);
    expect(present.root.querySelector('.unseen-bar')).toBeNull();
  });

  it('is announced by a tone where the desk joins by itself', async () => {
    const tones = new HeardTones();
    const present = await start({ tones, permitted: true });
    await chat(present);
    key({ key: 'Shift' });
    await present.tell(reservation({ contactId: story.contactId, customerName: story.name, medium: 'videoChat', kept: true, upgradeId: 'u_1', join: { mode: 'auto', delaySeconds: 0 } }));
    expect(tones.began).toBe(0);
    await present.tell(gone('accepted', story.contactId));
    await video(present);
    expect(tones.began).toBe(1);
  });

  it('is announced by the tone and not by a ring while "Joining…" counts down', async () => {
    const tones = new HeardTones();
    const present = await start({ tones, permitted: true });
    await chat(present);
    key({ key: 'Shift' });
    await present.tell(reservation({ contactId: story.contactId, customerName: story.name, medium: 'videoChat', kept: true, upgradeId: 'u_1', join: { mode: 'auto', delaySeconds: 3 } }));
    present.clock.advance(2_000);
    await present.settle();
    expect(tones.began).toBe(1);
  });
});

describe('the bar over a customer who waits', () => {
  it('begins a word to them in the message field, behind what is written already, and sends nothing', async () => {
    const present = await start({ profile: closedPane });
    await chat(present);
    await write(page.getByRole('textbox', { name: 'Message' }), 'Thank you.');
    await video(present);
    await press(page.getByRole('button', { name: 'Tell Jonas you need a minute' }));
    await expect.poll(() => present.root.querySelector<HTMLTextAreaElement>('.composer textarea')?.value).toBe('Thank you. One minute, please. I will be right with you.');
    expect(present.root.activeElement?.tagName).toBe('TEXTAREA');
    expect(present.line.frames.filter(({ type }) => type === 'message.send')).toEqual([]);
  });
});

describe('a notification', () => {
  it('is of a contact that rings while the tab is hidden, once, and goes with the ring', async () => {
    const seen = notifications('granted');
    const { tell, clock, settle } = await start({ preferences: wants() });
    tab('hidden');
    await tell(reservation());
    clock.advance(3_000);
    await settle();
    expect(seen.up.map(({ title, options }) => [title, options?.body])).toEqual([['(1) Mei is ringing', 'Mei is ringing · Chat · Support - Video Enabled']]);
    await tell(gone('rescinded'));
    expect(seen.up[0]?.closed).toBe(true);
  });

  it('is none while the tab is shown, and comes when it is hidden meanwhile', async () => {
    const seen = notifications('granted');
    const { tell, settle } = await start({ preferences: wants() });
    await tell(reservation());
    expect(seen.up).toHaveLength(0);
    tab('hidden');
    await settle();
    expect(seen.up).toHaveLength(1);
  });

  it('brings the window to the front and the contact to the screen when it is pressed', async () => {
    const seen = notifications('granted');
    const focus = vi.spyOn(window, 'focus').mockImplementation(() => undefined);
    const present = await start({ preferences: wants(), profile: closedPane });
    await present.tell(contactFrame(owned('c_mei', 'Mei Tanaka', 10)));
    await chat(present);
    tab('hidden');
    await video(present);
    await press(page.getByRole('button', { name: /Mei Tanaka/u }));
    seen.up[0]?.onclick?.();
    await present.settle();
    expect(focus).toHaveBeenCalled();
    expect(present.root.querySelector('.conversation-head h2')?.textContent).toBe('Jonas Weber');
    focus.mockRestore();
  });

  it('is asked for by nothing but the agent’s own press', async () => {
    const seen = notifications('default');
    const { tell, root } = await start();
    tab('hidden');
    await tell(reservation());
    await tell(gone('timeout'));
    tab('visible');
    expect([seen.asked, seen.up.length]).toEqual([0, 0]);
    expect(root.querySelector('.before-first')?.textContent).toContain('Not allowed yet, the title still flashes');
    await press(page.getByRole('button', { name: 'Allow: Browser notifications' }));
    expect(seen.asked).toBe(1);
    await expect.poll(() => root.querySelector('.before-first .not-yet')).toBeNull();
  });

  it('that the browser refuses is said, with the way to it', async () => {
    notifications('denied');
    const { root } = await start();
    expect(root.querySelector('.before-first')?.textContent).toContain('Blocked in the browser. Allow them beside the address.');
  });
});

describe('the agent’s wishes', () => {
  it('are kept for that agent on this browser', async () => {
    notifications('granted');
    const preferences = storageInMemory();
    const tones = new HeardTones();
    const first = await start({ preferences, tones });
    await press(page.getByRole('button', { name: 'Account of Ana Ruiz' }));
    await press(page.getByRole('button', { name: /^Ring sound/u }));
    await press(page.getByRole('button', { name: /^Browser notifications/u }));
    await expect.poll(() => preferences.getItem('segue.desk.notifications.agent-ana')).toBe('on');
    expect(preferences.getItem('segue.desk.sound.agent-ana')).toBe('off');
    first.remove();
    const again = await start({ preferences, tones });
    await again.tell(reservation());
    expect(tones.began).toBe(0);
    again.remove();
    const other = await start({ preferences, tones, profile: { agentId: 'agent-ben', name: 'Ben Okafor' } });
    await other.tell(reservation());
    expect(tones.sounds).toBe(true);
  });

  it('are heard at once: off ends a ring, and the test sounds', async () => {
    const tones = new HeardTones();
    const { tell, settle } = await start({ tones });
    await press(page.getByRole('button', { name: 'Test: Ring sound' }));
    expect(tones.began).toBe(1);
    await tell(reservation());
    expect(tones.sounds).toBe(true);
    await press(page.getByRole('button', { name: 'Account of Ana Ruiz' }));
    await press(page.getByRole('button', { name: /^Ring sound/u }));
    await settle();
    expect(tones.sounds).toBe(false);
  });
});
