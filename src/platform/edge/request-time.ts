/**
 * How long a request may take to arrive, by whether it brings a file.
 *
 * Node knows one such time for all; it is set for files, and everything else is held to its own here, so that a body which
 * never ends holds no connection. Does not know what requests are.
 */
import type { FastifyInstance } from 'fastify';
import { uploadPath } from './uploads.js';

export function limitRequests(app: FastifyInstance, requestMs: number): void {
  app.server.headersTimeout = requestMs;
  app.addHook('onRequest', (request, _reply, done) => {
    const { raw } = request;
    if (request.method !== 'GET' && request.method !== 'HEAD' && request.routeOptions.url !== uploadPath) {
      const timer = setTimeout(() => {
        if (!raw.complete) raw.destroy();
      }, requestMs).unref();
      raw.once('close', () => clearTimeout(timer));
    }
    done();
  });
}
