/**
 * ICE as configured: policy, STUN and TURN servers with a shared secret or fixed credentials.
 *
 * Knows the schema and the default policy. Short-lived credentials are minted elsewhere (src/platform/calls); a secret
 * never leaves the platform.
 */
import * as v from 'valibot';
import { IcePolicySchema, type IcePolicy } from '../../protocol/index.js';

const StunUrl = v.pipe(v.string(), v.regex(/^stuns?:[^\s]+$/), v.maxLength(256));
const TurnUrl = v.pipe(v.string(), v.regex(/^turns?:[^\s]+$/), v.maxLength(256));
const TurnUrls = v.union([TurnUrl, v.pipe(v.array(TurnUrl), v.minLength(1))]);

export const TurnServerSchema = v.union([
  /** A server with `use-auth-secret`: credentials are minted per participant and last 600 s. */
  v.strictObject({ urls: TurnUrls, secret: v.pipe(v.string(), v.minLength(1)) }),
  /** A provider's fixed credentials. */
  v.strictObject({ urls: TurnUrls, username: v.string(), credential: v.string() }),
]);
export type TurnServer = v.InferOutput<typeof TurnServerSchema>;

export const IceConfigSchema = v.strictObject({
  policy: v.exactOptional(IcePolicySchema),
  stun: v.optional(v.array(StunUrl), []),
  turn: v.optional(v.array(TurnServerSchema), []),
});
export type IceConfig = v.InferOutput<typeof IceConfigSchema>;

/** `urls` as a list. */
export const urlsOf = (server: { readonly urls: string | readonly string[] }): readonly string[] =>
  typeof server.urls === 'string' ? [server.urls] : server.urls;

/** The policy in force: once TURN is there, agents' addresses stay hidden from guests. */
export const icePolicyOf = (ice: IceConfig): IcePolicy => ice.policy ?? (ice.turn.length > 0 ? 'hide-agent' : 'all');
