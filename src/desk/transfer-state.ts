/** How the latest transfer of a contact stands, read from its events. Pure; moments in milliseconds since the epoch. */
import type { EventData, TimelineEvent } from '../protocol/index.js';
import { isKind } from './contact-facts.js';

export type TransferOutcome = Exclude<EventData<'transfer.ended'>['outcome'], 'accepted'>;

/** Whom it goes to, in words. */
export interface TransferGoal {
  readonly kind: 'agent' | 'queue';
  readonly name: string;
}

export type TransferState =
  | { readonly kind: 'none' }
  /** `until`: when the ring ends, while it rings. */
  | { readonly kind: 'under-way'; readonly goal: TransferGoal; readonly until: number | undefined }
  /** Nobody took it. `seq` tells this one from others. */
  | { readonly kind: 'ended'; readonly goal: TransferGoal; readonly outcome: TransferOutcome; readonly seq: number };

const none: TransferState = { kind: 'none' };

export function transferState(events: readonly TimelineEvent[]): TransferState {
  let state: TransferState = none;
  for (const event of events) state = step(state, event);
  return state;
}

function step(state: TransferState, event: TimelineEvent): TransferState {
  if (isKind(event, 'transfer.asked')) return { kind: 'under-way', goal: goalOf(event.data), until: undefined };
  // The contact went to another owner, or ended: what was before is no matter of theirs.
  if (isKind(event, 'contact.moved') || isKind(event, 'contact.closed')) return none;
  if (state.kind !== 'under-way') return state;
  if (isKind(event, 'reservation.made')) return { ...state, until: Date.parse(event.data.expiresAt) };
  if (isKind(event, 'reservation.ended')) return { ...state, until: undefined };
  if (!isKind(event, 'transfer.ended')) return state;
  const { outcome } = event.data;
  return outcome === 'accepted' ? none : { kind: 'ended', goal: state.goal, outcome, seq: event.seq };
}

/** The goal of the last transfer before a position; undefined where there was none. */
export function goalBefore(events: readonly TimelineEvent[], index: number): TransferGoal | undefined {
  for (let at = index - 1; at >= 0; at -= 1) {
    const event = events[at];
    if (event !== undefined && isKind(event, 'transfer.asked')) return goalOf(event.data);
  }
  return undefined;
}

export function goalOf({ to }: EventData<'transfer.asked'>): TransferGoal {
  return to.kind === 'agent' ? { kind: 'agent', name: to.agent.name } : { kind: 'queue', name: to.name };
}
