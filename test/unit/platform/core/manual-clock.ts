/** A clock that the test moves; timers run in the order of their moments. */
import type { Clock } from '../../../../src/protocol/clock.js';

export class ManualClock implements Clock {
  #now: number;
  readonly #timers = new Set<{ readonly due: number; readonly task: () => void }>();

  constructor(now = Date.parse('2026-03-02T09:00:00.000Z')) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  after(ms: number, task: () => void): () => void {
    const timer = { due: this.#now + ms, task };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Moves on by `ms`; `settled` is awaited after each moment at which timers ran. */
  async advance(ms: number, settled: () => Promise<void>): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      const due = [...this.#timers].filter((it) => it.due <= end).sort((a, b) => a.due - b.due);
      const first = due[0];
      if (!first) break;
      this.#now = Math.max(this.#now, first.due);
      this.#timers.delete(first);
      first.task();
      await settled();
    }
    this.#now = end;
  }

  /** As when a machine's clock is corrected. */
  setBack(ms: number): void {
    this.#now -= ms;
  }
}
