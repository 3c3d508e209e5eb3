/**
 * ICE servers and policy, as the platform gives them to a participant of a call.
 *
 * Knows the shapes of RFC 8656 servers with short-lived credentials; does not mint (platform) or use them (src/call).
 */
import * as v from 'valibot';

/** `all`: every path. `hide-agent`: the agent's side uses relays only. `relay`: both sides use relays only. */
export const icePolicies = ['all', 'hide-agent', 'relay'] as const;
export const IcePolicySchema = v.picklist(icePolicies);
export type IcePolicy = (typeof icePolicies)[number];

const UrlSchema = v.pipe(v.string(), v.regex(/^(stun|stuns|turn|turns):[^\s]+$/), v.maxLength(256));

export const IceServerSchema = v.object({
  urls: v.union([UrlSchema, v.array(UrlSchema)]),
  username: v.exactOptional(v.string()),
  credential: v.exactOptional(v.string()),
});
export type IceServer = v.InferOutput<typeof IceServerSchema>;
