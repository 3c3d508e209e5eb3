/**
 * The two HTTP calls of a sign-in: login and password for an access token, the token for the agent's profile.
 * Knows the paths and parses the answers; keeps nothing. Failures are SegueErrors: `login-failed`, `rate-limited`,
 * `token-expired`, `unreachable`, or the code that the platform gave.
 */
import * as v from 'valibot';
import { AccessTokenSchema, ErrorBodySchema, isErrorCode, ProfileSchema, SegueError, type AccessToken, type Profile } from '../protocol/index.js';

export type Fetch = (input: string, init: RequestInit) => Promise<Response>;

/** `POST /oauth/token` with the password grant (RFC 6749 4.3). */
export async function requestToken(fetch: Fetch, platform: string, login: string, password: string): Promise<AccessToken> {
  const body = new URLSearchParams({ grant_type: 'password', username: login, password }).toString();
  const answer = await ask(fetch, `${platform}/oauth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body,
  });
  return parse(AccessTokenSchema, answer);
}

/** `GET /api/v2/me`. */
export async function requestProfile(fetch: Fetch, platform: string, accessToken: string): Promise<Profile> {
  const answer = await ask(fetch, `${platform}/api/v2/me`, { headers: { authorization: `Bearer ${accessToken}` } });
  return parse(ProfileSchema, answer);
}

async function ask(fetch: Fetch, url: string, init: RequestInit): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (origin) {
    throw new SegueError('unreachable', undefined, { origin });
  }
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok) return body;
  const error = v.safeParse(ErrorBodySchema, body);
  const code = error.success && isErrorCode(error.output.code) ? error.output.code : codeOf(response.status);
  throw new SegueError(code, error.success ? error.output.message : undefined);
}

function codeOf(status: number): 'login-failed' | 'rate-limited' | 'internal' {
  if (status === 401 || status === 400) return 'login-failed';
  return status === 429 ? 'rate-limited' : 'internal';
}

function parse<T>(schema: v.GenericSchema<unknown, T>, value: unknown): T {
  const parsed = v.safeParse(schema, value);
  if (!parsed.success) throw new SegueError('internal', 'The platform’s answer does not fit its schema.');
  return parsed.output;
}
