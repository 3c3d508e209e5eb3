/**
 * This side's camera and microphone during an upgrade: the devices' tracks, one stream of what is sent, and what of it is on.
 *
 * Knows how to open them in a click, to mute (the track stays), to stop the camera (the track ends, the light goes off)
 * and to open it again; what else a call can change (devices, screen, background) the controls do, once they are loaded.
 * Whatever happens, `release` leaves no track live, not even of a question that is still open.
 */
import type { Clock, VideoSettings } from '../protocol/index.js';
import type { CallControls } from './call-controls.js';
import { capture, stopTracks, type CaptureOptions } from './capture.js';
import type { ControlsHost, Cover, CreateControls, LoadedControls, SpeakingElement } from './controls-port.js';
import type { Opening } from './engine-module.js';
import type { MediaKind, MediaModes } from './engine-port.js';
import type { CaptureFailure } from './machine-state.js';
import { questionFor, type MediaPort, type Question } from './media-port.js';

export interface LocalMediaOptions {
  readonly media: MediaPort;
  readonly clock: Clock;
  readonly settings: () => VideoSettings;
  /** What the other side says of its own; `peerChanged()` when it is another. Default: nothing. */
  readonly peerMedia?: () => MediaModes | undefined;
  /** A track came, went, or is on or off. */
  readonly changed: () => void;
  readonly replaced: (kind: MediaKind, track: MediaStreamTrack | null) => void;
}

type Modes = ControlsHost['modes'];

export class LocalMedia implements ControlsHost {
  /** What is sent: the devices' tracks, or what covers them. */
  stream: MediaStream | undefined;
  /** Why camera or microphone did not come back when it was last switched on. */
  trouble: CaptureFailure | undefined;
  element: SpeakingElement | undefined;
  microphoneOn = true;
  private readonly sources = new Map<MediaKind, MediaStreamTrack>();
  private readonly questions = new Map<MediaKind, () => void>();
  private covering: Cover = {};
  private create: CreateControls | undefined;
  private loaded: LoadedControls | undefined;

  constructor(private readonly options: LocalMediaOptions) {}

  get media(): MediaPort {
    return this.options.media;
  }

  get clock(): Clock {
    return this.options.clock;
  }

  get settings(): () => VideoSettings {
    return this.options.settings;
  }

  get peerMedia(): MediaModes | undefined {
    return this.options.peerMedia?.();
  }

  /** Undefined before they are loaded, and without a stream. */
  get controls(): CallControls | undefined {
    return this.loaded;
  }

  /** What this side does with each device: `none` what it may not send, `off` what it could. */
  get modes(): Modes {
    const settings = this.options.settings();
    const mode = (kind: MediaKind, allowed: boolean): Modes[MediaKind] => {
      if (!allowed) return 'none';
      const track = this.source(kind);
      // A camera that is covered rests, but it is on.
      return track?.readyState === 'live' && (kind === 'video' || track.enabled) ? 'on' : 'off';
    };
    return { audio: mode('audio', settings.enabled && settings.microphone), video: mode('video', settings.enabled && settings.camera) };
  }

  /** What the other side is told. */
  get sent(): MediaModes {
    const { modes, covering } = this;
    const { audio = modes.audio, video = modes.video, show } = covering;
    return {
      audio: modes.audio === 'on' ? audio : modes.audio,
      video: modes.video === 'none' ? 'none' : video,
      ...(show ? { show } : {}),
    };
  }

  /** Asks the browser before it returns, unless it has been asked already. */
  open(camera: boolean, asked: Opening | undefined, done: (failure?: CaptureFailure) => void): void {
    this.release();
    const question = questionFor(this.options.settings(), camera, asked?.microphone);
    this.ask(question.camera ? 'video' : 'audio', question, asked, (result) => {
      if ('failure' in result) {
        done(result.failure);
        return;
      }
      this.stream = result.stream;
      for (const track of result.stream.getTracks()) this.watch(track);
      this.load();
      done();
    });
  }

  /** What a call can change beside on and off is there now, for this and every later call. */
  extend(create: CreateControls): void {
    this.create = create;
    this.load();
  }

