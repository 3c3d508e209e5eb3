import { describe, expect, it } from 'vitest';
import { causeOf, fold, noEvidence, turnRefused, type Fact } from '../../../src/call/link-evidence.js';

const host: Fact = { kind: 'candidate', line: 'candidate:1 1 udp 1 10.0.0.1 5000 typ host' };
const relay: Fact = { kind: 'candidate', line: 'candidate:2 1 udp 1 192.0.2.1 5000 typ relay raddr 0.0.0.0 rport 0' };
const described: Fact = { kind: 'described' };
const gathered: Fact = { kind: 'gathered' };
const error = (code: number, url = 'turn:a'): Fact => ({ kind: 'candidateError', code, url });
const states = (ice: RTCIceConnectionState, connection: RTCPeerConnectionState): Fact => ({ kind: 'states', ice, connection });

const withTurn: RTCConfiguration = { iceServers: [{ urls: 'turn:a' }, { urls: ['turn:a?transport=tcp', 'stun:a'] }], iceTransportPolicy: 'all' };
const relayOnly: RTCConfiguration = { ...withTurn, iceTransportPolicy: 'relay' };
const without: RTCConfiguration = { iceServers: [{ urls: 'stun:a' }] };

const evidence = (configuration: RTCConfiguration, facts: readonly Fact[]) => facts.reduce(fold, noEvidence(configuration));

describe('the evidence of a connection that does not come about', () => {
  it.each<[string, RTCConfiguration, 'offers' | 'answers', readonly Fact[]]>([
    ['gather-failed', withTurn, 'offers', []],
    ['gather-failed', { iceTransportPolicy: 'relay' }, 'offers', []],
    ['turn-unreachable', relayOnly, 'offers', []],
    ['turn-unreachable', withTurn, 'offers', [host, error(701), described]],
    ['turn-refused', withTurn, 'offers', [host, error(401), described]],
    ['turn-refused', relayOnly, 'offers', [error(401)]],
    ['signaling-lost', withTurn, 'offers', [host, relay]],
    ['signaling-lost', without, 'offers', [host]],
    ['signaling-lost', relayOnly, 'answers', []],
    ['ice-failed', withTurn, 'offers', [relay, described]],
    ['ice-failed', without, 'answers', [described, host]],
    ['dtls-failed', without, 'offers', [host, states('connected', 'connecting'), states('connected', 'failed')]],
    // The path went before the handshake was done.
    ['media-stalled', without, 'offers', [host, states('connected', 'connecting'), states('disconnected', 'failed')]],
    ['media-stalled', without, 'offers', [host, states('connected', 'connected')]],
    // The other side closed its connection for good.
    ['media-stalled', without, 'offers', [host, states('connected', 'connected'), states('connected', 'failed')]],
    ['media-stalled', without, 'offers', [host, states('completed', 'connected'), states('failed', 'failed')]],
  ])('speaks for %s', (cause, configuration, who, facts) => {
    expect(causeOf(evidence(configuration, facts), who === 'offers')).toBe(cause);
  });
});

describe('relays', () => {
  it.each<[string, readonly Fact[], boolean]>([
    ['have refused when every one of them has', [error(401), error(401, 'turn:a?transport=tcp')], true],
    ['have refused when one has and the others will not come', [error(401), error(701, 'turn:a?transport=tcp'), gathered], true],
    ['may still let this side in while not all have answered', [error(401), error(401)], false],
    ['cannot be reached at all when none has said so', [error(701), error(701, 'turn:a?transport=tcp'), gathered], false],
    ['let this side in when one did', [error(401), relay, gathered], false],
    ['are not needed once there is a path', [states('connected', 'connecting'), error(401), gathered], false],
  ])('%s', (_what, facts, refused) => {
    expect(turnRefused(evidence(withTurn, facts))).toBe(refused);
  });
});
