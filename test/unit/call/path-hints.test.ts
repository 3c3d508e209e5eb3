import { afterEach, describe, expect, it, vi } from 'vitest';
import { watchPath, watchSleep } from '../../../src/call/path-hints.js';
import { manualClock } from '../../../src/testing/manual-clock.js';

class Network extends EventTarget {
  type = 'wifi';
}

function page(network: unknown) {
  const window = new EventTarget();
  vi.stubGlobal('window', window);
  vi.stubGlobal('navigator', network === undefined ? {} : { connection: network });
  const clock = manualClock();
  let hints = 0;
  const stop = watchPath(clock, () => (hints += 1));
  return { window, clock, stop, hints: () => hints };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the path may be another one', () => {
  it('when the browser comes online', () => {
    const { window, hints } = page(undefined);
    window.dispatchEvent(new Event('online'));
    expect(hints()).toBe(1);
  });

  it('when the network is of another kind, and not when it only is quicker', () => {
    const network = new Network();
    const { hints } = page(network);
    network.dispatchEvent(new Event('change'));
    expect(hints()).toBe(0);
    network.type = 'cellular';
    network.dispatchEvent(new Event('change'));
    expect(hints()).toBe(1);
  });

  it('once, when several signs come together', () => {
    const network = new Network();
    const { window, clock, hints } = page(network);
    network.type = 'cellular';
    network.dispatchEvent(new Event('change'));
    window.dispatchEvent(new Event('online'));
    expect(hints()).toBe(1);
    clock.advance(2_000);
    window.dispatchEvent(new Event('online'));
    expect(hints()).toBe(2);
  });

  it('after sleep, but not in a page that is merely busy', () => {
    const clock = manualClock();
    let slept = 0;
    const stop = watchSleep(clock, () => (slept += 1));
    clock.advance(600_000);
    clock.sleep(14_000);
    clock.advance(0);
    expect(slept).toBe(0);
    clock.sleep(60_000);
    clock.advance(0);
    expect(slept).toBe(1);
    stop();
    expect(clock.waiting).toBe(0);
  });

  it('for nobody who has stopped listening', () => {
    const network = new Network();
    const { window, clock, stop, hints } = page(network);
    stop();
    window.dispatchEvent(new Event('online'));
    network.type = 'cellular';
    network.dispatchEvent(new Event('change'));
    expect([hints(), clock.waiting]).toEqual([0, 0]);
  });

  it('never, where there is no window', () => {
    const clock = manualClock();
    watchPath(clock, () => expect.fail('there is nothing to tell'))();
    expect(clock.waiting).toBe(0);
  });
});
