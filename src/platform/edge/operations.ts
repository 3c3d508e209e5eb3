/**
 * What operators and tools ask: health, readiness, metrics, the API's description, the configuration's schemas.
 *
 * Knows no domain. Metrics go to this machine without a token, and to others with `platform:metrics:view`.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { SegueError } from '../../protocol/error.js';
import { jsonSchemas } from '../config/index.js';
import type { EdgeMetrics } from './metrics.js';

export interface OperationsOptions {
  readonly metrics: EdgeMetrics;
  /** Whether the store answers and the platform is not stopping. */
  readonly ready: () => Promise<boolean>;
  /** Throws unless the request's token has the scope for metrics. */
  readonly mayReadMetrics: (request: FastifyRequest) => Promise<void>;
}

const hidden = { schema: { hide: true } } as const;

export function addOperations(app: FastifyInstance, { metrics, ready, mayReadMetrics }: OperationsOptions): void {
  app.get('/healthz', hidden, () => ({ status: 'ok' }));
  app.get('/readyz', hidden, async () => {
    if (!(await ready())) throw new SegueError('shutting-down', 'The platform is not ready.');
    return { status: 'ready' };
  });
  app.get('/metrics', hidden, async (request, reply) => {
    if (!isLocal(request)) await mayReadMetrics(request);
    return reply.header('content-type', metrics.registry.contentType).send(await metrics.text());
  });
  app.get('/openapi.json', hidden, () => app.swagger());
  app.get<{ Params: { file: string } }>('/schemas/:file', hidden, async (request, reply) => {
    const name = request.params.file.replace(/\.json$/, '');
    const schema = Object.hasOwn(jsonSchemas, name) ? jsonSchemas[name] : undefined;
    if (!schema) throw new SegueError('not-found');
    return reply.header('content-type', 'application/schema+json').send(JSON.stringify(schema()));
  });
}

/** Behind a proxy on this machine every request comes from here, so one that was forwarded does not count as local. */
const isLocal = ({ ip, headers }: FastifyRequest): boolean =>
  /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(ip) && headers['x-forwarded-for'] === undefined && headers.forwarded === undefined;
