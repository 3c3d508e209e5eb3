import { describe, expect, it } from 'vitest';
import { mosOf } from '../../../src/call/mos.js';

describe('the score of a path', () => {
  it.each([
    ['a path in one house', { rttMs: 2, jitterMs: 1, loss: 0 }, 4.42],
    ['a good line across a country', { rttMs: 60, jitterMs: 5, loss: 0.5 }, 4.37],
    ['another continent', { rttMs: 300, jitterMs: 10, loss: 0 }, 3.8],
    ['one packet in ten', { rttMs: 60, jitterMs: 10, loss: 10 }, 3.47],
    ['a satellite that loses much', { rttMs: 600, jitterMs: 30, loss: 15 }, 1],
    ['nothing left', { rttMs: 5_000, jitterMs: 500, loss: 100 }, 1],
  ])('of %s', (_name, path, score) => {
    expect(mosOf(path)).toBeCloseTo(score, 1);
  });

  it('falls with every impairment', () => {
    const path = { rttMs: 100, jitterMs: 10, loss: 1 };
    const score = mosOf(path);
    expect(mosOf({ ...path, rttMs: 400 })).toBeLessThan(score);
    expect(mosOf({ ...path, jitterMs: 100 })).toBeLessThan(score);
    expect(mosOf({ ...path, loss: 5 })).toBeLessThan(score);
  });
});
