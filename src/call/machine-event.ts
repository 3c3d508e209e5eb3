/**
 * What can happen to the upgrade machine, and what it wants done: its events and its effects.
 *
 * Both are plain data. The runner turns clicks, frames, link news and timers into events and performs effects; the
 * machine never sees a clock, a stream or a socket.
 */
import type { Cause, Result } from '../protocol/index.js';
import type { CaptureFailure, Reach, View, Way } from './machine-state.js';

/** Timers that a state can have; deadlines.ts says which, and when they are due. */
export type TimerName = 'attempt' | 'restart' | 'budget';

type Happening =
  /* a person */
  | { readonly type: 'start'; readonly camera: boolean }
  | { readonly type: 'accept'; readonly camera: boolean; readonly upgradeId: string; readonly by: 'agent' | 'flow' }
  | { readonly type: 'take'; readonly camera: boolean; readonly reservationId: string; readonly upgradeId?: string }
  | { readonly type: 'rejoin'; readonly camera: boolean; readonly view: View }
  | { readonly type: 'cancel' }
  | { readonly type: 'end' }
  | { readonly type: 'dismiss' }
  /* the browser's question */
  | { readonly type: 'captured' }
  | { readonly type: 'captureFailed'; readonly failure: CaptureFailure }
  /* the platform */
  /** `view`: the platform's latest word, which may have come long before. */
  | { readonly type: 'acknowledged'; readonly upgradeId: string; readonly view?: View }
  | { readonly type: 'refused'; readonly result: Result }
  | { readonly type: 'view'; readonly view: View }
  | { readonly type: 'reservationGone'; readonly reservationId: string; readonly outcome: 'accepted' | 'declined' | 'timeout' | 'rescinded' }
  /** The session closed, or the contact went to another owner. */
  | { readonly type: 'closed'; readonly result: Result }
  /* the link; `cause` is what the evidence says so far, `reach` how things stand */
  | { readonly type: 'firstMedia' }
  | { readonly type: 'trouble'; readonly reach: Reach }
  | { readonly type: 'recovered' }
  | { readonly type: 'lost'; readonly why: Loss; readonly reach: Reach }
  /** No relay lets this side in. `stranded`: and relays are the only way that the policy leaves it. */
  | { readonly type: 'turnRefused'; readonly stranded: boolean; readonly reach: Reach }
  /** The customer began an attempt that this side has not built. */
  | { readonly type: 'attempted'; readonly attempt: number; readonly reach: Reach }
  /** A restart of ICE has begun, by the other side or by this one. */
  | { readonly type: 'restarted'; readonly generation: number }
  /** The agent has a fresh page, or lost its connection for good. */
  | { readonly type: 'joined'; readonly reach: Reach }
  /** The agent asks for an ICE restart. */
  | { readonly type: 'restartAsked'; readonly reach: Reach }
  /* the world */
  | { readonly type: 'reach'; readonly reach: Reach }
  /** This machine woke, came online or changed its network: the path may be another one. */
  | { readonly type: 'pathChanged' }
  | { readonly type: 'timer'; readonly name: TimerName; readonly cause: Cause };

/** Why a connection is gone: its `path`; the `peer` closed it; the `handshake` failed, which no other path mends. */
export type Loss = 'path' | 'peer' | 'handshake';

/** `at`: the local clock when it happened. */
export type MachineEvent = Happening & { readonly at: number };
export type EventType = MachineEvent['type'];
export type EventOf<T extends EventType> = Extract<MachineEvent, { type: T }>;
/** An event before the runner stamps it. */
export type Unstamped = Happening;

export type Effect =
  /** Ask the browser, in this very task. */
  | { readonly type: 'capture'; readonly camera: boolean }
  /** Fetch TURN credentials ahead. */
  | { readonly type: 'prepare' }
  /** Stop every track, the stream of a question still open when it comes, and what was made ahead. */
  | { readonly type: 'release' }
  | { readonly type: 'request' }
  /** Accepts the card. */
  | { readonly type: 'answer'; readonly upgradeId: string }
  /** Without an id: of the request that was sent before it, whose id is on its way. */
  | { readonly type: 'reportCapture'; readonly upgradeId?: string; readonly failure?: CaptureFailure }
  | { readonly type: 'cancelUpgrade'; readonly upgradeId: string }
  | { readonly type: 'answerReservation'; readonly reservationId: string; readonly accepted: boolean }
  /** Make a connection ahead, for the first attempt of a call that is about to begin. */
  | { readonly type: 'warm'; readonly way: Way }
  /** Close it again: nothing is about to begin any more. */
  | { readonly type: 'cool' }
  /** Listen to the call's signals. */
  | { readonly type: 'enter'; readonly callId: string; readonly attempt: number }
  /** Make a connection; one that has shown a picture stays until this one has. */
  | { readonly type: 'open'; readonly callId: string; readonly attempt: number; readonly way: Way }
  /** `suspect`: media counts as stopped until it is seen again. */
  | { readonly type: 'restart'; readonly generation: number; readonly suspect: boolean }
  | { readonly type: 'askRestart' }
  | { readonly type: 'join' }
  /** Tell the platform how the call was. */
  | { readonly type: 'summarize'; readonly callId: string }
  /** Close every connection and stop listening. */
  | { readonly type: 'leave' }
  | { readonly type: 'endCall'; readonly callId: string }
  | { readonly type: 'report'; readonly callId: string; readonly state: 'live'; readonly firstFrameMs?: number }
  | { readonly type: 'report'; readonly callId: string; readonly state: 'interrupted' }
  | { readonly type: 'report'; readonly callId: string; readonly state: 'failed'; readonly cause: Cause };

/** What follows from an event: the next state, and what to do, in order. */
export interface Step<S> {
  readonly state: S;
  readonly effects: readonly Effect[];
}
