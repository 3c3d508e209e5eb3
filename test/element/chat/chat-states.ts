/**
 * Every state of the chat worth looking at, as a table: the element tests check each with axe, the gallery draws each.
 * A state sets what session and upgrade say, and nothing of the element itself but open and closed.
 */
import type { SegueChat } from '../../../src/chat/segue-chat.js';
import type { UpgradeClientState } from '../../../src/call/index.js';
import type { Content, Result } from '../../../src/protocol/index.js';
import { Timeline, ana, contactId, noon, snapshot, type FakeRooms, type FakeUpgrade } from './fake-rooms.js';
import { choose, give, guide, photo, pictureFile, textFile, type FakeUpload } from '../ui/fake-files.js';
import { fakeControls, fakeHealth, quality } from '../ui/fake-call.js';
import { drawnDevices } from './drawn-devices.js';
import { drawnStream, screenStream } from './drawn-stream.js';
import { keyboardUp } from './keyboard.js';
import { visitStates } from './visit-states.js';

export interface StateContext {
  readonly chat: SegueChat;
  readonly rooms: FakeRooms;
}
export type SetState = (context: StateContext) => void | Promise<void>;

const at = new Date(noon).toISOString();
const upgradeId = 'upgrade-1';
const invitation = { type: 'upgrade.ask', contactId, upgradeId, medium: 'video', by: { kind: 'agent', id: 'ana', name: ana.name }, message: '', deadline: at } as const;
const bound = { upgradeId, callId: 'call-1', attempt: 1, agent: ana } as const;

const talk = (): Timeline =>
  new Timeline()
    .customer('My Lira One drips since descaling')
    .joined()
    .agent('Hi Jonas, sorry about that.')
    .agent('Could you send me a photo?')
    .customer('This is after one shot', 2)
    .agent('It’s easier if I see it while it runs. Shall we switch to video?', 2);

const offered = (content: Content, text: string): Timeline =>
  new Timeline().customer('My Lira One drips since descaling').joined().agent('Thanks for the photo.').add('message', { kind: 'agent', id: 'ana', name: ana.name }, { messageId: 'offer', text, content });
const replies: Content = { kind: 'quick-replies', choices: [{ id: 'always', title: 'Yes, all the time' }, { id: 'shot', title: 'Only after a shot' }] };
const offerCard: Content = {
  kind: 'card', title: 'Shower screen for Lira One', text: 'Steel, 58 mm. In stock, with you on Thursday.',
  buttons: [{ kind: 'reply', id: 'order', title: 'Order it' }, { kind: 'link', title: 'See details', url: 'https://halden.example/screen' }],
};
const dates: Content = {
  kind: 'date-picker',
  slots: [[24, 9], [24, 11], [24, 14], [25, 10], [25, 16], [26, 9]].map(([day = 1, hour = 0], n) => ({ id: `s${n}`, at: new Date(2026, 10, day, hour).toISOString(), minutes: 30 })),
};
const machines: Content = {
  kind: 'list-picker', multiple: true,
  sections: [{ title: 'What shall we bring?', choices: [{ id: 'screen', title: 'Shower screen', description: 'Steel, 58 mm' }, { id: 'gasket', title: 'Gasket' }] }, { title: 'Care', choices: [{ id: 'powder', title: 'Descaler', description: 'Four bags' }] }],
};

function converse({ chat, rooms }: StateContext, timeline = talk(), more: Parameters<FakeRooms['session']['become']>[0] | object = {}): void {
  void chat.open();
  rooms.session.become({ snapshot: snapshot({ read: { customer: 99, agent: 99 } }), events: timeline.events, ...more });
}

/** Opened, and closed again. */
async function left(context: StateContext, more: object): Promise<void> {
  converse(context, talk(), more);
  await context.chat.open();
  await context.chat.close();
}

function ended(result: Result, more: Partial<Extract<UpgradeClientState, { kind: 'ended' }>> = {}): SetState {
  return (context) => {
    converse(context, talk().add('upgrade.ended', { kind: 'platform' }, { upgradeId, result }));
    context.rooms.upgrade.become({ state: { kind: 'ended', upgradeId, result, rejoin: false, ...more } });
  };
}

