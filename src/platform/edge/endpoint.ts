/**
 * An endpoint of the HTTP API as data: where it is, who may call it, what goes in and out.
 *
 * The server registers what the list in endpoints/index.ts holds, the OpenAPI document describes it, and a test asks each of
 * them as every role. Knows nothing of fastify.
 */
import * as v from 'valibot';
import { SegueError, type ErrorCode } from '../../protocol/error.js';
import type { Identity } from '../auth/identity.js';
import type { Scope } from '../auth/scopes.js';
import { describeIssue } from '../flows/issue.js';

/** One request, as an endpoint sees it. */
export interface Call {
  readonly params: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** What follows the `?`: texts, and lists of them where a name comes again. */
  readonly query: unknown;
  /** The Accept header. */
  readonly accept: string | undefined;
  /** The Origin header. */
  readonly origin: string | undefined;
  /** The platform's own origin, as this request reached it. */
  readonly own: string;
  /** The caller's network address. */
  readonly address: string;
}

interface Described {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** With `:name` parameters. */
  readonly url: string;
  /** Other addresses of the same thing. */
  readonly aliases?: readonly string[];
  readonly summary: string;
  readonly body?: v.GenericSchema;
  /** An object with a property for each parameter of the query. */
  readonly query?: v.GenericSchema;
  readonly answer: v.GenericSchema;
  /** Media types that it answers beside JSON. */
  readonly produces?: readonly string[];
  /** Codes that this endpoint answers beside those that all have. */
  readonly errors?: readonly ErrorCode[];
  /** Requests of one address per minute; default is that of all endpoints. */
  readonly limit?: 'guestTokensPerMinute';
}

export type Endpoint =
  | (Described & { readonly access: 'public'; run(call: Call): Promise<unknown> })
  | (Described & { readonly access: Scope; run(call: Call, who: Identity): Promise<unknown> });

/** The body as `schema` says, or an error whose message names the path and never the value. */
export function readBody<S extends v.GenericSchema>(schema: S, body: unknown, code: 'bad-frame' | 'bad-config' = 'bad-frame'): v.InferOutput<S> {
  const parsed = v.safeParse(schema, body);
  if (!parsed.success) throw new SegueError(code, describeIssue(parsed.issues, '(body)'));
  return parsed.output;
}

/** The query as `schema` says, or an error whose message names the parameter and never the value. */
export function readQuery<S extends v.GenericSchema>(schema: S, query: unknown): v.InferOutput<S> {
  const parsed = v.safeParse(schema, query);
  if (!parsed.success) throw new SegueError('bad-frame', describeIssue(parsed.issues, '(query)'));
  return parsed.output;
}

/** An answer that is not JSON. */
export class TextAnswer {
  constructor(
    readonly text: string,
    /** With `content-type`. */
    readonly headers: Readonly<Record<string, string>>,
  ) {}
}

/** A parameter of the address. */
export function param(call: Call, name: string): string {
  const value = call.params[name];
  if (value === undefined) throw new SegueError('not-found');
  return value;
}
