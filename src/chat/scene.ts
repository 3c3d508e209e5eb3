/**
 * What is on screen, from what is true: pure functions of the session's and the upgrade's state. Knows when the stage
 * replaces the header, who is meant, what is offered; does not draw, and guesses nothing. Cards: see chat-card.ts.
 */
import type { UpgradeClientState } from '../call/index.js';
import type { AgentCard } from '../protocol/index.js';
import type { ContactModel, SessionState } from '../session/index.js';

export type CallState = Extract<UpgradeClientState, { kind: 'connecting' | 'live' | 'recovering' | 'rebuilding' }>;

/** The upgrade's state when it is a call with a stage. */
export function callState(state: UpgradeClientState | undefined): CallState | undefined {
  switch (state?.kind) {
    case 'connecting':
    case 'live':
    case 'recovering':
    case 'rebuilding':
      return state;
    default:
      return undefined;
  }
}

/** Between the click and the call: the video button shows its own progress. */
export function isAsking(state: UpgradeClientState | undefined): boolean {
  return state?.kind === 'capturing' || state?.kind === 'requesting' || state?.kind === 'waiting';
}

/** Who the upgrade or the contact names as the agent. */
export function agentOf(state: UpgradeClientState | undefined, contact: ContactModel | undefined): AgentCard | undefined {
  const call = callState(state);
  if (call?.agent !== undefined) return call.agent;
  if (state?.kind === 'waiting' && state.agent !== undefined) return state.agent;
  return contact?.snapshot.owner;
}

/** Whether "Start video" may be shown: enabled, possible here, offered by the platform, and a person is there. */
export function offersVideo(contact: ContactModel | undefined, enabled: boolean, possible: boolean): boolean {
  if (contact === undefined || !enabled || !possible) return false;
  const { snapshot } = contact;
  return snapshot.video.allowed && snapshot.owner !== undefined && snapshot.state === 'connected';
}

export type ConnectionTrouble = 'lost' | 'elsewhere' | 'refused' | undefined;

/**
 * The thin line under the header, or undefined while all is well. The first connect is not trouble, and neither is an
 * agreement that is asked anew. `unasked`: what comes before a visit could not be asked.
 */
export function connectionTrouble(state: SessionState | undefined, wasConnected: boolean, unasked = false): ConnectionTrouble {
  switch (state?.kind) {
    case 'connected':
      return undefined;
    case 'closed':
      if (state.code !== 'consent-missing') return state.code === 'closed' ? 'elsewhere' : 'refused';
      break;
    case 'waiting':
      return 'lost';
    case 'connecting':
      if (wasConnected || state.attempt > 1) return 'lost';
      break;
    default:
  }
  return unasked ? 'lost' : undefined;
}
