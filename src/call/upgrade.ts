/**
 * The upgrade as a page holds it: one object that takes clicks and shows a state.
 *
 * Knows the public shape and its defaults; upgrade-shell.ts and, once loaded, upgrade-runner.ts do the work. A UI renders `state` and calls methods from
 * its click handlers: `start`, `accept`, `rejoin` and `acceptReservation` ask the browser for camera and microphone in that
 * very task, which is what browsers want.
 */
import type { Clock, Manifest, PlatformFrameOf, VideoSettings } from '../protocol/index.js';
import { systemClock, type Session } from '../session/index.js';
import type { CallControls } from './call-controls.js';
import type { CallHealth } from './call-health.js';
import type { CallTimes } from './deadlines.js';
import type { CallEngineModule, InCallModule } from './engine-module.js';
import type { MediaKind, MediaModes } from './engine-port.js';
import type { CaptureFailure, UpgradeClientState } from './machine-state.js';
import { detectManifest } from './manifest.js';
import { browserMedia, type MediaPort } from './media-port.js';
import type { Side } from './machine-step.js';
import type { WatchPath } from './path-hints.js';
import { UpgradeShell } from './upgrade-shell.js';

/** Of the session, what an upgrade uses. */
export type CallSession = Pick<
  Session,
  'state' | 'clockOffset' | 'contact' | 'contacts' | 'presence' | 'on' | 'submit' | 'turn' | 'signalAhead' | 'signal' | 'ackSignal' | 'setInCall' | 'doubt'
>;

export interface UpgradeOptions {
  readonly session: CallSession;
  readonly side: Side;
  /** Customer: the session's contact. Agent: always the same. */
  readonly contactId: () => string | undefined;
  /** What deployment and page enable together. */
  readonly video: () => VideoSettings;
  /** Default: the system's. */
  readonly clock?: Clock;
  /** Default: the browser's devices. */
  readonly media?: MediaPort;
  /** What this client can do. Default: detected. */
  readonly manifest?: () => Manifest;
  /** Where pages of one person share a line: whether this one answers for all of them what it can't do itself. Default: yes. */
  readonly answers?: () => boolean;
  /** Loads the call chunk. Default: the one beside this file. */
  readonly load?: () => Promise<CallEngineModule>;
  /** Loads what a call can do beyond its first frame. Default: the in-call chunk beside this file. */
  readonly loadInCall?: () => Promise<InCallModule>;
  /** How long each part of a call may take, in milliseconds; what is left out keeps its default. */
  readonly times?: Partial<CallTimes>;
  /** Hints that the network is another one. Default: the browser's. */
  readonly watchPath?: WatchPath;
}

/**
 * How to join; what is left out can come later. `camera: false`: with sound only. `microphone: false`: with the picture
 * only. Both false: to watch, and the browser is asked nothing. Default: with both.
 */
export interface JoinOptions {
  readonly camera?: boolean;
  readonly microphone?: boolean;
}

export interface Upgrade {
  readonly state: UpgradeClientState;
  /** The customer's open card. */
  readonly ask: PlatformFrameOf<'upgrade.ask'> | undefined;
  /** This side's stream, for the self view. */
  readonly local: MediaStream | undefined;
  readonly remote: MediaStream | undefined;
  /** This side's microphone and camera: `none` what it may not send. */
  readonly devices: { readonly [K in MediaKind]: 'on' | 'off' | 'none' };
  /** Why the camera did not open when it was switched on during the call. */
  readonly cameraTrouble: CaptureFailure | undefined;
  /** The other side's, as it says. */
  readonly peerMedia: MediaModes | undefined;
  /** `blocked`: the browser wants a gesture before it plays sound; call `unlock()` in one. */
  readonly playback: 'ok' | 'blocked';
  /** Devices, screen and background; undefined until the call chunk is there. */
  readonly controls: CallControls | undefined;
  /** How the call is doing; undefined outside calls. */
  readonly health: CallHealth | undefined;
  /**
   * The answer to a call's offer is being made, and the picture waits for it: for a blink, whoever draws had better not.
   * Ends without a `change`.
   */
  readonly hurried: boolean;
  /** The platform has this side in an upgrade that this page is not in, as after a reload. */
  readonly canRejoin: boolean;
  /** Anything above changed. The returned function removes the listener. */
  on(name: 'change', listener: () => void): () => void;

  /**
   * Loads the call chunk ahead, as when a card shows or the pointer comes near the button; asks for nothing. A failure is
   * silent: the click tries again.
   */
  prepare(): Promise<void>;
  /** The customer asks for video; on an agent's side it does nothing (an agent invites by `upgrade.invite`). */
  start(how?: JoinOptions): void;
  /** The customer's answer to `ask`. */
  accept(how?: JoinOptions): void;
  decline(): void;
  /**
   * The agent takes a ringing contact: captures, then accepts it. After a failed capture it rings on, to be taken again
   * (with sound only, say) or declined.
   */
  acceptReservation(reservation: PlatformFrameOf<'reservation'>, how?: JoinOptions): void;
  /** Turns away before the call. */
  cancel(): void;
  /** Ends the call, or turns away before it. */
  end(): void;
  /** Back into a call that goes on; where it has ended by a failure, the customer asks for a new one. */
  rejoin(how?: JoinOptions): void;
  /** The end was seen: `ended` becomes `idle`. */
  dismiss(): void;
  setMicrophone(on: boolean): void;
  /** Off: the track ends and the camera's light goes out. On: asks the browser in this task. */
  setCamera(on: boolean): void;
  /** The element that plays the other side; undefined when it goes. */
  attach(video: HTMLVideoElement | undefined): void;
  /** In a gesture: plays what the browser blocked. */
  unlock(): void;
  /**
   * Ends what there is, stops every track, closes every connection and listens to nothing any more. `leave`: a call goes on
   * without this page, for another one of the same person to go back into.
   */
  destroy(call?: 'end' | 'leave'): void;
}

/** An upgrade of one contact. Nothing is asked for, loaded or sent before a method is called. */
export function createUpgrade(options: UpgradeOptions): Upgrade {
  return new UpgradeShell({
    clock: systemClock,
    media: browserMedia,
    manifest: () => detectManifest(options.video()),
    load: () => import('./engine.js'),
    ...options,
  });
}
