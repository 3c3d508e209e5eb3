import { describe, expect, it } from 'vitest';
import { nextTrouble, noTrouble, troublesOf, type Signs, type TroubleName } from '../../../src/call/trouble.js';

const none: Signs = { frozen: false, 'peer-black': false, 'own-black': false, 'peer-silent': false, 'own-silent': false, 'muted-speech': false };

/** One sign per second, from the first second on. */
const after = (name: TroubleName, signs: readonly (boolean | undefined)[]) =>
  troublesOf(signs.reduce((state, sign, second) => nextTrouble(state, { ...none, [name]: sign }, second * 1_000), noTrouble));

const yes = (count: number): boolean[] => Array.from({ length: count }, () => true);

describe('trouble', () => {
  it.each<[TroubleName, number, unknown]>([
    ['frozen', 4, { kind: 'frozen', side: 'peer' }],
    ['peer-black', 3, { kind: 'black', side: 'peer' }],
    ['own-black', 3, { kind: 'black', side: 'own' }],
    ['peer-silent', 6, { kind: 'silent', side: 'peer' }],
    ['own-silent', 6, { kind: 'silent', side: 'own' }],
    ['muted-speech', 1, { kind: 'muted-speech', side: 'own' }],
  ])('of %s is named after %s signs in a row, and not before', (name, count, trouble) => {
    expect(after(name, yes(count - 1))).toEqual([]);
    expect(after(name, yes(count))).toEqual([trouble]);
  });

  it('counts signs in a row only', () => {
    expect(after('own-silent', [...yes(5), false, ...yes(5)])).toEqual([]);
  });

  it('is not judged by seconds that tell nothing, and counts anew after them', () => {
    expect(after('peer-black', [true, true, undefined, true, true])).toEqual([]);
    expect(after('peer-black', [...yes(3), undefined, undefined])).toHaveLength(1);
  });

  it('is over when the sign is gone, for so long that it does not flicker', () => {
    expect(after('frozen', [...yes(4), false])).toHaveLength(1);
    expect(after('frozen', [...yes(4), false, false])).toEqual([]);
    expect(after('own-silent', [...yes(6), false])).toEqual([]);
  });

  it('of speech while muted stays long enough to be read', () => {
    expect(after('muted-speech', [true, ...Array.from({ length: 6 }, () => false)])).toHaveLength(1);
    expect(after('muted-speech', [true, ...Array.from({ length: 7 }, () => false)])).toEqual([]);
  });

  it('may be several at once', () => {
    const all: Signs = { ...none, 'own-black': true, 'muted-speech': true };
    const state = [0, 1_000, 2_000].reduce((before, at) => nextTrouble(before, all, at), noTrouble);
    expect(troublesOf(state)).toHaveLength(2);
  });
});
