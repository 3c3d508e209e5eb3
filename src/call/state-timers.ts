/**
 * The timers of a state, on a clock: what is due is armed, what is not any more is disarmed.
 *
 * Knows names and due times; which state has which is in deadlines.ts.
 */
import type { CancelTimer, Clock } from '../protocol/index.js';
import type { TimerName } from './machine-event.js';

const names = ['attempt', 'restart', 'budget'] as const satisfies readonly TimerName[];

export class StateTimers {
  private readonly armed = new Map<TimerName, { readonly due: number; readonly cancel: CancelTimer }>();

  constructor(
    private readonly clock: Clock,
    private readonly ring: (name: TimerName) => void,
  ) {}

  /** @param due Local clock, for each timer that the state has. */
  set(due: Partial<Record<TimerName, number>>): void {
    for (const name of names) {
      const at = due[name];
      const timer = this.armed.get(name);
      if (timer?.due === at) continue;
      timer?.cancel();
      this.armed.delete(name);
      if (at !== undefined) this.arm(name, at);
    }
  }

  get size(): number {
    return this.armed.size;
  }

  private arm(name: TimerName, due: number): void {
    const cancel = this.clock.after(Math.max(0, due - this.clock.now()), () => {
      this.armed.delete(name);
      this.ring(name);
    });
    this.armed.set(name, { due, cancel });
  }
}
