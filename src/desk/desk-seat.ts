/**
 * One tab works as the desk of an agent: two of them would ring twice, read for each other and open two cameras.
 *
 *   asking --free within a moment--> mine --another tab takes it--> lost
 *      '----not free----> none --take--> mine
 *
 * Knows the browser's locks and a name. A lock goes with its tab, however that ends; the moment is for a page that is being
 * loaded anew, whose former self may not have let go yet. What the tab does without the seat is the element's matter.
 */
import type { Clock } from '../protocol/index.js';

export interface Seat {
  /** Lets go of it; it is not told as lost. */
  leave(): void;
}

export interface Seats {
  /** `if-free`: undefined where another tab has it. `take`: from whoever has it. `onLost`: another tab took it. */
  claim(name: string, how: 'if-free' | 'take', onLost: () => void): Promise<Seat | undefined>;
}

/** As much of the browser's LockManager as counts here. */
export interface SeatLocks {
  request(name: string, options: { readonly signal?: AbortSignal; readonly steal?: boolean }, held: () => Promise<void>): Promise<unknown>;
}

/** How long a tab waits for one that is about to go. Milliseconds. */
const momentMs = 1_000;

export function lockSeats(locks: SeatLocks, clock: Clock): Seats {
  return {
    claim: (name, how, onLost) =>
      new Promise((resolve) => {
        const patience = new AbortController();
        const stop = how === 'take' ? undefined : clock.after(momentMs, () => patience.abort());
        let state: 'asking' | 'mine' | 'left' = 'asking';
        const held = (): Promise<void> =>
          new Promise((letGo) => {
            stop?.();
            state = 'mine';
            resolve({
              leave: () => {
                state = 'left';
                letGo();
              },
            });
          });
        locks.request(name, how === 'take' ? { steal: true } : { signal: patience.signal }, held).catch(() => {
          // The promise of a lock that was stolen rejects, and so does one whose patience is over.
          if (state === 'mine') onLost();
          else if (patience.signal.aborted) resolve(undefined);
          // A browser that gives no locks here is no reason not to work.
          else resolve({ leave: () => undefined });
          stop?.();
        });
      }),
  };
}
