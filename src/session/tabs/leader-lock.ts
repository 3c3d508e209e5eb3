/**
 * One lock of the browser and this tab's place in it: in the queue, holding it, or neither.
 *
 * Knows that a request may be taken back only until it is granted, and that a lock can be taken away. Does not know what
 * holding it means.
 */
import type { Locks } from './tab-ports.js';

/** A lock that is held. */
export interface Hold {
  release(): void;
}

export interface LeaderLockOptions {
  readonly locks: Locks;
  readonly name: string;
  readonly granted: () => void;
  /** Another tab has taken it. */
  readonly robbed: () => void;
}

export class LeaderLock {
  private hold: Hold | undefined;
  private waiting: AbortController | undefined;

  constructor(private readonly options: LeaderLockOptions) {}

  /** Holds already what was taken before. */
  inherit(hold: Hold): void {
    this.hold = hold;
  }

  /** Gets into the queue; from within it, to its end. Nothing while it is held. */
  queue(): void {
    if (this.hold) return;
    const before = this.waiting;
    this.request(true);
    before?.abort();
  }

  /** Takes it from whoever holds it. */
  rob(): void {
    if (this.hold) return;
    const before = this.waiting;
    this.request(false);
    before?.abort();
  }

  /** Lets go of it, or of the place in the queue. */
  release(): void {
    this.hold?.release();
    this.hold = undefined;
    this.waiting?.abort();
    this.waiting = undefined;
  }

  private request(patient: boolean): void {
    const waiting = new AbortController();
    this.waiting = waiting;
    let mine: Hold | undefined;
    const held = (): Promise<void> =>
      new Promise((resolve) => {
        // Taken back, or asked for again, while it was being granted.
        if (this.waiting !== waiting) {
          resolve();
          return;
        }
        this.waiting = undefined;
        mine = { release: resolve };
        this.hold = mine;
        this.options.granted();
      });
    // A request that steals cannot be taken back.
    this.options.locks.request(this.options.name, patient ? { signal: waiting.signal } : { steal: true }, held).catch((error: unknown) => {
      if (mine && this.hold === mine) this.lose();
      // Taken by another tab before this one had it: without a place in the queue it would wait for good.
      else if (this.waiting === waiting && error instanceof DOMException && error.name === 'AbortError') this.request(true);
    });
  }

  /** The promise of a lock that was stolen rejects. */
  lose(): void {
    this.hold = undefined;
    this.options.robbed();
  }
}
