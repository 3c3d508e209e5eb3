/**
 * Stages of an upgrade, what can happen to it and what follows: the words of the platform's upgrade machine.
 *
 * Knows types only. A stage carries exactly what it has; moments are epoch milliseconds.
 */
import type { CaptureOutcome, Cause, Result, ResultParty } from '../../protocol/result.js';
import type { UpgradeState } from '../../protocol/upgrade.js';
import type { Seek } from '../contacts/fact.js';

/** An agent who was asked and did not take it: not rung again for this upgrade. */
export interface Pass {
  readonly agentId: string;
  /** `timeout`: let it ring out. */
  readonly outcome: 'declined' | 'timeout';
}

/** A search for an agent under way. */
export interface Find extends Seek {
  /** When the customer has waited long enough. */
  readonly until: number;
  readonly passed: readonly Pass[];
}

export interface Call {
  readonly callId: string;
  readonly agentId: string;
  /** The queue that the agent was found in. */
  readonly queueId: string;
  readonly boundAt: number;
  /** With a call that was handed over: when the first of them was bound, and when a picture was first seen, if it was. */
  readonly since?: number;
  readonly seenAt?: number;
}

export type Stage =
  /** The customer has a card before them. `seek`: a video-chat block waits already. */
  | { readonly state: 'asked'; readonly deadline: number; readonly seek?: Seek }
  /** The customer said yes. `open`: the browser's question is. `ready`: camera and microphone are, and no block has taken it yet. */
  | { readonly state: 'accepted'; readonly capture: 'open' | 'ready'; readonly deadline: number; readonly seek?: Seek }
  | { readonly state: 'finding'; readonly find: Find }
  | { readonly state: 'waiting'; readonly find: Find; readonly queueId: string; readonly position: number; readonly expectedWaitSeconds?: number }
  | { readonly state: 'ringing'; readonly find: Find; readonly reservationId: string; readonly agentId: string; readonly queueId: string }
  /** Agent and video have joined the contact. `cause`: the last trouble that a side reported. */
  | { readonly state: 'bound'; readonly call: Call; readonly deadline: number; readonly cause?: Cause }
  | { readonly state: 'live'; readonly call: Call; readonly liveAt: number }
  | { readonly state: 'ended'; readonly result: Result; readonly call?: Call; readonly liveAt?: number };

export type StageOf<S extends UpgradeState> = Extract<Stage, { state: S }>;

export type UpgradeEvent =
  | { readonly kind: 'answer'; readonly accepted: boolean; readonly at: number }
  | { readonly kind: 'capture'; readonly outcome: CaptureOutcome; readonly missing?: 'camera' | 'microphone'; readonly at: number }
  /** A video-chat block was reached. */
  | { readonly kind: 'seek'; readonly seek: Seek; readonly at: number }
  /** What the search brought: an agent rings, there is a line, or there is nobody. */
  | { readonly kind: 'ring'; readonly reservationId: string; readonly agentId: string; readonly queueId: string }
  | { readonly kind: 'line'; readonly queueId: string; readonly position: number; readonly expectedWaitSeconds?: number }
  | { readonly kind: 'nobody'; readonly reason: 'nobody-qualified' | 'nobody-on-queue' | 'all-busy'; readonly at: number }
  /** The agent declined, did not answer, or (`rescinded`) went offline. */
  | { readonly kind: 'pass'; readonly agentId: string; readonly outcome: Pass['outcome'] | 'rescinded' }
  | { readonly kind: 'bind'; readonly callId: string; readonly at: number }
  /** Another agent has accepted the call. */
  | { readonly kind: 'hand-over'; readonly callId: string; readonly agentId: string; readonly queueId: string; readonly at: number }
  | { readonly kind: 'live'; readonly at: number }
  | { readonly kind: 'interrupted'; readonly cause?: Cause }
  | { readonly kind: 'failed'; readonly cause: Cause; readonly by: ResultParty; readonly at: number }
  | { readonly kind: 'hang-up'; readonly by: ResultParty; readonly at: number }
  | { readonly kind: 'cancel'; readonly by: ResultParty; readonly at: number }
  /** Of a bound call: it has more time to begin. */
  | { readonly kind: 'extend'; readonly until: number }
  /** A participant's sockets have been gone too long. */
  | { readonly kind: 'gone'; readonly by: ResultParty; readonly at: number }
  /** A check failed. */
  | { readonly kind: 'refuse'; readonly result: Result }
  /** The run ended without a video-chat block for it. */
  | { readonly kind: 'unclaimed'; readonly at: number }
  /** The stage's own deadline. */
  | { readonly kind: 'deadline'; readonly at: number };

export type UpgradeEventKind = UpgradeEvent['kind'];
export type UpgradeEventOf<K extends UpgradeEventKind> = Extract<UpgradeEvent, { kind: K }>;

export type UpgradeEffect =
  /** Tell the block that asked. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'find' }
  | { readonly kind: 'rescind'; readonly reservationId: string }
  /** Owner, medium, slots and segment change, in this transaction. */
  | { readonly kind: 'bind'; readonly call: Call; readonly reservationId: string }
  /** The call goes to another agent, in this transaction. */
  | { readonly kind: 'hand-over'; readonly from: Call; readonly call: Call }
  /** The medium goes back to webChat. */
  | { readonly kind: 'restore'; readonly call: Call }
  /** Write the ending and tell the block that waits. */
  | { readonly kind: 'finish'; readonly result: Result };

export interface UpgradeStep {
  readonly stage: Stage;
  readonly effects: readonly UpgradeEffect[];
}
