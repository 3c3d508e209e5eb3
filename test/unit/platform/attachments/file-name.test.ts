import { describe, expect, it } from 'vitest';
import { cleanName, dispositionOf, nameFor } from '../../../../src/platform/attachments/file-name.js';

/** What comes from senders who mean ill, and from some who do not. */
const corpus: readonly (readonly [what: string, given: string, clean: string])[] = [
  ['a plain name', 'photo.png', 'photo.png'],
  ['letters of the world', '写真 Größe ποτήρι.png', '写真 Größe ποτήρι.png'],
  ['a family in one character', '👩‍👩‍👧.png', '👩‍👩‍👧.png'],
  ['Persian with its joiner', 'می‌خواهم.png', 'می‌خواهم.png'],
  ['a path up', '../../etc/passwd', 'passwd'],
  ['a path of Windows', 'C:\\Users\\me\\Desktop\\photo.png', 'photo.png'],
  ['a mixed path', '..\\../x.png', 'x.png'],
  ['only a path', '../..', 'file'],
  ['a hidden file', '.htaccess', 'htaccess'],
  ['nothing', '', 'file'],
  ['blanks', '   ', 'file'],
  ['lines', 'a\r\nSet-Cookie: x=1\n.png', 'aSet-Cookie_ x=1.png'],
  ['a zero', 'photo.png\0.exe', 'photo.png.exe'],
  ['a turned ending', 'photo\u202Egnp.exe', 'photognp.exe'],
  ['marks of direction', '\u200Fa\u2066b\u2069\u200E.png', 'ab.png'],
  ['what cannot be seen', 'a\u200B\uFEFF\u00ADb.png', 'ab.png'],
  ['separators of lines', 'a\u2028b\u2029c.png', 'abc.png'],
  ['half a character', 'a\uD800.png', 'a.png'],
  ['markup', '<img src=x onerror=alert(1)>.png', '_img src=x onerror=alert(1)_.png'],
  ['quotes', 'a"b\'c.png', "a_b'c.png"],
  ['a device', 'CON.png', '_CON.png'],
  ['a stream', 'photo.png:evil', 'photo.png_evil'],
  ['dots and blanks that Windows cuts', 'photo.png. . ', 'photo.png'],
  ['a template', '${process.env}.png', '${process.env}.png'],
  ['composed differently', 'e\u0301.png', 'é.png'],
];

describe('a cleaned name', () => {
  it.each(corpus)('of %s', (_what, given, clean) => {
    expect(cleanName(given)).toBe(clean);
    // Once clean it stays as it is.
    expect(cleanName(clean)).toBe(clean);
  });
});

describe('a name for a type', () => {
  it.each([
    ['photo.PNG', 'image/png', 'photo.PNG'],
    ['photo', 'image/png', 'photo.png'],
    ['photo.jpg', 'image/png', 'photo.png'],
    ['v1.2', 'application/pdf', 'v1.2.pdf'],
    ['setup.exe', 'image/png', 'setup.exe.png'],
    ['page.html', 'text/plain', 'page.html.txt'],
    ['archive.tar.gz', 'application/zip', 'archive.tar.gz.zip'],
  ] as const)('%s as %s is %s', (given, type, name) => {
    expect(nameFor(given, type)).toBe(name);
  });

  it('is cut before its ending, never through a character', () => {
    const name = nameFor(`${'👩'.repeat(300)}.pdf`, 'application/pdf');
    expect(name).toBe(`${'👩'.repeat(98)}.pdf`);
    expect(nameFor('x'.repeat(5_000), 'image/png')).toHaveLength(200);
  });
});

describe('the header of a download', () => {
  it.each(corpus)('of %s is one line of ASCII and says the name', (_what, _given, clean) => {
    const header = dispositionOf('attachment', clean);
    expect(header).toMatch(/^attachment; filename="[\x20-\x21\x23-\x5b\x5d-\x7e]+"; filename\*=UTF-8''[\w.!#$&+^`|~%-]+$/);
    expect(decodeURIComponent(header.split("UTF-8''")[1] ?? '')).toBe(clean);
  });
});
