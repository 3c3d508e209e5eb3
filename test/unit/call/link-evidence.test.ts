import { describe, expect, it } from 'vitest';
import { LinkEvidence } from '../../../src/call/link-evidence.js';

const host = 'candidate:1 1 udp 1 10.0.0.1 5000 typ host';
const relay = 'candidate:2 1 udp 1 192.0.2.1 5000 typ relay raddr 0.0.0.0 rport 0';
const withTurn: RTCConfiguration = { iceServers: [{ urls: 'turn:a' }], iceTransportPolicy: 'all' };
const relayOnly: RTCConfiguration = { ...withTurn, iceTransportPolicy: 'relay' };
const without: RTCConfiguration = { iceServers: [{ urls: 'stun:a' }] };

describe('the evidence of a connection that does not come about', () => {
  it.each<[string, RTCConfiguration, boolean, (evidence: LinkEvidence) => void]>([
    ['gather-failed', withTurn, true, () => undefined],
    ['gather-failed', { iceTransportPolicy: 'relay' }, true, () => undefined],
    ['turn-unreachable', relayOnly, true, () => undefined],
    ['turn-unreachable', withTurn, true, (it) => { it.localCandidate(host); it.candidateError(701); it.remoteDescription(); }],
    ['turn-refused', withTurn, true, (it) => { it.localCandidate(host); it.candidateError(401); it.remoteDescription(); }],
    ['turn-refused', relayOnly, true, (it) => it.candidateError(401)],
    ['signaling-lost', withTurn, true, (it) => { it.localCandidate(host); it.localCandidate(relay); }],
    ['signaling-lost', without, true, (it) => it.localCandidate(host)],
    ['signaling-lost', relayOnly, false, () => undefined],
    ['ice-failed', withTurn, true, (it) => { it.localCandidate(relay); it.remoteDescription(); }],
    ['ice-failed', without, false, (it) => { it.remoteDescription(); it.localCandidate(host); }],
    ['dtls-failed', without, true, (it) => { it.localCandidate(host); it.state('connected', 'connecting'); it.state('connected', 'failed'); }],
    ['media-stalled', without, true, (it) => { it.localCandidate(host); it.state('connected', 'connected'); }],
    // The other side closed its connection for good.
    ['media-stalled', without, true, (it) => { it.localCandidate(host); it.state('connected', 'connected'); it.state('connected', 'failed'); }],
    ['media-stalled', without, true, (it) => { it.localCandidate(host); it.state('completed', 'connected'); it.state('failed', 'failed'); }],
  ])('speaks for %s', (cause, configuration, initiator, happen) => {
    const evidence = new LinkEvidence(configuration, initiator);
    happen(evidence);
    expect(evidence.cause()).toBe(cause);
  });
});
