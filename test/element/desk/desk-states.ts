/**
 * Every state of the desk worth looking at, as a table: the gallery checks each with axe and takes its picture. A state
 * says what the platform and the call say, and presses what an agent would press.
 */
import type { DeskPaneContact } from '../../../src/desk/index.js';
import { agentPresence } from '../../../src/testing/index.js';
import { choose, give, guide, photo, pictureFile, textFile } from '../ui/fake-files.js';
import { fakeControls, fakeHealth, quality } from '../ui/fake-call.js';
import { drawnStream } from './drawn-stream.js';
import { moment, noon, profile, signedIn, type Rig, type RigOptions } from './desk-rig.js';
import { ana, anaActor, busy, colleagues, contactFrame, jonas, lucia, mediaUpgrade, owned, past, pastPath, pastRecord, repliesPath, reservation, savedReplies, Story, targetsPath, upgradeBound, waiting } from './scenes.js';

export type DeskState = (options: RigOptions) => Promise<Rig>;

/** Inbox with three waits and two chats, Jonas chosen. */
export async function atWork(options: RigOptions, ago = 492): Promise<Rig> {
  const rig = await signedIn({ ...options, welcome: { presence: agentPresence({ since: moment(-5_047_000), slots: { webChat: { used: 3, capacity: 4 }, videoChat: { used: 0, capacity: 1 } } }), ...options.welcome } });
  // Seen once; its own state shows it.
  if (rig.has('Got it')) rig.button('Got it').click();
  const first = jonas();
  const second = lucia();
  await rig.tell(
    contactFrame(owned(first.contactId, first.name, ago, { seq: first.frames.length, read: { customer: 99, agent: 99 } })),
    ...first.frames,
    contactFrame(owned(second.contactId, second.name, 185, { read: { customer: 0, agent: 5 } })),
    ...second.frames,
    waiting,
  );
  return rig;
}

async function inVideo(options: RigOptions): Promise<Rig> {
  const rig = await atWork({ ...options, welcome: { presence: busy } });
  const story = new Story('c_8Q4M2ZK7', 'Jonas Weber', 600);
  for (const frame of jonas().frames) story.frames.push(frame);
  const before = story.frames.length;
  story.video().customer('Can you see it? I can turn the camera round');
  await rig.tell(
    ...story.frames.slice(before).map((frame, index) => ({ ...frame, at: moment(-98_000 + index * 3_000) })),
    contactFrame(owned('c_8Q4M2ZK7', 'Jonas Weber', 600, { medium: 'videoChat', upgrade: { ...upgradeBound, state: 'live' }, read: { customer: 99, agent: 99 } })),
    mediaUpgrade(),
  );
  rig.upgrade('c_8Q4M2ZK7').become({
    state: { kind: 'live', upgradeId: 'u_1', callId: 'v_1', attempt: 1, since: noon - 86_000 },
    remote: drawnStream('#35523f'),
    local: drawnStream('#7a5fb0'),
    devices: { audio: 'on', video: 'on' },
    peerMedia: { audio: 'on', video: 'on' },
    controls: fakeControls([]),
    health: fakeHealth([]),
  });
  await rig.settle();
  return rig;
}

/** A pane of a shop's own. */
class AcmeOrders extends HTMLElement {
  set contact({ customer }: DeskPaneContact) {
    this.textContent = `${customer.name ?? 'Visitor'}: 2 orders, the last one on 3 November.`;
  }
}

async function opened(rig: Rig): Promise<Rig> {
  rig.button('Details').click();
  await rig.settle();
  return rig;
}

/** Where files may be sent. */
const filesOn = { attachments: { maxBytes: 10_485_760, types: ['image/png', 'image/jpeg', 'application/pdf', 'text/plain'] } };
const until = async <T>(found: () => T | null | undefined): Promise<T> => {
  for (;;) {
    const it = found();
    if (it != null) return it;
    await new Promise((drawn) => requestAnimationFrame(drawn));
  }
};

