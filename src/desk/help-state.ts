/**
 * How the help at a contact stands, read from its events: who is asked and until when, and whose answer was no. Pure;
 * moments in milliseconds since the epoch. Who helps now is in the snapshot.
 */
import type { TimelineEvent } from '../protocol/index.js';
import { isKind } from './contact-facts.js';

/** A colleague who is asked and has not answered. */
export interface Asked {
  readonly agentId: string;
  readonly name: string;
  readonly until: number;
}

/** Somebody who does not come. `seq` tells this answer from others. */
export interface Refusal {
  readonly agentId: string;
  readonly name: string;
  readonly outcome: 'declined' | 'timeout';
  readonly seq: number;
}

export interface HelpState {
  /** The first asked first. */
  readonly asked: readonly Asked[];
  /** The latest, unless somebody was asked after it. */
  readonly refusal: Refusal | undefined;
}

const none: HelpState = { asked: [], refusal: undefined };

export function helpState(events: readonly TimelineEvent[]): HelpState {
  let state: HelpState = none;
  for (const event of events) state = step(state, event);
  return state;
}

function step(state: HelpState, event: TimelineEvent): HelpState {
  if (isKind(event, 'assist.invited')) {
    const { agent, deadline } = event.data;
    return { asked: [...without(state, agent.agentId), { agentId: agent.agentId, name: agent.name, until: Date.parse(deadline) }], refusal: undefined };
  }
  // The contact went to another owner, or ended: who was asked before is no matter of theirs.
  if (isKind(event, 'contact.moved') || isKind(event, 'contact.closed')) return none;
  if (!isKind(event, 'assist.answered')) return state;
  const { agent, outcome } = event.data;
  const asked = without(state, agent.agentId);
  const refused = outcome === 'declined' || outcome === 'timeout';
  return { asked, refusal: refused ? { agentId: agent.agentId, name: agent.name, outcome, seq: event.seq } : state.refusal };
}

/** Whether a colleague who was asked after event `since` does not come, or is there no more. */
export function cameToNothing(events: readonly TimelineEvent[], agentId: string, since: number): boolean {
  return events.some((event) => {
    if (event.seq <= since) return false;
    if (isKind(event, 'contact.moved')) return true;
    if (isKind(event, 'assist.left')) return event.data.agent.agentId === agentId;
    return isKind(event, 'assist.answered') && event.data.agent.agentId === agentId && event.data.outcome !== 'accepted';
  });
}

const without = ({ asked }: HelpState, agentId: string): readonly Asked[] => asked.filter((it) => it.agentId !== agentId);

/** Whether an agent was last at a contact to help, rather than as its owner. */
export function onlyHelped(events: readonly TimelineEvent[], agentId: string): boolean {
  for (let index = events.length - 1; index >= 0; index -= 1) {
    const event = events[index];
    if (event === undefined) continue;
    if (isKind(event, 'assist.joined') && event.data.agent.agentId === agentId) return true;
    if (isKind(event, 'agent.joined') && event.data.agent.agentId === agentId) return false;
  }
  return false;
}