/** A call needs its chunk, as after a real click. */
async function calling(context: StateContext, change: Parameters<FakeUpgrade['become']>[0]): Promise<void> {
  const { rooms } = context;
  const timeline = new Timeline()
    .joined()
    .add('media-upgrade', { kind: 'platform' }, { upgradeId, callId: 'call-1', from: 'webChat', to: 'videoChat', agent: ana })
    .add('call.live', { kind: 'platform' }, { callId: 'call-1' })
    .agent('I can see it now, thank you. Please turn the machine off at the side first.', 2)
    .agent('Here’s the guide too: halden.example/screen', 2)
    .customer('Found the screw, one second');
  converse(context, timeline);
  await context.chat.updateComplete;
  await rooms.loadCall();
  rooms.clock.now = noon + 252_000;
  rooms.upgrade.become({ local: drawnStream('self'), remote: drawnStream('remote'), controls: fakeControls([]), health: fakeHealth([]), ...change });
}

/** The call is in another of the visitor's tabs, for eight minutes now. */
export function elsewhere(context: StateContext): void {
  const { rooms } = context;
  Object.assign(rooms.backend, { createTabs: () => ({ share: () => { throw new Error('no line here'); }, callElsewhere: true, speaks: false, on: () => () => undefined }) });
  rooms.clock.now = noon + 482_000;
  const upgrade = { upgradeId, state: 'live', medium: 'video', by: { kind: 'customer' }, callId: 'call-1', liveSince: at } as const;
  rooms.upgrade.become({ canRejoin: true });
  const timeline = talk().agent('I can see it now, thank you. Please turn the machine off at the side first.', 2).agent('Here’s the guide too: halden.example/screen', 2).customer('Found the screw, one second');
  converse(context, timeline, { snapshot: snapshot({ read: { customer: 99, agent: 99 }, upgrade }) });
}

/** With the devices menu's button there, as soon as the parts beyond the first frame are. */
async function equipped(context: StateContext, change: Parameters<FakeUpgrade['become']>[0] = {}): Promise<void> {
  await calling(context, { state: live, ...change });
  while (devicesButton(context) == null) await new Promise((drawn) => requestAnimationFrame(drawn));
}
const devicesButton = ({ chat }: StateContext): HTMLElement | null | undefined => chat.shadowRoot?.querySelector<HTMLElement>('.control.devices');

/** Asked for from the menu, as soon as it is offered there. */
async function checking(context: StateContext, permission: 'granted' | 'denied'): Promise<void> {
  const { chat, rooms } = context;
  Object.assign(rooms.backend, { trial: drawnDevices(permission) });
  converse(context);
  // By their place, not by their words: the gallery speaks other languages, too.
  const pressed = async (selector: string): Promise<void> => {
    const found = (): HTMLElement | null | undefined => chat.shadowRoot?.querySelector<HTMLElement>(selector);
    while (found() == null) await new Promise((drawn) => requestAnimationFrame(drawn));
    found()?.click();
  };
  await pressed('.menu-button');
  // With those to save, to sound, to notify and to end under it, the first is the check's.
  await pressed(`.menu-row:first-child:nth-last-child(${typeof Notification === 'undefined' ? 4 : 5})`);
}

/** Where files may be sent. */
const filesOn = { snapshot: snapshot({ read: { customer: 99, agent: 99 }, attachments: { maxBytes: 10_485_760, types: ['image/png', 'image/jpeg', 'application/pdf', 'text/plain'] } }) };
const until = async <T>(found: () => T | null | undefined): Promise<T> => {
  for (;;) {
    const it = found();
    if (it != null) return it;
    await new Promise((drawn) => requestAnimationFrame(drawn));
  }
};

const withFiles = (): Timeline =>
  new Timeline()
    .joined()
    .agent('Could you send me a photo?')
    .add('message', { kind: 'customer', id: 'guest-1' }, { messageId: 'photo', text: '', attachments: [photo()] }, 2)
    .add('message', { kind: 'agent', id: 'ana', name: ana.name }, { messageId: 'guide', text: 'This is the guide. The screw is on page 3.', attachments: [guide()] }, 2)
    .customer('Thank you, let me find a screwdriver.', 1);

