/**
 * Origins: which pages may talk to the platform.
 *
 * Knows exact comparison and the word `self`, the platform's own origin. Does not know deployments or tokens.
 */

/** A Host header ends up in a policy header, where a semicolon would mean something. */
const plainHost = /^(\[[\da-f:.]+\]|[\w.-]+)(:\d+)?$/i;

/** Where the platform is reached: as configured, else as this request reached it. */
export function ownOrigin({ protocol, host }: { readonly protocol: string; readonly host: string }, publicOrigin: string | undefined): string {
  return publicOrigin ?? `${protocol}://${plainHost.test(host) ? host : 'invalid'}`.toLowerCase();
}

/** Whether an Origin header is in a list; no header is in none. */
export function originAllowed(origin: string | undefined, list: readonly string[], own: string): origin is string {
  return origin !== undefined && list.some((allowed) => (allowed === 'self' ? own : allowed) === origin);
}
