import { describe, expect, it } from 'vitest';
import { manualClock } from '../../../src/testing/index.js';

describe('the manual clock', () => {
  it('stands still until it is moved', () => {
    const clock = manualClock(1_000);
    clock.after(0, () => expect.unreachable());
    expect(clock.now()).toBe(1_000);
    expect(clock.waiting).toBe(1);
    expect(clock.nextIn).toBe(0);
  });

  it('runs what comes due in order, each at its own moment, equals as they were started', () => {
    const clock = manualClock(0);
    const log: string[] = [];
    for (const [name, ms] of [['c', 30], ['a', 10], ['b1', 20], ['b2', 20], ['d', 31]] as const) clock.after(ms, () => log.push(`${name}@${clock.now()}`));
    clock.advance(30);
    expect(log).toEqual(['a@10', 'b1@20', 'b2@20', 'c@30']);
    expect(clock.now()).toBe(30);
    expect(clock.nextIn).toBe(1);
  });

  it('runs timers that timers start, and not those that they stop', () => {
    const clock = manualClock(0);
    const log: number[] = [];
    const tick = (): void => {
      log.push(clock.now());
      clock.after(10, tick);
    };
    clock.after(10, tick);
    const stop = clock.after(25, () => expect.unreachable());
    clock.after(20, stop);
    clock.advance(35);
    expect(log).toEqual([10, 20, 30]);
    stop();
    expect(clock.waiting).toBe(1);
  });

  it('lets promises settle between timers when it runs', async () => {
    const clock = manualClock(0);
    const log: string[] = [];
    clock.after(10, () => void Promise.resolve().then(() => clock.after(10, () => log.push('from a promise'))));
    await clock.run(20);
    expect(log).toEqual(['from a promise']);
  });

  it('can sleep: what is overdue then runs late', () => {
    const clock = manualClock(0);
    const log: number[] = [];
    clock.after(10, () => log.push(clock.now()));
    clock.sleep(1_000);
    expect(log).toEqual([]);
    clock.advance(0);
    expect(log).toEqual([1_000]);
    expect(clock.nextIn).toBeUndefined();
  });
});
