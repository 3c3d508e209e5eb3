/**
 * Origins: which pages may talk to the platform.
 *
 * Knows exact comparison and the word `self`, the platform's own origin. Does not know deployments or tokens.
 */

/** Where the platform is reached: as configured, else as this request reached it. */
export function ownOrigin(request: { readonly protocol: string; readonly host: string }, publicOrigin: string | undefined): string {
  return publicOrigin ?? `${request.protocol}://${request.host}`.toLowerCase();
}

/** Whether an Origin header is in a list; no header is in none. */
export function originAllowed(origin: string | undefined, list: readonly string[], own: string): origin is string {
  return origin !== undefined && list.some((allowed) => (allowed === 'self' ? own : allowed) === origin);
}
