/**
 * Trying camera, microphone and loudspeaker before a call: one object with a state that a sheet draws and a check reads.
 *
 * Knows how to ask for one kind when the other fails, what proves that a device works (a frame, a sound), and that a late
 * answer of the browser must be stopped. Nothing of it is sent anywhere. Knows no page and no network.
 *
 *   off --open--> asking --granted--> on (proof: waiting -> yes | no)
 *    ^               \--refused-----> failed --open/choose--> asking
 *    \---- setCamera(false), close ----/
 */
import type { Clock, VideoSettings } from '../../protocol/index.js';
import { TypedEmitter } from '../../session/index.js';
import { captureFailure, type Wanted } from '../capture-failure.js';
import type { Device, DeviceKind, DeviceList } from '../call-controls.js';
import { stopTracks } from '../capture.js';
import { recall, remember } from '../device-memory.js';
import type { CaptureFailure } from '../machine-state.js';
import type { FoundDevice } from '../media-port.js';
import type { TrialPorts } from './trial-ports.js';

export type TrialState =
  | { readonly kind: 'off' }
  | { readonly kind: 'asking' }
  /** `proof`: a frame was seen, a sound was heard; `no` after five seconds without; `waiting` for ever where the browser lets nobody listen. */
  | { readonly kind: 'on'; readonly stream: MediaStream; readonly track: MediaStreamTrack; readonly proof: 'waiting' | 'yes' | 'no' }
  | { readonly kind: 'failed'; readonly failure: CaptureFailure };

export type SpeakerTrial = 'untried' | 'playing' | 'played' | 'heard' | 'not-heard' | 'failed';

export type DevicesByKind = { readonly [K in DeviceKind]: readonly Device[] };

export type Input = 'camera' | 'microphone';

export interface DeviceTrialOptions {
  readonly ports: TrialPorts;
  readonly clock: Clock;
  /** What this side may send. */
  readonly video: VideoSettings;
}

/** Quieter than this is a room, not a voice: 0 to 1. */
const audible = 0.06;
/** A device that has proved nothing after this long is worth a word, in milliseconds. */
const proofMs = 5_000;

export class DeviceTrial {
  private inputs: Record<Input, TrialState> = { camera: { kind: 'off' }, microphone: { kind: 'off' } };
  private readonly chosen: Partial<Record<DeviceKind, string | undefined>>;
  private listed: DevicesByKind = { camera: [], microphone: [], speaker: [] };
  private heard: SpeakerTrial = 'untried';
  private loudest = 0;
  /** A level was told at all. */
  private listened = false;
  private frame: { readonly width: number; readonly height: number } | undefined;
  /** Counts questions: an answer to an older one comes too late. */
  private readonly turn: Record<Input, number> = { camera: 0, microphone: 0 };
  private readonly ends: Record<Input, (() => void)[]> = { camera: [], microphone: [] };
  private readonly emitter = new TypedEmitter<{ change: []; level: [number] }>();
  private stopListing: (() => void) | undefined;

  constructor(private readonly options: DeviceTrialOptions) {
    // What was chosen once; a device that is gone is no error.
    this.chosen = { camera: recall('camera')?.id, microphone: recall('microphone')?.id, speaker: recall('speaker')?.id };
  }

  get camera(): TrialState {
    return this.inputs.camera;
  }

  get microphone(): TrialState {
    return this.inputs.microphone;
  }

  get speaker(): SpeakerTrial {
    return this.heard;
  }

  /** Of the microphone so far, 0 to 1. */
  get peak(): number {
    return this.loudest;
  }

  /** Of the camera's first picture. */
  get size(): { readonly width: number; readonly height: number } | undefined {
    return this.frame;
  }

  /** Everything that the browser lists. */
  get found(): DevicesByKind {
    return this.listed;
  }

  /** The devices to choose from; undefined for outputs where the browser lets nobody choose. */
  get devices(): { readonly [K in DeviceKind]: DeviceList | undefined } {
    const { choosesSpeaker } = this.options.ports;
    return { camera: this.listOf('camera'), microphone: this.listOf('microphone'), speaker: choosesSpeaker ? this.listOf('speaker') : undefined };
  }

