/**
 * The token endpoint of an identity provider: a code, or what renews, for tokens (RFC 6749 4.1.3 and 6, as a client without
 * a secret). Knows the form and the answer; keeps nothing.
 */
import * as v from 'valibot';
import type { SignInWay } from '../protocol/index.js';
import type { Fetch } from './platform-call.js';

const GrantedSchema = v.object({
  access_token: v.pipe(v.string(), v.minLength(1)),
  /** Seconds. A provider may leave it out. */
  expires_in: v.optional(v.pipe(v.number(), v.minValue(0)), 3600),
  refresh_token: v.exactOptional(v.string()),
  id_token: v.exactOptional(v.string()),
});
export type Granted = v.InferOutput<typeof GrantedSchema>;

const ClaimsSchema = v.object({ nonce: v.exactOptional(v.string()) });

/** `undefined`: the provider said no. Rejects when it could not be reached, or answered what is no answer. */
export async function requestGrant(fetch: Fetch, { tokenUrl, clientId }: SignInWay, form: Readonly<Record<string, string>>): Promise<Granted | undefined> {
  const response = await fetch(tokenUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams({ ...form, client_id: clientId }).toString(),
    credentials: 'omit',
  });
  if (response.status >= 400 && response.status < 500) return undefined;
  return v.parse(GrantedSchema, await response.json());
}

/** The nonce in an ID token that came straight from the provider, whose signature is therefore not looked at (OpenID Connect 3.1.3.7). */
export function nonceOf(idToken: string): string | undefined {
  const payload = (idToken.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/');
  try {
    const claims = v.safeParse(ClaimsSchema, JSON.parse(atob(payload)));
    return claims.success ? claims.output.nonce : undefined;
  } catch {
    return undefined;
  }
}
