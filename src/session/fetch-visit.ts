/**
 * What a deployment shows and asks before anybody is a visitor of it: no token, nothing sent of the visitor, nothing stored.
 *
 * Knows the request. What the answer holds is read where it is used: a page without a gate or a form need not carry its schema.
 */
import * as v from 'valibot';
import { ErrorBodySchema, SegueError } from '../protocol/index.js';

export interface VisitOptions {
  readonly platform: string;
  readonly deploymentId: string;
  /** Default: the browser's. */
  readonly fetch?: typeof fetch;
}

/** `VisitSchema` of the protocol says what to expect. Rejects with `unreachable`: also where somebody else answered, such as a proxy, a gate stays closed. */
export async function fetchVisit({ platform, deploymentId, fetch: send = fetch }: VisitOptions): Promise<unknown> {
  const response = await send(new URL(`/api/v2/deployments/${encodeURIComponent(deploymentId)}/visit`, platform).href, { credentials: 'omit' }).catch(() => undefined);
  const body: unknown = await response?.json().catch(() => undefined);
  if (response?.ok === true && typeof body === 'object' && body !== null) return body;
  // A platform that does not know the question asks nothing; the token's request finds out about the deployment.
  if (response?.status === 404 && v.is(ErrorBodySchema, body) && body.code === 'not-found') return {};
  throw new SegueError('unreachable');
}
