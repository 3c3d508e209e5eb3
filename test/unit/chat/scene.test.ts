import { describe, expect, it } from 'vitest';
import type { Upgrade, UpgradeClientState } from '../../../src/call/index.js';
import type { ContactSnapshot, Result } from '../../../src/protocol/index.js';
import type { ContactModel } from '../../../src/session/index.js';
import { callState, chatCard, connectionTrouble, isAsking, offersVideo } from '../../../src/chat/scene.js';

const at = '2026-11-22T12:00:00.000Z';
const call = { upgradeId: 'u', callId: 'c', attempt: 1, since: 0 } as const;
const ask: NonNullable<Upgrade['ask']> = {
  type: 'upgrade.ask', contactId: 'x', upgradeId: 'u', medium: 'video', by: { kind: 'agent', id: 'ana' }, message: 'Shall we?', deadline: at,
};
const ended = (result: Result, more: object = {}): UpgradeClientState => ({ kind: 'ended', result, rejoin: false, ...more });
const cardOf = (state: UpgradeClientState, more: Partial<Pick<Upgrade, 'ask' | 'canRejoin'>> = {}): string =>
  chatCard({ state, ask: undefined, canRejoin: false, ...more }).kind;

const states: readonly (readonly [UpgradeClientState, string, boolean, boolean])[] = [
  [{ kind: 'idle' }, 'none', false, false],
  [{ kind: 'capturing', by: 'customer', since: 0 }, 'permission', true, false],
  [{ kind: 'requesting' }, 'connecting', true, false],
  [{ kind: 'waiting', upgradeId: 'u', phase: 'finding' }, 'connecting', true, false],
  [{ kind: 'waiting', upgradeId: 'u', phase: 'ringing' }, 'connecting', true, false],
  [{ kind: 'waiting', upgradeId: 'u', phase: 'waiting', place: { position: 2 } }, 'line', true, false],
  [{ kind: 'connecting', ...call }, 'none', false, true],
  [{ kind: 'live', ...call }, 'none', false, true],
  [{ kind: 'recovering', ...call, generation: 1 }, 'none', false, true],
  [{ kind: 'rebuilding', ...call }, 'none', false, true],
  [ended({ status: 'completed', by: 'agent', at }), 'none', false, false],
  [ended({ status: 'cancelled', by: 'customer', at }), 'none', false, false],
  [ended({ status: 'declined', by: 'customer', at }), 'none', false, false],
  [ended({ status: 'declined', by: 'agent', at }), 'result', false, false],
  [ended({ status: 'permission-denied', by: 'customer', at }), 'result', false, false],
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
    expect(chatCard({ state: ended(result, { durationMs: 5_000, rejoin: true }), ask: undefined, canRejoin: false })).toMatchObject({ key: 'media-lost' });
    expect(chatCard({ state: ended(result), ask: undefined, canRejoin: false })).toMatchObject({ key: 'ice-failed' });
  });

  it('says frame, not browser, where the frame’s policy is in the way', () => {
    const state = ended({ status: 'permission-denied', by: 'customer', at }, { capture: { outcome: 'permission-denied', device: 'both', hint: 'policy' } });
    expect(chatCard({ state, ask: undefined, canRejoin: false })).toMatchObject({ key: 'unsupported-frame' });
  });
});

describe('stage and video button', () => {
  it.each(states.map(([state, , asking, stage]) => [state.kind, state, asking, stage] as const))('in %s are never both in progress', (_kind, state, asking, stage) => {
    expect(isAsking(state)).toBe(asking);
    expect(callState(state) !== undefined).toBe(stage);
  });
});

describe('Start video', () => {
  const snapshot: ContactSnapshot = {
    contactId: 'x', deploymentId: 'd', state: 'connected', medium: 'webChat', relation: 'customer', customer: { customerId: 'g' },
    owner: { agentId: 'ana', name: 'Ana Ruiz' }, seq: 0, read: { customer: 0, agent: 0 }, video: { allowed: true },
  };
  const model = (more: Partial<ContactSnapshot>): ContactModel => ({
    contactId: 'x', snapshot: { ...snapshot, ...more }, events: [], pending: [], typing: undefined, unread: 0, ask: undefined,
  });
  const { owner: _owner, ...alone } = snapshot;

  it.each([
    ['all agree', model({}), true, true, true],
    ['the configuration does not enable it', model({}), false, true, false],
    ['the browser can’t', model({}), true, false, false],
    ['the platform does not allow it', model({ video: { allowed: false, reason: 'queue' } }), true, true, false],
    ['nobody is there', { ...model({}), snapshot: alone }, true, true, false],
    ['the contact has ended', model({ state: 'closed' }), true, true, false],
    ['there is no contact', undefined, true, true, false],
  ])('when %s', (_why, contact, enabled, possible, offered) => {
    expect(offersVideo(contact, enabled, possible)).toBe(offered);
  });
});

describe('the connection line', () => {
  it.each([
    ['nothing was opened', { kind: 'idle' }, false, undefined],
    ['the first connect is on its way', { kind: 'connecting', attempt: 1 }, false, undefined],
    ['the first connect failed and tries again', { kind: 'connecting', attempt: 2 }, false, 'lost'],
    ['a connection was lost', { kind: 'connecting', attempt: 1 }, true, 'lost'],
    ['the next try waits', { kind: 'waiting', attempt: 3, retryAt: 0 }, true, 'lost'],
    ['all is well', { kind: 'connected', participantId: 'g', role: 'customer' }, true, undefined],
    ['the platform refuses the page', { kind: 'closed', code: 'origin-refused' }, false, 'refused'],
  ] as const)('when %s', (_why, state, before, expected) => {
    expect(connectionTrouble(state, before)).toBe(expected);
  });
});