  on<K extends 'change' | 'level'>(name: K, listener: (...payload: { change: []; level: [number] }[K]) => void): () => void {
    return this.emitter.on(name, listener);
  }

  /** Asks for what this side may send, now: the browser has been asked when this returns. `asked`: it has been before. */
  open(asked?: Promise<MediaStream>): void {
    this.stopListing ??= this.watch();
    void this.relist();
    const { video } = this.options;
    if (video.enabled) this.ask({ camera: video.camera, microphone: video.microphone }, asked);
  }

  /** Uses this device from now on, in calls as well. */
  choose(device: DeviceKind, id: string): void {
    this.chosen[device] = id;
    const known = this.listed[device].find((it) => it.id === id);
    if (known !== undefined && id !== '') remember(device, known);
    if (device === 'speaker') this.heard = 'untried';
    else this.ask({ camera: device === 'camera', microphone: device === 'microphone' });
    this.changed();
  }

  /** Off: its light goes out. */
  setCamera(on: boolean): void {
    if (on) this.ask({ camera: true, microphone: false });
    else this.release('camera');
    this.changed();
  }

  /** Two notes, now. */
  async testSpeaker(): Promise<void> {
    if (this.heard === 'playing') return;
    this.setSpeaker('playing');
    try {
      await this.options.ports.notes(this.options.ports.choosesSpeaker ? this.chosen.speaker : undefined);
      if (this.speaker === 'playing') this.setSpeaker('played');
    } catch {
      if (this.speaker === 'playing') this.setSpeaker('failed');
    }
  }

  /** What the person says about the notes. */
  answerSpeaker(heard: boolean): void {
    this.setSpeaker(heard ? 'heard' : 'not-heard');
  }

  /** Everything stops; an answer that is still to come is stopped when it comes. */
  close(): void {
    this.stopListing?.();
    this.stopListing = undefined;
    this.release('camera');
    this.release('microphone');
    this.emitter.clear();
  }

  private ask(wanted: Wanted, asked?: Promise<MediaStream>): void {
    const kinds = inputsOf(wanted);
    if (kinds.length === 0) return;
    for (const kind of kinds) {
      // A phone has one camera at a time: the old one goes before the new one is asked for.
      this.release(kind);
      this.inputs[kind] = { kind: 'asking' };
    }
    const turns = kinds.map((kind) => this.turn[kind]);
    const began = this.options.clock.now();
    const late = (): boolean => kinds.some((kind, index) => this.turn[kind] !== turns[index]);
    (asked ?? this.getUserMedia(wanted)).then(
      (stream) => (late() ? stopTracks(stream) : this.granted(kinds, stream)),
      async (error: unknown) => {
        const failure = await captureFailure(error, wanted, this.options.clock.now() - began, this.options.ports.media);
        if (!late()) this.refused(kinds, failure);
      },
    );
    this.changed();
  }

  private getUserMedia({ camera, microphone }: Wanted): Promise<MediaStream> {
    const { video, ports } = this.options;
    const cameraWish = video.enabled ? video.cameraConstraints : {};
    const constraints = { audio: microphone && wish(this.chosen.microphone), video: camera && wish(this.chosen.camera, cameraWish) };
    return new Promise((resolve) => resolve(ports.media.getUserMedia(constraints)));
  }

  private granted(kinds: readonly Input[], stream: MediaStream): void {
    for (const kind of kinds) {
      const track = kind === 'camera' ? stream.getVideoTracks()[0] : stream.getAudioTracks()[0];
      if (track === undefined) continue;
      this.inputs[kind] = { kind: 'on', stream, track, proof: 'waiting' };
      const lost = (): void => this.lost(kind);
      track.addEventListener('ended', lost);
      this.ends[kind].push(() => track.removeEventListener('ended', lost), () => track.stop());
      this.prove(kind, stream, track);
    }
    void this.relist();
    this.changed();
  }

