/**
 * A rate with a burst: so many at once, so many per second in the long run.
 *
 * Knows counts and the clock; does not know what is counted.
 */
import type { Clock } from '../../protocol/clock.js';

export class TokenBucket {
  readonly #clock: Clock;
  readonly #perSecond: number;
  readonly #burst: number;
  #left: number;
  #at: number;

  constructor(clock: Clock, perSecond: number, burst: number) {
    this.#clock = clock;
    this.#perSecond = perSecond;
    this.#burst = burst;
    this.#left = burst;
    this.#at = clock.now();
  }

  /** Takes one. Returns 0, or the milliseconds after which there is one again (and takes none). */
  take(): number {
    this.#refill();
    if (this.#left >= 1) {
      this.#left -= 1;
      return 0;
    }
    return Math.ceil(((1 - this.#left) / this.#perSecond) * 1000);
  }

  /** Whether nothing is missing: a full bucket need not be remembered. */
  get full(): boolean {
    this.#refill();
    return this.#left >= this.#burst;
  }

  #refill(): void {
    const now = this.#clock.now();
    this.#left = Math.min(this.#burst, this.#left + (Math.max(0, now - this.#at) / 1000) * this.#perSecond);
    this.#at = now;
  }
}

/** Buckets by key; full ones are forgotten. */
export class TokenBuckets {
  readonly #make: () => TokenBucket;
  readonly #buckets = new Map<string, TokenBucket>();
  #sweepAt = 1_000;

  constructor(clock: Clock, perSecond: number, burst: number) {
    this.#make = () => new TokenBucket(clock, perSecond, burst);
  }

  take(key: string): number {
    const bucket = this.#buckets.get(key) ?? this.#make();
    this.#buckets.set(key, bucket);
    if (this.#buckets.size > this.#sweepAt) this.#sweep();
    return bucket.take();
  }

  /** Doubling the mark keeps the sweep's cost in proportion to the buckets made since. */
  #sweep(): void {
    for (const [key, bucket] of this.#buckets) if (bucket.full) this.#buckets.delete(key);
    this.#sweepAt = Math.max(1_000, this.#buckets.size * 2);
  }
}
