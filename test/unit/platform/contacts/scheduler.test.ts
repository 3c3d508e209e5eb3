import { describe, expect, it } from 'vitest';
import { Scheduler } from '../../../../src/platform/contacts/scheduler.js';
import { ManualClock } from '../core/manual-clock.js';

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

/** Deadlines as a list of moments, handled one by one. */
function open(due: number[], failures: Error[] = []) {
  const clock = new ManualClock();
  const start = clock.now();
  const fired: number[] = [];
  const faults: unknown[] = [];
  const scheduler = new Scheduler({
    clock,
    nextDue: () => Promise.resolve(due.length === 0 ? undefined : start + Math.min(...due)),
    fireOne() {
      const failure = failures.shift();
      if (failure !== undefined) return Promise.reject(failure);
      const next = due.filter((it) => start + it <= clock.now()).sort((a, b) => a - b)[0];
      if (next === undefined) return Promise.resolve(false);
      due.splice(due.indexOf(next), 1);
      fired.push(clock.now() - start);
      return Promise.resolve(true);
    },
    failed: (error) => faults.push(error),
  });
  return { clock, scheduler, fired, faults, start, due, pass: (ms: number) => clock.advance(ms, settled) };
}

describe('the scheduler', () => {
  it('fires each deadline once, at its time, one after the other', async () => {
    const { scheduler, fired, start, pass } = open([100, 100, 250]);
    scheduler.poke(start + 100);
    await pass(99);
    expect(fired).toEqual([]);
    await pass(1_000);
    expect(fired).toEqual([100, 100, 250]);
  });

  it('looks earlier when an earlier deadline is set, and no later for a later one', async () => {
    const { scheduler, fired, start, due, pass } = open([500]);
    scheduler.poke(start + 500);
    due.push(50);
    scheduler.poke(start + 50);
    scheduler.poke(start + 900);
    await pass(600);
    expect(fired).toEqual([50, 500]);
  });

  it('handles what fell due while nothing ran', async () => {
    const { scheduler, fired, start, pass } = open([-5_000]);
    scheduler.poke(start - 5_000);
    await pass(0);
    expect(fired).toEqual([0]);
  });

  it('tries again after a fault of the store', async () => {
    const { scheduler, fired, faults, start, pass } = open([10], [new Error('disk')]);
    scheduler.poke(start + 10);
    await pass(10);
    expect(faults).toHaveLength(1);
    await pass(1_000);
    expect(fired).toEqual([1_010]);
  });

  it('fires nothing once closed', async () => {
    const { scheduler, fired, start, pass } = open([10]);
    scheduler.poke(start + 10);
    await scheduler.close();
    scheduler.poke(start + 10);
    await pass(100);
    expect(fired).toEqual([]);
  });
});
