/**
 * Bodies of the HTTP calls that clients make: guest tokens, sign-in, the agent's own profile.
 *
 * Knows shapes only. The whole HTTP API is in the platform's /openapi.json.
 */
import * as v from 'valibot';
import { IdSchema, MomentSchema, NameSchema } from './id.js';
import { LayoutSchema } from './layout.js';
import { WidgetConfigSchema } from './widget-config.js';

/** `POST /api/v2/guest-tokens`, from an allowed Origin only. */
export const GuestTokenRequestSchema = v.strictObject({
  deploymentId: IdSchema,
  /** From an earlier answer: keeps the customer and, while it is open, the contact. */
  renewal: v.exactOptional(v.pipe(v.string(), v.maxLength(512))),
  customer: v.exactOptional(v.strictObject({ name: v.exactOptional(NameSchema) })),
  /** A JWT of the site's backend: who its signed-in customer is. */
  identity: v.exactOptional(v.pipe(v.string(), v.maxLength(8_192))),
  /** Hash of the deployment's consent text, which the visitor has just agreed to. */
  consent: v.exactOptional(IdSchema),
});
export type GuestTokenRequest = v.InferOutput<typeof GuestTokenRequestSchema>;

export const GuestTokenSchema = v.object({
  token: v.string(),
  expiresAt: MomentSchema,
  /** Secret of this browser; store it only after the visitor acted. */
  renewal: v.string(),
  contactId: IdSchema,
  /** The deployment's widget configuration. */
  widget: WidgetConfigSchema,
  /** What `GET …/visit` answers; read where it is used (visit.ts). */
  visit: v.exactOptional(v.unknown()),
});
export type GuestToken = v.InferOutput<typeof GuestTokenSchema>;

/** `POST /oauth/token`, RFC 6749 4.3 (password, own users) and 4.4 (client credentials). */
export const AccessTokenSchema = v.object({
  access_token: v.string(),
  token_type: v.literal('Bearer'),
  /** Seconds. */
  expires_in: v.number(),
  scope: v.string(),
});
export type AccessToken = v.InferOutput<typeof AccessTokenSchema>;

/** `GET /api/v2/sign-ins`: the identity providers that a desk may sign in with (RFC 6749 4.1 with RFC 7636). */
export const SignInWaysSchema = v.object({
  signIns: v.array(
    v.object({
      /** The `iss` of its tokens. */
      issuer: v.string(),
      name: v.string(),
      clientId: v.string(),
      authorizationUrl: v.pipe(v.string(), v.url(), v.regex(/^https?:/)),
      tokenUrl: v.pipe(v.string(), v.url(), v.regex(/^https?:/)),
      scope: v.string(),
    }),
  ),
});
export type SignInWays = v.InferOutput<typeof SignInWaysSchema>;
export type SignInWay = SignInWays['signIns'][number];

/** `GET /api/v2/me` of a signed-in agent. */
export const ProfileSchema = v.object({
  agentId: IdSchema,
  name: NameSchema,
  title: v.exactOptional(NameSchema),
  roles: v.array(v.string()),
  scopes: v.array(v.string()),
  layout: LayoutSchema,
  joinOnUpgrade: v.picklist(['auto', 'ask']),
  joinDelaySeconds: v.number(),
  /** What is chosen from at wrap-up. */
  wrapUpCodes: v.array(v.string()),
  /** The same of queues that have codes of their own, by their ids. */
  queueWrapUpCodes: v.exactOptional(v.record(IdSchema, v.array(v.string()))),
  /** What is chosen from as the reason of a break, or of being away. */
  presenceReasons: v.exactOptional(v.array(v.string())),
});
export type Profile = v.InferOutput<typeof ProfileSchema>;

/** The body of every HTTP error. */
export const ErrorBodySchema = v.object({ code: v.string(), message: v.string(), retryAfterMs: v.exactOptional(v.number()) });
