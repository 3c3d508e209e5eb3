/**
 * How long a request may take to arrive.
 *
 *   headers, and a body: `requestMs` each, by no clock of the route's · a file: as long as it comes on (uploads.ts) · once answered: a second
 *
 * Knows the raw requests of the server, so that none is held open by never reaching a route. Node's own time for all of it,
 * which has to leave room for the longest file, stays behind as the last. Does not know what requests are.
 */
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** For the rest of a request whose answer is there: what comes is read away, so that the answer is heard. */
const restMs = 1_000;

const clocks = new WeakMap<IncomingMessage, () => void>();

const bringsBody = ({ headers }: IncomingMessage): boolean => headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

const cutAfter = (request: IncomingMessage, ms: number): (() => void) => {
  const timer = setTimeout(() => {
    if (!request.complete) request.destroy();
  }, ms).unref();
  return () => clearTimeout(timer);
};

export function limitRequests(app: FastifyInstance, requestMs: number): void {
  app.server.headersTimeout = requestMs;
  app.server.prependListener('request', (request, response) => {
    if (!bringsBody(request)) return;
    const stop = cutAfter(request, requestMs);
    clocks.set(request, stop);
    request.once('close', stop);
    response.once('finish', () => {
      if (request.complete) return;
      stop();
      request.resume();
      cutAfter(request, restMs);
    });
  });
}

/** Whoever reads this body watches over its arrival from here on. */
export const watchedElsewhere = (request: IncomingMessage): void => clocks.get(request)?.();
