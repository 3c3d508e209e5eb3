import { expect, it } from 'vitest';
import { Hearing, pauseMs } from '../../../src/call/hearing.js';

it('a microphone that was never heard is silent at once', () => {
  expect(new Hearing().silent(true, false, 0)).toBe(true);
});

it('one that was heard may pause', () => {
  const hearing = new Hearing();
  expect(hearing.silent(true, true, 0)).toBe(false);
  expect(hearing.silent(true, false, 1_000)).toBe(false);
  expect(hearing.silent(true, false, 1_000 + pauseMs - 1)).toBe(false);
  expect(hearing.silent(true, false, 1_000 + pauseMs)).toBe(true);
  expect(hearing.silent(true, true, 2_000 + pauseMs)).toBe(false);
});

it('one that is off is not silent, and begins anew when it is on', () => {
  const hearing = new Hearing();
  hearing.silent(true, true, 0);
  expect(hearing.silent(false, false, 1_000)).toBe(false);
  expect(hearing.silent(true, false, 2_000)).toBe(true);
});

it('what cannot be told is not said, and keeps what was heard', () => {
  const hearing = new Hearing();
  hearing.silent(true, true, 0);
  expect(hearing.silent(true, undefined, 1_000)).toBeUndefined();
  expect(hearing.silent(true, false, 2_000)).toBe(false);
  hearing.forget();
  expect(hearing.silent(true, false, 3_000)).toBe(true);
});