  setMicrophone(on: boolean): void {
    // The first question is the call's: it is taken back with the call only.
    if (!this.stream) return;
    const track = this.source('audio');
    this.microphoneOn = on;
    if (on && track?.readyState !== 'live') {
      this.openAgain('audio');
      return;
    }
    this.cancelQuestion('audio');
    if (!track || track.enabled === on) return;
    track.enabled = on;
    this.options.changed();
  }

  /** On: asks the browser before it returns, as a click wants. */
  setCamera(on: boolean): void {
    if (!this.stream) return;
    if (on) {
      if (this.modes.video === 'off') this.openAgain('video');
      return;
    }
    this.cancelQuestion('video');
    this.setSource('video', undefined);
  }

  attach(element: SpeakingElement | undefined): void {
    this.element = element;
    this.loaded?.attached();
  }

  peerChanged(): void {
    this.loaded?.peerChanged();
  }

  release(): void {
    for (const kind of ['audio', 'video'] as const) this.cancelQuestion(kind);
    this.trouble = undefined;
    this.loaded?.close();
    this.loaded = undefined;
    for (const track of this.sources.values()) track.stop();
    this.sources.clear();
    if (this.stream) stopTracks(this.stream);
    this.stream = undefined;
    this.covering = {};
    this.microphoneOn = true;
  }

  source(kind: MediaKind): MediaStreamTrack | undefined {
    return this.sources.get(kind);
  }

  setSource(kind: MediaKind, track: MediaStreamTrack | undefined): void {
    const before = this.source(kind);
    if (!this.stream) {
      track?.stop();
      return;
    }
    if (track && before === track) return;
    if (track) this.watch(track);
    else this.sources.delete(kind);
    this.loaded?.sourceChanged(kind);
    this.send(kind);
    before?.stop();
    this.options.changed();
  }

  cover(cover: Cover): void {
    this.covering = cover;
    this.send('video');
    this.options.changed();
  }

  changed(): void {
    this.options.changed();
  }

  private load(): void {
    if (!this.stream || this.loaded || !this.create) return;
    this.loaded = this.create(this);
    this.options.changed();
  }

  private openAgain(kind: MediaKind): void {
    if (!this.stream || this.modes[kind] === 'none') return;
    this.cancelQuestion(kind);
    this.trouble = undefined;
    const question = { ...questionFor(this.options.settings(), kind === 'video'), microphone: kind === 'audio' };
    this.ask(kind, question, undefined, (result) => {
      if ('failure' in result) this.trouble = result.failure;
      else this.setSource(kind, result.stream.getTracks().find((track) => track.kind === kind));
      this.options.changed();
    });
  }

  private ask(kind: MediaKind, question: Question, asked: Opening | undefined, done: CaptureOptions['done']): void {
    const { media, clock } = this.options;
    const cancel = capture({
      ...question,
      media,
      clock,
      ...(asked ? { asked } : {}),
      done: (result) => {
        this.questions.delete(kind);
        done(result);
      },
    });
    this.questions.set(kind, cancel);
  }

  private cancelQuestion(kind: MediaKind): void {
    this.questions.get(kind)?.();
    this.questions.delete(kind);
  }

  /** Puts what is to be sent into the stream and on its way. */
  private send(kind: MediaKind): void {
    const { stream, covering } = this;
    if (!stream) return;
    const device = this.source(kind);
    const track = kind === 'video' && covering.track !== undefined ? covering.track : (device ?? null);
    const before = stream.getTracks().filter((it) => it.kind === kind);
    if (before.length === (track ? 1 : 0) && before[0] === (track ?? undefined)) return;
    for (const it of before) stream.removeTrack(it);
    if (track) stream.addTrack(track);
    this.options.replaced(kind, track);
  }

  /** A device that was unplugged or taken away ends its track; one that we stop does not say so. */
  private watch(track: MediaStreamTrack): void {
    const kind = track.kind === 'audio' ? 'audio' : 'video';
    this.sources.set(kind, track);
    const ended = (): void => {
      if (this.source(kind) !== track) return;
      if (!this.loaded) this.setSource(kind, undefined);
      else this.loaded.lost(kind, track);
    };
    track.addEventListener('ended', ended);
    // Gone before anybody listened.
    if (track.readyState === 'ended') queueMicrotask(ended);
  }
}
