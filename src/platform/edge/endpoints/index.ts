/** All endpoints of the HTTP API. */
import type { Clock } from '../../../protocol/clock.js';
import { createCustomerIdentities } from '../../auth/customer-identity.js';
import type { SignInOptions } from '../../auth/sign-in.js';
import type { Domain } from '../domain.js';
import type { Endpoint } from '../endpoint.js';
import type { TokenBuckets } from '../token-bucket.js';
import { alerts } from './alerts.js';
import { analytics } from './analytics.js';
import { flowDrafts } from './flow-drafts.js';
import { flows } from './flows.js';
import { guests } from './guests.js';
import { guestTokens } from './guest-tokens.js';
import { hours } from './hours.js';
import { interactions } from './interactions.js';
import { queues } from './queues.js';
import { me, oauthToken } from './sign-in.js';

export interface EndpointsOptions {
  readonly domain: Domain;
  readonly clock: Clock;
  readonly signIn: SignInOptions;
  readonly deploymentRates: TokenBuckets;
}

export const allEndpoints = ({ domain, clock, signIn, deploymentRates }: EndpointsOptions): readonly Endpoint[] => [
  guestTokens({ core: domain, tokens: signIn.tokens, identities: createCustomerIdentities(clock), rates: deploymentRates }),
  oauthToken(signIn),
  me(domain),
  ...queues(domain),
  ...guests(domain),
  ...flows(domain),
  ...flowDrafts(domain),
  ...hours(domain),
  ...interactions({ core: domain, clock }),
  ...analytics({ core: domain, clock }),
  ...alerts(domain),
];
