/**
 * API clients and foreign issuers, as configured.
 *
 * Knows schemas only; grants, hashes and key sets are the auth room's.
 */
import * as v from 'valibot';
import { IdSchema, NameSchema } from '../../protocol/index.js';
import { agentRoles } from './agent.js';

const Scope = v.pipe(v.string(), v.regex(/^[a-z][a-z-]*(:[a-z][a-z-]*)+$/), v.maxLength(80));

/** A client of `POST /oauth/token` with `client_credentials`. */
export const OauthClientSchema = v.strictObject({
  id: IdSchema,
  name: v.exactOptional(NameSchema),
  secretHash: v.pipe(v.string(), v.minLength(1), v.maxLength(512)),
  /** Scopes granted by role, beside those named. */
  roles: v.optional(v.array(v.picklist(agentRoles)), []),
  scopes: v.optional(v.array(Scope), []),
});
export type OauthClient = v.InferOutput<typeof OauthClientSchema>;

const WebAddress = v.pipe(v.string(), v.url(), v.regex(/^https?:/));

/** How the desk signs in with an identity provider: authorization code with PKCE, as a client without a secret. */
export const SignInWaySchema = v.strictObject({
  /** As on the desk's button where there are several. Default: the host of the issuer. */
  name: v.exactOptional(NameSchema),
  clientId: v.pipe(v.string(), v.minLength(1), v.maxLength(255)),
  /** A query in it is kept, such as `?audience=…` or `?resource=…`. */
  authorizationUrl: WebAddress,
  /** Must let pages of the desk's origin read its answers (CORS). */
  tokenUrl: WebAddress,
  /** Default `openid`; with `offline_access` many providers give what renews the sign-in. */
  scope: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(500)), 'openid'),
});

/** An identity provider whose tokens agents may bring instead of a password. */
export const IssuerSchema = v.strictObject({
  /** The `iss` claim. */
  issuer: v.pipe(v.string(), v.url()),
  jwksUrl: v.pipe(v.string(), v.url()),
  /** The `aud` claim. */
  audience: v.pipe(v.string(), v.minLength(1)),
  /** The claim that holds the agent's login. Default `sub`. */
  loginClaim: v.optional(v.pipe(v.string(), v.minLength(1)), 'sub'),
  /** Without it the desk offers no sign-in with this provider. */
  signIn: v.exactOptional(SignInWaySchema),
});
export type Issuer = v.InferOutput<typeof IssuerSchema>;
