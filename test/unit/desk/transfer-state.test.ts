import { describe, expect, it } from 'vitest';
import { goalBefore, transferState } from '../../../src/desk/transfer-state.js';
import { ana, anaActor, noon, platform, Story } from './story.js';

const ben = { agentId: 'agent-ben', name: 'Ben Okafor' };
const toBen = { medium: 'webChat', to: { kind: 'agent', agent: ben } } as const;
const toSecond = { medium: 'webChat', to: { kind: 'queue', queueId: 'second', name: 'Second line' } } as const;
const until = noon + 60_000;
const ring = { reservationId: 'r_1', agentId: ben.agentId, medium: 'webChat', expiresAt: new Date(until).toISOString() } as const;
const asked = (): Story => new Story().begun().add('transfer.asked', anaActor, toBen);
const rung = (): Story => asked().add('reservation.made', platform, ring);

describe('how a transfer stands', () => {
  it('is none before there is one, whoever was rung for the contact before', () => {
    expect(transferState(new Story().begun().events)).toEqual({ kind: 'none' });
    expect(transferState(new Story().add('reservation.made', platform, ring).add('reservation.ended', platform, { reservationId: 'r_1', agentId: 'x', outcome: 'declined' }).events)).toEqual({ kind: 'none' });
  });

  it('is under way from the asking on, and says until when it rings', () => {
    expect(transferState(asked().events)).toEqual({ kind: 'under-way', goal: { kind: 'agent', name: 'Ben Okafor' }, until: undefined });
    expect(transferState(rung().events)).toMatchObject({ kind: 'under-way', until });
    expect(transferState(rung().add('reservation.ended', platform, { reservationId: 'r_1', agentId: 'agent-ben', outcome: 'declined' }).events)).toMatchObject({ kind: 'under-way', until: undefined });
  });

  it.each(['declined', 'timeout', 'no-agent', 'cancelled'] as const)('is over as %s', (outcome) => {
    const story = rung().add('transfer.ended', platform, { outcome }).add('reservation.ended', platform, { reservationId: 'r_1', agentId: 'agent-ben', outcome: 'rescinded' });
    expect(transferState(story.events)).toEqual({ kind: 'ended', goal: { kind: 'agent', name: 'Ben Okafor' }, outcome, seq: 6 });
  });

  it('is none once it was accepted, moved or ended with the contact', () => {
    expect(transferState(rung().add('transfer.ended', platform, { outcome: 'accepted' }).events)).toEqual({ kind: 'none' });
    expect(transferState(rung().add('transfer.ended', platform, { outcome: 'declined' }).add('contact.moved', platform, { from: ana, to: ben }).events)).toEqual({ kind: 'none' });
    expect(transferState(rung().add('transfer.ended', platform, { outcome: 'cancelled' }).add('contact.closed', platform, { reason: 'customer' }).events)).toEqual({ kind: 'none' });
  });

  it('is the latest of several', () => {
    const story = rung().add('transfer.ended', platform, { outcome: 'declined' }).add('transfer.asked', anaActor, toSecond);
    expect(transferState(story.events)).toEqual({ kind: 'under-way', goal: { kind: 'queue', name: 'Second line' }, until: undefined });
    expect(goalBefore(story.events, 5)).toEqual({ kind: 'agent', name: 'Ben Okafor' });
    expect(goalBefore(story.events, 3)).toBeUndefined();
  });
});
