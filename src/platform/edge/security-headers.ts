/**
 * Headers that tell browsers what the platform's own pages may do: nothing inline, nothing from elsewhere, camera and
 * microphone for themselves alone.
 *
 * Knows the policy of answers that are data, and of pages. Does not know which route is which (server.ts, pages.ts).
 */
import type { FastifyHelmetOptions } from '@fastify/helmet';

/** For JSON: nothing at all. */
export const dataPolicy = "default-src 'none'; frame-ancestors 'none'";

/**
 * Safari before 15.4 does not count ws: and wss: as 'self', so the socket is named.
 * `others`: origins that the page may ask beside the platform's.
 */
export function pagePolicy(own: string, others: readonly string[] = []): string {
  const socket = own.replace(/^http/, 'ws');
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    `connect-src ${["'self'", socket, ...others].join(' ')}`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}

export const permissionsPolicy = 'camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=(), usb=()';

/** The policy header is set by route, so helmet leaves it out; scripts of `segue.js` are made to be embedded elsewhere. */
export const helmetOptions = (secure: boolean): FastifyHelmetOptions => ({
  contentSecurityPolicy: false,
  crossOriginEmbedderPolicy: false,
  crossOriginResourcePolicy: { policy: 'same-origin' },
  referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
  strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
  xFrameOptions: { action: 'sameorigin' },
});
