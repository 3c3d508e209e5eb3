/**
 * This side's camera and microphone during an upgrade: one stream, and what of it is on.
 *
 * Knows how to open them in a click, to mute (the track stays), to stop the camera (the track ends, the light goes off)
 * and to open it again. Whatever happens, `release` leaves no track live, not even of a question that is still open.
 */
import type { Clock, VideoSettings } from '../protocol/index.js';
import type { CallControls } from './call-controls.js';
import { capture, stopTracks, type CaptureOptions } from './capture.js';
import type { Opening } from './engine-module.js';
import type { MediaKind, MediaModes } from './engine-port.js';
import type { CaptureFailure } from './machine-state.js';
import { questionFor, type MediaPort, type Question } from './media-port.js';

export interface LocalMediaOptions {
  readonly media: MediaPort;
  readonly clock: Clock;
  readonly settings: () => VideoSettings;
  /** A track came, went, or is on or off. */
  readonly changed: () => void;
  readonly replaced: (kind: MediaKind, track: MediaStreamTrack | null) => void;
}

export class LocalMedia {
  stream: MediaStream | undefined;
  /** Why the camera did not come back when it was last switched on. */
  trouble: CaptureFailure | undefined;
  /** None before there is more than one device to choose from. */
  readonly controls: CallControls | undefined = undefined;
  private giveUp: (() => void) | undefined;

  constructor(private readonly options: LocalMediaOptions) {}

  /** What this side does with each kind: `none` what it may not send, `off` what it could. */
  get modes(): { readonly [K in MediaKind]: Extract<MediaModes[K], 'on' | 'off' | 'none'> } {
    const settings = this.options.settings();
    const mode = (kind: MediaKind, allowed: boolean): 'on' | 'off' | 'none' => {
      if (!settings.enabled || !allowed) return 'none';
      const track = this.track(kind);
      return track?.enabled && track.readyState === 'live' ? 'on' : 'off';
    };
    return { audio: mode('audio', settings.enabled && settings.microphone), video: mode('video', settings.enabled && settings.camera) };
  }

  /** Asks the browser before it returns, unless it has been asked already. */
  open(camera: boolean, asked: Opening | undefined, done: (failure?: CaptureFailure) => void): void {
    this.release();
    this.ask(questionFor(this.options.settings(), camera), asked, (result) => {
      if ('failure' in result) {
        done(result.failure);
        return;
      }
      this.stream = result.stream;
      for (const track of result.stream.getTracks()) this.watch(track);
      done();
    });
  }

  setMicrophone(on: boolean): void {
    const track = this.track('audio');
    if (!track || track.enabled === on) return;
    track.enabled = on;
    this.options.changed();
  }

  /** On: asks the browser before it returns, as a click wants. */
  setCamera(on: boolean): void {
    if (!this.stream || this.modes.video === 'none') return;
    this.cancelQuestion();
    const track = this.track('video');
    if (!on && track) this.drop(track);
    if (!on || track) return;
    this.trouble = undefined;
    this.ask({ ...questionFor(this.options.settings(), true), microphone: false }, undefined, (result) => {
      if ('failure' in result) this.trouble = result.failure;
      else this.take(result.stream);
      this.options.changed();
    });
  }

  release(): void {
    this.cancelQuestion();
    this.trouble = undefined;
    if (this.stream) stopTracks(this.stream);
    this.stream = undefined;
  }

  private ask(question: Question, asked: Opening | undefined, done: CaptureOptions['done']): void {
    const { media, clock } = this.options;
    this.giveUp = capture({
      ...question,
      media,
      clock,
      ...(asked ? { asked } : {}),
      done: (result) => {
        this.giveUp = undefined;
        done(result);
      },
    });
  }

  private cancelQuestion(): void {
    this.giveUp?.();
    this.giveUp = undefined;
  }

  private take(stream: MediaStream): void {
    const track = stream.getVideoTracks()[0];
    if (!this.stream || !track) {
      stopTracks(stream);
      return;
    }
    this.stream.addTrack(track);
    this.watch(track);
    this.options.replaced('video', track);
  }

  private drop(track: MediaStreamTrack): void {
    track.stop();
    this.stream?.removeTrack(track);
    this.options.replaced(track.kind === 'audio' ? 'audio' : 'video', null);
    this.options.changed();
  }

  /** A device that was unplugged or taken away ends its track; one that we stop does not say so. */
  private watch(track: MediaStreamTrack): void {
    track.addEventListener('ended', () => {
      if (this.stream?.getTracks().includes(track)) this.drop(track);
    });
  }

  private track(kind: MediaKind): MediaStreamTrack | undefined {
    return this.stream?.getTracks().find((track) => track.kind === kind);
  }
}
