import { describe, expect, it } from 'vitest';
import { StateTimers } from '../../../src/call/state-timers.js';
import { manualClock } from '../../../src/testing/manual-clock.js';

function timers() {
  const clock = manualClock();
  const rang: string[] = [];
  return { clock, rang, now: clock.now(), timers: new StateTimers(clock, (name) => rang.push(name)) };
}

describe('the timers of a state', () => {
  it('ring once each, when they are due', () => {
    const { clock, rang, now, timers: it } = timers();
    it.set({ attempt: now + 200, budget: now + 100 });
    clock.advance(100);
    expect(rang).toEqual(['budget']);
    clock.advance(1_000);
    expect([rang, it.size]).toEqual([['budget', 'attempt'], 0]);
  });

  it('go on when the next state has the same, and move when they are due at another time', () => {
    const { clock, rang, now, timers: it } = timers();
    it.set({ attempt: now + 100, budget: now + 100 });
    clock.advance(50);
    it.set({ attempt: now + 100, budget: now + 300 });
    clock.advance(50);
    expect(rang).toEqual(['attempt']);
    clock.advance(200);
    expect(rang).toEqual(['attempt', 'budget']);
  });

  it('are none in a state that has none', () => {
    const { clock, rang, now, timers: it } = timers();
    it.set({ attempt: now + 100, restart: now + 100, budget: now + 100 });
    it.set({});
    clock.advance(1_000);
    expect([rang, clock.waiting]).toEqual([[], 0]);
  });

  it('ring at once when they are overdue', () => {
    const { clock, rang, now, timers: it } = timers();
    it.set({ budget: now - 5_000 });
    clock.advance(0);
    expect(rang).toEqual(['budget']);
  });
});
