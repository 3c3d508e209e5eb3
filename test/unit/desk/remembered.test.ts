import { describe, expect, it } from 'vitest';
import { Remembered } from '../../../src/desk/remembered.js';

describe('what is remembered', () => {
  it('is made once for as long as it is of the very same', () => {
    const remembered = new Remembered<object>();
    const list: readonly string[] = ['a'];
    const made = remembered.of([list, 'en'], () => ({}));
    expect(remembered.of([list, 'en'], () => ({}))).toBe(made);
  });

  it.each([
    ['another object, though it holds the same', [['a'], 'en']],
    ['another word', [undefined, 'de']],
    ['one thing less', [undefined]],
  ])('is made anew of %s', (_what, from) => {
    const remembered = new Remembered<object>();
    const made = remembered.of([undefined, 'en'], () => ({}));
    expect(remembered.of(from, () => ({}))).not.toBe(made);
  });
});
