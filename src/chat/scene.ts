/**
 * What is on screen, from what is true: one pure function from the session's and the upgrade's state to a scene. Knows
 * which card stands in the transcript's foot and when the stage replaces the header; does not draw, and guesses nothing.
 */
import type { Upgrade, UpgradeClientState } from '../call/index.js';
import type { AgentCard, Result } from '../protocol/index.js';
import type { ContactModel, SessionState } from '../session/index.js';
import { enResults, type ResultKey, type ResultStrings } from './en-results.js';
import { resultKey } from './results.js';

/** The one card in the transcript's foot. */
export type ChatCard =
  | { readonly kind: 'none' }
  | { readonly kind: 'invitation'; readonly by: 'agent' | 'flow'; readonly message: string }
  | { readonly kind: 'permission'; readonly since: number }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'line'; readonly position: number | undefined; readonly waitSeconds: number | undefined; readonly deadline: string | undefined }
  | { readonly kind: 'result'; readonly key: ResultKey; readonly result: Result; readonly state: EndedState };

export type EndedState = Extract<UpgradeClientState, { kind: 'ended' }>;
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

/** Which card to show. `results` is only asked whether a row has a card at all. */
export function chatCard(upgrade: Pick<Upgrade, 'state' | 'ask' | 'canRejoin'> | undefined, results: ResultStrings = enResults): ChatCard {
  if (upgrade === undefined) return { kind: 'none' };
  const { state } = upgrade;
  switch (state.kind) {
    case 'idle':
      return atRest(upgrade);
    case 'capturing':
      return { kind: 'permission', since: state.since };
    case 'requesting':
      return { kind: 'connecting' };
    case 'waiting':
      return state.phase === 'waiting'
        ? { kind: 'line', position: state.place?.position, waitSeconds: state.place?.expectedWaitSeconds, deadline: state.deadline }
        : { kind: 'connecting' };
    case 'connecting':
    case 'live':
    case 'recovering':
    case 'rebuilding':
      return { kind: 'none' };
    case 'ended':
      return upgrade.ask === undefined ? (endedCard(state, results) ?? atRest(upgrade)) : atRest(upgrade);
  }
}

function atRest({ ask, canRejoin }: Pick<Upgrade, 'ask' | 'canRejoin'>): ChatCard {
  if (ask !== undefined) return { kind: 'invitation', by: ask.by.kind === 'agent' ? 'agent' : 'flow', message: ask.message };
  if (!canRejoin) return { kind: 'none' };
  const result: Result = { status: 'failed', reason: 'media-stalled', by: 'customer', at: new Date(0).toISOString() };
  return { kind: 'result', key: 'media-lost', result, state: { kind: 'ended', result, rejoin: true } };
}

function endedCard(state: EndedState, results: ResultStrings): ChatCard | undefined {
  const key = state.capture?.hint === 'policy' ? 'unsupported-frame' : resultKey(state.result, { wasLive: state.rejoin || state.durationMs !== undefined });
  return key === undefined || results[key].title === undefined ? undefined : { kind: 'result', key, result: state.result, state };
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

/** The thin line under the header, or undefined while all is well. The first connect is not trouble. */
export function connectionTrouble(state: SessionState | undefined, wasConnected: boolean): 'lost' | 'elsewhere' | 'refused' | undefined {
  switch (state?.kind) {
    case 'waiting':
      return 'lost';
    case 'connecting':
      return wasConnected || state.attempt > 1 ? 'lost' : undefined;
    case 'closed':
      return state.code === 'closed' ? 'elsewhere' : 'refused';
    default:
      return undefined;
  }
}