/** A conversation with a picture and a document in it. */
async function withFiles(options: RigOptions): Promise<Rig> {
  const rig = await atWork(options);
  const picture = URL.createObjectURL(await pictureFile());
  rig.files.say('f_photo', { url: picture, pictureUrl: picture });
  const story = new Story('c_8Q4M2ZK7', 'Jonas Weber', 60);
  for (const frame of jonas().frames) story.frames.push(frame);
  const before = story.frames.length;
  story
    .add('message', { kind: 'customer', id: 'guest', name: 'Jonas Weber' }, { messageId: 'photo', text: 'That is the unit', attachments: [photo()] })
    .add('message', { kind: 'agent', id: ana.agentId, name: ana.name }, { messageId: 'guide', text: 'This is the guide. The strainer is on page 3.', attachments: [guide({ name: 'Cleaning the strainer, step by step.pdf' })] });
  await rig.tell(contactFrame(owned('c_8Q4M2ZK7', 'Jonas Weber', 492, { seq: story.frames.length, read: { customer: 99, agent: 99 }, ...filesOn })), ...story.frames.slice(before));
  await until(() => rig.root.querySelector<HTMLImageElement>('button.picture img'));
  return rig;
}

export const deskStates: Readonly<Record<string, DeskState>> = {
  rest: (options) => atWork(options),
  ringing: async (options) => {
    const rig = await atWork(options);
    await rig.tell(reservation({ medium: 'videoChat', upgradeId: 'u_9', owner: { agentId: 'agent-ben', name: 'Ben Okafor' } }));
    rig.clock.advance(8_000);
    await rig.settle();
    return rig;
  },
  'ringing-kept': async (options) => {
    const rig = await atWork({ ...options, profile: { joinOnUpgrade: 'ask' } });
    await rig.tell(reservation({ contactId: 'c_8Q4M2ZK7', customerName: 'Jonas Weber', medium: 'videoChat', kept: true, join: { mode: 'ask', delaySeconds: 0 }, upgradeId: 'u_9' }));
    return rig;
  },
  'media-upgrade': inVideo,
  'video-devices': async (options) => {
    const rig = await inVideo(options);
    rig.button('Devices').click();
    await rig.settle();
    return rig;
  },
  'video-shared': async (options) => {
    const rig = await inVideo(options);
    rig.upgrade('c_8Q4M2ZK7').become({ controls: fakeControls([], { screen: 'on' }), peerMedia: { audio: 'off', video: 'screen' } });
    await rig.settle();
    return rig;
  },
  'video-weak': async (options) => {
    const rig = await inVideo(options);
    rig.upgrade('c_8Q4M2ZK7').become({ health: fakeHealth([], { quality: quality('weak'), adaptation: 'audio-only', troubles: [{ kind: 'silent', side: 'peer' }] }) });
    await rig.settle();
    rig.root.querySelector<HTMLElement>('.call-foot .quality')?.focus();
    return rig;
  },
  'own-offline': async (options) => {
    const rig = await inVideo(options);
    rig.upgrade('c_8Q4M2ZK7').become({ state: { kind: 'recovering', upgradeId: 'u_1', callId: 'v_1', attempt: 1, since: noon - 86_000, generation: 1, waitsFor: 'network', until: noon + 28_000 } });
    await rig.settle();
    return rig;
  },
  reconnecting: async (options) => {
    const rig = await inVideo(options);
    rig.upgrade('c_8Q4M2ZK7').become({ state: { kind: 'recovering', upgradeId: 'u_1', callId: 'v_1', attempt: 1, since: noon - 86_000, generation: 1, waitsFor: 'path', until: noon + 300_000 } });
    await rig.settle();
    return rig;
  },
  'auto-open-false': async (options) => {
    const rig = await atWork({ ...options, profile: { layout: { id: 'compact', widgets: [{ type: 'video', autoOpen: false }, { type: 'customer' }, { type: 'timeline' }] } } });
    await rig.tell(contactFrame(owned('c_8Q4M2ZK7', 'Jonas Weber', 538, { medium: 'videoChat', upgrade: upgradeBound })), mediaUpgrade());
    rig.clock.advance(14_000);
    await rig.settle();
    return rig;
  },
  failed: async (options) => {
    const rig = await atWork(options);
    await rig.tell(
      contactFrame(
        owned('c_8Q4M2ZK7', 'Jonas Weber', 538, { upgrade: { upgradeId: 'u_1', state: 'ended', medium: 'video', by: { kind: 'agent', ...{ id: ana.agentId, name: ana.name } }, result: { status: 'failed', reason: 'ice-failed', by: 'platform', at: moment() } } }),
      ),
    );
    return rig;
  },
  details: async (options) => opened(await atWork({ ...options, size: [820, 900] })),
  'details-phone': async (options) => opened(await atWork({ ...options, size: [390, 844] })),
  'details-video': async (options) => opened(await inVideo({ ...options, size: [820, 900] })),
  account: async (options) => {
    const rig = await atWork(options);
    rig.root.querySelector<HTMLElement>('.top .avatar')?.click();
    await rig.settle();
    return rig;
  },
  files: withFiles,
  'file-chips': async (options) => {
    const rig = await withFiles(options);
    choose(await until(() => rig.root.querySelector<HTMLInputElement>('.attach input')), await pictureFile('Strainer.png'), textFile('Visit 4471.pdf', 'x'.repeat(400_000), 'application/pdf'), textFile('holiday.mp4', 'abc', 'video/mp4'));
    (await until(() => rig.files.uploads[0])).keep();
    (await until(() => rig.files.uploads[1])).become({ kind: 'sending', sent: 250_000 });
    await until(() => rig.root.querySelector('.file-chip canvas'));
    return rig;
  },
  'file-veil': async (options) => {
    const rig = await withFiles(options);
    give(await until(() => rig.root.querySelector('.conversation')), 'dragover', [textFile('a.txt')]);
    await until(() => rig.root.querySelector('.drop-veil'));
    return rig;
  },
  lightbox: async (options) => {
    const rig = await withFiles(options);
    rig.root.querySelector<HTMLElement>('button.picture')?.click();
    await until(() => rig.root.querySelector('.lightbox'));
    return rig;
  },
  'layout-turned': async (options) => {
    if (customElements.get('acme-orders') === undefined) customElements.define('acme-orders', AcmeOrders);
    const widgets = [{ type: 'conversation' }, { type: 'timeline', collapsed: true }, { type: 'custom', element: 'acme-orders', title: 'Orders' }, { type: 'custom', element: 'acme-map', title: 'Map' }, { type: 'replies' }, { type: 'customer' }];
    const rig = await atWork({
      ...options, answers: { [repliesPath]: () => savedReplies },
      profile: { scopes: [...profile.scopes, 'reply:view'], layout: { id: 'turned', zones: ['panes', 'conversation', 'inbox'], widgets } },
    });
    await until(() => rig.root.querySelector('.reply-row'));
    return rig;
  },
  'layout-bare': (options) => atWork({ ...options, profile: { layout: { id: 'bare', widgets: [{ type: 'conversation' }, { type: 'video', autoOpen: true }] } } }),
  empty: (options) => signedIn({ ...options, profile: { joinOnUpgrade: 'ask' } }),
  'join-notice': (options) => signedIn(options),
  'off-queue': async (options) => {
    const rig = await atWork(options);
    rig.button('Go off queue').click();
    await rig.settle();
    return rig;
  },
  transfer: async (options) => {
    const rig = await inVideo({ ...options, answers: { [targetsPath]: () => colleagues('videoChat') } });
    rig.button('Transfer').click();
    await until(() => rig.root.querySelector('.transfer-rows li'));
    rig.root.querySelector<HTMLElement>('.transfer-rows li')?.click();
    await rig.settle();
    return rig;
  },
  'transfer-ringing': async (options) => {
    const rig = await atWork(options);
    const story = new Story('c_8Q4M2ZK7', 'Jonas Weber', 12);
    for (const frame of jonas().frames) story.frames.push(frame);
    const before = story.frames.length;
    story
      .add('transfer.asked', anaActor, { medium: 'webChat', to: { kind: 'agent', agent: { agentId: 'agent-ben', name: 'Ben Okafor' } } }, 1)
      .add('reservation.made', { kind: 'platform' }, { reservationId: 'r_2', agentId: 'agent-ben', medium: 'webChat', expiresAt: moment(14_000) });
    await rig.tell(...story.frames.slice(before));
    return rig;
  },
  'wrap-up': async (options) => {
    const rig = await atWork(options);
    rig.button('Wrap up').click();
    await rig.settle();
    return rig;
  },
  notes: async (options) => {
    const rig = await atWork(options);
    const story = new Story('c_8Q4M2ZK7', 'Jonas Weber', 30);
    for (const frame of jonas().frames) story.frames.push(frame);
    const before = story.frames.length;
    story.add('contact.note', anaActor, { noteId: 'n_1', text: 'E7 on the AW-9 is nearly always the flow strainer. Same fault in March, visit 4471.' });
    await rig.tell(...story.frames.slice(before));
    return rig;
  },
  'customer-form': async (options) => {
    const rig = await atWork({ ...options, profile: { scopes: [...profile.scopes, 'guest:block'] } });
    await rig.tell(contactFrame(owned('c_8Q4M2ZK7', 'Jonas Weber', 492, { read: { customer: 99, agent: 99 }, customer: { customerId: 'guest', name: 'Jonas Weber', attributes: { product: 'AW-9 heat pump, 2021', cover: 'Care Plus until 03/2027' } } })));
    rig.button('Edit what is known').click();
    await rig.settle();
    rig.button('Add a line').click();
    await rig.settle();
    return rig;
  },
  block: async (options) => {
    const rig = await atWork({ ...options, profile: { scopes: [...profile.scopes, 'guest:block'] } });
    rig.button('Block visitor').click();
    await rig.settle();
    return rig;
  },
  past: async (options) => {
    const rig = await atWork({ ...options, profile: { scopes: [...profile.scopes, 'contact:past'] }, answers: { [pastPath]: () => past, [`${pastPath}/c_march`]: pastRecord } });
    (await until(() => rig.root.querySelector<HTMLElement>('.past-row'))).click();
    await until(() => rig.root.querySelector('.past-dialog .bubble'));
    return rig;
  },
  'saved-replies': async (options) => {
    const rig = await atWork({ ...options, profile: { scopes: [...profile.scopes, 'reply:view'] }, answers: { [repliesPath]: () => savedReplies } });
    const field = await until(() => rig.root.querySelector<HTMLTextAreaElement>('.composer textarea'));
    field.value = '/';
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await until(() => rig.root.querySelector('.replies li'));
    return rig;
  },
  'wrap-up-ended': async (options) => {
    const rig = await atWork(options);
    const until = moment(78_000);
    await rig.tell(
      contactFrame(
        owned('c_8Q4M2ZK7', 'Jonas Weber', 492, {
          state: 'wrap-up', closedAt: moment(), wrapUp: { until, held: true, extensions: 3 }, read: { customer: 99, agent: 99 },
          draft: { codes: ['Repair'], note: 'E7, strainer blocked. Guided Jonas to close both valves and clean it; flow 18 l/min after.', savedAt: moment(-4_000) },
        }),
      ),
    );
    return rig;
  },
  shortcuts: async (options) => {
    const rig = await atWork(options);
    rig.button('Keyboard shortcuts').click();
    await rig.settle();
    return rig;
  },
  'not-responding': async (options) => {
    const rig = await atWork({ ...options, profile: { ...profile, joinOnUpgrade: 'ask' } });
    await rig.tell({ type: 'presence', ...agentPresence({ state: 'not-responding', onQueue: false, since: moment(-20_000), missed: { contactId: 'c_mei', customerName: 'Mei Tanaka' } }) });
    return rig;
  },
  'connection-lost': async (options) => {
    const rig = await atWork(options);
    rig.platform.reachable = false;
    rig.line.drop();
    await rig.settle();
    return rig;
  },
};
