/**
 * ICE servers and policy, as the platform gives them to a participant of a call.
 *
 * Knows the shapes of RFC 8656 servers with short-lived credentials and which URLs to keep where there are too many; does
 * not mint (platform) or use them (src/call).
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

/** More URLs slow ICE gathering down without adding a path (Chromium warns from five on). */
export const iceUrlsAtMost = 4;

const ways = ['stun', 'turn-udp', 'turn-tcp', 'turn-tls'] as const;

function wayOf(url: string): (typeof ways)[number] {
  if (/^stuns?:/.test(url)) return 'stun';
  if (/^turns:/.test(url)) return 'turn-tls';
  return /[?&]transport=tcp/.test(url) ? 'turn-tcp' : 'turn-udp';
}

/**
 * At most `iceUrlsAtMost` of the URLs, in their order: one of each way through a firewall first, the rest as they come. Of
 * TLS the one on port 443 is kept, which gets through where nothing else does.
 */
export function chooseIceUrls(urls: readonly string[]): readonly string[] {
  const first = ways.map((way) => {
    const own = urls.filter((url) => wayOf(url) === way);
    return way === 'turn-tls' ? (own.find((url) => /:443(\?|$)/.test(url)) ?? own[0]) : own[0];
  });
  const kept = new Set(first.filter((url) => url !== undefined));
  for (const url of urls) if (kept.size < iceUrlsAtMost) kept.add(url);
  return [...new Set(urls)].filter((url) => kept.has(url));
}
