/**
 * Whose address it is: what one household or office has, so that nobody is many by changing the last part of theirs.
 *
 * Knows that an IPv6 customer is given 64 bits of their own, and IPv4 within IPv6. The rates that @fastify/rate-limit counts go
 * by the same. Does not know which proxies are believed (server.ts).
 */
import { isIPv6 } from 'node:net';

const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** An IPv4 address as it is, the first 64 bits of an IPv6 address; what is neither, as it is. */
export function networkOf(address: string): string {
  const [, within] = mapped.exec(address) ?? [];
  if (within !== undefined) return within;
  if (!isIPv6(address)) return address;
  const [bare = ''] = address.split('%');
  const [before = [], after = []] = bare.split('::').map((part) => part.split(':').filter((group) => group !== ''));
  // Dotted, the last group is two.
  const written = before.length + after.length + (bare.includes('.') ? 1 : 0);
  const groups = [...before, ...Array.from({ length: Math.max(0, 8 - written) }, () => '0'), ...after].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
