import { describe, expect, it } from 'vitest';
import { Silence, silenceMs } from '../../../src/call/silence.js';

/** Readings every 200 ms: what had come by then. */
const heard = (...bytes: readonly number[]): readonly boolean[] => {
  const silence = new Silence();
  return bytes.map((it, n) => silence.endsWith(it, n * 200));
};
const still = (times: number, bytes: number): readonly number[] => Array.from({ length: times }, () => bytes);

describe('a silence', () => {
  it('ends with the first bytes after it, once', () => {
    const gap = silenceMs / 200;
    expect(heard(5, ...still(gap, 5), 6, 7).filter(Boolean)).toEqual([true]);
    expect(heard(5, ...still(gap, 5), 6, 7).indexOf(true)).toBe(gap + 1);
  });

  it.each([
    ['what goes on', [1, 2, 3, 4, 5]],
    ['a gap that is mended by what is sent again', [1, 1, 1, 1, 2]],
    ['before the first byte', [...still(20, 0), 1]],
    ['what is not over', [1, ...still(20, 1)]],
  ])('is not %s', (_what, bytes) => {
    expect(heard(...bytes)).not.toContain(true);
  });

  it('of another connection begins with its own bytes', () => {
    const silence = new Silence();
    silence.endsWith(100, 0);
    silence.forget();
    expect(silence.endsWith(1, 9_000)).toBe(false);
    expect(silence.endsWith(2, 9_200)).toBe(false);
  });
});
