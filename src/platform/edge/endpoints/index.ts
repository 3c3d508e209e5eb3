/** All endpoints of the HTTP API. */
import type { Clock } from '../../../protocol/clock.js';
import { createCustomerIdentities } from '../../auth/customer-identity.js';
import type { SignInOptions } from '../../auth/sign-in.js';
import type { Domain } from '../domain.js';
import type { Endpoint } from '../endpoint.js';
import type { TokenBuckets } from '../token-bucket.js';
import { alerts } from './alerts.js';
import { attachmentLinks, type AttachmentLinksOptions } from './attachment-links.js';
import { analytics } from './analytics.js';
import { deskContacts } from './desk-contacts.js';
import { flowDrafts } from './flow-drafts.js';
import { flows } from './flows.js';
import { guests } from './guests.js';
import { guestTokens } from './guest-tokens.js';
import { hours } from './hours.js';
import { interactions, readInteraction } from './interactions.js';
import { presenceTimes } from './presence-times.js';
import { queues } from './queues.js';
import { savedReplies } from './saved-replies.js';
import { me, oauthToken, signIns } from './sign-in.js';
import { visit } from './visit.js';

export interface EndpointsOptions {
  readonly domain: Domain;
  readonly clock: Clock;
  readonly signIn: SignInOptions;
  readonly deploymentRates: TokenBuckets;
  readonly attachments: Pick<AttachmentLinksOptions, 'links' | 'admission'>;
}

export const allEndpoints = ({ domain, clock, signIn, deploymentRates, attachments }: EndpointsOptions): readonly Endpoint[] => [
  guestTokens({ core: domain, tokens: signIn.tokens, identities: createCustomerIdentities(clock), rates: deploymentRates }),
  visit(domain),
  oauthToken(signIn),
  signIns(domain),
  me(domain),
  ...queues(domain),
  ...savedReplies(domain),
  ...guests(domain),
  ...deskContacts({ core: domain, admission: attachments.admission }),
  ...flows(domain),
  ...flowDrafts(domain),
  ...hours(domain),
  ...interactions(readInteraction({ core: domain, clock })),
  ...attachmentLinks({ core: domain, ...attachments, read: readInteraction({ core: domain, clock }) }),
  ...analytics({ core: domain, clock }),
  presenceTimes({ core: domain, clock }),
  ...alerts(domain),
];
