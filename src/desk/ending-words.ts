/**
 * What an ended upgrade means for the agent, in a sentence. Pure: a result and the customer's name in, words out.
 * Knows the result vocabulary; not where the sentence is shown, nor what the customer reads.
 */
import type { Cause, Result, UnsupportedReason } from '../protocol/index.js';

export type CallCause = Cause;
type ReasonOf<S extends Result['status']> = Extract<Result, { status: S; reason: string }>['reason'];

/** The words of each ending; every reason has its own. */
export interface EndingWords {
  readonly ended: (customer: string, cause: string) => string;
  /** The customer's connection went away and did not come back. */
  readonly left: (customer: string) => string;
  readonly ownLost: (customer: string) => string;
  readonly causes: Readonly<Record<Cause, string>>;
  readonly declined: (customer: string) => string;
  readonly permissionDenied: (customer: string) => string;
  /** `missing`: the device, where the browser told which. */
  readonly noDevice: (customer: string, missing: 'camera' | 'microphone' | undefined) => string;
  readonly deviceBusy: (customer: string) => string;
  readonly unanswered: (customer: string) => string;
  readonly noAgentInTime: (customer: string) => string;
  readonly negotiation: (customer: string) => string;
  readonly cancelled: string;
  readonly notAllowed: Readonly<Record<ReasonOf<'not-allowed'>, string>>;
  readonly noAgent: Readonly<Record<ReasonOf<'no-agent'>, string>>;
  readonly unsupported: Readonly<Record<UnsupportedReason, string>>;
}

/**
 * The sentence for an ending, or undefined where nothing went wrong (`completed`, `accepted`).
 * `gone`: the customer had no connection when it ended, so that whatever the media saw follows from that.
 */
export function endingSentence(result: Result, customer: string, words: EndingWords, gone = false): string | undefined {
  switch (result.status) {
    case 'accepted':
    case 'completed':
      return undefined;
    case 'declined':
      return words.declined(customer);
    case 'permission-denied':
      return words.permissionDenied(customer);
    case 'no-device':
      return words.noDevice(customer, result.reason);
    case 'device-busy':
      return words.deviceBusy(customer);
    case 'cancelled':
      return words.cancelled;
    case 'failed':
      return failure(result, customer, words, gone);
    case 'timeout':
      return { prompt: words.unanswered, agent: words.noAgentInTime, negotiation: words.negotiation }[result.reason](customer);
    case 'not-allowed':
      return words.notAllowed[result.reason];
    case 'no-agent':
      return words.noAgent[result.reason];
    case 'unsupported':
      return words.unsupported[result.reason];
  }
}

function failure({ reason, by }: Extract<Result, { status: 'failed' }>, customer: string, words: EndingWords, gone: boolean): string {
  // The platform names the side that stayed away.
  if (gone || (reason === 'signaling-lost' && by === 'customer')) return words.left(customer);
  return reason === 'signaling-lost' && by === 'agent' ? words.ownLost(customer) : words.ended(customer, words.causes[reason]);
}

/** Whether asking again makes sense without anything being changed first. */
export function canInviteAgain(result: Result): boolean {
  return result.status === 'failed' || result.status === 'timeout' || result.status === 'no-agent';
}
