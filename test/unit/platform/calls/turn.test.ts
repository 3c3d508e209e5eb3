import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createMintTurn } from '../../../../src/platform/calls/turn.js';
import type { IceConfig } from '../../../../src/platform/config/index.js';

const clock = { now: () => 1_800_000_000_500, after: () => () => undefined };
const grant = (ice: Partial<IceConfig>) => createMintTurn(() => ({ stun: [], turn: [], ...ice }), clock)('g_1', 'call');
const urls = ['turn:relay.test:3478', 'turn:relay.test:3478?transport=tcp', 'turns:relay.test:443?transport=tcp'];

describe('ICE servers for a participant', () => {
  it('carry credentials that coturn’s shared secret computes too, for ten minutes', () => {
    const { iceServers, expiresAt, policy } = grant({ turn: [{ urls, secret: 'north' }] });
    const username = '1800000600:g_1';
    const credential = createHmac('sha1', 'north').update(username).digest('base64');
    expect(iceServers).toEqual([{ urls, username, credential }]);
    expect(expiresAt).toBe('2027-01-15T08:10:00.000Z');
    expect(policy).toBe('hide-agent');
    expect(JSON.stringify(iceServers)).not.toContain('north');
  });

  it('pass a provider’s fixed credentials on, which do not expire with us', () => {
    const fixed = { urls: 'turn:relay.test', username: 'u', credential: 'c' };
    expect(grant({ turn: [fixed] })).toEqual({ policy: 'hide-agent', iceServers: [{ ...fixed, urls: ['turn:relay.test'] }] });
  });

  it('are at most four URLs, relays first', () => {
    const { iceServers } = grant({ turn: [{ urls, secret: 'a' }, { urls: ['turn:b.test', 'turn:c.test'], secret: 'b' }], stun: ['stun:s.test'] });
    expect(iceServers.flatMap((it) => it.urls)).toEqual([...urls, 'turn:b.test']);
    expect(grant({ turn: [{ urls: urls.slice(0, 2), secret: 'a' }], stun: ['stun:s1.test', 'stun:s2.test', 'stun:s3.test'] }).iceServers.flatMap((it) => it.urls)).toHaveLength(4);
  });

  it.each([
    [{}, 'all'],
    [{ stun: ['stun:s.test'] }, 'all'],
    [{ turn: [{ urls: 'turn:relay.test', secret: 'x' }] }, 'hide-agent'],
    [{ turn: [{ urls: 'turn:relay.test', secret: 'x' }], policy: 'relay' as const }, 'relay'],
    [{ turn: [{ urls: 'turn:relay.test', secret: 'x' }], policy: 'all' as const }, 'all'],
  ])('come with the policy for %j', (ice, policy) => {
    expect(grant(ice).policy).toBe(policy);
  });
});
