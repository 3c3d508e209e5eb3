/**
 * Typing, both ways: who types over there, and telling them that somebody types here.
 *
 * Knows that "is typing" is never taken back reliably, so that it expires here 6 s after it was last heard, and that a
 * keystroke is not worth a frame: one every 3 s is enough to keep the other side's from expiring.
 */
import type { CancelTimer, Clock } from '../protocol/index.js';

const expiryMs = 6_000;
const repeatMs = 3_000;

export class TypingHeard {
  private readonly timers = new Map<string, CancelTimer>();

  /** `expired` is called with the contact on which nobody types any more. */
  constructor(private readonly clock: Clock, private readonly expired: (contactId: string) => void) {}

  heard(contactId: string, on: boolean): void {
    this.timers.get(contactId)?.();
    this.timers.delete(contactId);
    if (!on) return;
    this.timers.set(contactId, this.clock.after(expiryMs, () => {
      this.timers.delete(contactId);
      this.expired(contactId);
    }));
  }

  stop(): void {
    for (const cancel of this.timers.values()) cancel();
    this.timers.clear();
  }
}

export class TypingTold {
  /** When each contact was last told that somebody types here. */
  private readonly toldAt = new Map<string, number>();

  constructor(private readonly clock: Clock, private readonly tell: (contactId: string, on: boolean) => boolean) {}

  typing(contactId: string, on: boolean): void {
    const told = this.toldAt.get(contactId);
    const now = this.clock.now();
    if (on && (told === undefined || now - told >= repeatMs)) {
      if (this.tell(contactId, true)) this.toldAt.set(contactId, now);
    } else if (!on && told !== undefined) {
      this.toldAt.delete(contactId);
      if (now - told < expiryMs) this.tell(contactId, false);
    }
  }

  /** A message went out: the other side clears the mark by itself. */
  sent(contactId: string): void {
    this.toldAt.delete(contactId);
  }
}
