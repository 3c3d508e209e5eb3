import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../../src/platform/system-clock.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the machine’s clock', () => {
  it('runs a task once, when its time has come', () => {
    const task = vi.fn();
    systemClock.after(1_000, task);
    vi.advanceTimersByTime(999);
    expect(task).not.toHaveBeenCalled();
    vi.advanceTimersByTime(10_000);
    expect(task).toHaveBeenCalledOnce();
  });

  it('waits longer than Node’s timers can', () => {
    const task = vi.fn();
    const month = 31 * 86_400_000;
    systemClock.after(month, task);
    vi.advanceTimersByTime(month - 1);
    expect(task).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(task).toHaveBeenCalledOnce();
  });

  it('forgets a task that was cancelled, also after its first stretch', () => {
    const task = vi.fn();
    const cancel = systemClock.after(60 * 86_400_000, task);
    vi.advanceTimersByTime(30 * 86_400_000);
    cancel();
    cancel();
    vi.advanceTimersByTime(60 * 86_400_000);
    expect(task).not.toHaveBeenCalled();
  });
});
