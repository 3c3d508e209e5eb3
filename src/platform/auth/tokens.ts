/**
 * Tokens: signed, short, and saying only who somebody is.
 *
 * A guest's token is bound to deployment, contact and origin; an agent's or client's to the password or secret it was given for
 * (`stamp`), so that a changed password ends them. What a role may do is looked up at each use, never read from a token.
 * Knows signing and checking; does not know the store.
 */
import { createHash } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import * as v from 'valibot';
import { SegueError } from '../../protocol/error.js';
import { IdSchema } from '../../protocol/id.js';
import type { Clock } from '../../protocol/clock.js';

const GuestClaims = v.object({
  kind: v.literal('guest'),
  sub: IdSchema,
  deployment: IdSchema,
  contact: IdSchema,
  /** Origin of the page that the token was minted for. */
  origin: v.pipe(v.string(), v.maxLength(256)),
  name: v.exactOptional(v.string()),
});
const AgentClaims = v.object({ kind: v.literal('agent'), sub: IdSchema, stamp: v.string() });
const ClientClaims = v.object({ kind: v.literal('client'), sub: IdSchema, stamp: v.string() });
const ClaimsSchema = v.variant('kind', [GuestClaims, AgentClaims, ClientClaims]);

/** What a token says. */
export type Claims = v.InferOutput<typeof ClaimsSchema>;
export type GuestClaims = v.InferOutput<typeof GuestClaims>;

/** Seconds that a token of each kind lives: a guest renews by its browser's secret, an agent's covers a shift. */
export const tokenLives = { guest: 15 * 60, agent: 12 * 3_600, client: 3_600 } as const satisfies Record<Claims['kind'], number>;

const issuer = 'segue';
const algorithm = 'HS256';

/** A short digest of a password's or secret's hash: changes with it and gives nothing of it away. */
export const stampOf = (hash: string): string => createHash('sha256').update(hash).digest('base64url').slice(0, 16);

export interface Tokens {
  /** Signs; `expiresAt` in epoch milliseconds. */
  mint(claims: Claims): Promise<{ token: string; expiresAt: number; lifeSeconds: number }>;
  /** Checks signature, kind and time; throws `token-invalid` or `token-expired`. */
  verify(token: string): Promise<Claims>;
}

export function createTokens(secret: Uint8Array, clock: Clock): Tokens {
  return {
    async mint({ sub, ...claims }) {
      const lifeSeconds = tokenLives[claims.kind];
      const issued = Math.floor(clock.now() / 1000);
      const token = await new SignJWT(claims)
        .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
        .setSubject(sub)
        .setIssuer(issuer)
        .setIssuedAt(issued)
        .setExpirationTime(issued + lifeSeconds)
        .sign(secret);
      return { token, expiresAt: (issued + lifeSeconds) * 1000, lifeSeconds };
    },
    async verify(token) {
      const { payload } = await jwtVerify(token, secret, { algorithms: [algorithm], issuer, requiredClaims: ['exp', 'sub'], currentDate: new Date(clock.now()) }).catch(
        (error: unknown) => {
          throw new SegueError(error instanceof errors.JWTExpired ? 'token-expired' : 'token-invalid', undefined, { origin: error });
        },
      );
      const claims = v.safeParse(ClaimsSchema, payload);
      if (!claims.success) throw new SegueError('token-invalid');
      return claims.output;
    },
  };
}
