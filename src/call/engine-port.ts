/**
 * The seam between the runner and the media engine: what the engine offers and what it is given.
 *
 * Types only. media-engine.ts is the one implementation for browsers; unit tests of the runner bring a scripted one.
 */
import type { Bare, CallSummary, Cause, Clock, PlatformFrameOf, Signal } from '../protocol/index.js';
import type { OutgoingSignal, OutgoingSignalAck } from '../session/index.js';
import type { CallHealth } from './call-health.js';
import type { CallMark } from './call-marks.js';
import type { MonitorModule } from './call-monitor.js';
import type { CallTimes } from './deadlines.js';
import type { Unstamped } from './machine-event.js';
import type { Way } from './machine-state.js';
import type { Side } from './machine-step.js';

export type Turn = Pick<PlatformFrameOf<'turn'>, 'policy' | 'iceServers'>;
export type MediaModes = Extract<Signal, { kind: 'media-state' }>['body'];
/** What connections say to one another. */
export type LinkSignal = Bare<'description' | 'candidates' | 'renegotiate' | 'transceiver'>;
export type MediaKind = 'audio' | 'video';

/** What a link or the other side did; the runner adds what the machine needs besides. */
export type EngineEvent = Unstamped extends infer E
  ? E extends { readonly type: 'firstMedia' | 'trouble' | 'recovered' | 'lost' | 'turnRefused' | 'attempted' | 'restarted' | 'joined' | 'restartAsked' }
    ? Omit<E, 'reach'>
    : never
  : never;

export interface EngineOptions {
  readonly side: Side;
  readonly clock: Clock;
  readonly send: (signal: Omit<OutgoingSignal, 'contactId'> & Signal) => void;
  /** What a call would begin with, while there is none yet: the n-th signal of a connection made ahead. Said again by each `warm`. */
  readonly ahead: (signal: LinkSignal, n: number) => void;
  readonly ack: (ack: Omit<OutgoingSignalAck, 'contactId'>) => void;
  readonly event: (event: EngineEvent) => void;
  readonly mark: (name: CallMark) => void;
  /** Whether the other side acknowledges what it is sent. */
  readonly heard: (heard: boolean) => void;
  /** Whether media that flowed stands still: a bad sign, and no trouble yet. */
  readonly quiet: (quiet: boolean) => void;
  /** Whether the other side could answer just now. */
  readonly reachable: () => boolean;
  readonly times: CallTimes;
  /** The in-call chunk, once somebody has loaded it. */
  readonly loadInCall: () => Promise<MonitorModule>;
  /** `remote`, `peerMedia` or `playback` is another one now. */
  readonly changed: () => void;
  /** This side's camera and microphone as they are now. */
  readonly local: () => MediaStream | undefined;
  /** What this side does with each, for the other side's picture. */
  readonly modes: () => MediaModes;
}

export interface WarmOptions {
  readonly way: Way;
  readonly turn: Turn;
}

export interface OpenOptions extends WarmOptions {
  readonly attempt: number;
}

export interface CallEngine {
  readonly remote: MediaStream | undefined;
  readonly peerMedia: MediaModes | undefined;
  /** `blocked`: the browser plays without sound, or not at all, until `unlock()` in a gesture. */
  readonly playback: 'ok' | 'blocked';
  readonly health: CallHealth | undefined;
  /** How the call was so far; undefined outside calls. */
  readonly summary: CallSummary | undefined;
  /** Makes a connection ahead, unless there is a good one: it gathers candidates and holds what it has to say until `open` by the same way takes it. */
  warm(options: WarmOptions): void;
  /** Closes what was made ahead and not taken. */
  cool(): void;
  /** Begins to listen to a call's signals. The picture of a call before stays until this one has its own. */
  enter(callId: string, attempt: number): void;
  /** Makes the connection of an attempt. One that has shown a picture stays, silent, until this one has. */
  open(options: OpenOptions): void;
  /** ICE restart on the connection there is; only the customer's side. `suspect`: media has to be seen anew. */
  restart(generation: number, turn: Turn, suspect: boolean): void;
  askRestart(): void;
  /** Young credentials for whatever the connection gathers next. */
  renew(turn: Turn): void;
  join(): void;
  receive(signal: Signal): void;
  acked(ack: { readonly callId: string; readonly attempt: number; readonly n: number }): void;
  /** The session is connected again: what was not acknowledged goes out once more. */
  resend(): void;
  /** A track of this side came or went. */
  replace(kind: MediaKind, track: MediaStreamTrack | null): void;
  /** `modes()` changed: the other side hears of it. */
  announce(): void;
  attach(element: HTMLVideoElement | undefined): void;
  unlock(): void;
  /** What the evidence says of a connection that does not come about. */
  cause(): Cause;
  /** Closes every connection and forgets the call. */
  leave(): void;
}
