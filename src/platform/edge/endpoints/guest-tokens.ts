/**
 * `POST /api/v2/guest-tokens`: a visitor's way in, for pages of the deployment's origins only.
 *
 * Knows the Origin check and the rates. What contact and customer the token is for, the core says.
 */
import { SegueError } from '../../../protocol/error.js';
import { GuestTokenRequestSchema, GuestTokenSchema, type GuestToken } from '../../../protocol/http.js';
import type { Tokens } from '../../auth/tokens.js';
import type { Domain } from '../domain.js';
import { readBody, type Endpoint } from '../endpoint.js';
import { originAllowed } from '../origins.js';
import type { TokenBuckets } from '../token-bucket.js';

export interface GuestTokensOptions {
  readonly core: Pick<Domain, 'deployment' | 'guest'>;
  readonly tokens: Tokens;
  /** Of each deployment. */
  readonly rates: TokenBuckets;
}

export const guestTokens = ({ core, tokens, rates }: GuestTokensOptions): Endpoint => ({
  method: 'POST',
  url: '/api/v2/guest-tokens',
  summary: 'A token for a visitor of a page that the deployment allows.',
  access: 'public',
  body: GuestTokenRequestSchema,
  answer: GuestTokenSchema,
  errors: ['unknown-deployment', 'origin-refused', 'rate-limited'],
  limit: 'guestTokensPerMinute',
  async run({ body, origin, own }): Promise<GuestToken> {
    const request = readBody(GuestTokenRequestSchema, body);
    const deployment = await core.deployment(request.deploymentId);
    if (!deployment) throw new SegueError('unknown-deployment');
    if (!originAllowed(origin, deployment.origins, own)) throw new SegueError('origin-refused');
    const retryAfterMs = rates.take(deployment.id);
    if (retryAfterMs > 0) throw new SegueError('rate-limited', 'Too many new visitors at once.', { retryAfterMs });
    const { guestId, contactId, renewal } = await core.guest(request);
    const name = request.customer?.name;
    const { token, expiresAt } = await tokens.mint({ kind: 'guest', sub: guestId, deployment: deployment.id, contact: contactId, origin, ...(name === undefined ? {} : { name }) });
    return { token, expiresAt: new Date(expiresAt).toISOString(), renewal, contactId, widget: { ...deployment.widget, deploymentId: deployment.id } };
  },
});
