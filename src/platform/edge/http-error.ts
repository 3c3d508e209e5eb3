/**
 * From anything thrown to the body of an HTTP error: `{code, message, retryAfterMs?}` with the code's status.
 *
 * Knows fastify's own errors by their codes. A fault of ours is told as `internal` and nothing more; the log has the rest.
 */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { errorCodes, SegueError } from '../../protocol/error.js';

/** Findings that travel with `flow-refused`. */
export class FlowRefused extends SegueError {
  constructor(readonly findings: readonly unknown[]) {
    super('flow-refused');
  }
}

const ofFastify: Readonly<Record<string, () => SegueError>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () => new SegueError('frame-too-large'),
  FST_ERR_CTP_INVALID_JSON_BODY: () => new SegueError('bad-frame', 'The body is not JSON.'),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => new SegueError('bad-frame', 'The body is empty.'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => new SegueError('bad-frame', 'The body’s media type is not one that is understood here.'),
};

/** What a client's status means where an error has no code of ours: fastify's, the file sender's, a bad address's. */
function ofStatus(status: number): SegueError | undefined {
  if (status < 400 || status >= 500) return undefined;
  switch (status) {
    case 403:
    case 404:
      // A file that may not be had is not told from one that is not there.
      return new SegueError('not-found');
    case 413:
      return new SegueError('frame-too-large');
    default:
      return new SegueError('bad-frame', 'The request is malformed.');
  }
}

/** Any error as one with a code; `undefined` for a fault of ours. */
export function knownError(error: FastifyError | Error): SegueError | undefined {
  if (error instanceof SegueError) return error;
  if ('code' in error && Object.hasOwn(ofFastify, error.code)) return ofFastify[error.code]?.();
  if (error instanceof URIError) return ofStatus(400);
  return 'statusCode' in error && typeof error.statusCode === 'number' ? ofStatus(error.statusCode) : undefined;
}

export function sendError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): void {
  const known = knownError(error);
  // A client's mistake is nobody's work here: a line without a stack, for those who look for it.
  if (known) request.log.debug({ code: known.code, method: request.method, route: request.routeOptions.url }, 'a request was refused');
  else request.log.error({ err: error }, 'a request could not be answered');
  const { code, message, retryAfterMs } = known ?? new SegueError('internal');
  if (retryAfterMs !== undefined) void reply.header('retry-after', String(Math.ceil(retryAfterMs / 1000)));
  if (code === 'token-missing' || code === 'token-invalid' || code === 'token-expired') void reply.header('www-authenticate', 'Bearer');
  void reply
    .status(errorCodes[code].status)
    .header('cache-control', 'no-store')
    .send({ code, message, ...(retryAfterMs === undefined ? {} : { retryAfterMs }), ...(known instanceof FlowRefused ? { findings: known.findings } : {}) });
}
