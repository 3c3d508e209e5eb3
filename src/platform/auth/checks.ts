/**
 * A narrow way for costly work: few at once, a bounded queue behind them, and a clear no beyond it.
 *
 * scrypt runs on the pool of threads that files and signatures need too (four of them): as many checks as there are sign-ins
 * would stall everybody else's tokens and pages. Knows counts and order; does not know what a check is.
 */
import { SegueError } from '../../protocol/error.js';

export interface ChecksOptions {
  /** Checks at once. */
  readonly atOnce: number;
  /** Checks that may wait for their turn. */
  readonly waiting: number;
}

/** About the time in which a full queue has emptied itself. */
const retryAfterMs = 5_000;

export class Checks {
  readonly #options: ChecksOptions;
  readonly #queue: (() => void)[] = [];
  #running = 0;

  constructor(options: ChecksOptions) {
    this.#options = options;
  }

  /** Runs the check in its turn and settles as it does. Rejects with `rate-limited` when the queue is full. */
  async run<T>(check: () => Promise<T>): Promise<T> {
    await this.#turn();
    try {
      return await check();
    } finally {
      const next = this.#queue.shift();
      // The turn is handed on, so nobody who comes in between takes it.
      if (next) next();
      else this.#running -= 1;
    }
  }

  #turn(): Promise<void> {
    if (this.#running < this.#options.atOnce) {
      this.#running += 1;
      return Promise.resolve();
    }
    if (this.#queue.length >= this.#options.waiting) {
      return Promise.reject(new SegueError('rate-limited', 'Too many sign-ins at once; try again in a moment.', { retryAfterMs }));
    }
    return new Promise((resolve) => this.#queue.push(resolve));
  }
}