async function showing(context: StateContext, timeline = withFiles()): Promise<void> {
  const picture = URL.createObjectURL(await pictureFile());
  context.rooms.files.say('f_photo', { url: picture, pictureUrl: picture });
  converse(context, timeline, filesOn);
}

/** Chosen with the paperclip; each goes as far as it is told. */
async function attaching(context: StateContext, files: readonly File[], ...far: readonly ((upload: FakeUpload) => void)[]): Promise<void> {
  converse(context, talk(), filesOn);
  choose(await until(() => context.chat.shadowRoot?.querySelector<HTMLInputElement>('.attach input')), ...files);
  for (const [index, go] of far.entries()) go(await until(() => context.rooms.files.uploads[index]));
  await until(() => context.chat.shadowRoot?.querySelector('.file-chip'));
}

const live = { kind: 'live', ...bound, since: noon } as const;

export const chatStates: Readonly<Record<string, SetState>> = {
  ...visitStates,
  'quick-replies': (context) => converse(context, offered(replies, 'Also while heating up?')),
  'quick-replies-chosen': (context) => converse(context, offered(replies, 'Also while heating up?').add('message', { kind: 'customer', id: 'guest-1' }, { messageId: 'm9', text: 'Only after a shot', reply: { to: 'offer', ids: ['shot'] } })),
  'offer-card': (context) => converse(context, offered(offerCard, 'Shower screen for Lira One: https://halden.example/screen')),
  'date-picker': (context) => converse(context, offered(dates, 'When may we come by?')),
  'list-picker': (context) => converse(context, offered(machines, 'What shall we bring?')),
  files: (context) => showing(context),
  'file-gone': async (context) => {
    context.rooms.files.say('f_guide', 'file-gone');
    await showing(context, withFiles().add('message', { kind: 'customer', id: 'guest-1' }, { messageId: 'old', text: 'And this one', attachments: [photo({ attachmentId: 'f_old' })] }, 1));
    context.rooms.files.say('f_old', 'file-gone');
    (await until(() => context.chat.shadowRoot?.querySelector<HTMLElement>('button.file'))).click();
    await until(() => context.chat.shadowRoot?.querySelector('.picture.amiss'));
  },
  'file-chips': async (context) =>
    attaching(
      context, [await pictureFile('Under the cup.png'), textFile('Order 4471.pdf', 'x'.repeat(400_000), 'application/pdf'), textFile('Serial number.txt'), textFile('A very long name of a file that nobody would ever read to its end.txt')],
      (upload) => upload.keep(),
      (upload) => upload.become({ kind: 'sending', sent: 250_000 }),
      (upload) => upload.become({ kind: 'waiting' }),
    ),
  'file-refused': async (context) =>
    attaching(
      context, [await pictureFile('Under the cup.png'), textFile('holiday.mp4', 'abc', 'video/mp4'), textFile('setup.exe', 'MZ', 'application/octet-stream'), new File([new Uint8Array(11_000_000)], 'scan.pdf', { type: 'application/pdf' })],
      (upload) => upload.become({ kind: 'failed', code: 'unreachable' }),
      (upload) => upload.become({ kind: 'failed', code: 'file-type-refused' }),
    ),
  'file-veil': async (context) => {
    await attaching(context, [textFile('Serial number.txt')], (upload) => upload.keep());
    const panel = await until(() => context.chat.shadowRoot?.querySelector('.panel'));
    give(panel, 'dragover', [textFile('photo.txt')]);
  },
  lightbox: async (context) => {
    await showing(context);
    (await until(() => context.chat.shadowRoot?.querySelector<HTMLElement>('button.picture'))).click();
  },
  launcher: () => undefined,
  'launcher-unread': (context) => left(context, { unread: 2 }),
  'launcher-invitation': async (context) => {
    await left(context, {});
    context.rooms.upgrade.become({ ask: invitation });
  },
  first: ({ chat, rooms }) => {
    void chat.open();
    const { owner: _owner, ...alone } = snapshot({ state: 'new' });
    rooms.session.become({ snapshot: alone });
  },
  conversation: (context) => converse(context),
  menu: async (context) => {
    converse(context);
    (await until(() => context.chat.shadowRoot?.querySelector<HTMLElement>('.menu-button'))).click();
  },
  typing: (context) => converse(context, talk(), { typing: { kind: 'agent', id: 'ana', name: ana.name } }),
  'not-sent': (context) => {
    converse(context, talk(), { pending: [{ id: 'p1', text: 'It’s a bit stuck, should I use force?', at: noon + 400_000, state: 'failed' }] });
    context.rooms.session.say({ kind: 'waiting', attempt: 2, retryAt: noon });
  },
  refused: (context) => {
    converse(context);
    context.rooms.session.say({ kind: 'closed', code: 'bad-frame' });
  },
  invitation: (context) => {
    converse(context);
    context.rooms.upgrade.become({ ask: invitation });
  },
  permission: (context) => {
    converse(context);
    context.rooms.upgrade.become({ state: { kind: 'capturing', by: 'customer', since: noon } });
  },
  connecting: (context) => {
    converse(context);
    context.rooms.upgrade.become({ state: { kind: 'requesting' } });
  },
  line: (context) => {
    converse(context);
    context.rooms.upgrade.become({
      state: { kind: 'waiting', upgradeId, phase: 'waiting', place: { position: 2, expectedWaitSeconds: 180 }, deadline: new Date(noon + 600_000).toISOString() },
      local: drawnStream('self'),
    });
  },
  denied: ended({ status: 'permission-denied', by: 'customer', at }, { capture: { outcome: 'permission-denied', device: 'camera', hint: 'user' } }),
  busy: ended({ status: 'device-busy', by: 'customer', at }),
  'no-agent': ended({ status: 'no-agent', reason: 'all-busy', by: 'platform', at }),
  blocked: ended({ status: 'failed', reason: 'turn-unreachable', by: 'platform', at }),
  'not-allowed': ended({ status: 'not-allowed', reason: 'queue', by: 'platform', at }),
  rejoin: (context) => {
    converse(context);
    context.rooms.upgrade.become({ canRejoin: true });
  },
  'call-connecting': (context) => calling(context, { state: { kind: 'connecting', ...bound, since: noon } }),
  call: (context) => calling(context, { state: live }),
  'call-muted': (context) => calling(context, { state: live, devices: { audio: 'off', video: 'off' } }),
  'call-typing': async (context) => {
    await equipped(context);
    const field = await until(() => context.chat.shadowRoot?.querySelector('textarea'));
    field.focus();
    field.value = 'It’s a cross-head one';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    keyboardUp();
  },
  'call-expanded': async (context) => {
    await equipped(context);
    context.chat.shadowRoot?.querySelector<HTMLElement>('.stage-button:nth-last-child(2)')?.click();
  },
  'call-elsewhere': (context) => {
    elsewhere(context);
  },
  'call-tile': async (context) => {
    await calling(context, { state: live });
    void context.chat.close();
  },
  recovering: async (context) => {
    await calling(context, { state: live });
    await context.chat.updateComplete;
    context.rooms.upgrade.become({ state: { kind: 'recovering', ...bound, since: noon, generation: 1, waitsFor: 'path', until: noon + 300_000 } });
  },
  'sound-blocked': (context) => calling(context, { state: live, playback: 'blocked' }),
  'agent-camera-off': (context) => calling(context, { state: live, peerMedia: { audio: 'on', video: 'off' } }),
  'quality-fair': async (context) => {
    await equipped(context, { health: fakeHealth([], { quality: quality('fair') }) });
    context.chat.shadowRoot?.querySelector<HTMLElement>('.quality')?.focus();
  },
  devices: async (context) => {
    await equipped(context);
    devicesButton(context)?.click();
  },
  'devices-phone': async (context) => {
    const list = { devices: [{ id: 'a', label: '' }, { id: 'b', label: '' }], chosen: 'a' };
    await equipped(context, { controls: fakeControls([], { devices: { camera: list, microphone: { ...list, devices: list.devices.slice(0, 1) }, speaker: undefined }, screen: 'none', facing: 'front' }) });
    devicesButton(context)?.click();
  },
  sharing: (context) => equipped(context, { controls: fakeControls([], { screen: 'on' }), local: screenStream() }),
  'agent-shares': (context) => equipped(context, { peerMedia: { audio: 'on', video: 'screen' }, remote: screenStream() }),
  showing: (context) => equipped(context, { controls: fakeControls([], { showing: true, facing: 'back' }), peerMedia: { audio: 'on', video: 'paused' } }),
  'waiting-for-agent': async (context) => {
    await equipped(context);
    context.rooms.upgrade.become({ state: { kind: 'rebuilding', ...bound, since: noon, waitsFor: 'peer', until: noon + 280_000 } });
  },
  offline: async (context) => {
    await equipped(context);
    context.rooms.upgrade.become({ state: { kind: 'recovering', ...bound, since: noon, generation: 1, waitsFor: 'network', until: noon + 280_000 } });
  },
  'audio-only': (context) => equipped(context, { health: fakeHealth([], { quality: quality('weak'), adaptation: 'audio-only' }), devices: { audio: 'on', video: 'on' } }),
  'agent-paused': (context) => equipped(context, { peerMedia: { audio: 'on', video: 'paused' }, health: fakeHealth([], { quality: quality('weak') }) }),
  unplugged: (context) => equipped(context, { controls: fakeControls([], { notice: { kind: 'lost', device: 'microphone', label: 'Headset', now: 'Built-in microphone' } }) }),
  'muted-speech': (context) => equipped(context, { devices: { audio: 'off', video: 'on' }, health: fakeHealth([], { troubles: [{ kind: 'muted-speech', side: 'own' }, { kind: 'black', side: 'own' }] }) }),
  'self-check': (context) => checking(context, 'granted'),
  'self-check-denied': (context) => checking(context, 'denied'),
  'call-ended': (context) =>
    converse(
      context,
      talk()
        .add('media-upgrade', { kind: 'platform' }, { upgradeId, callId: 'call-1', from: 'webChat', to: 'videoChat', agent: ana })
        .add('call.live', { kind: 'platform' }, { callId: 'call-1' })
        .add('media.restored', { kind: 'platform' }, { upgradeId, callId: 'call-1', from: 'videoChat', to: 'webChat', durationMs: 760_000 }, 12)
        .agent('I’ve put a new screen in the post, free of charge.', 1),
    ),
};

