/**
 * HTTP requests made up from the endpoints' own table, and what must hold of every answer.
 *
 * No fault of the platform's, the status that the code's table names, a body that fits the endpoint's schema, and nothing
 * that the caller has no business to read.
 */
import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import * as v from 'valibot';
import type { Endpoint } from '../../../../src/platform/edge/endpoint.js';
import type { Chance } from '../../../../src/platform/routing/simulate/chance.js';
import { errorCodes } from '../../../../src/protocol/error.js';
import { ErrorBodySchema } from '../../../../src/protocol/http.js';
import { mutated, torn } from './mutations.js';
import type { IdsFor, Samples } from './samples.js';
import { marksIn } from './visitor.js';

export interface Asking {
  readonly endpoint: Endpoint;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

export interface Caller {
  readonly name: string;
  readonly token: string | undefined;
  readonly mayRead: (contactId: string) => boolean;
}

const strangeParts = ['', '..', '%2e%2e', '%', '%zz', 'a%00b', '__proto__', 'x'.repeat(3_000), "'", '%E0%A4%A', ' '];

/** A request for an endpoint of the table: most with what it wants, some with what it does not. */
export function madeUp(endpoint: Endpoint, caller: Caller, { chance, samples, ids }: { chance: Chance; samples: Samples; ids: IdsFor }): Asking {
  const url = chance.one([endpoint.url, ...(endpoint.aliases ?? [])]) ?? endpoint.url;
  const path = url.replaceAll(/:(\w+)/g, (_, name: string) => (chance.happens(0.1) ? (chance.one(strangeParts) ?? '') : encodeURIComponent(chance.one(ids(name)) ?? 'none')));
  const query = chance.happens(0.15) ? `?${chance.one(['a=b', 'limit=-1', 'interval=x', 'from=2026-03-02T00:00:00Z&to=2026-03-03T00:00:00Z', '__proto__=1', '%']) ?? ''}` : '';
  const sample = endpoint.body ? samples.of(endpoint.body) : chance.happens(0.1) ? { surprise: true } : undefined;
  const draw = chance.fraction();
  const value = draw < 0.5 ? sample : mutated(sample, chance);
  const text = value === undefined ? undefined : JSON.stringify(value);
  const type = chance.happens(0.9) ? 'application/json' : (chance.one(['application/x-www-form-urlencoded', 'text/plain', 'application/xml', 'multipart/form-data', '']) ?? '');
  const token = chance.happens(0.05) ? chance.one(['', 'none', 'a.b.c', `${caller.token ?? 'x'}x`]) : caller.token;
  return {
    endpoint, path: path + query, body: endpoint.method === 'GET' || text === undefined ? undefined : draw > 0.9 ? torn(text, chance) : text,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(text === undefined || type === '' ? {} : { 'content-type': type }),
      ...(chance.happens(0.7) ? { origin: chance.one(['https://shop.example', 'https://other.example', 'null', 'https://evil.example', 'x']) ?? '' } : {}),
    },
  };
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

export class Requests {
  readonly #agent = new HttpAgent({ keepAlive: true, maxSockets: 1 });

  constructor(private readonly port: number) {}

  /** What is wrong with the answer, if anything. */
  async ask(asking: Asking, caller: Caller): Promise<string | undefined> {
    const answer = await this.#send(asking);
    const fault = judged(asking, caller, answer);
    return fault && `${asking.endpoint.method} ${asking.path.slice(0, 200)} by ${caller.name}: ${fault}`;
  }

  #send({ endpoint, path, headers, body }: Asking): Promise<Answer> {
    return new Promise((resolve, reject) => {
      // As a client writes it: an address that no URL parser has put in order.
      const asked = httpRequest({ port: this.port, host: '127.0.0.1', agent: this.#agent, method: endpoint.method, path: path.replaceAll(' ', '+'), headers }, (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (part: string) => (text += part));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
      });
      asked.on('error', reject);
      asked.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

function judged({ endpoint }: Asking, caller: Caller, { status, text }: Answer): string | undefined {
  const foreign = marksIn(text).find((contactId) => !caller.mayRead(contactId));
  if (foreign !== undefined) return `the answer carries what somebody wrote in ${foreign}`;
  if (status >= 500) return `answered with ${status} ${text.slice(0, 200)}`;
  if (status === 200) {
    const answered = v.safeParse(endpoint.answer, parsedOf(text));
    return answered.success ? undefined : `the answer does not fit: ${answered.issues.map((it) => `${v.getDotPath(it) ?? ''} ${it.message}`).join('; ').slice(0, 300)}`;
  }
  const error = v.safeParse(ErrorBodySchema, parsedOf(text));
  if (!error.success) return `an error without a body of ours: ${status} ${text.slice(0, 200)}`;
  const { code } = error.output;
  if (!(code in errorCodes)) return `an unknown code ${code}`;
  const known: Readonly<Record<string, { readonly status: number }>> = errorCodes;
  return known[code]?.status === status ? undefined : `${code} came with status ${status}`;
}

function parsedOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
