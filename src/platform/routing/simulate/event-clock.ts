/**
 * A clock without time of its own: it jumps from one timer to the next.
 *
 * Knows timers in the order of their moments (a binary heap; of the same moment, first set first). Whoever drives it waits
 * for the work of a moment to end before the next one comes, so a run depends on nothing but its timers.
 */
import type { CancelTimer, Clock } from '../../../protocol/clock.js';

interface Timer {
  readonly due: number;
  readonly order: number;
  task: (() => void) | undefined;
}

const sooner = (a: Timer, b: Timer): boolean => a.due < b.due || (a.due === b.due && a.order < b.order);

export class EventClock implements Clock {
  readonly #heap: Timer[] = [];
  #now: number;
  #orders = 0;

  constructor(start: number) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  after(ms: number, task: () => void): CancelTimer {
    return this.at(this.#now + Math.max(0, ms), task);
  }

  at(due: number, task: () => void): CancelTimer {
    const timer: Timer = { due, order: (this.#orders += 1), task };
    this.#push(timer);
    // Where it stands in the heap nobody knows: it goes when its moment comes.
    return () => {
      timer.task = undefined;
    };
  }

  /** Goes on to the next timer of at most `until` and runs it; false when there is none. */
  step(until: number): boolean {
    for (let first = this.#heap[0]; first && first.due <= until; first = this.#heap[0]) {
      this.#pop();
      const { task } = first;
      if (!task) continue;
      this.#now = Math.max(this.#now, first.due);
      task();
      return true;
    }
    return false;
  }

  #push(timer: Timer): void {
    const heap = this.#heap;
    let at = heap.push(timer) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = heap[above];
      if (!parent || !sooner(timer, parent)) break;
      heap[at] = parent;
      at = above;
    }
    heap[at] = timer;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let at = 0;
    for (;;) {
      const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]];
      if (!left) break;
      const [child, place] = right && sooner(right, left) ? [right, 2 * at + 2] : [left, 2 * at + 1];
      if (!sooner(child, last)) break;
      heap[at] = child;
      at = place;
    }
    heap[at] = last;
  }
}
