/**
 * Signing in with an identity provider: to its page and back, by authorization code with PKCE (RFC 6749 4.1, RFC 7636).
 *
 *   go ──▶ (the provider's page) ──▶ returned ──▶ exchange ──▶ tokens
 *
 * Knows the two addresses and what has to be kept between them, in this tab alone and until it comes back. Does not know
 * the platform's answer to the token, nor how anything is drawn. Failures are SignOnErrors.
 */
import * as v from 'valibot';
import { SignInWaysSchema, type SignInWay } from '../protocol/index.js';
import type { KeyValueStorage } from '../session/index.js';
import type { PageAddress } from './page-address.js';
import { challengeOf, randomText, type KeyCrypto } from './pkce.js';
import type { Fetch } from './platform-call.js';
import { nonceOf, requestGrant, type Granted } from './provider-tokens.js';
import { SignOnError } from './sign-on-error.js';

const key = 'segue.desk.sign-on';
/** Tells our answers from those to the host page's own questions. */
const stateMark = 'segue-desk.';

const PendingSchema = v.object({
  platform: v.string(),
  state: v.string(),
  nonce: v.string(),
  verifier: v.string(),
  redirectUri: v.string(),
  /** The address to be in the bar again afterwards. */
  page: v.string(),
  way: SignInWaysSchema.entries.signIns.item,
});
type Pending = v.InferOutput<typeof PendingSchema>;

export interface SingleSignOnPorts {
  readonly fetch: Fetch;
  readonly storage: KeyValueStorage | undefined;
  readonly address: PageAddress;
  readonly crypto: KeyCrypto;
}

/** What the provider sent the agent back with. */
export type Returned = { readonly kind: 'code'; readonly code: string; readonly pending: Pending } | { readonly kind: 'failed'; readonly error: SignOnError };

/** Leaves the page for the provider's. */
export async function goToProvider({ storage, address, crypto }: SingleSignOnPorts, platform: string, way: SignInWay): Promise<void> {
  const verifier = randomText(crypto);
  const challenge = await challengeOf(crypto, verifier);
  if (challenge === undefined) throw new SignOnError('not-secure');
  const here = new URL(address.href);
  const pending: Pending = {
    platform, verifier, way, page: here.href,
    state: stateMark + randomText(crypto),
    nonce: randomText(crypto),
    redirectUri: here.origin + here.pathname,
  };
  keep(storage, pending);
  const there = new URL(way.authorizationUrl);
  const query = {
    response_type: 'code', client_id: way.clientId, redirect_uri: pending.redirectUri, scope: way.scope,
    state: pending.state, nonce: pending.nonce, code_challenge: challenge, code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(query)) there.searchParams.set(name, value);
  address.go(there.href);
}

/** Takes the provider's answer out of the address; undefined when there is none, or none of ours. */
export function returned({ storage, address }: SingleSignOnPorts, platform: string): Returned | undefined {
  const here = new URL(address.href);
  const { searchParams: query } = here;
  const state = query.get('state');
  const code = query.get('code');
  if (!state?.startsWith(stateMark) || (code === null && !query.has('error'))) return undefined;
  const pending = take(storage);
  if (pending?.state !== state || pending.platform !== platform) {
    address.replace(here.origin + here.pathname + here.hash);
    return failed(new SignOnError('stale'));
  }
  address.replace(pending.page);
  const { issuer, name } = pending.way;
  // RFC 9207: not another provider's answer, sent here under this one's name.
  if ((query.get('iss') ?? issuer) !== issuer) return failed(new SignOnError('stale', name));
  return code === null ? failed(new SignOnError('refused', name)) : { kind: 'code', code, pending };
}

/** The code for tokens. */
export async function exchange({ fetch }: Pick<SingleSignOnPorts, 'fetch'>, code: string, { way, redirectUri, verifier, nonce }: Pending): Promise<Granted> {
  const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier };
  const granted = await requestGrant(fetch, way, form).catch(() => {
    throw new SignOnError('unreachable', way.name);
  });
  if (granted === undefined) throw new SignOnError('refused', way.name);
  if (granted.id_token !== undefined && nonceOf(granted.id_token) !== nonce) throw new SignOnError('stale', way.name);
  return granted;
}

const failed = (error: SignOnError): Returned => ({ kind: 'failed', error });

/** Without it the answer could not be told from a stranger's, so a refusal of the browser ends it here. */
function keep(storage: KeyValueStorage | undefined, pending: Pending): void {
  try {
    if (storage === undefined) throw new SignOnError('no-storage');
    storage.setItem(key, JSON.stringify(pending));
  } catch {
    throw new SignOnError('no-storage');
  }
}

/** Once: a second answer finds nothing. */
function take(storage: KeyValueStorage | undefined): Pending | undefined {
  try {
    const text = storage?.getItem(key) ?? null;
    storage?.removeItem(key);
    const pending = v.safeParse(PendingSchema, text === null ? undefined : JSON.parse(text));
    return pending.success ? pending.output : undefined;
  } catch {
    return undefined;
  }
}
