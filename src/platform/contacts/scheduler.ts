/**
 * The scheduler: one timer for the earliest of all stored deadlines.
 *
 * Knows when to look. What is due it takes and handles one by one, each in a transaction of its own that also removes it,
 * so a deadline fires once, whatever happens in between. Does not know what deadlines mean.
 */
import type { CancelTimer, Clock } from '../../protocol/clock.js';

/** The longest sleep: a machine's suspended clock is looked at again at least this often. */
const longestMs = 3_600_000;
/** After a fault of the store: try again, not at once. */
const retryMs = 1_000;

export interface SchedulerOptions {
  readonly clock: Clock;
  /** Handles one due deadline; false when there is none. */
  readonly fireOne: () => Promise<boolean>;
  readonly nextDue: () => Promise<number | undefined>;
  readonly failed: (error: unknown) => void;
}

export class Scheduler {
  readonly #options: SchedulerOptions;
  #timer: { readonly due: number; readonly cancel: CancelTimer } | undefined;
  #running: Promise<void> | undefined;
  #closed = false;

  constructor(options: SchedulerOptions) {
    this.#options = options;
  }

  /** A deadline was set: look no later than then. */
  poke(due: number): void {
    if (this.#closed || (this.#timer !== undefined && this.#timer.due <= due)) return;
    this.#timer?.cancel();
    const wait = Math.min(Math.max(0, due - this.#options.clock.now()), longestMs);
    this.#timer = { due, cancel: this.#options.clock.after(wait, () => this.#look()) };
  }

  /** No further deadline fires; resolves when the one under way is done. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#timer?.cancel();
    this.#timer = undefined;
    await this.#running;
  }

  #look(): void {
    this.#timer = undefined;
    this.#running ??= this.#drain().finally(() => {
      this.#running = undefined;
    });
  }

  async #drain(): Promise<void> {
    try {
      while (!this.#closed && (await this.#options.fireOne()));
      if (this.#closed) return;
      const due = await this.#options.nextDue();
      if (due !== undefined) this.poke(due);
    } catch (error) {
      this.#options.failed(error);
      this.poke(this.#options.clock.now() + retryMs);
    }
  }
}
