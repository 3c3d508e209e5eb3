import { describe, expect, it } from 'vitest';
import { OpenOffer, repeats } from '../../../src/call/open-offer.js';
import { manualClock } from '../../../src/testing/manual-clock.js';

const ms = 2_000;

function offer() {
  const clock = manualClock();
  const is = { open: true, answerable: true };
  const seen = { said: 0, givenUp: 0 };
  const it = new OpenOffer({ clock, ms, open: () => is.open, answerable: () => is.answerable, givenUp: () => (seen.givenUp += 1) });
  it.sent(() => (seen.said += 1));
  return { clock, is, seen, offer: it };
}

describe('an offer', () => {
  it('that is answered is not said again', () => {
    const { clock, is, seen } = offer();
    is.open = false;
    clock.advance(100 * ms);
    expect([seen, clock.waiting]).toEqual([{ said: 0, givenUp: 0 }, 0]);
  });

  it('is said again a few times, and then given up', () => {
    const { clock, seen } = offer();
    clock.advance(repeats * ms);
    expect(seen).toEqual({ said: repeats, givenUp: 0 });
    clock.advance(ms);
    expect(seen).toEqual({ said: repeats, givenUp: 1 });
    clock.advance(100 * ms);
    expect([seen.givenUp, clock.waiting]).toEqual([1, 0]);
  });

  it('waits for somebody who could answer, for as long as it takes', () => {
    const { clock, is, seen } = offer();
    is.answerable = false;
    clock.advance(100 * ms);
    expect(seen).toEqual({ said: 0, givenUp: 0 });
    is.answerable = true;
    clock.advance(ms);
    expect(seen.said).toBe(1);
  });

  it('begins its time anew with the next one, and ends it when closed', () => {
    const { clock, seen, offer: it } = offer();
    clock.advance(repeats * ms);
    it.sent(() => (seen.said += 1));
    clock.advance(ms);
    expect(seen).toEqual({ said: repeats + 1, givenUp: 0 });
    it.close();
    expect(clock.waiting).toBe(0);
  });
});
