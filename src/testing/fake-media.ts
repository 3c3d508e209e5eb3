/**
 * Devices that do what a test says: cameras and microphones that are granted, refused, missing, busy, taken away, plugged
 * in or never answered, and a screen to share.
 *
 * Knows the shape of tracks and streams. `fakeMedia` has nothing to be seen or heard and suits tests without a browser;
 * `drawnMedia` is for a page, which plays what it is given (drawn-media.ts).
 */
import type { FoundDevice, MediaPort, PermissionHint } from '../call/index.js';
import { drawnPicture, drawnSilence } from './drawn-media.js';

/** How the browser's question is answered: granted, left open, or refused by an error of this name. */
export type FakeAnswer = 'grant' | 'hold' | { readonly error: string; readonly message?: string };

/** A device by its kind alone, or with all that a browser tells of it. */
export type FakeDevice = 'audioinput' | 'videoinput' | (FoundDevice & { readonly facing?: 'user' | 'environment' });

export interface FakeMedia extends MediaPort {
  /** What was asked for, in order. */
  readonly asked: readonly MediaStreamConstraints[];
  /** Every stream that was ever handed out, screens included. */
  readonly streams: readonly MediaStream[];
  /** Tracks that nobody has stopped. */
  readonly liveTracks: readonly MediaStreamTrack[];
  /** For the next questions. Default: `grant`. */
  answer: FakeAnswer;
  /** For the next questions for a screen. Default: `grant`. */
  screenAnswer: FakeAnswer;
  /** Answers the questions that were held. */
  settle(answer: Exclude<FakeAnswer, 'hold'>): void;
  /** Devices that the machine has. Default: one of each. */
  devices: readonly FakeDevice[];
  /** Ids of devices that another program has. Default: none. */
  busy: readonly string[];
  permissions: { camera: PermissionHint; microphone: PermissionHint };
  /** Whether the document's policy lets the page ask. Default: true. */
  policy: { camera: boolean; microphone: boolean };
  /** Undefined: this browser has none. */
  getDisplayMedia: MediaPort['getDisplayMedia'];
  /** Whether a second device of a kind can't be open beside the first, as on phones. Default: false. */
  exclusive: boolean;
  /** Whether the page is out of sight; coming back is news. Default: false. */
  hidden: boolean;
  /** Takes a kind of device away, or the one of this id: its live tracks end, and it is not listed any more. */
  unplug(device: string): void;
  /** Another device. */
  plug(device: FakeDevice): void;
  /** The system mutes what is open of this kind, or lets it go. */
  mute(kind: 'audio' | 'video', muted: boolean): void;
  /** The picture that is shared ends, as by the browser's own "Stop sharing". */
  stopSharing(): void;
  /** Ends what is open of this kind, as a visitor who takes the permission back. The device stays. */
  revoke(kind: 'audio' | 'video'): void;
}

let made = 0;
const newId = (): string => `fake-${String((made += 1))}`;

type Known = Exclude<FakeDevice, string>;
const named = (device: FakeDevice): Known =>
  typeof device === 'string'
    ? { kind: device, deviceId: `fake-${device}`, label: device === 'audioinput' ? 'Fake microphone' : 'Fake camera' }
    : device;

/** A track, and what a test does to it. */
interface TestTrack {
  readonly track: MediaStreamTrack;
  readonly kind: 'audio' | 'video';
  /** Undefined: a screen's. */
  readonly device: Known | undefined;
  /** The device went away, which a page hears of; its own `stop` it does not. */
  lose(): void;
  mute(muted: boolean): void;
}

/** What devices are made of. */
interface Maker {
  track(kind: 'audio' | 'video', device: Known | undefined): TestTrack;
  stream(tracks: MediaStreamTrack[]): MediaStream;
}

class FakeTrack extends EventTarget implements MediaStreamTrack, TestTrack {
  readonly id = newId();
  muted = false;
  contentHint = '';
  enabled = true;
  readyState: MediaStreamTrackState = 'live';
  onended = null;
  onmute = null;
  onunmute = null;

  constructor(
    readonly kind: 'audio' | 'video',
    readonly device: Known | undefined,
  ) {
    super();
  }

  get label(): string {
    return this.device?.label ?? 'Fake screen';
  }

  get track(): MediaStreamTrack {
    return this;
  }

  stop(): void {
    this.readyState = 'ended';
  }

  lose(): void {
    if (this.readyState === 'ended') return;
    this.readyState = 'ended';
    this.dispatchEvent(new Event('ended'));
  }

