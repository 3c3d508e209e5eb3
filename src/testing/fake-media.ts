/**
 * Devices that do what a test says: a camera and a microphone that are granted, refused, missing, busy or never answered.
 *
 * Knows the shape of tracks and streams, not their content: nothing can be seen or heard of them, so they suit tests
 * without a browser. In one, its own fake devices are better.
 */
import type { MediaPort, PermissionHint } from '../call/index.js';

/** How the browser's question is answered: granted, left open, or refused by an error of this name. */
export type FakeAnswer = 'grant' | 'hold' | { readonly error: string; readonly message?: string };

export interface FakeMedia extends MediaPort {
  /** What was asked for, in order. */
  readonly asked: readonly MediaStreamConstraints[];
  /** Every stream that was ever handed out. */
  readonly streams: readonly MediaStream[];
  /** Tracks that nobody has stopped. */
  readonly liveTracks: readonly MediaStreamTrack[];
  /** For the next questions. Default: `grant`. */
  answer: FakeAnswer;
  /** Answers the questions that were held. */
  settle(answer: Exclude<FakeAnswer, 'hold'>): void;
  /** Devices that the machine has. Default: both. */
  devices: readonly ('audioinput' | 'videoinput')[];
  permissions: { camera: PermissionHint; microphone: PermissionHint };
  /** Whether the document's policy lets the page ask. Default: true. */
  policy: { camera: boolean; microphone: boolean };
  /** Takes a device away: its live tracks end. */
  unplug(kind: 'audio' | 'video'): void;
}

let made = 0;
const newId = (): string => `fake-${String((made += 1))}`;

class FakeTrack extends EventTarget implements MediaStreamTrack {
  readonly id = newId();
  readonly label: string;
  readonly muted = false;
  contentHint = '';
  enabled = true;
  readyState: MediaStreamTrackState = 'live';
  onended = null;
  onmute = null;
  onunmute = null;

  constructor(readonly kind: 'audio' | 'video') {
    super();
    this.label = `Fake ${kind === 'audio' ? 'microphone' : 'camera'}`;
  }

  stop(): void {
    this.readyState = 'ended';
  }

  /** The device went away, which a page hears of; its own `stop` it does not. */
  lose(): void {
    if (this.readyState === 'ended') return;
    this.readyState = 'ended';
    this.dispatchEvent(new Event('ended'));
  }

  clone(): FakeTrack {
    return new FakeTrack(this.kind);
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
    return {};
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

/** An error as browsers reject with: its name says what it is. */
function domError({ error, message = error }: Extract<FakeAnswer, object>): Error {
  const made = new Error(message);
  made.name = error;
  return made;
}

class Devices implements FakeMedia {
  readonly asked: MediaStreamConstraints[] = [];
  readonly streams: MediaStream[] = [];
  answer: FakeAnswer = 'grant';
  devices: FakeMedia['devices'] = ['audioinput', 'videoinput'];
  permissions: FakeMedia['permissions'] = { camera: 'unknown', microphone: 'unknown' };
  policy = { camera: true, microphone: true };
  private readonly tracks: FakeTrack[] = [];
  private readonly held: ((answer: Exclude<FakeAnswer, 'hold'>) => void)[] = [];

  get liveTracks(): MediaStreamTrack[] {
    return this.tracks.filter(({ readyState }) => readyState === 'live');
  }

  getUserMedia(constraints: MediaStreamConstraints): Promise<MediaStream> {
    this.asked.push(constraints);
    const { answer } = this;
    if (answer !== 'hold') return this.give(constraints, answer);
    return new Promise((resolve) => this.held.push((later) => resolve(this.give(constraints, later))));
  }

  settle(answer: Exclude<FakeAnswer, 'hold'>): void {
    for (const settle of this.held.splice(0)) settle(answer);
  }

  inputs(): Promise<FakeMedia['devices']> {
    return Promise.resolve(this.devices);
  }

  permission(device: 'camera' | 'microphone'): Promise<PermissionHint> {
    return Promise.resolve(this.permissions[device]);
  }

  mayAsk(device: 'camera' | 'microphone'): boolean {
    return this.policy[device];
  }

  unplug(kind: 'audio' | 'video'): void {
    for (const track of this.tracks) if (track.kind === kind) track.lose();
  }

  private give({ audio, video }: MediaStreamConstraints, answer: Exclude<FakeAnswer, 'hold'>): Promise<MediaStream> {
    if (answer !== 'grant') return Promise.reject(domError(answer));
    const kinds = [...(audio ? (['audio'] as const) : []), ...(video ? (['video'] as const) : [])];
    const tracks = kinds.map((kind) => new FakeTrack(kind));
    this.tracks.push(...tracks);
    const stream = new FakeStream(tracks);
    this.streams.push(stream);
    return Promise.resolve(stream);
  }
}

/** Devices for `createUpgrade({ media })`. */
export const fakeMedia = (): FakeMedia => new Devices();
