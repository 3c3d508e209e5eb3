/**
 * Guest tokens: who a visitor is, from one dial to the next and from one visit to the next.
 *
 * Knows `POST /api/v2/guest-tokens` and the renewal, the secret that keeps customer and contact. Keeps the renewal in
 * localStorage under one key per deployment, and only once a token was asked for, which is after the visitor's act.
 * Does not judge a token's age: the platform alone does (close code 4401), so a wrong clock here does no harm.
 */
import * as v from 'valibot';
import { ErrorBodySchema, GuestTokenSchema, SegueError, isErrorCode, type GuestToken, type GuestTokenRequest } from '../protocol/index.js';
import { browserStorage, storedValue, type KeyValueStorage, type StoredValue } from './storage.js';
import type { Grant, TokenSource } from './token-source.js';

export interface CustomerTokenOptions {
  /** The platform's address, for example `https://chat.example.com`. */
  readonly platform: string;
  readonly deploymentId: string;
  /** Default: localStorage where the browser gives it; `undefined` keeps nothing across visits. */
  readonly storage?: KeyValueStorage | undefined;
  /** What the page knows of the customer. */
  readonly customer?: GuestTokenRequest['customer'];
  /** Default: the browser's. */
  readonly fetch?: typeof fetch;
}

/** Codes that say the renewal, not the request, is at fault: without it the visitor begins anew. */
const renewalRefused = new Set(['token-invalid', 'token-expired', 'not-found']);

async function refusal(response: Response): Promise<SegueError> {
  const body = v.safeParse(ErrorBodySchema, await response.json().catch(() => undefined));
  if (!body.success) return new SegueError(response.status === 429 ? 'rate-limited' : response.status < 500 ? 'internal' : 'unreachable');
  const { code, message, retryAfterMs } = body.output;
  return new SegueError(isErrorCode(code) ? code : 'internal', message, retryAfterMs === undefined ? {} : { retryAfterMs });
}

class CustomerTokens implements TokenSource {
  private grant: Grant | undefined;
  private readonly renewal: StoredValue;

  constructor(private readonly options: CustomerTokenOptions) {
    const storage = 'storage' in options ? options.storage : browserStorage('localStorage');
    this.renewal = storedValue(storage, `segue.${options.deploymentId}`);
  }

  get known(): boolean {
    return this.renewal.read() !== undefined;
  }

  async get(renew: boolean): Promise<Grant> {
    if (this.grant && !renew) return this.grant;
    const { token, contactId, widget, renewal } = await this.askWithRenewal();
    this.renewal.write(renewal);
    this.grant = { token, contactId, widget };
    return this.grant;
  }

  forget(): void {
    this.grant = undefined;
    this.renewal.write(undefined);
  }

  private async askWithRenewal(): Promise<GuestToken> {
    const renewal = this.renewal.read();
    if (renewal === undefined) return this.ask({});
    try {
      return await this.ask({ renewal });
    } catch (error) {
      if (!(error instanceof SegueError) || !renewalRefused.has(error.code)) throw error;
      return this.ask({});
    }
  }

  private async ask(renewal: Pick<GuestTokenRequest, 'renewal'>): Promise<GuestToken> {
    const { platform, deploymentId, customer, fetch: ask = fetch } = this.options;
    const body: GuestTokenRequest = { deploymentId, ...renewal, ...(customer && { customer }) };
    const response = await ask(new URL('/api/v2/guest-tokens', platform).href, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      credentials: 'omit',
      body: JSON.stringify(body),
    }).catch((origin: unknown) => {
      throw new SegueError('unreachable', undefined, { origin });
    });
    if (!response.ok) throw await refusal(response);
    const answer = v.safeParse(GuestTokenSchema, await response.json().catch(() => undefined));
    if (!answer.success) throw new SegueError('internal', 'The answer is not a guest token.');
    return answer.output;
  }
}

/** Tokens of a visitor of `deploymentId`. Asks the platform on the first `get`, never before. */
export const customerTokens = (options: CustomerTokenOptions): TokenSource => new CustomerTokens(options);
