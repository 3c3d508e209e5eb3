/**
 * `POST /oauth/token`: the password grant for own users (RFC 6749 4.3) and client credentials (4.4).
 *
 * Knows the grants, the brake on guessing, and that the answer never tells which half of login and password was wrong. Does
 * not know HTTP.
 */
import * as v from 'valibot';
import { SegueError } from '../../protocol/error.js';
import type { AccessToken } from '../../protocol/http.js';
import type { Attempts } from './attempts.js';
import type { Checks } from './checks.js';
import { clientScopes, type Directory } from './identity.js';
import { pretendToVerify, verifyPassword } from './password.js';
import { scopesOf, type Scope } from './scopes.js';
import { stampOf, type Claims, type Tokens } from './tokens.js';

const Short = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const Scopes = v.exactOptional(v.pipe(v.string(), v.maxLength(1_000)));

/** The body of `POST /oauth/token`, as a form or as JSON. `scope` is accepted and does not widen anything. */
export const GrantSchema = v.variant('grant_type', [
  v.strictObject({ grant_type: v.literal('password'), username: Short, password: Short, scope: Scopes }),
  v.strictObject({ grant_type: v.literal('client_credentials'), client_id: Short, client_secret: Short, scope: Scopes }),
]);
export type Grant = v.InferOutput<typeof GrantSchema>;

export interface SignInOptions {
  readonly tokens: Tokens;
  readonly directory: Directory;
  /** Failures of a login from an address. */
  readonly byLogin: Attempts;
  /** Failures of an address. */
  readonly byAddress: Attempts;
  /** All checks of passwords and secrets of the platform take their turn here. */
  readonly checks: Checks;
}

/** Who the grant is for, or undefined; takes as long for an unknown name as for a wrong password. */
async function check(grant: Grant, directory: Directory, checks: Checks): Promise<{ claims: Claims; scopes: readonly Scope[] } | undefined> {
  if (grant.grant_type === 'password') {
    const agent = await directory.agentByLogin(grant.username);
    const hash = agent?.passwordHash;
    const right = await checks.run(() => (hash === undefined ? pretendToVerify(grant.password) : verifyPassword(grant.password, hash)));
    if (!right || !agent || hash === undefined) return undefined;
    return { claims: { kind: 'agent', sub: agent.id, stamp: stampOf(hash) }, scopes: scopesOf(agent.roles) };
  }
  const client = await directory.client(grant.client_id);
  const right = await checks.run(() => (client ? verifyPassword(grant.client_secret, client.secretHash) : pretendToVerify(grant.client_secret)));
  if (!right || !client) return undefined;
  return { claims: { kind: 'client', sub: client.id, stamp: stampOf(client.secretHash) }, scopes: clientScopes(client) };
}

/** Exchanges a grant from `address` for an access token. Throws `login-failed`, or `rate-limited` with `retryAfterMs`. */
export async function signIn(grant: Grant, address: string, { tokens, directory, byLogin, byAddress, checks }: SignInOptions): Promise<AccessToken> {
  const login = `${address} ${grant.grant_type} ${grant.grant_type === 'password' ? grant.username : grant.client_id}`;
  const retryAfterMs = Math.max(byLogin.waitMs(login), byAddress.waitMs(address));
  if (retryAfterMs > 0) throw new SegueError('rate-limited', 'Too many failed sign-ins; wait a little.', { retryAfterMs });
  // Counted before it is known to be a failure: guesses that are still being checked hold the brake too.
  byLogin.count(login);
  byAddress.count(address);
  const found = await check(grant, directory, checks).catch((error: unknown) => {
    // Nothing was checked, so nothing was guessed.
    byLogin.uncount(login);
    byAddress.uncount(address);
    throw error;
  });
  if (!found) throw new SegueError('login-failed');
  byLogin.clear(login);
  // One alone: a login of one's own must not buy new guesses at others.
  byAddress.uncount(address);
  const { token, lifeSeconds } = await tokens.mint(found.claims);
  return { access_token: token, token_type: 'Bearer', expires_in: lifeSeconds, scope: found.scopes.join(' ') };
}
