/**
 * A session and an upgrade that say what a test sets, and write down what they are asked for. They decide nothing: the
 * element has to draw exactly this state, and no other.
 */
import type { ChatBackend } from '../../../src/chat/backend.js';
import type { Upgrade, UpgradeClientState } from '../../../src/call/index.js';
import type { ContactSnapshot, EventData, EventKind, PlatformFrameOf, TimelineEvent, Visit, WidgetConfig } from '../../../src/protocol/index.js';
import { FakeFiles } from '../ui/fake-files.js';
import { TypedEmitter, type ContactModel, type MessageExtras, type Session, type SessionEvents, type SessionState } from '../../../src/session/index.js';

export const contactId = 'contact-1';
export const ana = { agentId: 'ana', name: 'Ana Ruiz', title: 'Machine specialist' };
export const noon = new Date(2026, 10, 22, 14, 2).getTime();

export const videoOn: WidgetConfig = {
  allowMediaUpgrade: true,
  mediaTypes: ['chat', 'video'],
  videoChat: { enableVideo: true, enableAudio: true },
  shop: 'Halden',
};

export const snapshot = (more: Partial<ContactSnapshot> = {}): ContactSnapshot => ({
  contactId,
  deploymentId: 'demo',
  state: 'connected',
  medium: 'webChat',
  relation: 'customer',
  customer: { customerId: 'guest-1' },
  owner: ana,
  seq: 0,
  read: { customer: 0, agent: 0 },
  video: { allowed: true },
  ...more,
});

/** Builds timelines: each call is the next event, a minute later. */
export class Timeline {
  readonly events: TimelineEvent[] = [];
  #at: number;

  constructor(at = noon) {
    this.#at = at;
  }

