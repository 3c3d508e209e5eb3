import { describe, expect, it } from 'vitest';
import { lockSeats, type SeatLocks } from '../../../src/desk/desk-seat.js';
import { manualClock } from '../../../src/testing/index.js';

interface Wish {
  readonly run: () => void;
  readonly fail: () => void;
}

/** Locks as the browser has them: one holder, a queue, theft. */
class Locks implements SeatLocks {
  #holder: (() => void) | undefined;
  readonly #queue: Wish[] = [];

  request(_name: string, { signal, steal = false }: { readonly signal?: AbortSignal; readonly steal?: boolean }, held: () => Promise<void>): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const fail = (): void => reject(new Error('AbortError'));
      const run = (): void => {
        this.#holder = fail;
        void held().then(() => {
          resolve(undefined);
          this.#next();
        });
      };
      if (steal) this.#holder?.();
      if (steal || this.#holder === undefined) {
        run();
        return;
      }
      const wish = { run, fail };
      this.#queue.push(wish);
      signal?.addEventListener('abort', () => {
        this.#queue.splice(this.#queue.indexOf(wish), 1);
        fail();
      });
    });
  }

  #next(): void {
    this.#holder = undefined;
    this.#queue.shift()?.run();
  }
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const setup = () => {
  const clock = manualClock(0);
  return { clock, seats: lockSeats(new Locks(), clock) };
};
const nobody = (): void => {
  throw new Error('lost');
};

describe('the seat of an agent’s desk', () => {
  it('is the first tab’s, and no other’s while that is there', async () => {
    const { clock, seats } = setup();
    expect(await seats.claim('ana', 'if-free', nobody)).toBeDefined();
    const second = seats.claim('ana', 'if-free', nobody);
    clock.advance(1_000);
    expect(await second).toBeUndefined();
    expect(clock.waiting).toBe(0);
  });

  it('is had by a page that is loaded anew, whose former self lets go a moment later', async () => {
    const { clock, seats } = setup();
    const former = await seats.claim('ana', 'if-free', nobody);
    const anew = seats.claim('ana', 'if-free', nobody);
    clock.advance(400);
    former?.leave();
    expect(await anew).toBeDefined();
    expect(clock.waiting).toBe(0);
  });

  it('is taken by a tab that asks for it, and the other one hears so once', async () => {
    const { seats } = setup();
    let lost = 0;
    await seats.claim('ana', 'if-free', () => (lost += 1));
    const taker = await seats.claim('ana', 'take', nobody);
    await settled();
    expect(lost).toBe(1);
    taker?.leave();
    await settled();
    expect(await seats.claim('ana', 'if-free', nobody)).toBeDefined();
  });

  it('is not told as lost by who has left it', async () => {
    const { seats } = setup();
    (await seats.claim('ana', 'if-free', nobody))?.leave();
    await settled();
    expect(await seats.claim('ana', 'take', nobody)).toBeDefined();
    await settled();
  });

  it.each(['if-free', 'take'] as const)('is every tab’s where the browser gives no locks: %s', async (how) => {
    const clock = manualClock(0);
    const seats = lockSeats({ request: () => Promise.reject(new Error('SecurityError')) }, clock);
    const seat = await seats.claim('ana', how, nobody);
    expect(seat).toBeDefined();
    seat?.leave();
    expect(clock.waiting).toBe(0);
  });
});
