import { describe, expect, it } from 'vitest';
import { SegueError } from '../../../../src/protocol/error.js';
import { fileTypes, usualTypes } from '../../../../src/platform/attachments/file-kind.js';
import { judge } from '../../../../src/platform/attachments/judge.js';
import type { Sniffed } from '../../../../src/platform/attachments/sniff.js';

const verdict = (content: Sniffed, declared: string, name: string, allowed: readonly string[] = usualTypes): string => {
  try {
    const judged = judge(content, declared, name, allowed);
    return `${judged.type} ${judged.name}`;
  } catch (error) {
    return error instanceof SegueError ? error.code : String(error);
  }
};

describe('content, declaration and name', () => {
  it.each<readonly [content: Sniffed, declared: string, name: string, expected: string]>([
    ['image/png', 'image/png', 'a.png', 'image/png a.png'],
    ['image/png', '', 'a', 'image/png a.png'],
    ['image/png', 'application/octet-stream', 'a.png', 'image/png a.png'],
    ['image/png', 'IMAGE/PNG; charset=binary', 'a.png', 'image/png a.png'],
    ['image/jpeg', 'image/jpg', 'a.jpeg', 'image/jpeg a.jpeg'],
    // Messengers call everything JPEG.
    ['image/webp', 'image/jpeg', 'a.jpg', 'image/webp a.webp'],
    ['image/png', 'image/png', 'setup.exe', 'image/png setup.exe.png'],
    ['image/png', 'image/svg+xml', 'a.svg', 'file-type-refused'],
    ['image/png', 'text/html', 'a.png', 'file-type-refused'],
    ['image/png', 'application/pdf', 'a.png', 'file-type-refused'],
    ['image/png', 'image/png', 'a.pdf', 'file-type-refused'],
    ['application/pdf', 'image/png', 'a.png', 'file-type-refused'],
    ['application/pdf', 'application/pdf', 'Invoice 12.5', 'application/pdf Invoice 12.5.pdf'],
    ['text', 'text/plain', 'a.txt', 'text/plain a.txt'],
    ['text', 'text/csv', 'a.csv', 'text/csv a.csv'],
    ['text', 'application/vnd.ms-excel', 'a.csv', 'text/csv a.csv'],
    ['text', '', 'a.csv', 'text/csv a.csv'],
    ['text', '', 'notes', 'text/plain notes.txt'],
    ['text', '', 'page.html', 'text/plain page.html.txt'],
    ['text', 'text/html', 'page.html', 'file-type-refused'],
    ['text', 'text/javascript', 'a.js', 'file-type-refused'],
    ['text', 'image/png', 'a.png', 'file-type-refused'],
    ['text', 'text/plain', 'a.png', 'file-type-refused'],
    ['other', 'application/pdf', 'a.pdf', 'file-type-refused'],
    ['other', '', 'a', 'file-type-refused'],
    ['other', 'other', 'a', 'file-type-refused'],
    ['application/zip', 'application/zip', 'a.zip', 'file-type-refused'],
    ['image/png', 'constructor', 'a.png', 'file-type-refused'],
  ])('%s, said to be "%s", named %s: %s', (content, declared, name, expected) => {
    expect(verdict(content, declared, name)).toBe(expected);
  });

  it('take only what the deployment allows', () => {
    expect(verdict('application/zip', '', 'a.zip', ['application/zip'])).toBe('application/zip a.zip');
    expect(verdict('application/pdf', '', 'a.pdf', ['image/png'])).toBe('file-type-refused');
    // A picture's ending is mended to what it is, and that must be allowed.
    expect(verdict('image/webp', 'image/jpeg', 'a.jpg', ['image/jpeg'])).toBe('file-type-refused');
  });

  it('has nothing in its table that a browser or a system runs', () => {
    expect(fileTypes.filter((type) => /html|svg|xml$|script|x-sh|msdownload|java/.test(type))).toEqual([]);
  });
});
