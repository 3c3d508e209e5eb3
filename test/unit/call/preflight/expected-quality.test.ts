import { describe, expect, it } from 'vitest';
import { expectedMos, expectedStep, pathNumbers, type PacketFate } from '../../../../src/call/preflight/expected-quality.js';

const even = (count: number, took: number): PacketFate[] => Array.from({ length: count }, (_, index) => ({ sent: index * 10, arrived: index * 10 + took, answered: index * 10 + 2 * took }));

describe('the numbers of a path', () => {
  it('are round trip, jitter, loss and rate of what was sent', () => {
    // 100 packets of 1,000 bytes in 990 ms and 30 on the way.
    expect(pathNumbers(even(100, 30), 1_000)).toEqual({ rttMs: 60, jitterMs: 0, loss: 0, kbps: Math.round(800_000 / 1_020) });
  });

  it('count as lost what never arrived, and as jitter what took uneven time', () => {
    const fates = even(100, 30).map((fate, index) => (index % 4 === 0 ? { sent: fate.sent } : { ...fate, arrived: fate.sent + (index % 2 === 0 ? 50 : 30) }));
    const numbers = pathNumbers(fates, 1_000);
    expect(numbers.loss).toBe(25);
    expect(numbers.jitterMs).toBeGreaterThan(5);
  });

  it('are those of a dead path where nothing came through', () => {
    expect(pathNumbers([{ sent: 0 }, { sent: 10 }], 1_000)).toEqual({ rttMs: 0, jitterMs: 0, loss: 100, kbps: 0 });
    expect(pathNumbers([], 1_000)).toMatchObject({ loss: 100, kbps: 0 });
  });
});

describe('what they mean for a call', () => {
  it.each([
    [{ rttMs: 30, jitterMs: 2, loss: 0, kbps: 850 }, 'good'],
    [{ rttMs: 250, jitterMs: 10, loss: 1, kbps: 700 }, 'good'],
    // Too little for a good picture, however clean.
    [{ rttMs: 30, jitterMs: 2, loss: 0, kbps: 300 }, 'fair'],
    [{ rttMs: 300, jitterMs: 20, loss: 5, kbps: 800 }, 'fair'],
    [{ rttMs: 30, jitterMs: 2, loss: 0, kbps: 90 }, 'weak'],
    [{ rttMs: 900, jitterMs: 60, loss: 12, kbps: 800 }, 'weak'],
    [{ rttMs: 0, jitterMs: 0, loss: 100, kbps: 0 }, 'weak'],
  ] as const)('%o is %s', (numbers, step) => {
    expect(expectedStep(numbers)).toBe(step);
  });

  it('never leaves the scale of 1 to 4.5, and falls with loss and with delay', () => {
    const clean = { rttMs: 20, jitterMs: 1, loss: 0, kbps: 800 };
    const scores = [expectedMos(clean), expectedMos({ ...clean, rttMs: 400 }), expectedMos({ ...clean, loss: 15 }), expectedMos({ ...clean, rttMs: 5_000, loss: 100 })];
    expect(scores[0]).toBeGreaterThan(4.3);
    for (const score of scores) expect(score).toBeGreaterThanOrEqual(1);
    for (const score of scores) expect(score).toBeLessThanOrEqual(4.5);
    expect(scores[1]).toBeLessThan(scores[0] ?? 0);
    expect(scores[2]).toBeLessThan(scores[0] ?? 0);
  });
});
