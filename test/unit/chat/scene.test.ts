import { describe, expect, it } from 'vitest';
import type { UpgradeClientState } from '../../../src/call/index.js';
import type { ContactSnapshot } from '../../../src/protocol/index.js';
import type { ContactModel } from '../../../src/session/index.js';
import { callState, connectionTrouble, isAsking, offersVideo } from '../../../src/chat/scene.js';

const at = '2026-11-22T12:00:00.000Z';
const call = { upgradeId: 'u', callId: 'c', attempt: 1, since: 0 } as const;

const states: readonly (readonly [UpgradeClientState, boolean, boolean])[] = [
  [{ kind: 'idle' }, false, false],
  [{ kind: 'capturing', by: 'customer', since: 0 }, true, false],
  [{ kind: 'requesting' }, true, false],
  [{ kind: 'waiting', upgradeId: 'u', phase: 'finding' }, true, false],
  [{ kind: 'waiting', upgradeId: 'u', phase: 'ringing' }, true, false],
  [{ kind: 'waiting', upgradeId: 'u', phase: 'waiting', place: { position: 2 } }, true, false],
  [{ kind: 'connecting', ...call }, false, true],
  [{ kind: 'live', ...call }, false, true],
  [{ kind: 'recovering', ...call, generation: 1, waitsFor: 'path', until: 9 }, false, true],
  [{ kind: 'rebuilding', ...call, waitsFor: 'path', until: 9 }, false, true],
  [{ kind: 'ended', result: { status: 'completed', by: 'agent', at }, rejoin: false }, false, false],
];

describe('stage and video button', () => {
  it.each(states.map(([state, asking, stage]) => [state.kind, state, asking, stage] as const))('in %s are never both in progress', (_kind, state, asking, stage) => {
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
    ['another agreement is asked for', { kind: 'closed', code: 'consent-missing' }, true, undefined],
  ] as const)('when %s', (_why, state, before, expected) => {
    expect(connectionTrouble(state, before)).toBe(expected);
  });

  it.each([
    ['nothing was opened', { kind: 'idle' }, 'lost'],
    ['another agreement is asked for', { kind: 'closed', code: 'consent-missing' }, 'lost'],
    ['there is a connection all the same', { kind: 'connected', participantId: 'g', role: 'customer' }, undefined],
    ['the platform refuses the page', { kind: 'closed', code: 'origin-refused' }, 'refused'],
  ] as const)('where it cannot be asked what comes before a visit, and %s', (_why, state, expected) => {
    expect(connectionTrouble(state, false, true)).toBe(expected);
  });
});
