/**
 * A brake on guessing: failed sign-ins per key, forgotten as time passes.
 *
 * Knows counts only. The caller picks the keys: an address alone, and an address with a login, so that a stranger cannot
 * lock somebody out from elsewhere.
 */
import type { Clock } from '../../protocol/clock.js';

export interface AttemptsOptions {
  readonly clock: Clock;
  /** Failures before the brake holds. Default 10. */
  readonly allowed?: number;
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

  constructor({ clock, allowed = 10, forgetMs = 60_000 }: AttemptsOptions) {
    this.#clock = clock;
    this.#allowed = allowed;
    this.#forgetMs = forgetMs;
  }

  /** Milliseconds to wait before another try of any of the keys; 0: go ahead. */
  waitMs(keys: readonly string[]): number {
    const now = this.#clock.now();
    return Math.max(0, ...keys.map((key) => (this.#clearAt.get(key) ?? 0) - now - (this.#allowed - 1) * this.#forgetMs));
  }

  failed(keys: readonly string[]): void {
    const now = this.#clock.now();
    for (const key of keys) {
      const before = Math.max(this.#clearAt.get(key) ?? 0, now);
      // Deleting first moves the key to the end, so the map's order is that of use.
      this.#clearAt.delete(key);
      this.#clearAt.set(key, before + this.#forgetMs);
    }
    while (this.#clearAt.size > mostKeys) this.#clearAt.delete(this.#clearAt.keys().next().value ?? '');
  }

  succeeded(key: string): void {
    this.#clearAt.delete(key);
  }
}
