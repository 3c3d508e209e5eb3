/**
 * Facts: what one part of the platform tells the others inside a transaction.
 *
 * Contacts, routing, upgrades and flow runs do not call each other: each raises facts on the unit of work, and
 * wiring.ts says who listens. A fact is handled in the transaction that raised it, after the work that raised it, in order; so the
 * parts have no import cycles and a timeline's order is the order of the facts.
 */
import type { Result } from '../../protocol/result.js';
import type { RouteTerms } from '../flows/run-state.js';

/** What a video-chat block asks for. */
export interface Seek {
  readonly queueId: string;
  readonly secondaryQueueId?: string;
  /** How long the customer waits for an agent at most. */
  readonly timeoutSeconds: number;
  /** How long one agent rings. */
  readonly ringSeconds: number;
}

/** A block of a run that waits for a result. */
export interface BlockRef {
  readonly runId: string;
  readonly blockId: string;
}

export type ReservationOutcome = 'accepted' | 'declined' | 'timeout' | 'rescinded';

/** A reservation as its listeners need it. */
export interface ReservationFact {
  readonly id: string;
  readonly contactId: string;
  readonly agentId: string;
  readonly queueId: string | undefined;
  readonly upgradeId: string | undefined;
}

export type Fact =
  /** A waiting block has its result. */
  | { readonly kind: 'block.result'; readonly block: BlockRef; readonly result: Result }
  /** A flow's send-message asks the customer for video. */
  | { readonly kind: 'flow.ask'; readonly contactId: string; readonly block: BlockRef; readonly message: string; readonly timeoutSeconds: number }
  /** A flow has reached a video-chat block. */
  | { readonly kind: 'flow.video'; readonly contactId: string; readonly block: BlockRef; readonly seek: Seek }
  | ({ readonly kind: 'flow.route'; readonly contactId: string; readonly block: BlockRef } & RouteTerms)
  /** A flow hands the contact to one agent. */
  | { readonly kind: 'flow.ring'; readonly contactId: string; readonly block: BlockRef; readonly agentId: string; readonly ringSeconds: number }
  | { readonly kind: 'flow.close'; readonly contactId: string }
  | { readonly kind: 'flow.ended'; readonly contactId: string; readonly runId: string; readonly runKind: 'main' | 'upgrade' }
  /** A customer's message, for flows that wait for one. */
  | { readonly kind: 'customer.said'; readonly contactId: string; readonly text: string; /** What they chose of what was offered. */ readonly ids?: readonly string[]; /** A message that is left, whole with this line. */ readonly left?: boolean }
  /** `left`: the message that the customer came to leave. */
  | { readonly kind: 'contact.started'; readonly contactId: string; readonly left?: string }
  /** A contact is to end: upgrade, line and runs end first, then the closing event is written. */
  | { readonly kind: 'contact.closing'; readonly contactId: string; readonly by: 'customer' | 'agent' | 'flow' | 'platform'; readonly then: Closing }
  | { readonly kind: 'reservation.ended'; readonly reservation: ReservationFact; readonly outcome: ReservationOutcome }
  /** A socket of a participant came back, or the last one went; `sessionId` is its page. */
  | { readonly kind: 'participant.present'; readonly participantId: string; readonly sessionId: string; readonly present: boolean }
  /** An upgrade's run has made its first steps. */
  | { readonly kind: 'upgrade.begun'; readonly upgradeId: string }
  /** An upgrade has ended, with or without a call. */
  | { readonly kind: 'upgrade.over'; readonly contactId: string }
  /** A desk has begun to ring. */
  | { readonly kind: 'agent.rung'; readonly agentId: string }
  | { readonly kind: 'agent.offline'; readonly agentId: string };

/** How a closing goes on after its listeners. */
export type Closing =
  | { readonly reason: 'customer' | 'flow' | 'idle' | 'blocked' | 'no-agent' }
  /** With the agent's notes where they wrapped up in the same breath. */
  | { readonly reason: 'agent'; readonly wrapUp?: WrapUp };

/** An agent's notes on a contact. */
export interface WrapUp {
  readonly agentId: string;
  readonly codes: readonly string[];
  readonly note?: string;
  /** Nobody noted in time. */
  readonly expired?: true;
}

export type FactKind = Fact['kind'];
export type FactOf<K extends FactKind> = Extract<Fact, { kind: K }>;
