/**
 * `POST /api/v2/guest-tokens`: a visitor's way in, for pages of the deployment's origins only.
 *
 * Knows the Origin check, the rates and that a signed identity is checked before anybody is let in as its customer. What
 * contact and customer the token is for, the core says.
 */
import { SegueError } from '../../../protocol/error.js';
import { GuestTokenRequestSchema, GuestTokenSchema, type GuestToken } from '../../../protocol/http.js';
import type { CustomerIdentities, SignedIdentity } from '../../auth/customer-identity.js';
import type { Tokens } from '../../auth/tokens.js';
import type { Deployment } from '../../config/index.js';
import type { Domain } from '../domain.js';
import { readBody, type Endpoint } from '../endpoint.js';
import { originAllowed } from '../origins.js';
import type { TokenBuckets } from '../token-bucket.js';

export interface GuestTokensOptions {
  readonly core: Pick<Domain, 'deployment' | 'guest' | 'visit'>;
  readonly tokens: Tokens;
  readonly identities: CustomerIdentities;
  /** Of each deployment. */
  readonly rates: TokenBuckets;
}

export const guestTokens = ({ core, tokens, identities, rates }: GuestTokensOptions): Endpoint => ({
  method: 'POST',
  url: '/api/v2/guest-tokens',
  summary: 'A token for a visitor of a page that the deployment allows.',
  access: 'public',
  body: GuestTokenRequestSchema,
  answer: GuestTokenSchema,
  errors: ['unknown-deployment', 'origin-refused', 'rate-limited', 'identity-missing', 'identity-invalid', 'identity-expired', 'consent-missing', 'guest-blocked'],
  limit: 'guestTokensPerMinute',
  async run({ body, origin, own }): Promise<GuestToken> {
    const request = readBody(GuestTokenRequestSchema, body);
    const deployment = await core.deployment(request.deploymentId);
    if (!deployment) throw new SegueError('unknown-deployment');
    if (!originAllowed(origin, deployment.origins, own)) throw new SegueError('origin-refused');
    const retryAfterMs = rates.take(deployment.id);
    if (retryAfterMs > 0) throw new SegueError('rate-limited', 'Too many new visitors at once.', { retryAfterMs });
    const signed = await signedIn(identities, deployment, request.identity);
    const { guestId, contactId, renewal, name = request.customer?.name } = await core.guest(request, signed);
    const { token, expiresAt } = await tokens.mint({ kind: 'guest', sub: guestId, deployment: deployment.id, contact: contactId, origin, ...(name === undefined ? {} : { name }) });
    return { token, expiresAt: new Date(expiresAt).toISOString(), renewal, contactId, widget: { ...deployment.widget, deploymentId: deployment.id }, visit: await core.visit(deployment.id) };
  },
});

/** Whom the site's backend says this is. A deployment that knows no identity does not look at one. */
async function signedIn(identities: CustomerIdentities, { id, identity }: Deployment, token: string | undefined): Promise<SignedIdentity | undefined> {
  if (!identity) return undefined;
  if (token !== undefined) return identities.verify(token, id, identity);
  if (identity.required) throw new SegueError('identity-missing');
  return undefined;
}
