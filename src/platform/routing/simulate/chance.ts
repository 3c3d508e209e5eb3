/**
 * Chance that can be had again: a stream of numbers that a seed decides.
 *
 * Knows mulberry32 (https://gist.github.com/tommyettinger/46a874533244883189143505d203312c) and what is drawn from its
 * numbers. A run with the same seed is the same run, on every machine. Not for secrets.
 */
export class Chance {
  #state: number;

  /** Seeds that differ in one bit already give streams of their own. */
  constructor(readonly seed: number) {
    this.#state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
  }

  /** At least 0, below 1; 32 bits of it. */
  fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from 0 to below `end`. */
  below(end: number): number {
    return Math.floor(this.fraction() * end);
  }

  happens(share: number): boolean {
    return this.fraction() < share;
  }

  /** One of them; `undefined` of none. */
  one<T>(of: readonly T[]): T | undefined {
    return of[this.below(of.length)];
  }

  /** Exponentially distributed: the time to the next of events that know nothing of each other. */
  exponential(mean: number): number {
    return -mean * Math.log(1 - this.fraction());
  }

  /** Normally distributed, mean 0 and deviation 1 (Box and Muller 1958). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.fraction())) * Math.cos(2 * Math.PI * this.fraction());
  }

  /** A stream of its own, which depends on the seed and the name alone. */
  branch(name: string): Chance {
    let mixed = this.seed;
    for (const letter of name) mixed = Math.imul(mixed ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
    return new Chance(mixed);
  }
}
