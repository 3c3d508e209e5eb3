/**
 * A brake on guessing: failed sign-ins per key, forgotten as time passes.
 *
 * Knows counts only. The caller picks the keys: an address with a login, which a stranger elsewhere cannot use up, and with
 * more patience an address alone, behind which a whole office may sit.
 */
import type { Clock } from '../../protocol/clock.js';

export interface AttemptsOptions {
  readonly clock: Clock;
  /** Failures before the brake holds. */
  readonly allowed: number;
  /** Milliseconds for one failure to be forgotten. Default 60 s. */
  readonly forgetMs?: number;
}

/** More keys than that at once is an attack by itself; the oldest are dropped. */
const mostKeys = 50_000;

export class Attempts {
  readonly #clock: Clock;
  readonly #allowed: number;
  readonly #forgetMs: number;
  /** When each key's failures will all be forgotten, if no more come. */
  readonly #clearAt = new Map<string, number>();

  constructor({ clock, allowed, forgetMs = 60_000 }: AttemptsOptions) {
    this.#clock = clock;
    this.#allowed = allowed;
    this.#forgetMs = forgetMs;
  }

  /** Milliseconds to wait before another try; 0: go ahead. */
  waitMs(key: string): number {
    return Math.max(0, (this.#clearAt.get(key) ?? 0) - this.#clock.now() - (this.#allowed - 1) * this.#forgetMs);
  }

  /** Counts a failure; counted before the password is checked, it holds for guesses in parallel too. */
  count(key: string): void {
    const before = Math.max(this.#clearAt.get(key) ?? 0, this.#clock.now());
    // Deleting first moves the key to the end, so the map's order is that of use.
    this.#clearAt.delete(key);
    this.#clearAt.set(key, before + this.#forgetMs);
    while (this.#clearAt.size > mostKeys) this.#clearAt.delete(this.#clearAt.keys().next().value ?? '');
  }

  /** Takes one failure back. */
  uncount(key: string): void {
    const clearAt = this.#clearAt.get(key);
    if (clearAt !== undefined) this.#clearAt.set(key, clearAt - this.#forgetMs);
  }

  /** Forgets all of the key's failures. */
  clear(key: string): void {
    this.#clearAt.delete(key);
  }
}