  /** One of two may work alone: the one that was refused says so, the other is asked for once more. */
  private refused(kinds: readonly Input[], failure: CaptureFailure): void {
    const guilty = kinds.length > 1 && failure.device !== 'both' ? kinds.filter((kind) => kind === failure.device) : kinds;
    const others = kinds.filter((kind) => !guilty.includes(kind));
    for (const kind of guilty) this.inputs[kind] = { kind: 'failed', failure: { ...failure, device: guilty.length > 1 ? failure.device : kind } };
    for (const kind of others) this.ask({ camera: kind === 'camera', microphone: kind === 'microphone' });
    // Nobody can tell which of the two a program holds: each is asked for alone.
    if (kinds.length > 1 && others.length === 0 && failure.outcome !== 'permission-denied') {
      for (const kind of kinds) this.ask({ camera: kind === 'camera', microphone: kind === 'microphone' });
    }
    this.changed();
  }

  private lost(kind: Input): void {
    this.release(kind);
    this.inputs[kind] = { kind: 'failed', failure: { outcome: 'no-device', device: kind } };
    void this.relist();
    this.changed();
  }

  private prove(kind: Input, stream: MediaStream, track: MediaStreamTrack): void {
    const { ports, clock } = this.options;
    const ends = this.ends[kind];
    ends.push(clock.after(proofMs, () => (kind === 'camera' || this.listened) && this.proved(kind, track, false)));
    if (kind === 'microphone') {
      this.loudest = 0;
      this.listened = false;
      ends.push(ports.meter(track, (level) => this.hear(track, level)));
      return;
    }
    const [frame, stop] = ports.firstFrame(stream);
    ends.push(stop);
    void frame.then((size) => {
      this.frame = size;
      this.proved('camera', track, true);
    });
  }

  private hear(track: MediaStreamTrack, level: number): void {
    const state = this.inputs.microphone;
    if (state.kind !== 'on' || state.track !== track) return;
    this.listened = true;
    this.loudest = Math.max(this.loudest, level);
    if (level >= audible && state.proof !== 'yes') this.proved('microphone', track, true);
    this.emitter.emit('level', level);
  }

  /** A no may turn into a yes, never the other way round. */
  private proved(kind: Input, track: MediaStreamTrack, works: boolean): void {
    const state = this.inputs[kind];
    if (state.kind !== 'on' || state.track !== track || state.proof === 'yes') return;
    this.inputs[kind] = { ...state, proof: works ? 'yes' : 'no' };
    this.changed();
  }

  private release(kind: Input): void {
    this.turn[kind] += 1;
    for (const end of this.ends[kind].splice(0)) end();
    this.inputs[kind] = { kind: 'off' };
    if (kind === 'microphone') this.emitter.emit('level', 0);
  }

  private async relist(): Promise<void> {
    let devices: readonly FoundDevice[] = [];
    try {
      devices = await this.options.ports.media.list();
    } catch {
      // No `mediaDevices`, or a policy: nothing is listed.
    }
    const of = (kind: MediaDeviceKind): readonly Device[] => devices.filter((it) => it.kind === kind).map(({ deviceId, label }) => ({ id: deviceId, label }));
    this.listed = { camera: of('videoinput'), microphone: of('audioinput'), speaker: of('audiooutput') };
    this.changed();
  }

  /** Listing throws where there is no `mediaDevices`: then nothing ever changes, either. */
  private watch(): () => void {
    try {
      return this.options.ports.media.watch(() => void this.relist());
    } catch {
      return () => undefined;
    }
  }

  private listOf(kind: DeviceKind): DeviceList {
    const devices: readonly Device[] = this.listed[kind];
    const state = kind === 'speaker' ? undefined : this.inputs[kind];
    const inUse = state?.kind === 'on' ? state.track.getSettings().deviceId : undefined;
    return { devices, chosen: inUse ?? this.chosen[kind] ?? devices[0]?.id };
  }

  private setSpeaker(state: SpeakerTrial): void {
    this.heard = state;
    this.changed();
  }

  private changed(): void {
    this.emitter.emit('change');
  }
}

const inputsOf = ({ camera, microphone }: Wanted): readonly Input[] => [...(camera ? (['camera'] as const) : []), ...(microphone ? (['microphone'] as const) : [])];

/** A wish, not a demand: a device that is gone leaves the choice to the browser. */
function wish(id: string | undefined, more: MediaTrackConstraints = {}): MediaTrackConstraints | true {
  const constraints = { ...more, ...(id === undefined || id === '' ? {} : { deviceId: { ideal: id } }) };
  return Object.keys(constraints).length > 0 ? constraints : true;
}
