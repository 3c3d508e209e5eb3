import { describe, expect, it } from 'vitest';
import type { Upgrade, UpgradeClientState } from '../../../src/call/index.js';
import { awaitsVisitor, chatCard, type ChatCard } from '../../../src/chat/chat-card.js';
import { enResults } from '../../../src/chat/en-results.js';
import { resultWays } from '../../../src/chat/results.js';
import type { Result } from '../../../src/protocol/index.js';

const at = '2026-11-22T12:00:00.000Z';
const call = { upgradeId: 'u', callId: 'c', attempt: 1, since: 0 } as const;
const ask: NonNullable<Upgrade['ask']> = {
  type: 'upgrade.ask', contactId: 'x', upgradeId: 'u', medium: 'video', by: { kind: 'agent', id: 'ana' }, message: 'Shall we?', deadline: at,
};
const ended = (result: Result, more: object = {}): UpgradeClientState => ({ kind: 'ended', result, rejoin: false, ...more });
const cardOf = (state: UpgradeClientState, more: Partial<Pick<Upgrade, 'ask' | 'canRejoin'>> = {}): string =>
  chatCard({ state, ask: undefined, canRejoin: false, ...more }).kind;

const states: readonly (readonly [UpgradeClientState, string])[] = [
  [{ kind: 'idle' }, 'none'],
  [{ kind: 'capturing', by: 'customer', since: 0 }, 'permission'],
  [{ kind: 'requesting' }, 'connecting'],
  [{ kind: 'waiting', upgradeId: 'u', phase: 'finding' }, 'connecting'],
  [{ kind: 'waiting', upgradeId: 'u', phase: 'ringing' }, 'connecting'],
  [{ kind: 'waiting', upgradeId: 'u', phase: 'waiting', place: { position: 2 } }, 'line'],
  [{ kind: 'connecting', ...call }, 'none'],
  [{ kind: 'live', ...call }, 'none'],
  [{ kind: 'recovering', ...call, generation: 1, waitsFor: 'path', until: 9 }, 'none'],
  [{ kind: 'rebuilding', ...call, waitsFor: 'path', until: 9 }, 'none'],
  [ended({ status: 'completed', by: 'agent', at }), 'none'],
  [ended({ status: 'cancelled', by: 'customer', at }), 'none'],
  [ended({ status: 'declined', by: 'customer', at }), 'none'],
  [ended({ status: 'declined', by: 'agent', at }), 'result'],
  [ended({ status: 'permission-denied', by: 'customer', at }), 'result'],
];

describe('the card in the transcript’s foot', () => {
  it('is none before there is an upgrade', () => {
    expect(chatCard(undefined)).toEqual({ kind: 'none' });
  });

  it.each(states.map(([state, card]) => [`${state.kind}${'phase' in state ? ` (${state.phase})` : ''}${'result' in state ? ` (${state.result.status})` : ''}`, state, card] as const))(
    'in %s is right',
    (_name, state, card) => {
      expect(cardOf(state)).toBe(card);
    },
  );

  it('is the invitation while one is open, also over an older result', () => {
    expect(cardOf({ kind: 'idle' }, { ask })).toBe('invitation');
    expect(cardOf(ended({ status: 'no-agent', reason: 'all-busy', by: 'platform', at }), { ask })).toBe('invitation');
  });

  it('gives way to the answer in progress', () => {
    expect(cardOf({ kind: 'capturing', by: 'agent', since: 0 }, { ask })).toBe('permission');
  });

  it('offers the way back into a call that goes on without this page', () => {
    expect(chatCard({ state: { kind: 'idle' }, ask: undefined, canRejoin: true })).toMatchObject({ kind: 'result', key: 'media-lost' });
  });

  it('calls a failure after a first frame an interruption', () => {
    const result: Result = { status: 'failed', reason: 'ice-failed', by: 'platform', at };
    expect(chatCard({ state: ended(result, { durationMs: 5_000, rejoin: true }), ask: undefined, canRejoin: true })).toMatchObject({ key: 'media-lost' });
    expect(chatCard({ state: ended(result), ask: undefined, canRejoin: false })).toMatchObject({ key: 'ice-failed' });
  });

  it('says of a call that is over, as after the agent has left for good, that the chat goes on and not that somebody waits', () => {
    const result: Result = { status: 'failed', reason: 'signaling-lost', by: 'agent', at };
    const card = chatCard({ state: ended(result, { durationMs: 5_000, rejoin: true }), ask: undefined, canRejoin: false });
    expect(card).toMatchObject({ key: 'media-over' });
    expect(enResults.results['media-over'].under).toBe('The call has ended. The chat goes on here.');
    expect(resultWays['media-over']).toEqual(['rejoin', 'stay']);
    expect(awaitsVisitor(card)).toBe(false);
  });

  it.each([
    ['frame', 'policy', 'unsupported-frame'],
    ['page', 'insecure', 'unsupported-page'],
  ] as const)('says %s, not browser, where that is in the way', (_what, hint, key) => {
    const state = ended({ status: 'permission-denied', by: 'customer', at }, { capture: { outcome: 'permission-denied', device: 'both', hint } });
    expect(chatCard({ state, ask: undefined, canRejoin: false })).toMatchObject({ key });
  });
});

describe('what waits for the visitor while the chat is closed', () => {
  it('is an invitation and a call to go back to, and no refusal', () => {
    const result: Result = { status: 'failed', reason: 'ice-failed', by: 'platform', at };
    const interrupted = (key: 'media-lost' | 'media-over'): ChatCard => ({ kind: 'result', key, result, state: { kind: 'ended', result, rejoin: true } });
    expect(awaitsVisitor({ kind: 'invitation', by: 'agent', message: '' })).toBe(true);
    expect(awaitsVisitor(interrupted('media-lost'))).toBe(true);
    expect(awaitsVisitor(interrupted('media-over'))).toBe(false);
    expect(awaitsVisitor({ kind: 'connecting' })).toBe(false);
    expect(awaitsVisitor({ kind: 'none' })).toBe(false);
  });
});
