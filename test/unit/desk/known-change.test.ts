import { describe, expect, it } from 'vitest';
import { changeOf, formOf, goodKeys, type KnownForm } from '../../../src/desk/known-change.js';

const known = { name: 'Jonas Weber', attributes: { product: 'AW-9', year: 2021, signedIn: true } };
const form = (changes: Partial<KnownForm> = {}): KnownForm => ({ ...formOf(known), ...changes });
const line = (key: string, value: string, was?: string) => ({ was, key, value });

describe('what an agent has changed', () => {
  it('is nothing where nothing was touched, whatever kind a value is of', () => {
    expect(changeOf(known, form())).toBeUndefined();
    expect(changeOf({}, formOf({}))).toBeUndefined();
  });

  it('is the lines that are new, other or gone, and no others', () => {
    const [product, year] = formOf(known).lines;
    if (product === undefined || year === undefined) throw new Error('no lines');
    const lines = [product, { ...year, value: '2022' }, line('cover', 'Care Plus')];
    expect(changeOf(known, form({ lines }))).toEqual({ attributes: { year: '2022', cover: 'Care Plus', signedIn: null } });
  });

  it('is a name where it is another one, and never none', () => {
    expect(changeOf(known, form({ name: ' Jonas W. ' }))).toEqual({ name: 'Jonas W.' });
    expect(changeOf(known, form({ name: '  ' }))).toBeUndefined();
  });

  it('leaves out lines without a word', () => {
    expect(changeOf({}, { name: '', lines: [line('', '  ')] })).toBeUndefined();
  });

  it('sets a key that objects have by themselves like any other', () => {
    expect(changeOf({}, { name: '', lines: [line('constructor', 'x')] })).toEqual({ attributes: { constructor: 'x' } });
  });
});

describe('names of lines', () => {
  it.each<[string, readonly string[], boolean]>([
    ['good', ['product', 'visit.2', 'a-b_c'], true], ['none', [], true], ['doubled', ['a', ' a '], false], ['empty', [''], false], ['begun with a figure', ['2nd'], false], ['with a space', ['a b'], false],
  ])('that are %s: %o', (_, keys, good) => {
    expect(goodKeys({ name: '', lines: keys.map((key) => line(key, 'x')) })).toBe(good);
  });
});
