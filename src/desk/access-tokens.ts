/**
 * The access token of the signed-in agent, renewed where the identity provider gave the means.
 *
 * Knows when a token is near its end, and that those who ask at once share one renewal. What renews lives in memory alone:
 * after a reload the last access token is good until it ends, then the agent signs in again.
 */
import { SegueError, type Clock, type SignInWay } from '../protocol/index.js';
import type { Fetch } from './platform-call.js';
import { requestGrant, type Granted } from './provider-tokens.js';
import type { Kept } from './signed-in.js';

/** Renewed this long before its end, in milliseconds. */
const earlyMs = 10_000;

export interface AccessTokensOptions {
  readonly kept: Kept;
  readonly clock: Clock;
  /** Absent: this token is all there is. */
  readonly renewal?: { readonly fetch: Fetch; readonly way: SignInWay; readonly refreshToken: string };
}

export class AccessTokens {
  readonly #clock: Clock;
  #kept: Kept;
  #renewal: AccessTokensOptions['renewal'];
  #renewing: Promise<string> | undefined;
  /** Heard with each renewed token. */
  onRenewed: (kept: Kept) => void = () => undefined;

  constructor({ kept, clock, renewal }: AccessTokensOptions) {
    this.#kept = kept;
    this.#clock = clock;
    this.#renewal = renewal;
  }

  get kept(): Kept {
    return this.#kept;
  }

  /**
   * A token that holds. `renew`: the platform refused the last one.
   * @throws SegueError `token-expired`: sign in again; `unreachable`: the provider could not be asked
   */
  async get(renew = false): Promise<string> {
    if (this.#renewal === undefined) {
      if (renew) throw new SegueError('token-expired');
      return this.#kept.token;
    }
    if (!renew && this.#kept.expiresAt - earlyMs > this.#clock.now()) return this.#kept.token;
    this.#renewing ??= this.#renew(this.#renewal).finally(() => {
      this.#renewing = undefined;
    });
    return this.#renewing;
  }

  async #renew(renewal: NonNullable<AccessTokensOptions['renewal']>): Promise<string> {
    const granted = await requestGrant(renewal.fetch, renewal.way, { grant_type: 'refresh_token', refresh_token: renewal.refreshToken }).catch((origin: unknown) => {
      throw new SegueError('unreachable', undefined, { origin });
    });
    if (granted === undefined) throw new SegueError('token-expired');
    this.#kept = keptOf(this.#kept.platform, granted, this.#clock);
    this.#renewal = { ...renewal, refreshToken: granted.refresh_token ?? renewal.refreshToken };
    this.onRenewed(this.#kept);
    return this.#kept.token;
  }
}

/** What a grant is worth from now on. */
export const keptOf = (platform: string, { access_token: token, expires_in: seconds }: Pick<Granted, 'access_token' | 'expires_in'>, clock: Clock): Kept => ({
  platform,
  token,
  expiresAt: clock.now() + seconds * 1000,
});