  add<K extends EventKind>(kind: K, actor: TimelineEvent['actor'], data: EventData<K>, minutes = 0): this {
    this.#at += minutes * 60_000;
    const seq = this.events.length + 1;
    const event = { contactId, seq, prev: seq - 1, at: new Date(this.#at).toISOString(), kind, actor, data };
    this.events.push(event as unknown as TimelineEvent);
    return this;
  }

  customer(text: string, minutes = 0): this {
    return this.add('message', { kind: 'customer', id: 'guest-1' }, { messageId: `m${this.events.length}`, text }, minutes);
  }

  agent(text: string, minutes = 0): this {
    return this.add('message', { kind: 'agent', id: 'ana', name: ana.name }, { messageId: `m${this.events.length}`, text }, minutes);
  }

  joined(): this {
    return this.add('agent.joined', { kind: 'platform' }, { agent: ana });
  }
}

export class FakeSession implements Session {
  state: SessionState = { kind: 'idle' };
  readonly clockOffset = 0;
  contact: ContactModel | undefined;
  readonly contacts = new Map<string, ContactModel>();
  readonly inbox = [];
  readonly presence = undefined;
  readonly reservations = [];
  readonly invitations = [];
  widget: WidgetConfig | undefined;
  readonly tokens = { get: () => Promise.reject(new Error('no tokens here')) };
  readonly asked: string[] = [];
  readonly #emitter = new TypedEmitter<SessionEvents>();

  on<K extends keyof SessionEvents>(name: K, listener: (...payload: SessionEvents[K]) => void): () => void {
    return this.#emitter.on(name, listener);
  }
  open(): void {
    this.asked.push('open');
  }
  close(): void {
    this.asked.push('close');
  }
  renew(): void {
    this.asked.push('renew');
  }
  send(_contactId: string, text: string, more?: MessageExtras): string {
    const files = more?.attachments?.map(({ attachmentId }) => ` with ${attachmentId}`).join('') ?? '';
    this.asked.push(`send ${text}${more?.reply === undefined ? '' : ` for ${more.reply.to} ${more.reply.ids.join(',')}`}${files}${more?.left === true ? ' to be left' : ''}`);
    return 'x';
  }
  retry(id: string): void {
    this.asked.push(`retry ${id}`);
  }
  discard(id: string): void {
    this.asked.push(`discard ${id}`);
  }
  typing(): void {
    this.asked.push('typing');
  }
  /** Settles as the test does it. */
  readonly olders: { readonly resolve: () => void; readonly reject: () => void }[] = [];
  older(): Promise<void> {
    this.asked.push('older');
    return new Promise((resolve, reject) => this.olders.push({ resolve, reject: () => reject(new Error('no')) }));
  }
  read(_contactId: string, upTo: number): void {
    this.asked.push(`read ${upTo}`);
  }
  /** Frames, whole. */
  readonly submitted: unknown[] = [];
  submit(frame: { readonly type: string }): Promise<{ seq?: number }> {
    this.asked.push(`submit ${frame.type}`);
    this.submitted.push(frame);
    return Promise.resolve({});
  }
  turn(): Promise<PlatformFrameOf<'turn'>> {
    return Promise.reject(new Error('no TURN here'));
  }
  signalAhead(): string {
    return '';
  }
  signal(): void {}
  ackSignal(): void {}
  updateManifest(): void {}
  setInCall(): void {}
  doubt(): void {}

  /** The platform's word: connected, with this contact. */
  become(model: Partial<ContactModel> & { readonly snapshot: ContactSnapshot }, widget: WidgetConfig = videoOn): void {
    this.state = { kind: 'connected', participantId: 'guest-1', role: 'customer' };
    this.widget = widget;
    this.contact = { contactId, events: [], pending: [], typing: undefined, unread: 0, ask: undefined, ...model };
    this.#emitter.emit('state', this.state);
    this.#emitter.emit('contact', this.contact);
  }
  say(state: SessionState): void {
    this.state = state;
    this.#emitter.emit('state', state);
  }
  hear(event: TimelineEvent): void {
    if (this.contact === undefined) return;
    this.contact = { ...this.contact, events: [...this.contact.events, event] };
    this.#emitter.emit('event', event, this.contact);
    this.#emitter.emit('contact', this.contact);
  }
}

export class FakeUpgrade implements Upgrade {
  state: UpgradeClientState = { kind: 'idle' };
  ask: PlatformFrameOf<'upgrade.ask'> | undefined;
  local: MediaStream | undefined;
  remote: MediaStream | undefined;
  readonly cameraTrouble = undefined;
  controls: Upgrade['controls'];
  health: Upgrade['health'];
  devices: Upgrade['devices'] = { audio: 'on', video: 'on' };
  peerMedia: Upgrade['peerMedia'];
  playback: Upgrade['playback'] = 'ok';
  canRejoin = false;
  readonly hurried = false;
  /** What was asked for, and whether it was in the task of the press. */
  readonly asked: string[] = [];
  attached: HTMLVideoElement | undefined;
  readonly #listeners = new Set<() => void>();

  on(_name: 'change', listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
  prepare(): Promise<void> {
    return Promise.resolve();
  }
  start(): void {
    this.asked.push('start');
  }
  accept(): void {
    this.asked.push('accept');
  }
  decline(): void {
    this.asked.push('decline');
  }
  acceptReservation(): void {
    this.asked.push('acceptReservation');
  }
  cancel(): void {
    this.asked.push('cancel');
  }
  end(): void {
    this.asked.push('end');
  }
  rejoin(): void {
    this.asked.push('rejoin');
  }
  dismiss(): void {
    this.asked.push('dismiss');
  }
  setMicrophone(on: boolean): void {
    this.asked.push(`microphone ${String(on)}`);
  }
  setCamera(on: boolean): void {
    this.asked.push(`camera ${String(on)}`);
  }
  attach(video: HTMLVideoElement | undefined): void {
    this.attached = video;
    if (video !== undefined) video.srcObject = this.remote ?? null;
  }
  unlock(): void {
    this.asked.push('unlock');
  }
  destroy(): void {
    this.asked.push('destroy');
  }

  /** Changes anything and says so. */
  become(change: Partial<Pick<FakeUpgrade, 'state' | 'ask' | 'local' | 'remote' | 'devices' | 'peerMedia' | 'playback' | 'canRejoin' | 'controls' | 'health'>>): void {
    Object.assign(this, change);
    for (const listener of this.#listeners) listener();
  }
}

export interface FakeRooms {
  readonly session: FakeSession;
  readonly upgrade: FakeUpgrade;
  readonly backend: ChatBackend;
  readonly files: FakeFiles;
  /** Runs the element's way to the call chunk, as the engine does on a click. */
  readonly loadCall: () => Promise<unknown>;
  readonly clock: { now: number };
  /** What the chat would say to have been agreed to. */
  readonly consent: () => string | undefined;
  /** Who the page would say its customer is. */
  readonly identity: () => unknown;
  /** How often the visitor was forgotten. */
  readonly forgotten: () => number;
}

export function fakeRooms(options: { readonly known?: boolean; readonly supported?: boolean; readonly visit?: Visit } = {}): FakeRooms {
  const session = new FakeSession();
  const upgrade = new FakeUpgrade();
  const files = new FakeFiles();
  const clock = { now: noon };
  let linked: (load: () => Promise<unknown>) => void = () => undefined;
  const load = new Promise<() => Promise<unknown>>((resolve) => {
    linked = resolve;
  });
  let consent: () => string | undefined = () => undefined;
  let identity: () => unknown = () => undefined;
  let forgotten = 0;
  const { visit } = options;
  const backend: ChatBackend = {
    ...(visit === undefined ? {} : { visit: () => Promise.resolve(visit) }),
    clock: { now: () => clock.now, after: () => () => undefined },
    connect: () => session,
    attachments: () => files,
    tokens: (given) => {
      consent = given.consent ?? consent;
      identity = () => (typeof given.identity === 'function' ? given.identity() : given.identity);
      return {
        known: options.known ?? false,
        get: () => Promise.reject(new Error('no tokens here')),
        forget: () => {
          forgotten += 1;
        },
      };
    },
    createUpgrade: (given) => {
      linked(given.load ?? (() => Promise.reject(new Error('the chat brings its own chunk'))));
      return upgrade;
    },
    detectManifest: (settings) => ({
      media: {
        chat: { supported: true },
        voice: { supported: false, reason: 'reserved' },
        video:
          settings.enabled && options.supported !== false
            ? { supported: true, camera: settings.camera, microphone: settings.microphone }
            : { supported: false, reason: settings.enabled ? 'no-webrtc' : 'not-enabled' },
      },
    }),
  };
  return { session, upgrade, backend, files, clock, consent: () => consent(), identity: () => identity(), forgotten: () => forgotten, loadCall: async () => (await load)() };
}
