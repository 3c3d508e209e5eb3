/**
 * The offer that is still unanswered: said again after a while, a few times, and then given up.
 *
 * An offer can be delivered and its answer still never come, as when a page goes between the two; simple-peer would wait
 * for ever and only queue the next one. Knows nothing of what an offer says.
 */
import type { CancelTimer, Clock } from '../protocol/index.js';

export interface OpenOfferOptions {
  readonly clock: Clock;
  /** Between two times that it is said, in milliseconds. */
  readonly ms: number;
  /** Whether it still is unanswered. */
  readonly open: () => boolean;
  /** Whether it was heard and could be answered; until then another will help no more, and the time does not count. */
  readonly answerable: () => boolean;
  readonly givenUp: () => void;
}

/** Times that an offer is said again. */
export const repeats = 3;

export class OpenOffer {
  private cancel: CancelTimer | undefined;

  constructor(private readonly options: OpenOfferOptions) {}

  /** The offer went out; `say` does that again. */
  sent(say: () => void): void {
    this.wait(say, repeats);
  }

  close(): void {
    this.cancel?.();
    this.cancel = undefined;
  }

  private wait(say: () => void, left: number): void {
    const { clock, ms, open, answerable, givenUp } = this.options;
    this.close();
    this.cancel = clock.after(ms, () => {
      if (!open()) return;
      if (!answerable()) this.wait(say, left);
      else if (left === 0) givenUp();
      else {
        say();
        this.wait(say, left - 1);
      }
    });
  }
}
