import { describe, expect, it, vi } from 'vitest';
import { splitLinks } from '../../../src/ui/linked-text.js';

const links = (text: string): readonly (readonly [string, string])[] =>
  splitLinks(text).flatMap((part) => (part.kind === 'link' ? [[part.text, part.href] as const] : []));

describe('links in a message', () => {
  it.each([
    ['see https://example.com/a?b=c#d', 'https://example.com/a?b=c#d', 'https://example.com/a?b=c#d'],
    ['http://example.com.', 'http://example.com', 'http://example.com'],
    ['(https://example.com/a_(b))', 'https://example.com/a_(b)', 'https://example.com/a_(b)'],
    ['www.example.com!', 'www.example.com', 'https://www.example.com'],
    ['Here’s the guide: halden.example/screen', 'halden.example/screen', 'https://halden.example/screen'],
    ['write to ana.ruiz+chat@example.com, thanks', 'ana.ruiz+chat@example.com', 'mailto:ana.ruiz+chat@example.com'],
    ['mailto:ana@example.com', 'mailto:ana@example.com', 'mailto:ana@example.com'],
    ['call tel:+4930123456', 'tel:+4930123456', 'tel:+4930123456'],
    ['HTTPS://EXAMPLE.COM', 'HTTPS://EXAMPLE.COM', 'HTTPS://EXAMPLE.COM'],
    ['https://example.com/\u202Egnp.exe', 'https://example.com/', 'https://example.com/'],
    ['https://münchen.example/straße', 'https://münchen.example/straße', 'https://münchen.example/straße'],
    ['“https://example.com”', 'https://example.com', 'https://example.com'],
  ])('%j has %j', (text, shown, href) => {
    expect(links(text)).toEqual([[shown, href]]);
  });

  it.each([
    'javascript:alert(1)',
    'JAVASCRIPT:alert(document.domain)//https',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox',
    'file:///etc/passwd',
    'blob:https',
    'and/or, 3.5/4, 24/7',
    'a sentence.Then another',
    'https://',
    'tel:javascript',
    'https://bank.example@elsewhere.example/login',
    'http://user:secret@elsewhere.example',
  ])('%j has none', (text) => {
    expect(links(text)).toEqual([]);
  });

  it('count the brackets of a hostile address once: a message of nothing else splits as any other does', () => {
    const split = vi.spyOn(String.prototype, 'split');
    expect(links(`http://a${')'.repeat(3_900)}`)).toEqual([['http://a', 'http://a']]);
    const reads = split.mock.calls.length;
    split.mockRestore();
    expect(reads).toBeLessThan(10);
  });

  it.each(['a https://b.example c\nhttps://d.example', '<img src=x onerror=alert(1)>', 'no link', '', '😀 https://e.example/😀'])(
    'lose nothing of %j',
    (text) => {
      expect(
        splitLinks(text)
          .map((part) => part.text)
          .join(''),
      ).toBe(text);
    },
  );

  it('only ever lead to the four kinds of address, whatever surrounds them', () => {
    const hostile = ['javascript:https://x.example', 'xhttps://x.example', 'javascript:%0ahttps://x.example', 'data:https://x.example', 'https://x.example"onmouseover=alert(1)'];
    for (const text of hostile) {
      for (const [, href] of links(text)) expect(href).toMatch(/^(https?:\/\/|mailto:|tel:)/iu);
    }
  });

  it('are found in a long hostile text without the work growing out of hand', () => {
    const long = `${'a.'.repeat(1_000)}${'@'.repeat(500)}${'www.'.repeat(300)}`;
    expect(splitLinks(long).map((part) => part.text).join('')).toBe(long);
  });
});