  mute(muted: boolean): void {
    if (this.muted === muted) return;
    this.muted = muted;
    this.dispatchEvent(new Event(muted ? 'mute' : 'unmute'));
  }

  clone(): FakeTrack {
    return new FakeTrack(this.kind, this.device);
  }

  applyConstraints(): Promise<void> {
    return Promise.resolve();
  }

  getCapabilities(): MediaTrackCapabilities {
    return {};
  }

  getConstraints(): MediaTrackConstraints {
    return {};
  }

  getSettings(): MediaTrackSettings {
    if (!this.device) return {};
    const { deviceId, facing } = this.device;
    return { deviceId, ...(facing === undefined ? {} : { facingMode: facing }) };
  }
}

class FakeStream extends EventTarget implements MediaStream {
  readonly id = newId();
  onaddtrack = null;
  onremovetrack = null;

  constructor(private tracks: MediaStreamTrack[]) {
    super();
  }

  get active(): boolean {
    return this.tracks.some((track) => track.readyState === 'live');
  }

  addTrack(track: MediaStreamTrack): void {
    if (!this.tracks.includes(track)) this.tracks.push(track);
  }

  removeTrack(track: MediaStreamTrack): void {
    this.tracks = this.tracks.filter((it) => it !== track);
  }

  getTracks(): MediaStreamTrack[] {
    return [...this.tracks];
  }

  getAudioTracks(): MediaStreamTrack[] {
    return this.tracks.filter(({ kind }) => kind === 'audio');
  }

  getVideoTracks(): MediaStreamTrack[] {
    return this.tracks.filter(({ kind }) => kind === 'video');
  }

  getTrackById(id: string): MediaStreamTrack | null {
    return this.tracks.find((track) => track.id === id) ?? null;
  }

  clone(): FakeStream {
    return new FakeStream(this.tracks.map((track) => track.clone()));
  }
}

/** A real track of a drawing or of silence, with its device's name. */
class DrawnTrack implements TestTrack {
  readonly track: MediaStreamTrack;

  constructor(
    readonly kind: 'audio' | 'video',
    readonly device: Known | undefined,
  ) {
    const track = kind === 'audio' ? drawnSilence() : drawnPicture(device ? '#5b7f8a' : '#d9d4c8');
    if (!track) throw new Error('This browser can draw no such track.');
    Object.defineProperty(track, 'label', { value: device?.label ?? 'Fake screen' });
    if (device) track.getSettings = () => ({ deviceId: device.deviceId, ...(device.facing === undefined ? {} : { facingMode: device.facing }) });
    this.track = track;
  }

  lose(): void {
    if (this.track.readyState === 'ended') return;
    this.track.stop();
    this.track.dispatchEvent(new Event('ended'));
  }

  mute(muted: boolean): void {
    if (this.track.muted === muted) return;
    Object.defineProperty(this.track, 'muted', { value: muted, configurable: true });
    this.track.dispatchEvent(new Event(muted ? 'mute' : 'unmute'));
  }
}

const fakes: Maker = { track: (kind, device) => new FakeTrack(kind, device), stream: (tracks) => new FakeStream(tracks) };
const drawings: Maker = { track: (kind, device) => new DrawnTrack(kind, device), stream: (tracks) => new MediaStream(tracks) };

/** An error as browsers reject with: its name says what it is. */
function domError({ error, message = error }: Extract<FakeAnswer, object>): Error {
  const made = new Error(message);
  made.name = error;
  return made;
}

interface Demand {
  readonly exact?: unknown;
  readonly ideal?: unknown;
}

const demandOf = (value: unknown): Demand => (typeof value === 'object' && value !== null ? value : value === undefined ? {} : { ideal: value });

/** The device that browsers would take: demands are met or refused, wishes are met where they can be. */
function chosen(devices: readonly Known[], wanted: MediaTrackConstraints | true): Known | undefined {
  const { deviceId, facingMode } = wanted === true ? {} : wanted;
  const fits = (device: Known, key: 'exact' | 'ideal'): boolean => {
    const [id, facing] = [demandOf(deviceId)[key], demandOf(facingMode)[key]];
    return (id === undefined || id === device.deviceId) && (facing === undefined || facing === device.facing);
  };
  const able = devices.filter((device) => fits(device, 'exact'));
  return able.find((device) => fits(device, 'ideal')) ?? able[0];
}

