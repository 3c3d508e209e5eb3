/**
 * From a result to its row of words. Pure. Knows which row each status, reason and party belongs to; the words
 * themselves are a language's matter (en-results.ts). `accepted` and `completed` have no row: the call speaks for itself.
 */
import type { Result } from '../protocol/index.js';
import type { Phrase, Names, ResultKey, WayOn } from './en-results.js';

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

const again: readonly WayOn[] = ['retry', 'stay'];
const againOrSound: readonly WayOn[] = ['retry', 'sound-only', 'stay'];

/** Ways on from each result, the nearest first. */
export const resultWays: Readonly<Record<ResultKey, readonly WayOn[]>> = {
  'declined-customer': ['start'],
  'declined-agent': ['stay'],
  'timeout-customer': ['start', 'stay'],
  'timeout-agent': again,
  'unsupported-browser': ['copy-link', 'stay'],
  'unsupported-page': ['stay'],
  'unsupported-frame': ['own-window', 'stay'],
  'not-allowed': ['stay'],
  'permission-denied': againOrSound,
  'no-device-camera': againOrSound,
  'no-device-microphone': again,
  'device-busy': againOrSound,
  'no-agent': again,
  'turn-unreachable': again,
  'turn-refused': again,
  'ice-failed': again,
  'no-candidates': again,
  'signaling-lost': again,
  'media-lost': ['rejoin', 'stay'],
  'media-over': ['rejoin', 'stay'],
  cancelled: ['start'],
  'cancelled-agent': ['start'],
};

/** A sentence with its names. */
export const withNames = (phrase: Phrase, names: Names): string => (typeof phrase === 'string' ? phrase : phrase(names));
