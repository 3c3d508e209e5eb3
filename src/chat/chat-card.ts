/**
 * Which card stands in the transcript's foot, from the upgrade's state. Pure; comes with the video part of the chat.
 */
import type { Upgrade, UpgradeClientState } from '../call/index.js';
import type { Result } from '../protocol/index.js';
import { enResults, type ResultKey } from './en-results.js';
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

/** Which card to show. */
export function chatCard(upgrade: Pick<Upgrade, 'state' | 'ask' | 'canRejoin'> | undefined): ChatCard {
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
      return upgrade.ask === undefined ? (endedCard(state, upgrade.canRejoin) ?? atRest(upgrade)) : atRest(upgrade);
  }
}

/** An invitation to answer, or a call that goes on without this page: worth a sign while the chat is closed. */
export function awaitsVisitor(card: ChatCard): boolean {
  return card.kind === 'invitation' || (card.kind === 'result' && card.key === 'media-lost');
}

function atRest({ ask, canRejoin }: Pick<Upgrade, 'ask' | 'canRejoin'>): ChatCard {
  if (ask !== undefined) return { kind: 'invitation', by: ask.by.kind === 'agent' ? 'agent' : 'flow', message: ask.message };
  if (!canRejoin) return { kind: 'none' };
  const result: Result = { status: 'failed', reason: 'media-stalled', by: 'customer', at: new Date(0).toISOString() };
  return { kind: 'result', key: 'media-lost', result, state: { kind: 'ended', result, rejoin: true } };
}

/** A row without a title has a line alone. `goesOn`: nobody waits in a call that is over for the other side, too. */
function endedCard(state: EndedState, goesOn: boolean): ChatCard | undefined {
  const hint = state.capture?.hint;
  const page = hint === 'policy' ? 'unsupported-frame' : hint === 'insecure' ? 'unsupported-page' : undefined;
  const of = page ?? resultKey(state.result, { wasLive: state.rejoin || state.durationMs !== undefined });
  const key = of === 'media-lost' && !goesOn ? 'media-over' : of;
  return key === undefined || !('title' in enResults.results[key]) ? undefined : { kind: 'result', key, result: state.result, state };
}
