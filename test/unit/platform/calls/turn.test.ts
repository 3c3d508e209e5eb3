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

  it.each([
    ['TLS on 443 behind four others', { turn: ['turn:a.test', 'turn:b.test', 'turn:a.test?transport=tcp', 'turn:b.test?transport=tcp', 'turns:a.test:443?transport=tcp'] }, ['turn:a.test', 'turn:b.test', 'turn:a.test?transport=tcp', 'turns:a.test:443?transport=tcp']],
    ['TLS on 443 before TLS elsewhere', { turn: ['turn:a.test', 'turn:b.test', 'turn:c.test', 'turns:a.test:5349', 'turns:a.test:443'] }, ['turn:a.test', 'turn:b.test', 'turn:c.test', 'turns:a.test:443']],
    ['one of STUN behind all relays', { turn: [...urls, 'turn:b.test', 'turn:c.test'], stun: ['stun:s.test', 'stun:t.test'] }, [...urls, 'stun:s.test']],
    ['the rest in order where a way is missing', { turn: urls.slice(0, 2), stun: ['stun:s.test', 'stun:t.test', 'stun:u.test'] }, [...urls.slice(0, 2), 'stun:s.test', 'stun:t.test']],
    ['a URL once that stands there twice', { turn: ['turn:a.test', 'turn:a.test'] }, ['turn:a.test']],
  ])('are at most four URLs, with %s', (_what, { turn, stun = [] }: { turn: string[]; stun?: string[] }, expected) => {
    // Together in one server or each on its own: what is kept is the same.
    expect(grant({ turn: [{ urls: turn, secret: 'a' }], stun }).iceServers.flatMap((it) => it.urls)).toEqual(expected);
    expect(grant({ turn: turn.map((it) => ({ urls: it, secret: 'a' })), stun }).iceServers.flatMap((it) => it.urls)).toEqual(expected);
  });

  it('keep each server’s own credentials', () => {
    const { iceServers } = grant({ turn: [{ urls: ['turn:a.test', 'turn:b.test', 'turn:c.test', 'turn:d.test'], username: 'u', credential: 'a' }, { urls: 'turns:b.test:443', username: 'u', credential: 'b' }] });
    expect(iceServers).toEqual([
      { urls: ['turn:a.test', 'turn:b.test', 'turn:c.test'], username: 'u', credential: 'a' },
      { urls: ['turns:b.test:443'], username: 'u', credential: 'b' },
    ]);
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
