/**
 * Close codes of the socket, 44xx and 45xx with an HTTP rhyme.
 *
 * Knows each code, and which of them a client may redial after. Does not know the redial's timing (src/session).
 */
export const closeCodes = {
  /** A frame that is not JSON, or not an object with a type, a first frame other than `hello`, or a second one. */
  badFrame: 4400,
  /** The token is forged, expired, or of a contact that is no more. Get a fresh token, then dial again. */
  unauthorized: 4401,
  /** The page's origin is not in the deployment's list. */
  originRefused: 4403,
  /** No `hello` in time. */
  helloTimeout: 4408,
  /** The same participant connected anew with this session's id; the older socket goes; or the oldest of too many. */
  replaced: 4409,
  /** A frame over `limits.frameBytes`. */
  frameTooLarge: 4413,
  /** Too many frames, again and again. */
  tooManyFrames: 4429,
  /** Heard nothing for three heartbeats. */
  silent: 4440,
  /** The reader is too slow; dial again and resume. */
  slowReader: 4441,
  /** The platform stops or restarts; dial again and resume. */
  goingAway: 4503,
  /** A fault of the platform's own; dial again and resume. */
  internal: 4500,
} as const;
export type CloseCode = (typeof closeCodes)[keyof typeof closeCodes];

/** What a client does after a close: `redial`, `renew` (a fresh token first) or `stop`. Codes below 4000 (network) redial. */
export function afterClose(code: number): 'redial' | 'renew' | 'stop' {
  switch (code) {
    case closeCodes.unauthorized:
      return 'renew';
    case closeCodes.originRefused:
    case closeCodes.replaced:
      return 'stop';
    default:
      return 'redial';
  }
}
