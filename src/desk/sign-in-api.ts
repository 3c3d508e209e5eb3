/**
 * The HTTP calls of a sign-in: which providers there are beside the password, login and password for an access token, the
 * token for the agent's profile.
 * Knows the paths; keeps nothing. Failures are SegueErrors: `login-failed`, `rate-limited`, `token-expired`, `unreachable`,
 * or the code that the platform gave.
 */
import { AccessTokenSchema, ProfileSchema, SignInWaysSchema, type AccessToken, type Profile, type SignInWay } from '../protocol/index.js';
import { callPlatform, type Fetch } from './platform-call.js';

/** `POST /oauth/token` with the password grant (RFC 6749 4.3). */
export function requestToken(fetch: Fetch, platform: string, login: string, password: string): Promise<AccessToken> {
  const body = new URLSearchParams({ grant_type: 'password', username: login, password }).toString();
  return callPlatform(fetch, AccessTokenSchema, `${platform}/oauth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body,
  });
}

/** `GET /api/v2/sign-ins`. */
export async function requestSignIns(fetch: Fetch, platform: string): Promise<readonly SignInWay[]> {
  return (await callPlatform(fetch, SignInWaysSchema, `${platform}/api/v2/sign-ins`, { method: 'GET' })).signIns;
}

/** `GET /api/v2/me`. */
export function requestProfile(fetch: Fetch, platform: string, accessToken: string): Promise<Profile> {
  return callPlatform(fetch, ProfileSchema, `${platform}/api/v2/me`, { headers: { authorization: `Bearer ${accessToken}` } });
}
