/**
 * `checkCall()`: will a call work from here? Devices, the ways to the platform's relays, and how good the best one is.
 *
 * The public shape and the first step, in a click's own task: camera and microphone are asked for before anything is
 * loaded. The check itself is a chunk of its own (call-check.ts), which a page that never checks never loads.
 */
import type { Clock, VideoSettings } from '../../protocol/index.js';
import { systemClock, TypedEmitter, type Session } from '../../session/index.js';
import type { DeviceKind } from '../call-controls.js';
import { browserMedia, askFor, questionFor, type MediaPort } from '../media-port.js';
import type { CallCheckRun } from './call-check.js';
import type { CallReport, CameraResult, MicrophoneResult, QualityResult, Route, RouteResult, SpeakerResult } from './check-report.js';
import type { Connect } from './relay-pair.js';
import type { TrialPorts } from './trial-ports.js';

export interface CheckCallOptions {
  /** Asked for ICE servers (`turn.get`, purpose `preflight`). Without one the network is not checked. */
  readonly session?: Pick<Session, 'turn' | 'contact'>;
  /** Default: the session's own contact. An agent names one. */
  readonly contactId?: string;
  /** What this side will send. Default: camera and microphone. */
  readonly video?: VideoSettings;
  /** `false`: no devices are asked for. Default: true. */
  readonly devices?: boolean;
  /** Plays two notes when the microphone has been heard. Default: false; `playNotes()` plays them on a press. */
  readonly speaker?: boolean;
  /** How long the path through a relay is measured. Default: 4 s; 0: not at all. */
  readonly measureMs?: number;
  /** How long a microphone is listened to at most. Default: 5 s; it ends with the first sound. */
  readonly listenMs?: number;
  /** Default: the system's. */
  readonly clock?: Clock;
  /** Default: the browser's devices. */
  readonly media?: MediaPort;
  /** What else is needed of the browser: a first frame, a level, notes. Default: the browser's. */
  readonly ports?: Partial<Omit<TrialPorts, 'media'>>;
  /** Makes a peer connection. Default: the browser's. */
  readonly connect?: Connect;
}

/** What is known so far, in no order. */
export type CheckProgress =
  | { readonly part: 'camera'; readonly result: CameraResult }
  | { readonly part: 'microphone'; readonly result: MicrophoneResult }
  | { readonly part: 'speaker'; readonly result: SpeakerResult }
  | { readonly part: 'route'; readonly route: Route; readonly result: RouteResult }
  | { readonly part: 'quality'; readonly result: QualityResult };

export interface CallCheck {
  /**
   * Everything, when all parts are done or it was cancelled. By then every track is stopped and every connection closed.
   * Rejects only where the check's own code cannot be loaded.
   */
  readonly report: Promise<CallReport>;
  /** The camera's picture while it is open. */
  readonly preview: MediaStream | undefined;
  on(name: 'progress', listener: (progress: CheckProgress) => void): () => void;
  /** The microphone's level, 0 to 1, some ten times a second. */
  on(name: 'level', listener: (level: number) => void): () => void;
  /** Another device for the rest of the check; remembered for calls. */
  choose(device: DeviceKind, id: string): void;
  /** Two short notes to the chosen speaker, in a press's own task. */
  playNotes(): void;
  /** What the person says about the notes. */
  answerNotes(heard: boolean): void;
  /** Stops at once; the report says what was found by then. */
  cancel(): void;
}

interface CheckEvents {
  progress: [CheckProgress];
  level: [number];
}

const everything: VideoSettings = { enabled: true, camera: true, microphone: true, cameraConstraints: {} };

/**
 * Checks devices and network. Call it in a click's own task: browsers want the gesture.
 * @example const check = checkCall({ session }); check.on('progress', show); const report = await check.report;
 */
export const checkCall = (options: CheckCallOptions = {}): CallCheck => new StartedCheck(options);

class StartedCheck implements CallCheck {
  readonly report: Promise<CallReport>;
  private run: CallCheckRun | undefined;
  private cancelled = false;
  /** The first question, until there is somebody to take its answer. */
  private readonly asked: Promise<MediaStream> | undefined;
  private readonly emitter = new TypedEmitter<CheckEvents>();

  constructor(options: CheckCallOptions) {
    const { clock = systemClock, media = browserMedia, video = everything, devices = true } = options;
    const began = clock.now();
    const asked = devices && video.enabled ? askFor(media, questionFor(video, video.camera), 'ideal') : undefined;
    asked?.catch(() => undefined);
    this.asked = asked;
    this.report = import('./call-check.js').then(
      ({ CallCheckRun: Run }) => {
        this.run = new Run({ ...options, clock, media, video, began, asked, emitter: this.emitter });
        if (this.cancelled) this.run.cancel();
        return this.run.report;
      },
      (error: unknown) => {
        this.stopAsked();
        throw error;
      },
    );
  }

  get preview(): MediaStream | undefined {
    return this.run?.preview;
  }

  on<K extends keyof CheckEvents>(name: K, listener: (...payload: CheckEvents[K]) => void): () => void {
    return this.emitter.on(name, listener);
  }

  choose(device: DeviceKind, id: string): void {
    this.run?.choose(device, id);
  }

  playNotes(): void {
    this.run?.playNotes();
  }

  answerNotes(heard: boolean): void {
    this.run?.answerNotes(heard);
  }

  cancel(): void {
    this.cancelled = true;
    if (this.run) this.run.cancel();
    else this.stopAsked();
  }

  private stopAsked(): void {
    void this.asked?.then((stream) => stream.getTracks().forEach((track) => track.stop()), () => undefined);
  }
}
