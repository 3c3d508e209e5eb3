/**
 * Who a page's visitor is, for the name that tabs of one person share.
 *
 * Reads the subject of a signed identity without judging it, which only the platform can: all that hangs on it here is who
 * hears whom. Everybody who is not signed in is the same guest, as they are to the browser's storage.
 */
export function personOf(token: string): string {
  try {
    const claims: unknown = JSON.parse(atob((token.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/')));
    if (typeof claims === 'object' && claims !== null && 'sub' in claims) return `${'iss' in claims ? String(claims.iss) : ''} ${String(claims.sub)}`;
  } catch {
    // Not a token that can be read: one of its own kind.
  }
  return token;
}
