import { expect, it } from 'vitest';
import { backoff } from '../../../src/session/backoff.js';

it.each([[1, 1_000], [2, 2_000], [3, 4_000], [4, 8_000], [5, 15_000], [6, 15_000], [10_000, 15_000]])('waits up to the ceiling of attempt %i: %i ms', (attempt, ceiling) => {
  expect(backoff(attempt, 0)).toBe(0);
  expect(backoff(attempt, 0.5)).toBe(ceiling / 2);
  expect(backoff(attempt, 1)).toBe(ceiling);
});
