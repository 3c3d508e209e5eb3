/**
 * Guest tokens: who a visitor is, from one dial to the next and from one visit to the next.
 *
 * Knows `POST /api/v2/guest-tokens` and the renewal, the secret that keeps customer and contact. Keeps the renewal in
 * localStorage under one key per deployment, and only once a token was asked for, which is after the visitor's act.
 * Does not judge a token's age: the platform alone does (close code 4401), so a wrong clock here does no harm.
 */
import * as v from 'valibot';
import { ErrorBodySchema, GuestTokenSchema, SegueError, type GuestToken, type GuestTokenRequest } from '../protocol/index.js';
import { refusalError } from './refusal.js';
import { browserStorage, storedValue, type KeyValueStorage, type StoredValue } from './storage.js';
import type { Grant, TokenSource } from './token-source.js';

/** A JWT that the site's backend signed for its signed-in customer; a function is asked each time a token is, so that it can be short-lived. */
export type IdentitySource = string | (() => string | undefined | Promise<string | undefined>);

export interface CustomerTokenOptions {
  /** The platform's address, for example `https://chat.example.com`. */
  readonly platform: string;
  readonly deploymentId: string;
  /** Default: localStorage where the browser gives it; `undefined` keeps nothing across visits. */
  readonly storage?: KeyValueStorage | undefined;
  /** What the page knows of the customer. */
  readonly customer?: GuestTokenRequest['customer'];
  /** Who the customer is, signed by the site's backend. Default: an anonymous guest. */
  readonly identity?: IdentitySource;
  /** Hash of the deployment's consent text, once the visitor has agreed to it on this page; see `fetchVisit`. */
  readonly consent?: () => string | undefined;
  /** Default: the browser's. */
  readonly fetch?: typeof fetch;
}

/** Codes that say the renewal, not the request, is at fault: without it the visitor begins anew. */
const renewalRefused = new Set(['token-invalid', 'token-expired', 'not-found']);

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
    const { token, contactId, widget, renewal, visit } = await this.ask(this.renewal.read());
    this.renewal.write(renewal);
    return (this.grant = { token, contactId, widget, visit });
  }

  forget(): void {
    this.grant = undefined;
    this.renewal.write(undefined);
  }

  /** @throws SegueError `unreachable` where the page could not tell: it is asked again */
  private async identity(): Promise<string | undefined> {
    const { identity } = this.options;
    if (typeof identity !== 'function') return identity;
    try {
      return await identity();
    } catch {
      throw new SegueError('unreachable', 'The page could not say who its customer is.');
    }
  }

  private async ask(renewal: string | undefined): Promise<GuestToken> {
    const { platform, deploymentId, customer, fetch: send = fetch } = this.options;
    const [identity, consent] = [await this.identity(), this.options.consent?.()];
    const request: GuestTokenRequest = { deploymentId, ...(renewal !== undefined && { renewal }), ...(customer && { customer }), ...(identity !== undefined && { identity }), ...(consent !== undefined && { consent }) };
    const response = await send(new URL('/api/v2/guest-tokens', platform).href, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      credentials: 'omit',
      body: JSON.stringify(request),
    }).catch(() => undefined);
    const body: unknown = await response?.json().catch(() => undefined);
    const grant = v.safeParse(GuestTokenSchema, body);
    if (response?.ok && grant.success) return grant.output;
    const refusal = v.safeParse(ErrorBodySchema, body);
    // No answer, or one that is not the platform's own: of a proxy, say.
    if (!refusal.success) throw new SegueError('unreachable');
    if (renewal !== undefined && renewalRefused.has(refusal.output.code)) return this.ask(undefined);
    throw refusalError(refusal.output);
  }
}

/** Tokens of a visitor of `deploymentId`. Asks the platform on the first `get`, never before. */
export const customerTokens = (options: CustomerTokenOptions): TokenSource => new CustomerTokens(options);
