/**
 * Errors: one table of codes and one class.
 *
 * Knows every code that a `nack`, an HTTP answer or a thrown error of Segue carries, with its HTTP status and whether
 * trying again can help. Codes are never reused; README.md has them in a table that a test compares with this one.
 * Does not know the sentence a person sees.
 */

/** `status`: HTTP status where the code is sent over HTTP. `retry`: the same request may succeed later, unchanged. */
export const errorCodes = {
  'bad-frame': { status: 400, retry: false, meaning: 'The frame or body does not fit its schema.' },
  'unknown-frame': { status: 400, retry: false, meaning: 'There is no such frame type, or this side may not send it.' },
  'frame-too-large': { status: 413, retry: false, meaning: 'The frame or body is over its size limit.' },
  'text-too-long': { status: 413, retry: false, meaning: 'The message is longer than the limit; nothing was sent.' },
  'content-refused': { status: 422, retry: false, meaning: 'The content of the message, or the reply to it, is not for this sender or breaks a rule; the message says which.' },
  'sdp-too-large': { status: 413, retry: false, meaning: 'The session description is over its limit.' },
  'bad-config': { status: 422, retry: false, meaning: 'The configuration does not fit its schema; the message names the path.' },
  'flow-refused': { status: 422, retry: false, meaning: 'Lint found a trap in the flow; the findings say which and how to mend it.' },
  'token-missing': { status: 401, retry: false, meaning: 'No token was given.' },
  'token-invalid': { status: 401, retry: false, meaning: 'The token is forged or malformed.' },
  'token-expired': { status: 401, retry: false, meaning: 'The token has expired; renew it.' },
  'identity-missing': { status: 401, retry: false, meaning: 'This deployment takes customers with a signed identity only, and none was given.' },
  'identity-invalid': { status: 401, retry: false, meaning: 'The signed identity is forged, malformed or for something else.' },
  'identity-expired': { status: 401, retry: false, meaning: 'The signed identity has expired; have a new one signed.' },
  'consent-missing': { status: 403, retry: false, meaning: 'This deployment takes nobody who has not agreed to its present text; show it and ask.' },
  'login-failed': { status: 401, retry: false, meaning: 'Login and password do not match.' },
  'origin-refused': { status: 403, retry: false, meaning: 'The page’s origin is not in the deployment’s list.' },
  'scope-missing': { status: 403, retry: false, meaning: 'The token lacks a scope; the message names it.' },
  'not-your-contact': { status: 404, retry: false, meaning: 'There is no such contact for this participant.' },
  'relation-refused': { status: 403, retry: false, meaning: 'What this participant is to the contact does not allow it; the message says who may.' },
  'guest-blocked': { status: 403, retry: false, meaning: 'This visitor was blocked; until that is lifted there are no tokens and no contacts for them.' },
  'not-found': { status: 404, retry: false, meaning: 'There is no such thing.' },
  'unknown-deployment': { status: 404, retry: false, meaning: 'There is no deployment with this id.' },
  'form-missing': { status: 409, retry: false, meaning: 'This deployment asks for answers before the first message; send them with `form.answer`.' },
  'form-refused': { status: 422, retry: false, meaning: 'An answer does not fit its field; the message names the fields. Nothing was kept.' },
  'contact-closed': { status: 409, retry: false, meaning: 'The contact has ended; a new message starts a new one.' },
  'stale-reservation': { status: 409, retry: false, meaning: 'The reservation was already answered, timed out or was taken back.' },
  'stale-upgrade': { status: 409, retry: false, meaning: 'The upgrade has already moved on or ended.' },
  'no-upgrade': { status: 409, retry: false, meaning: 'There is no upgrade of this id on the contact.' },
  'unknown-call': { status: 409, retry: false, meaning: 'There is no live call of this id between these two participants.' },
  'not-connected': { status: 409, retry: true, meaning: 'The session is not connected; what is durable waits in the outbox.' },
  'turn-not-allowed': { status: 403, retry: false, meaning: 'TURN credentials are only for participants of a contact that may call.' },
  'rate-limited': { status: 429, retry: true, meaning: 'Too much at once; try again after `retryAfterMs`.' },
  'files-off': { status: 403, retry: false, meaning: 'This deployment takes no files.' },
  'file-too-large': { status: 413, retry: false, meaning: 'The file is larger than the deployment takes; nothing was kept.' },
  'file-type-refused': { status: 415, retry: false, meaning: 'The deployment does not take files of this kind, or the content is not what name or type say.' },
  'file-empty': { status: 422, retry: false, meaning: 'The file has no content.' },
  'file-gone': { status: 410, retry: false, meaning: 'The file is not there (any more), or the link to it has run out.' },
  'too-many-files': { status: 409, retry: false, meaning: 'The contact has as many files as it may have.' },
  'hello-expected': { status: 400, retry: false, meaning: 'The first frame must be `hello`, in time, and only once.' },
  'call-unsupported': { status: 409, retry: false, meaning: 'This client cannot do video; the reason says why.' },
  'capture-failed': { status: 409, retry: true, meaning: 'Camera and microphone could not be opened; the outcome says why.' },
  'link-failed': { status: 409, retry: true, meaning: 'The media connection failed; the cause says why.' },
  'storage-full': { status: 507, retry: true, meaning: 'The store cannot write (disk full); nothing was acknowledged.' },
  'store-locked': { status: 503, retry: true, meaning: 'Another process holds the store.' },
  'shutting-down': { status: 503, retry: true, meaning: 'The platform stops; dial again.' },
  'unreachable': { status: 503, retry: true, meaning: 'The platform could not be reached.' },
  'closed': { status: 409, retry: false, meaning: 'The session or element was closed by its owner.' },
  'internal': { status: 500, retry: true, meaning: 'A fault of the platform’s own; it is in its log.' },
} as const satisfies Record<string, { status: number; retry: boolean; meaning: string }>;

export type ErrorCode = keyof typeof errorCodes;

/** Whether a string from the wire is a known code. */
export const isErrorCode = (code: string): code is ErrorCode => Object.prototype.hasOwnProperty.call(errorCodes, code);

/** The base of everything Segue throws: a stable `code`, a sentence for developers, and optional typed detail. */
export class SegueError extends Error {
  override readonly name = 'SegueError';
  /** Milliseconds after which trying again makes sense, where known. */
  readonly retryAfterMs: number | undefined;
  /** What caused it, for logs; never shown to a person. */
  readonly origin: unknown;

  constructor(
    readonly code: ErrorCode,
    message: string = errorCodes[code].meaning,
    detail: { retryAfterMs?: number; origin?: unknown } = {},
  ) {
    super(message);
    this.retryAfterMs = detail.retryAfterMs;
    this.origin = detail.origin;
  }

  /** Whether the same request may succeed later. */
  get retry(): boolean {
    return errorCodes[this.code].retry;
  }
}
