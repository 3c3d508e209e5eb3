import { describe, expect, it } from 'vitest';
import { Credentials } from '../../../src/call/credentials.js';
import type { PlatformFrameOf } from '../../../src/protocol/index.js';
import { manualClock } from '../../../src/testing/manual-clock.js';

/** Credentials of ten minutes by a platform whose clock is an hour ahead. */
function credentials() {
  const clock = manualClock();
  const clockOffset = 3_600_000;
  let fetched = 0;
  let refuse = false;
  const turn = (): Promise<PlatformFrameOf<'turn'>> => {
    fetched += 1;
    if (refuse) return Promise.reject(new Error('refused'));
    return Promise.resolve({ type: 'turn', re: String(fetched), policy: 'all', iceServers: [], expiresAt: new Date(clock.now() + clockOffset + 600_000).toISOString() });
  };
  return { clock, fetched: () => fetched, refuse: (on: boolean) => (refuse = on), credentials: new Credentials({ turn, clockOffset }, clock) };
}

describe('credentials', () => {
  it('that were fetched ahead serve until four fifths of their life are over', async () => {
    const { clock, fetched, credentials: it } = credentials();
    await it.prefetch('c_1');
    clock.advance(479_999);
    expect((await it.get('c_1', false)).re).toBe('1');
    clock.advance(1);
    expect((await it.get('c_1', false)).re).toBe('2');
    expect(fetched()).toBe(2);
  });

  it('are at hand once they are here, while they are young', async () => {
    const { clock, credentials: it } = credentials();
    expect(it.atHand).toBeUndefined();
    const fetched = it.prefetch('c_1');
    expect(it.atHand).toBeUndefined();
    await fetched;
    expect(it.atHand?.re).toBe('1');
    clock.advance(479_999);
    expect(it.atHand?.re).toBe('1');
    clock.advance(1);
    expect(it.atHand).toBeUndefined();
    // Those that are being fetched are not here, and the ones before are not wanted any more.
    const renewed = it.prefetch('c_1');
    expect(it.atHand).toBeUndefined();
    await renewed;
    expect(it.atHand?.re).toBe('2');
  });

  it('that are refused are never at hand', async () => {
    const { credentials: it, refuse } = credentials();
    refuse(true);
    await it.prefetch('c_1').catch(() => undefined);
    expect(it.atHand).toBeUndefined();
  });

  it('are new ones for an attempt after a failed one, and serve the next from there', async () => {
    const { credentials: it } = credentials();
    await it.prefetch('c_1');
    expect((await it.get('c_1', true)).re).toBe('2');
    expect((await it.get('c_1', false)).re).toBe('2');
  });

  it('of the click are not fetched twice, and a refused click is made good', async () => {
    const { credentials: it, fetched } = credentials();
    await it.prefetch('c_1', Promise.resolve({ type: 'turn', re: 'click', policy: 'all', iceServers: [] }));
    expect((await it.get('c_1', false)).re).toBe('click');
    expect(fetched()).toBe(0);
  });

  it('that a click did not get are fetched when they are needed', async () => {
    const { credentials: it } = credentials();
    await it.prefetch('c_1', Promise.reject(new Error('offline'))).catch(() => undefined);
    expect((await it.get('c_1', false)).re).toBe('1');
  });

  it('serve on where no new ones are to be had, until they have died', async () => {
    const { clock, credentials: it, refuse } = credentials();
    await it.prefetch('c_1');
    refuse(true);
    clock.advance(599_999);
    expect((await it.get('c_1', true)).re).toBe('1');
    clock.advance(1);
    await expect(it.get('c_1', true)).rejects.toThrow('refused');
  });

  it('that are refused are asked for again the next time', async () => {
    const { credentials: it, refuse } = credentials();
    refuse(true);
    await expect(it.get('c_1', false)).rejects.toThrow('refused');
    refuse(false);
    expect((await it.get('c_1', false)).re).toBe('2');
  });
});
