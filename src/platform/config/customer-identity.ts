/**
 * How a deployment knows its site's signed-in customers: a JWT that the site's backend signs.
 *
 * Knows the settings. What a token must say is checked in src/platform/auth/customer-identity.ts.
 */
import * as v from 'valibot';

const Text = v.pipe(v.string(), v.minLength(1), v.maxLength(512));

const common = {
  /** Every visitor must bring one. Default false: who brings none is an anonymous guest. */
  required: v.optional(v.boolean(), false),
  /**
   * Whether a chat that was begun before signing in goes along. Default false: whoever signs in next at a browser that several
   * people use would have the chat of whoever was there before.
   */
  keepAnonymousChat: v.optional(v.boolean(), false),
  /** The `aud` claim. Default: the deployment's id. */
  audience: v.exactOptional(Text),
};

export const IdentitySettingsSchema = v.union([
  /** A secret shared with the site's backend (HS256, HS384, HS512); at least 32 characters. */
  v.strictObject({ ...common, issuer: v.exactOptional(Text), secret: v.pipe(v.string(), v.minLength(32), v.maxLength(512)) }),
  /** Published keys (RS, PS, ES, EdDSA). Other tokens are signed with them too, so the issuer must be said. */
  v.strictObject({ ...common, issuer: Text, jwksUrl: v.pipe(v.string(), v.url(), v.regex(/^https?:/)) }),
]);
export type IdentitySettings = v.InferOutput<typeof IdentitySettingsSchema>;