class Devices implements FakeMedia {
  readonly asked: MediaStreamConstraints[] = [];
  readonly streams: MediaStream[] = [];
  answer: FakeAnswer = 'grant';
  screenAnswer: FakeAnswer = 'grant';
  devices: FakeMedia['devices'] = ['audioinput', 'videoinput'];
  busy: FakeMedia['busy'] = [];
  permissions: FakeMedia['permissions'] = { camera: 'unknown', microphone: 'unknown' };
  policy = { camera: true, microphone: true };
  exclusive = false;
  private away = false;
  private readonly tracks: TestTrack[] = [];
  private readonly held: ((answer: Exclude<FakeAnswer, 'hold'>) => void)[] = [];
  private readonly listeners = new Set<(news: 'devices' | 'shown') => void>();

  constructor(private readonly maker: Maker) {}

  get liveTracks(): MediaStreamTrack[] {
    return this.tracks.map(({ track }) => track).filter(({ readyState }) => readyState === 'live');
  }

  get hidden(): boolean {
    return this.away;
  }

  set hidden(hidden: boolean) {
    this.away = hidden;
    if (!hidden) this.tell('shown');
  }

  getUserMedia(constraints: MediaStreamConstraints): Promise<MediaStream> {
    this.asked.push(constraints);
    return this.answered(this.answer, () => this.capture(constraints));
  }

  getDisplayMedia: FakeMedia['getDisplayMedia'] = () => this.answered(this.screenAnswer, () => this.hand([this.maker.track('video', undefined)]));

  settle(answer: Exclude<FakeAnswer, 'hold'>): void {
    for (const settle of this.held.splice(0)) settle(answer);
  }

  list(): Promise<readonly FoundDevice[]> {
    return Promise.resolve(this.devices.map((it) => named(it)).map(({ kind, deviceId, label }) => ({ kind, deviceId, label })));
  }

  permission(device: 'camera' | 'microphone'): Promise<PermissionHint> {
    return Promise.resolve(this.permissions[device]);
  }

  mayAsk(device: 'camera' | 'microphone' | 'display-capture'): boolean {
    return device === 'display-capture' || this.policy[device];
  }

  oneAtATime(): boolean {
    return this.exclusive;
  }

  watch(listener: (news: 'devices' | 'shown') => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  unplug(device: string): void {
    const goes = ({ kind, deviceId }: Known): boolean => deviceId === device || kind === `${device}input`;
    this.devices = this.devices.filter((it) => !goes(named(it)));
    for (const track of this.tracks) if (track.device && goes(track.device)) track.lose();
    this.tell('devices');
  }

  plug(device: FakeDevice): void {
    this.devices = [...this.devices, device];
    this.tell('devices');
  }

  mute(kind: 'audio' | 'video', muted: boolean): void {
    for (const track of this.tracks) if (track.kind === kind && track.device && track.track.readyState === 'live') track.mute(muted);
  }

  stopSharing(): void {
    for (const track of this.tracks) if (!track.device) track.lose();
  }

  revoke(kind: 'audio' | 'video'): void {
    for (const track of this.tracks) if (track.kind === kind && track.device) track.lose();
  }

  private tell(news: 'devices' | 'shown'): void {
    for (const listener of this.listeners) listener(news);
  }

  private answered(answer: FakeAnswer, give: () => Promise<MediaStream>): Promise<MediaStream> {
    if (answer === 'hold') return new Promise((resolve) => this.held.push((later) => resolve(this.answered(later, give))));
    return answer === 'grant' ? give() : Promise.reject(domError(answer));
  }

  private capture({ audio, video }: MediaStreamConstraints): Promise<MediaStream> {
    const tracks: TestTrack[] = [];
    for (const [kind, wanted] of [['audio', audio], ['video', video]] as const) {
      if (!wanted) continue;
      const all = this.devices.map((it) => named(it)).filter((it) => it.kind === `${kind}input`);
      const device = chosen(all, wanted);
      if (!device) return Promise.reject(domError({ error: all.length > 0 ? 'OverconstrainedError' : 'NotFoundError' }));
      const taken = this.exclusive && this.tracks.some((it) => it.kind === kind && it.device && it.track.readyState === 'live');
      if (taken || this.busy.includes(device.deviceId)) return Promise.reject(domError({ error: 'NotReadableError' }));
      tracks.push(this.maker.track(kind, device));
    }
    return this.hand(tracks);
  }

  private hand(tracks: TestTrack[]): Promise<MediaStream> {
    this.tracks.push(...tracks);
    const stream = this.maker.stream(tracks.map(({ track }) => track));
    this.streams.push(stream);
    return Promise.resolve(stream);
  }
}

/** Devices for `createUpgrade({ media })`, without a browser. */
export const fakeMedia = (): FakeMedia => new Devices(fakes);

/** The same in a page: streams that its elements play. */
export const drawnMedia = (): FakeMedia => new Devices(drawings);
