/**
 * From a result to its row of words. Pure. Knows which row each status, reason and party belongs to; the words
 * themselves are a language's matter (en-results.ts). `accepted` and `completed` have no row: the call speaks for itself.
 */
import type { Result } from '../protocol/index.js';
import type { ResultKey } from './en-results.js';

/** What the transcript already showed when the result came. */
export interface ResultContext {
  /** A first frame had been seen: a failure is then an interruption. */
  readonly wasLive: boolean;
}

type FailedReason = Extract<Result, { status: 'failed' }>['reason'];
type UnsupportedReason = Extract<Result, { status: 'unsupported' }>['reason'];

const failures: Readonly<Record<FailedReason, ResultKey>> = {
  'gather-failed': 'no-candidates',
  'turn-unreachable': 'turn-unreachable',
  'turn-refused': 'turn-refused',
  'signaling-lost': 'signaling-lost',
  'ice-failed': 'ice-failed',
  'dtls-failed': 'ice-failed',
  'media-stalled': 'ice-failed',
};

const unsupported: Readonly<Record<UnsupportedReason, ResultKey>> = {
  'not-enabled': 'not-allowed',
  'old-browser': 'unsupported-browser',
  'no-webrtc': 'unsupported-browser',
  'no-media-devices': 'unsupported-browser',
  reserved: 'unsupported-browser',
  'insecure-page': 'unsupported-page',
  'frame-policy': 'unsupported-frame',
};

/** The row of words for a result, or undefined when nothing went wrong and nothing was refused. */
export function resultKey(result: Result, context: ResultContext): ResultKey | undefined {
  switch (result.status) {
    case 'accepted':
    case 'completed':
      return undefined;
    case 'declined':
      return result.by === 'customer' ? 'declined-customer' : 'declined-agent';
    case 'timeout':
      return ({ prompt: 'timeout-customer', agent: 'timeout-agent', negotiation: 'ice-failed' } as const)[result.reason];
    case 'cancelled':
      return result.by === 'agent' ? 'cancelled-agent' : 'cancelled';
    case 'unsupported':
      return unsupported[result.reason];
    case 'no-device':
      return result.reason === 'microphone' ? 'no-device-microphone' : 'no-device-camera';
    case 'failed':
      return context.wasLive ? 'media-lost' : failures[result.reason];
    case 'not-allowed':
    case 'permission-denied':
    case 'device-busy':
    case 'no-agent':
      return result.status;
  }
}
