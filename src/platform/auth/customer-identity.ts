/**
 * Signed identity: who a customer is, in the word of the site whose page they are on.
 *
 * The site's backend signs a short JWT: `sub` (its own id of the customer), `name?`, `attributes?`, `aud` (the deployment),
 * `exp`. Knows what such a token must say and by whom; does not know guests or contacts. Nothing unsigned gets in: `none`
 * is no algorithm here, a secret checks HMAC alone and published keys everything but HMAC.
 */
import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey, type JWTVerifyOptions } from 'jose';
import * as v from 'valibot';
import type { CustomerCard } from '../../protocol/actor.js';
import type { Clock } from '../../protocol/clock.js';
import { SegueError } from '../../protocol/error.js';
import { IdentitySubjectSchema, NameSchema } from '../../protocol/id.js';
import { limits } from '../../protocol/limits.js';
import type { IdentitySettings } from '../config/index.js';
import { describeIssue } from '../flows/issue.js';

/** What a token said, after it was checked. */
export interface SignedIdentity {
  readonly subject: string;
  readonly name?: string;
  readonly attributes: NonNullable<CustomerCard['attributes']>;
}

export interface CustomerIdentities {
  /** @throws SegueError `identity-invalid`, `identity-expired`; `internal` where the keys cannot be had */
  verify(token: string, deploymentId: string, settings: IdentitySettings): Promise<SignedIdentity>;
}

/** Seconds. A token is for the moment of a page's load, not a second password; clocks of two servers differ a little. */
export const identityTimes = { longest: 24 * 3_600, tolerance: 30 } as const;

const shared = ['HS256', 'HS384', 'HS512'];
const published = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'];

const AttributesSchema = v.pipe(
  v.record(v.pipe(v.string(), v.maxLength(limits.nameLength)), v.union([v.string(), v.number(), v.boolean()])),
  v.check((it) => JSON.stringify(it).length <= limits.attributesLength, `have at most ${limits.attributesLength} characters in all`),
);
/** Other claims are the site's own business. */
const ClaimsSchema = v.object({ sub: IdentitySubjectSchema, exp: v.number(), name: v.exactOptional(NameSchema), attributes: v.optional(AttributesSchema, {}) });

export function createCustomerIdentities(clock: Clock): CustomerIdentities {
  const keySets = new Map<string, JWTVerifyGetKey>();
  const keysOf = (url: string): JWTVerifyGetKey => {
    const keys = keySets.get(url) ?? createRemoteJWKSet(new URL(url), { timeoutDuration: 3_000 });
    keySets.set(url, keys);
    return keys;
  };
  return {
    async verify(token, deploymentId, settings) {
      const now = clock.now();
      const options: JWTVerifyOptions = {
        audience: settings.audience ?? deploymentId,
        ...(settings.issuer === undefined ? {} : { issuer: settings.issuer }),
        requiredClaims: ['exp', 'sub', 'aud'],
        clockTolerance: identityTimes.tolerance,
        currentDate: new Date(now),
      };
      const checked =
        'secret' in settings
          ? jwtVerify(token, new TextEncoder().encode(settings.secret), { ...options, algorithms: shared })
          : jwtVerify(token, keysOf(settings.jwksUrl), { ...options, algorithms: published });
      const { payload } = await checked.catch((error: unknown) => {
        throw refusal(error);
      });
      return read(payload, now);
    },
  };
}

/** The reason in the terms of the one who signs; never a part of the token. */
function refusal(error: unknown): SegueError {
  if (error instanceof errors.JWTExpired) return new SegueError('identity-expired');
  if (error instanceof errors.JWTClaimValidationFailed) {
    return new SegueError('identity-invalid', `The signed identity’s claim ${error.claim} is ${error.reason === 'missing' ? 'missing' : 'not the expected one'}.`, { origin: error });
  }
  // The keys could not be had: nobody was wrong about who they are.
  if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError) || error.code === 'ERR_JOSE_GENERIC') {
    return new SegueError('internal', 'The keys that signed identities are checked with cannot be read.', { origin: error });
  }
  return new SegueError('identity-invalid', undefined, { origin: error });
}

function read(payload: JWTPayload, now: number): SignedIdentity {
  const claims = v.safeParse(ClaimsSchema, payload);
  if (!claims.success) throw new SegueError('identity-invalid', `The signed identity’s claims: ${describeIssue(claims.issues, '(claims)')}`);
  const { sub: subject, exp, name, attributes } = claims.output;
  if (exp * 1_000 - now > (identityTimes.longest + identityTimes.tolerance) * 1_000) {
    throw new SegueError('identity-invalid', `The signed identity is good for more than ${identityTimes.longest / 3_600} hours: let "exp" be sooner.`);
  }
  return { subject, attributes, ...(name === undefined ? {} : { name }) };
}
