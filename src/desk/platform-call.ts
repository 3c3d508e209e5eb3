/**
 * One HTTP call to the platform and its answer: parsed, or a SegueError with the platform's code. Knows no address.
 */
import * as v from 'valibot';
import { ErrorBodySchema, isErrorCode, SegueError, type ErrorCode } from '../protocol/index.js';

export type Fetch = (input: string, init: RequestInit) => Promise<Response>;

/** @throws SegueError `unreachable`, the code that the platform gave, or one that its status stands for */
export async function callPlatform<T>(fetch: Fetch, schema: v.GenericSchema<unknown, T>, url: string, init: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (origin) {
    throw new SegueError('unreachable', undefined, { origin });
  }
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw refusalOf(response.status, body);
  const parsed = v.safeParse(schema, body);
  if (!parsed.success) throw new SegueError('internal', 'The platform’s answer does not fit its schema.');
  return parsed.output;
}

function refusalOf(status: number, body: unknown): SegueError {
  const error = v.safeParse(ErrorBodySchema, body);
  if (!error.success) return new SegueError(codeOf(status));
  return new SegueError(isErrorCode(error.output.code) ? error.output.code : codeOf(status), error.output.message);
}

function codeOf(status: number): ErrorCode {
  if (status === 401 || status === 400) return 'login-failed';
  return status === 429 ? 'rate-limited' : 'internal';
}
