/**
 * When inboxes are told of what somebody in line has written: soon, not at every word. So are the many desks of a large
 * team of who comes into line and leaves it (inbox.ts); rings never wait for this.
 *
 * Knows one timer. What it tells late is nothing that a restart must remember: a desk that connects gets its inbox. Does
 * not know inboxes.
 */
import type { CancelTimer, Clock } from '../../protocol/clock.js';

/** How long a change of places may take to reach the customers. */
export const placeDelayMs = 1_000;
/** How long a text in line may take to reach the inboxes. */
export const inboxDelayMs = 500;

export class InboxDelay {
  #timer: CancelTimer | undefined;
  #closed = false;

  constructor(
    private readonly clock: Clock,
    private readonly tell: () => void,
    private readonly delayMs = inboxDelayMs,
  ) {}

  soon(): void {
    if (this.#closed) return;
    this.#timer ??= this.clock.after(this.delayMs, () => {
      this.#timer = undefined;
      this.tell();
    });
  }

  close(): void {
    this.#closed = true;
    this.#timer?.();
    this.#timer = undefined;
  }
}