/** What is drawn once a state is there; of the others, a bubble. */
export const proof: Readonly<Record<string, string>> = {
  'quick-replies': '.choice', 'quick-replies-chosen': '.choice.chosen', 'offer-card': '.offer', 'date-picker': '.day-tab', 'list-picker': '.list-row',
  files: 'button.picture', 'file-gone': '.file.amiss', 'file-chips': '.file-chip', 'file-refused': '.file-chip.amiss', 'file-veil': '.drop-veil', lightbox: '.lightbox',
  launcher: '.launcher', 'launcher-unread': '.message-teaser', 'launcher-invitation': '.teaser', menu: '.menu-row',
  consent: '.visit-links', 'consent-not-withdrawn': '.visit-alert', form: '.visit-form', 'form-faults': '.visit-fault', 'out-of-hours': '#visit-message', 'out-of-hours-launcher': '.teaser', rating: '.rating-star.full',
  invitation: '.card', permission: '.prompt-picture, .card', connecting: '.card', line: '.place', denied: '.steps', busy: '.card',
  'no-agent': '.card', blocked: '.card', 'not-allowed': '.card', rejoin: '.card', 'not-sent': '.trouble', refused: '.trouble button', typing: '.typing',
  'call-connecting': '.veil', call: '.stage', 'call-muted': '.control.off', 'call-typing': '.control.devices', 'call-expanded': '[data-mode="expanded"]', 'call-tile': '[data-mode="tile"]', 'call-elsewhere': '.elsewhere',
  recovering: '.veil', 'sound-blocked': '.unblock', 'agent-camera-off': '.person',
  'quality-fair': '.quality.fair', devices: '.devices-menu', 'devices-phone': '.devices-menu', sharing: '.note', 'agent-shares': '.fitted', showing: '.self.large',
  'waiting-for-agent': '.veil', offline: '.veil', 'audio-only': '.note-action', 'agent-paused': '.person', unplugged: '.note', 'muted-speech': '.note-action',
  'self-check': '.check-chip.works', 'self-check-denied': '.check-trouble .steps',
};
