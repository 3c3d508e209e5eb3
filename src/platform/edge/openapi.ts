/**
 * The OpenAPI document of the HTTP API and the JSON Schemas of the configuration, made from the same schemas that parse.
 *
 * Knows how to describe an endpoint; does not know what any of them does.
 */
import { toJsonSchema, type ConversionConfig } from '@valibot/to-json-schema';
import type { FastifySchema } from 'fastify';
import type { GenericSchema } from 'valibot';
import { errorCodes, type ErrorCode } from '../../protocol/error.js';
import { ErrorBodySchema } from '../../protocol/http.js';
import { scopes, type Scope } from '../auth/scopes.js';
import type { Endpoint } from './endpoint.js';

/** Checks in code have no counterpart in JSON Schema; what is left out there is still checked. */
const lenient: ConversionConfig = { errorMode: 'ignore', typeMode: 'input' };

export type JsonSchemaDocument = Readonly<Record<string, unknown>>;

/** A schema as JSON Schema: of what is accepted, defaults not yet filled in. */
export function jsonSchemaOf(schema: GenericSchema): JsonSchemaDocument {
  const { $schema: _dialect, ...document } = toJsonSchema(schema, lenient);
  return document;
}

const common: readonly ErrorCode[] = ['bad-frame', 'frame-too-large', 'rate-limited', 'internal'];
const authentication: readonly ErrorCode[] = ['token-missing', 'token-invalid', 'token-expired', 'scope-missing'];

/** Error answers by status; several codes of one status share an answer whose description names them. */
function errorAnswers(codes: readonly ErrorCode[]): Record<string, unknown> {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) {
    const { status } = errorCodes[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const body = jsonSchemaOf(ErrorBodySchema);
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [String(status), { description: list.map((code) => `\`${code}\`: ${errorCodes[code].meaning}`).join(' '), ...body }]),
  );
}

const permissionOf = (scope: Scope): string => {
  const { permission } = scopes[scope];
  return permission === undefined ? `\`${scope}\`` : `\`${scope}\` (${permission})`;
};

/** What is told of an endpoint, or of a route that is none. */
export type Described = Pick<Endpoint, 'access' | 'summary' | 'body' | 'query' | 'answer' | 'produces' | 'errors'>;

/** JSON, and the other media types as text. */
function answerOf({ answer, produces = [] }: Described): Record<string, unknown> {
  const schema = jsonSchemaOf(answer);
  if (produces.length === 0) return { description: 'The answer.', ...schema };
  const others = produces.map((type) => [type, { schema: { type: 'string' } }]);
  return { description: 'The answer.', content: Object.fromEntries([['application/json', { schema }], ...others]) };
}

/** The schema that fastify's route carries and @fastify/swagger turns into an operation. */
export function routeSchema(endpoint: Described): FastifySchema {
  const { access, summary, body, query, errors = [] } = endpoint;
  const codes = [...new Set([...errors, ...common, ...(access === 'public' ? [] : authentication)])];
  return {
    summary,
    ...(access === 'public' ? { security: [] } : { description: `Needs the scope ${permissionOf(access)}.`, security: [{ bearer: [] }] }),
    ...(body ? { body: jsonSchemaOf(body) } : {}),
    ...(query ? { querystring: jsonSchemaOf(query) } : {}),
    response: { 200: answerOf(endpoint), ...errorAnswers(codes) },
  };
}

/** What the document says of the API as a whole. */
export const openapiOptions = (version: string) =>
  ({
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Segue platform', version, description: 'Messaging and video contacts. Errors are `{code, message}`; codes never change their meaning.' },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    },
  }) as const;
