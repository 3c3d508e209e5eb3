/**
 * The gate between a parsed frame and the core: may this participant send it, and so often?
 *
 * Knows roles, scopes and a participant's rates over all of their sockets. Does not know contacts: whether the contact is theirs is the core's answer.
 */
import type { Clock } from '../../protocol/clock.js';
import { agentFrames, customerFrames, isDurable, type ClientFrame, type ClientFrameType } from '../../protocol/client-frame.js';
import { SegueError } from '../../protocol/error.js';
import { frameScopes } from '../auth/scopes.js';
import type { Participant } from './domain.js';
import type { EdgeLimits } from './edge-limits.js';
import { TokenBuckets } from './token-bucket.js';

const isAgentFrame = (type: ClientFrameType): boolean => (agentFrames as readonly string[]).includes(type);
const isCustomerFrame = (type: ClientFrameType): boolean => (customerFrames as readonly string[]).includes(type);

/** Of all participants, by participant, and of deployments. A connection's own rate is its session's. */
export interface Rates {
  /** Of frames that end up in the store. */
  readonly durable: TokenBuckets;
  readonly messages: TokenBuckets;
  /** Of frames that end up in the store, of all customers of a deployment together. */
  readonly deployments: TokenBuckets;
}

export const ratesOf = (clock: Clock, limits: EdgeLimits): Rates => ({
  durable: new TokenBuckets(clock, limits.durableFramesPerSecond, limits.durableFrameBurst),
  messages: new TokenBuckets(clock, limits.messagesPerSecond, limits.messageBurst),
  deployments: new TokenBuckets(clock, limits.deploymentFramesPerSecond, limits.deploymentFrameBurst),
});

/** Why the frame may not pass, or undefined. */
export function refusal(frame: ClientFrame, who: Participant, rates: Rates): SegueError | undefined {
  const { type } = frame;
  if (who.kind === 'customer' ? isAgentFrame(type) : isCustomerFrame(type)) {
    return new SegueError('unknown-frame', `A ${who.kind} does not send ${type}.`);
  }
  const scope = frameScopes[type];
  if (scope !== null && !who.scopes.includes(scope)) return new SegueError('scope-missing', `${type} needs the scope ${scope}.`);
  // What reads a timeline costs the store as much as what writes it.
  if (!isDurable(type) && type !== 'history.get') return undefined;
  const key = `${who.kind} ${who.id}`;
  const retryAfterMs = rates.durable.take(key) || (type === 'message.send' ? rates.messages.take(key) : 0);
  if (retryAfterMs > 0) return new SegueError('rate-limited', `Too many ${type} at once.`, { retryAfterMs });
  const busyMs = who.deploymentId === undefined ? 0 : rates.deployments.take(who.deploymentId);
  return busyMs === 0 ? undefined : new SegueError('rate-limited', 'Too much from all customers of this deployment at once.', { retryAfterMs: busyMs });
}
