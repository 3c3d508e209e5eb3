import { describe, expect, it } from 'vitest';
import randombytes from '../../../../src/call/stand-ins/randombytes.js';

describe('the stand-in for randombytes', () => {
  it.each([0, 1, 4, 20])('gives %i bytes, in hexadecimal two digits each', (length) => {
    const bytes = randombytes(length);
    expect(bytes).toHaveLength(length);
    expect(bytes.toString()).toMatch(new RegExp(`^[0-9a-f]{${String(2 * length)}}$`));
  });

  it('gives other bytes each time', () => {
    expect(randombytes(20).toString()).not.toBe(randombytes(20).toString());
  });
});
