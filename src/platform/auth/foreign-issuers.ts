/**
 * Tokens of other identity providers, checked against their published keys.
 *
 * Knows the configured issuers and nothing of agents: it answers with a login. A token whose `iss` is not configured is
 * not its business.
 */
import { createRemoteJWKSet, decodeJwt, errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { SegueError } from '../../protocol/error.js';
import type { Clock } from '../../protocol/clock.js';
import type { Issuer } from '../config/index.js';

/** Signatures that a published key can check; symmetric ones have no place here. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'EdDSA'];

export interface ForeignIssuers {
  /** The login that the token stands for; undefined when no configured issuer made it. Throws `token-invalid`, `token-expired`. */
  login(token: string, issuers: readonly Issuer[]): Promise<string | undefined>;
}

export function createForeignIssuers(clock: Clock): ForeignIssuers {
  const keySets = new Map<string, JWTVerifyGetKey>();
  const keysOf = ({ jwksUrl }: Issuer): JWTVerifyGetKey => {
    const known = keySets.get(jwksUrl);
    if (known) return known;
    const keys = createRemoteJWKSet(new URL(jwksUrl), { timeoutDuration: 3_000 });
    keySets.set(jwksUrl, keys);
    return keys;
  };
  return {
    async login(token, issuers) {
      const issuer = issuers.find((it) => it.issuer === claimedIssuer(token));
      if (!issuer) return undefined;
      const options = { issuer: issuer.issuer, audience: issuer.audience, algorithms, requiredClaims: ['exp'], currentDate: new Date(clock.now()) };
      const { payload } = await jwtVerify(token, keysOf(issuer), options).catch((error: unknown) => {
        throw new SegueError(error instanceof errors.JWTExpired ? 'token-expired' : 'token-invalid', undefined, { origin: error });
      });
      const login = payload[issuer.loginClaim];
      if (typeof login !== 'string' || login === '') throw new SegueError('token-invalid', `The token has no claim ${issuer.loginClaim}.`);
      return login;
    },
  };
}

/** Read before anything is checked, only to find the keys to check with. */
function claimedIssuer(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}
