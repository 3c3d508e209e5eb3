/**
 * Evidence of a connection attempt, folded from what the browser says, and the cause it speaks for if it comes to nothing.
 *
 * Pure. Knows candidates, TURN errors and states. `causeOf` answers in the order of the protocol's causes: the first that
 * fits. Does not decide that an attempt has failed.
 */
import type { Cause } from '../protocol/index.js';
import { isTurn } from './ice.js';

/** What happened to a connection. */
export type Fact =
  | { readonly kind: 'candidate'; readonly line: string }
  | { readonly kind: 'candidateError'; readonly code: number; readonly url: string }
  | { readonly kind: 'gathered' }
  | { readonly kind: 'described' }
  | { readonly kind: 'states'; readonly ice: RTCIceConnectionState; readonly connection: RTCPeerConnectionState };

export interface Evidence {
  /** How far it got. Once `secured`, a later failure is the other side's goodbye, not a handshake that failed. */
  readonly progress: 'begun' | 'described' | 'connected' | 'secured' | 'handshake-failed';
  readonly gathering: 'under-way' | 'done';
  readonly candidates: { readonly all: number; readonly relays: number };
  /** TURN URLs in the configuration, and those that refused. */
  readonly turn: readonly string[];
  readonly refused: readonly string[];
  readonly transport: RTCIceTransportPolicy;
}

/** `relay` of an ICE candidate line (RFC 8839, 5.1: `typ relay`). */
const isRelay = (line: string): boolean => line.includes(' typ relay');

/** STUN errors of a TURN server that was reached: unauthorized, forbidden, stale nonce, wrong credentials, quota. */
const refusals = [401, 403, 438, 441, 486];

export const noEvidence = ({ iceServers = [], iceTransportPolicy = 'all' }: RTCConfiguration): Evidence => ({
  progress: 'begun',
  gathering: 'under-way',
  candidates: { all: 0, relays: 0 },
  turn: iceServers.flatMap(({ urls }) => [urls].flat().filter(isTurn)),
  refused: [],
  transport: iceTransportPolicy,
});

export function fold(evidence: Evidence, fact: Fact): Evidence {
  const { candidates, refused, progress } = evidence;
  switch (fact.kind) {
    case 'candidate':
      return { ...evidence, candidates: { all: candidates.all + 1, relays: candidates.relays + (isRelay(fact.line) ? 1 : 0) } };
    case 'candidateError':
      return refusals.includes(fact.code) ? { ...evidence, refused: [...new Set([...refused, fact.url])] } : evidence;
    case 'gathered':
      return { ...evidence, gathering: 'done' };
    case 'described':
      return progress === 'begun' ? { ...evidence, progress: 'described' } : evidence;
    case 'states':
      return { ...evidence, progress: progressWith(progress, fact) };
  }
}

function progressWith(progress: Evidence['progress'], { ice, connection }: Extract<Fact, { kind: 'states' }>): Evidence['progress'] {
  if (progress === 'secured' || connection === 'connected') return 'secured';
  const joined = ice === 'connected' || ice === 'completed';
  // A path that was lost before the handshake was done fails both; Chromium leaves ICE at `disconnected` then.
  if (joined && connection === 'failed') return 'handshake-failed';
  return joined && progress !== 'handshake-failed' ? 'connected' : progress;
}

/** Whether there will be no relay, because every one that could answer has refused. */
export function turnRefused({ progress, gathering, candidates, turn, refused }: Evidence): boolean {
  if (refused.length === 0 || candidates.relays > 0 || progress === 'connected' || progress === 'secured') return false;
  return gathering === 'done' || refused.length >= turn.length;
}

/** `initiator`: whoever answers gathers nothing before the offer is there, so that no candidate says nothing then. */
export function causeOf({ progress, candidates, turn, refused, transport }: Evidence, initiator: boolean): Cause {
  if (progress === 'handshake-failed') return 'dtls-failed';
  if (progress === 'connected' || progress === 'secured') return 'media-stalled';
  if (progress === 'begun' && !initiator) return 'signaling-lost';
  if (candidates.all === 0 && !(transport === 'relay' && turn.length > 0)) return 'gather-failed';
  if (turn.length > 0 && candidates.relays === 0) return refused.length > 0 ? 'turn-refused' : 'turn-unreachable';
  return progress === 'described' ? 'ice-failed' : 'signaling-lost';
}
