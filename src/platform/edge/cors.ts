/**
 * Cross-origin calls: guest tokens, what comes before them and files from pages of any deployment, the whole API from configured desks, nothing else.
 *
 * Knows the headers of the Fetch standard's CORS protocol. It only lets a page read an answer; whether there is one
 * beside an error, each endpoint decides.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Domain } from './domain.js';
import { originAllowed } from './origins.js';

export interface CorsOptions {
  readonly core: Pick<Domain, 'config'>;
  readonly deskOrigins: readonly string[];
  readonly ownOf: (request: FastifyRequest) => string;
}

/** What a customer's page asks for. */
const guestPath = /^\/api\/v2\/(guest-tokens$|deployments\/[^/]+\/visit$|contacts\/[^/]+\/attachments(\/|$))/;
const isApi = (path: string): boolean => path.startsWith('/api/') || path === '/oauth/token';
const pathOf = (request: FastifyRequest): string => request.url.split('?', 1)[0] ?? '';

export function addCors(app: FastifyInstance, { core, deskOrigins, ownOf }: CorsOptions): void {
  const allowed = async (request: FastifyRequest, path: string): Promise<boolean> => {
    const { origin } = request.headers;
    const own = ownOf(request);
    if (originAllowed(origin, ['self', ...deskOrigins], own)) return true;
    if (!guestPath.test(path)) return false;
    const { deployments } = await core.config();
    return deployments.some((it) => originAllowed(origin, it.origins, own));
  };
  app.addHook('onRequest', async (request, reply) => {
    const path = pathOf(request);
    if (!isApi(path)) return;
    void reply.header('vary', 'Origin');
    const { origin } = request.headers;
    if (origin === undefined || !(await allowed(request, path))) return;
    void reply.header('access-control-allow-origin', origin);
    if (request.method !== 'OPTIONS') return;
    await reply
      .status(204)
      .header('access-control-allow-methods', 'GET, POST, PUT')
      .header('access-control-allow-headers', 'authorization, content-type, x-file-name')
      .header('access-control-max-age', '600')
      .send();
  });
}
