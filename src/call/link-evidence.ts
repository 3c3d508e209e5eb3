/**
 * Evidence of a connection attempt, and the cause it speaks for if the attempt comes to nothing.
 *
 * Knows candidates, TURN errors and states as they came. `cause` answers in the order of the protocol's causes: the first
 * that fits. Does not decide that an attempt has failed.
 */
import type { Cause } from '../protocol/index.js';

/** `relay` of an ICE candidate line (RFC 8839, 5.1: `typ relay`). */
const isRelay = (candidate: string): boolean => candidate.includes(' typ relay');

/** STUN errors of a TURN server that was reached: unauthorized, forbidden, wrong credentials, stale nonce, quota. */
const refusals = [401, 403, 441, 438, 486];

export class LinkEvidence {
  private locals = 0;
  private relays = 0;
  private refused = false;
  private described = false;
  private connected = false;
  /** The handshake was done once: a later 'failed' is the other side's goodbye, not a handshake that failed. */
  private secured = false;
  private dtlsFailed = false;

  constructor(
    private readonly configuration: RTCConfiguration,
    private readonly initiator: boolean,
  ) {}

  localCandidate(candidate: string): void {
    this.locals += 1;
    if (isRelay(candidate)) this.relays += 1;
  }

  candidateError(code: number): void {
    if (refusals.includes(code)) this.refused = true;
  }

  remoteDescription(): void {
    this.described = true;
  }

  state(ice: RTCIceConnectionState, connection: RTCPeerConnectionState): void {
    if (ice === 'connected' || ice === 'completed') this.connected = true;
    if (connection === 'connected') this.secured = true;
    if (this.connected && !this.secured && connection === 'failed' && ice !== 'failed') this.dtlsFailed = true;
  }

  cause(): Cause {
    if (this.dtlsFailed) return 'dtls-failed';
    if (this.connected) return 'media-stalled';
    const relayOnly = this.configuration.iceTransportPolicy === 'relay';
    const wantsTurn = (this.configuration.iceServers ?? []).some(({ urls }) => [urls].flat().some((url) => /^turns?:/.test(url)));
    // Whoever answers gathers nothing before the offer is there: that there is no candidate says nothing then.
    if (!this.described && !this.initiator) return 'signaling-lost';
    if (this.locals === 0 && !(relayOnly && wantsTurn)) return 'gather-failed';
    if (wantsTurn && this.relays === 0) return this.refused ? 'turn-refused' : 'turn-unreachable';
    return this.described ? 'ice-failed' : 'signaling-lost';
  }
}
