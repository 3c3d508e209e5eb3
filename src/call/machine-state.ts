/**
 * The states of the upgrade machine: what a page knows of its part in an upgrade, and nothing twice.
 *
 * `UpgradeClientState` is what a UI reads. The machine's own states carry a little more (what is still owed to the
 * platform, when things began) and are assignable to it. Knows no transition: machine.ts has the table.
 */
import type { AgentCard, CaptureOutcome, Result, UpgradeView } from '../protocol/index.js';

/** Why camera and microphone could not be opened, for the sentence that helps. */
export interface CaptureFailure {
  readonly outcome: Exclude<CaptureOutcome, 'ready'>;
  /** What the trouble is with, as far as the browser tells. */
  readonly device: 'camera' | 'microphone' | 'both';
  /**
   * With `permission-denied`: `remembered` an earlier answer of the visitor, without a question this time · `dismissed`
   * the question was closed · `system` the operating system forbids it · `policy` the page or its frame does · `insecure`
   * the page is not a secure one · `user` said no. A guess from what browsers show; never more than a hint.
   */
  readonly hint?: 'remembered' | 'dismissed' | 'system' | 'policy' | 'insecure' | 'user';
}

/** What the camera question is asked for, and so what follows from its outcome. */
export type Task =
  | { readonly kind: 'request' }
  | { readonly kind: 'answer' }
  | { readonly kind: 'rejoin' }
  | { readonly kind: 'reservation'; readonly reservationId: string };

/** Of the platform's view, what the machine goes by; a `media-upgrade` is a view that says `bound`. */
export type View = Pick<UpgradeView, 'upgradeId' | 'state' | 'place' | 'agent' | 'deadline' | 'callId' | 'attempt' | 'ahead' | 'result'> & {
  readonly by?: UpgradeView['by']['kind'];
  /** What a page said ahead began the first attempt at the bind: this page, or another one. */
  readonly begun?: 'here' | 'elsewhere';
  /** The way that a call's first attempt takes; `all` unless something else is known to work. */
  readonly way?: Way;
};

/**
 * What keeps media away, as far as this side knows: the `path`, the other side (no socket, or nobody there who answers), or
 * this side's `network`. `lease`: until when the platform keeps the call for whoever has no socket.
 */
export interface Reach {
  readonly waitsFor: 'path' | 'peer' | 'network';
  readonly lease?: number;
}

/** Time that a state without media has used up; machine-patience.ts says which time counts. */
export interface Patience {
  readonly startedAt: number;
  /** Up to `since`. */
  readonly spentMs: number;
  /** When `waitsFor` became what it is. */
  readonly since: number;
}

export interface Waits {
  readonly waitsFor: Reach['waitsFor'];
  /** When the call is given up, by this side or by the platform, if nothing changes. Local clock. */
  readonly until: number;
  readonly patience: Patience;
}

/** The way through firewalls that an attempt takes: all at once, relays only, relays by TLS only. */
export type Way = 'all' | 'relay' | 'tls';

/** What the platform has to hear once it says which upgrade a request became that the visitor has turned away from. */
export type Owed = { readonly kind: 'cancel' } | { readonly kind: 'capture'; readonly failure: CaptureFailure };

export interface Idle {
  readonly kind: 'idle';
  readonly owed?: Owed;
}

/** The browser's question is open. */
export interface Capturing {
  readonly kind: 'capturing';
  readonly by: 'customer' | 'agent' | 'flow';
  /** The click. Local clock, milliseconds since the epoch, as all times here that are not strings. */
  readonly since: number;
  readonly task: Task;
  readonly upgradeId?: string;
  /** The platform's latest word, to go by once the question is answered. */
  readonly view?: View;
}

/** Captured; the platform is not past `accepted`. */
export interface Requesting {
  readonly kind: 'requesting';
  readonly since: number;
  readonly task: Task;
  readonly upgradeId?: string;
  readonly view?: View;
}

