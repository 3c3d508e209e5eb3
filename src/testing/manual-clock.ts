/**
 * A clock that stands still until a test moves it.
 *
 * Knows every timer that was started and runs those that come due, in order, each at its own moment. A timer started by
 * another one runs within the same `advance` if it comes due in it.
 */
import type { Clock } from '../protocol/index.js';

export interface ManualClock extends Clock {
  /** Moves time on by `ms` and runs what comes due. */
  advance(ms: number): void;
  /** The same, and lets promises settle between one timer and the next. */
  run(ms: number): Promise<void>;
  /** Moves time on without running anything: the machine slept. `advance(0)` then runs what is overdue. */
  sleep(ms: number): void;
  /** How many timers wait. */
  readonly waiting: number;
  /** Milliseconds until the next timer, undefined without one. */
  readonly nextIn: number | undefined;
}

interface Timer {
  readonly at: number;
  readonly task: () => void;
}

/** Lets everything that is ready to settle, settle. */
const promises = (): Promise<void> => new Promise((settled) => setTimeout(settled, 0));

class StandingClock implements ManualClock {
  private readonly timers = new Set<Timer>();

  constructor(private time: number) {}

  get waiting(): number {
    return this.timers.size;
  }

  get nextIn(): number | undefined {
    const timer = this.first(Infinity);
    return timer && timer.at - this.time;
  }

  now(): number {
    return this.time;
  }

  after(ms: number, task: () => void): () => void {
    const timer = { at: this.time + Math.max(0, ms), task };
    this.timers.add(timer);
    return () => void this.timers.delete(timer);
  }

  advance(ms: number): void {
    const end = this.time + ms;
    for (let due = this.first(end); due; due = this.first(end)) this.fire(due);
    this.time = Math.max(this.time, end);
  }

  async run(ms: number): Promise<void> {
    const end = this.time + ms;
    await promises();
    for (let due = this.first(end); due; due = this.first(end)) {
      this.fire(due);
      await promises();
    }
    this.time = Math.max(this.time, end);
  }

  sleep(ms: number): void {
    this.time += ms;
  }

  /** The earliest timer up to `end`; among equals the one started first. */
  private first(end: number): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.timers) if (timer.at <= end && (!first || timer.at < first.at)) first = timer;
    return first;
  }

  private fire(timer: Timer): void {
    this.timers.delete(timer);
    this.time = Math.max(this.time, timer.at);
    timer.task();
  }
}

/** A clock at `start` (milliseconds since the epoch; default 2026-01-01, 12:00 UTC). */
export const manualClock = (start: number = Date.UTC(2026, 0, 1, 12)): ManualClock => new StandingClock(start);
