import { describe, expect, it } from 'vitest';
import { originAllowed, ownOrigin } from '../../../../src/platform/edge/origins.js';

describe('the platform’s own origin', () => {
  it.each([
    ['chat.example.com', 'https://chat.example.com'],
    ['Chat.Example.com:8443', 'https://chat.example.com:8443'],
    ['[::1]:8080', 'https://[::1]:8080'],
    ["x; script-src *", 'https://invalid'],
    ['a b', 'https://invalid'],
    ['', 'https://invalid'],
  ])('for the host %j is %s', (host, origin) => {
    expect(ownOrigin({ protocol: 'https', host }, undefined)).toBe(origin);
  });

  it('is the configured one where there is one', () => {
    expect(ownOrigin({ protocol: 'http', host: '10.0.0.7:8080' }, 'https://chat.example.com')).toBe('https://chat.example.com');
  });
});

describe('an origin', () => {
  const own = 'https://chat.example.com';
  it.each([
    ['https://shop.test', ['https://shop.test'], true],
    [own, ['self'], true],
    ['https://shop.test', ['self'], false],
    ['http://shop.test', ['https://shop.test'], false],
    ['https://shop.test:444', ['https://shop.test'], false],
    ['https://shop.test.evil.test', ['https://shop.test'], false],
    ['self', ['self'], false],
    ['null', ['https://shop.test'], false],
    [undefined, ['self'], false],
  ])('%s is held against %j exactly', (origin, list, allowed) => {
    expect(originAllowed(origin, list, own)).toBe(allowed);
  });
});
