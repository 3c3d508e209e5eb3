/**
 * Registers endpoints: token, scope, then the endpoint itself.
 *
 * Knows fastify and the order of these steps. A body is parsed by the endpoint with its valibot schema; fastify's own
 * validation is off, its schemas are for the OpenAPI document.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticator } from '../auth/authenticator.js';
import { requireScope } from '../auth/identity.js';
import type { EdgeLimits } from './edge-limits.js';
import { TextAnswer, type Call, type Endpoint } from './endpoint.js';
import { networkOf } from './network.js';
import { routeSchema } from './openapi.js';

export interface ApiOptions {
  readonly endpoints: readonly Endpoint[];
  readonly authenticator: Authenticator;
  readonly limits: EdgeLimits;
  readonly ownOf: (request: FastifyRequest) => string;
}

/** The token of an Authorization header. */
export const bearerOf = (request: FastifyRequest): string | undefined => /^Bearer ([^\s]+)$/i.exec(request.headers.authorization ?? '')?.[1];

export function addApi(app: FastifyInstance, { endpoints, authenticator, limits, ownOf }: ApiOptions): void {
  for (const endpoint of endpoints) {
    const run = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
      void reply.header('cache-control', 'no-store');
      const call = callOf(request, ownOf);
      if (endpoint.access === 'public') return sendAnswer(reply, await endpoint.run(call));
      const who = await authenticator.identify(bearerOf(request));
      requireScope(who, endpoint.access);
      return sendAnswer(reply, await endpoint.run(call, who));
    };
    const max = limits[endpoint.limit ?? 'requestsPerMinute'];
    [endpoint.url, ...(endpoint.aliases ?? [])].forEach((url, index) => {
      const schema = routeSchema(endpoint);
      app.route({
        method: endpoint.method,
        url,
        config: { rateLimit: { max, timeWindow: 60_000 } },
        schema: index === 0 ? schema : { ...schema, hide: true },
        handler: run,
      });
    });
  }
}

const sendAnswer = (reply: FastifyReply, answer: unknown): unknown => (answer instanceof TextAnswer ? reply.headers(answer.headers).send(answer.text) : answer);

const isParams = (value: unknown): value is Record<string, string> => typeof value === 'object' && value !== null;

const callOf = (request: FastifyRequest, ownOf: ApiOptions['ownOf']): Call => ({
  params: isParams(request.params) ? request.params : {},
  body: request.body,
  query: request.query,
  accept: request.headers.accept,
  origin: request.headers.origin,
  own: ownOf(request),
  address: networkOf(request.ip),
});
