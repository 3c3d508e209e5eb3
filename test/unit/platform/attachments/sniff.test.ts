import { describe, expect, it } from 'vitest';
import { fileTypes } from '../../../../src/platform/attachments/file-kind.js';
import { pictureSize } from '../../../../src/platform/attachments/picture-size.js';
import { headBytes, sniff, type Sniffed } from '../../../../src/platform/attachments/sniff.js';
import { gif, jpeg, pdf, png, samples, webp, zip } from './samples.js';

const sniffed = (file: Buffer): Promise<Sniffed> =>
  sniff(file.subarray(0, headBytes), file.length, (position, length) => Promise.resolve(file.subarray(position, position + length)));

describe('a file’s content', () => {
  it.each(Object.entries(samples))('%s', async (_what, [file, expected]) => {
    expect(await sniffed(file)).toBe(expected);
  });

  it('is known for every type of the table', () => {
    const known = new Set(Object.values(samples).map(([, type]) => type));
    expect(fileTypes.filter((type) => !known.has(type) && !type.startsWith('text/'))).toEqual([]);
  });

  it('is read in parts of a bounded length, wherever it lies', async () => {
    const reads: number[] = [];
    const large = zip(['[Content_Types].xml', ['media/film.mp4', 'x'.repeat(3_000_000)], 'word/document.xml']);
    const type = await sniff(large.subarray(0, headBytes), large.length, (position, length) => {
      reads.push(length);
      return Promise.resolve(large.subarray(position, position + length));
    });
    expect(type).toContain('wordprocessingml');
    expect(Math.max(...reads)).toBeLessThan(1_048_577);
  });

  it('never fails on a file that ends anywhere', async () => {
    for (const [what, [file]] of Object.entries(samples)) {
      for (let length = 0; length < file.length; length += 1) {
        const cut = file.subarray(0, length);
        const type = await sniffed(cut);
        expect(type, `${what}, ${length} bytes`).toBeTypeOf('string');
        expect(() => pictureSize(type, cut)).not.toThrow();
      }
    }
  });

  it('is text to its end, through characters of several bytes', async () => {
    const text = Buffer.from(`${'x'.repeat(headBytes - 1)}€uro`);
    expect(await sniffed(text)).toBe('text');
    expect(await sniffed(Buffer.concat([Buffer.from('x'), Buffer.from('€').subarray(0, 2)]))).toBe('other');
  });
});

describe('the size of a picture', () => {
  it.each([
    ['PNG', png(640, 480), 'image/png', { width: 640, height: 480 }],
    ['JPEG, past a segment and fill bytes', jpeg(1200, 900), 'image/jpeg', { width: 1200, height: 900 }],
    ['GIF', gif, 'image/gif', { width: 320, height: 240 }],
    ['WebP, extended', webp.extended, 'image/webp', { width: 1024, height: 768 }],
    ['WebP, lossless', webp.lossless, 'image/webp', { width: 800, height: 600 }],
    ['WebP, lossy', webp.lossy, 'image/webp', { width: 800, height: 600 }],
  ] as const)('%s', (_what, file, type, size) => {
    expect(pictureSize(type, file)).toEqual(size);
  });

  it('is not known of what is none, or says nothing', () => {
    expect(pictureSize('application/pdf', pdf)).toBeUndefined();
    expect(pictureSize('image/png', png(0, 480))).toBeUndefined();
    expect(pictureSize('image/jpeg', Buffer.from('\xff\xd8\xff\xe0garbage without end', 'latin1'))).toBeUndefined();
  });
});
