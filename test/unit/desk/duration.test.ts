import { describe, expect, it } from 'vitest';
import { duration, wait } from '../../../src/desk/duration.js';

describe('duration', () => {
  it.each([
    [0, '0:00'],
    [59_999, '0:59'],
    [60_000, '1:00'],
    [3_599_000, '59:59'],
    [3_600_000, '1:00:00'],
    [5_047_000, '1:24:07'],
    [-5_000, '0:00'],
  ])('writes %i ms as %s', (ms, words) => {
    expect(duration(ms)).toBe(words);
  });
});

describe('wait', () => {
  it.each([
    [6_200, '6 s'],
    [-1, '0 s'],
    [10_000, '0:10'],
    [33_000, '0:33'],
  ])('writes %i ms as %s', (ms, words) => {
    expect(wait(ms)).toBe(words);
  });
});
