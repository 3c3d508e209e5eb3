/**
 * The gate between a parsed frame and the core: may this participant send it, and so often?
 *
 * Knows roles, scopes and rates of one connection. Does not know contacts: whether the contact is theirs is the core's answer.
 */
import { agentFrames, customerFrames, type ClientFrame, type ClientFrameType } from '../../protocol/client-frame.js';
import { SegueError } from '../../protocol/error.js';
import { frameScopes } from '../auth/scopes.js';
import type { Participant } from './domain.js';
import type { TokenBucket, TokenBuckets } from './token-bucket.js';

const isAgentFrame = (type: ClientFrameType): boolean => (agentFrames as readonly string[]).includes(type);
const isCustomerFrame = (type: ClientFrameType): boolean => (customerFrames as readonly string[]).includes(type);

export interface Rates {
  /** Of this connection. */
  readonly frames: TokenBucket;
  /** Of all participants, by participant. */
  readonly messages: TokenBuckets;
}

/** Why the frame may not pass, or undefined. */
export function refusal(frame: ClientFrame, who: Participant, rates: Rates): SegueError | undefined {
  const { type } = frame;
  if (who.kind === 'customer' ? isAgentFrame(type) : isCustomerFrame(type)) {
    return new SegueError('unknown-frame', `A ${who.kind} does not send ${type}.`);
  }
  const scope = frameScopes[type];
  if (scope !== null && !who.scopes.includes(scope)) return new SegueError('scope-missing', `${type} needs the scope ${scope}.`);
  if (type !== 'message.send') return undefined;
  const retryAfterMs = rates.messages.take(`${who.kind} ${who.id}`);
  return retryAfterMs === 0 ? undefined : new SegueError('rate-limited', 'Too many messages at once.', { retryAfterMs });
}
