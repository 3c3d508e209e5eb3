import { describe, expect, it } from 'vitest';
import { isBlack } from '../../../src/call/luma.js';

const pixels = (grey: (index: number) => number): Uint8ClampedArray =>
  Uint8ClampedArray.from({ length: 16 * 16 * 4 }, (_, at) => (at % 4 === 3 ? 255 : grey(at >> 2)));

describe('a picture', () => {
  it.each<[string, (index: number) => number, boolean]>([
    ['of a shutter', () => 0, true],
    ['of a camera that gives the black of television', () => 16, true],
    ['of a shutter with a little noise', (index) => index % 5, true],
    ['of a dark room with a lamp', (index) => (index === 40 ? 90 : 6), false],
    ['of a grey wall', () => 60, false],
    ['of nothing but noise, as where browsers do not let look', (index) => (index * 97) % 256, false],
  ])('%s is black: %#', (_name, grey, black) => expect(isBlack(pixels(grey))).toBe(black));
});
