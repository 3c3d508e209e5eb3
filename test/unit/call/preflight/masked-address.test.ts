import { expect, it } from 'vitest';
import { maskAddress } from '../../../../src/call/preflight/masked-address.js';

it.each([
  ['203.0.113.7', '203.0.x.x'],
  ['2001:db8:1:2::7', '2001:db8:x'],
  ['fd00::1', 'fd00::x'],
  ['0b6e4d5c-8b1e-4b47-9d3c-2f1a.local', 'x.local'],
  ['whatever', 'x'],
])('%s is told as %s', (address, masked) => {
  expect(maskAddress(address)).toBe(masked);
});
