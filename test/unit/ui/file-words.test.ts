import { describe, expect, it } from 'vitest';
import { enFiles } from '../../../src/ui/en-files.js';
import { fileFacts, fileKind, fileSize, isPicture, refusalWords } from '../../../src/ui/file-words.js';
import { spoken } from '../../../src/ui/words.js';

const strings = spoken(enFiles, { locale: 'en-GB', dir: 'ltr', words: [] });
const rules = { maxBytes: 10_485_760, types: ['image/png'] };

describe('a size', () => {
  it.each([
    [0, '1 KB'], [1, '1 KB'], [1_536, '2 KB'], [655_360, '640 KB'], [1_047_000, '1,022 KB'], [1_048_576, '1 MB'], [1_843_200, '1.8 MB'], [10_485_760, '10 MB'], [209_715_200, '200 MB'],
  ])('of %i bytes is said as %s', (bytes, words) => {
    expect(fileSize(bytes, strings)).toBe(words);
  });

  it('is written as the language writes numbers', () => {
    expect(fileSize(1_843_200, spoken(enFiles, { locale: 'de', dir: 'ltr', words: [] }))).toBe('1,8 MB');
  });
});

describe('a kind', () => {
  it.each([
    ['guide.pdf', 'PDF'], ['archive.tar.gz', 'GZ'], ['no ending', ''], ['.hidden', ''], ['trailing.', ''], ['what.is this', ''], ['a.verylongending', ''], ['<b>.html', 'HTML'], ['', ''],
  ])('of %s is "%s"', (name, kind) => {
    expect(fileKind(name)).toBe(kind);
  });

  it('stands before the size, where there is one', () => {
    expect(fileFacts('guide.pdf', 655_360, strings)).toBe('PDF · 640 KB');
    expect(fileFacts('guide', 655_360, strings)).toBe('640 KB');
  });

  it.each([
    ['image/png', true], ['image/jpeg', true], ['image/gif', true], ['image/webp', true], ['image/heic', false], ['image/svg+xml', false], ['text/html', false], ['', false],
  ])('%s is shown as a picture: %s', (type, shown) => {
    expect(isPicture(type)).toBe(shown);
  });
});

describe('a refusal', () => {
  it.each([
    ['file-too-large', 'This file is too large. Up to 10 MB works.'],
    ['file-type-refused', 'This kind of file can’t be sent here.'],
    ['files-off', 'This kind of file can’t be sent here.'],
    ['file-empty', 'This file is empty.'],
    ['unreadable', 'This file can’t be read.'],
    ['too-many-files', 'This chat can’t take any more files.'],
    ['contact-closed', 'This file didn’t get through.'],
  ] as const)('%s: %s', (why, words) => {
    expect(refusalWords(why, rules, strings)).toBe(words);
  });

  it('names the limit of this deployment, however small', () => {
    expect(refusalWords('file-too-large', { ...rules, maxBytes: 1_572_864 }, strings)).toBe('This file is too large. Up to 1.5 MB works.');
    expect(refusalWords('file-too-large', { ...rules, maxBytes: 1_000 }, strings)).toBe('This file is too large. Up to 0.1 MB works.');
  });
});