export interface Waiting {
  readonly kind: 'waiting';
  readonly upgradeId: string;
  readonly phase: 'finding' | 'waiting' | 'ringing';
  readonly since: number;
  readonly place?: NonNullable<UpgradeView['place']>;
  readonly agent?: AgentCard;
  readonly deadline?: string;
  /** While an agent is rung: the connection made ahead, and since when it may have been said. */
  readonly ahead?: { readonly since: number; readonly way: Way };
}

/** What all states of a bound call have. */
export interface Call {
  readonly upgradeId: string;
  readonly callId: string;
  /** Peer connections so far; 0 before the first one on the agent's side. */
  readonly attempt: number;
  /** ICE restarts within the attempt. */
  readonly generation: number;
  readonly way: Way;
  readonly agent?: AgentCard;
  /** The click that led here. */
  readonly clickedAt: number;
  readonly since: number;
}

/** An attempt at a connection is under way, or its time has come. */
export interface Attempting extends Call, Waits {
  readonly attemptSince: number;
  /** When the next attempt is due if this one comes to nothing; sooner for one that has failed already. */
  readonly retryAt: number;
  /** How often relays refused this side's credentials. */
  readonly refusals: number;
}

export interface Connecting extends Attempting {
  readonly kind: 'connecting';
  /** What brought this page here: a call that began, or its way back into one. */
  readonly by: 'bind' | 'rejoin';
}

/** `since` is the first remote frame. */
export interface Live extends Call {
  readonly kind: 'live';
  /** When a restart of ICE truly began last, by either side, before anything was seen to break. */
  readonly restartAt?: number;
}

/** The path broke; ICE restarts on the same connection. */
export interface Recovering extends Call, Waits {
  readonly kind: 'recovering';
  /** Begun by this side, or asked for, in this break. */
  readonly restarts: number;
  readonly restartAt: number;
  /** When the next is due if that does not help. */
  readonly againAt: number;
}

/** A new connection replaces the broken one, which stays until the new one has a picture. */
export interface Rebuilding extends Attempting { readonly kind: 'rebuilding' }

export interface Ended {
  readonly kind: 'ended';
  readonly result: Result;
  /** Whether a call broke off and `rejoin()` makes sense. */
  readonly rejoin: boolean;
  readonly upgradeId?: string;
  /** Of the call, where there was one. */
  readonly durationMs?: number;
  /** With a refused or failed camera question. */
  readonly capture?: CaptureFailure;
  readonly owed?: Owed;
}

export type InCall = Connecting | Live | Recovering | Rebuilding;
export type MachineState = Idle | Capturing | Requesting | Waiting | InCall | Ended;
export type StateKind = MachineState['kind'];

/** What a page shows. Discriminated by `kind`; rendering goes by this and by nothing else. */
export type UpgradeClientState =
  | Pick<Idle, 'kind'>
  | Pick<Capturing, 'kind' | 'by' | 'since' | 'upgradeId'>
  | Pick<Requesting, 'kind' | 'upgradeId'>
  | Pick<Waiting, 'kind' | 'upgradeId' | 'phase' | 'place' | 'agent' | 'deadline'>
  | Pick<Connecting, 'kind' | 'upgradeId' | 'callId' | 'attempt' | 'agent' | 'since'>
  | Pick<Live, 'kind' | 'upgradeId' | 'callId' | 'attempt' | 'agent' | 'since'>
  | Pick<Recovering, 'kind' | 'upgradeId' | 'callId' | 'attempt' | 'agent' | 'since' | 'generation' | 'waitsFor' | 'until'>
  | Pick<Rebuilding, 'kind' | 'upgradeId' | 'callId' | 'attempt' | 'agent' | 'since' | 'waitsFor' | 'until'>
  | Pick<Ended, 'kind' | 'upgradeId' | 'result' | 'durationMs' | 'rejoin' | 'capture'>;

export const isInCall = (state: { readonly kind: StateKind }): state is InCall =>
  state.kind === 'connecting' || state.kind === 'live' || state.kind === 'recovering' || state.kind === 'rebuilding';
