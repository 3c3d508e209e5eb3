import { describe, expect, it } from 'vitest';
import { attentionMs, joinChoice, type JoinFacts, type Reservation } from '../../../src/desk/auto-join.js';

const kept: Reservation = {
  type: 'reservation',
  reservationId: 'r_1',
  contactId: 'c_1',
  medium: 'videoChat',
  queue: { queueId: 'support', name: 'Support' },
  waitingSince: '2026-01-01T12:00:00.000Z',
  expiresAt: '2026-01-01T12:00:20.000Z',
  kept: true,
  join: { mode: 'auto', delaySeconds: 0 },
};
const there: JoinFacts = { wanted: true, permitted: true, visible: true, idleMs: 5_000 };

describe('joining by itself', () => {
  it('joins at once where the agent wants it, is there, and the browser will not ask', () => {
    expect(joinChoice(kept, there)).toEqual({ kind: 'join', delayMs: 0 });
  });

  it('waits as long as the agent is given to say "Not now"', () => {
    expect(joinChoice({ ...kept, join: { mode: 'auto', delaySeconds: 3 } }, there)).toEqual({ kind: 'join', delayMs: 3_000 });
  });

  it.each<[string, Partial<Reservation>, Partial<JoinFacts>]>([
    ['the setting is to ask', { join: { mode: 'ask', delaySeconds: 0 } }, {}],
    ['the switch is off', {}, { wanted: false }],
    ['the browser would ask for the camera', {}, { permitted: false }],
    ['the desk is in a hidden tab', {}, { visible: false }],
    ['the agent has not acted for over a minute', {}, { idleMs: attentionMs + 1 }],
    ['nobody has acted on this page yet', {}, { idleMs: Infinity }],
    ['the contact is another agent’s', { kept: false }, {}],
    ['it is a chat that rings', { medium: 'webChat' }, {}],
  ])('asks where %s', (_why, reservation, facts) => {
    expect(joinChoice({ ...kept, ...reservation }, { ...there, ...facts })).toEqual({ kind: 'ask' });
  });

  it('asks where the platform names no way to join', () => {
    const { join: _join, ...plain } = kept;
    expect(joinChoice(plain, there)).toEqual({ kind: 'ask' });
  });
});
