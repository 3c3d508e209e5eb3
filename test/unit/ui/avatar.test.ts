import { describe, expect, it } from 'vitest';
import { avatarPair, initials } from '../../../src/ui/avatar.js';

describe('initials', () => {
  it.each([
    ['Ana Ruiz', 'AR'],
    ['ana', 'A'],
    ['Ana María del Mar Ruiz', 'AR'],
    ['  Ben   Okafor ', 'BO'],
    ['', ''],
    ['   ', ''],
    ['👩‍🔧 Werkstatt', '👩W'],
    ['李 小龙', '李小'],
  ])('of %j are %j', (name, expected) => {
    expect(initials(name)).toBe(expected);
  });
});

describe('the colour pair of a name', () => {
  it('is the same each time and one of seven', () => {
    for (const name of ['Ana Ruiz', 'Ben Okafor', '', '李小龙']) {
      expect(avatarPair(name)).toBe(avatarPair(name));
      expect(avatarPair(name)).toBeGreaterThanOrEqual(0);
      expect(avatarPair(name)).toBeLessThan(7);
    }
  });

  it('differs between names often enough to tell people apart', () => {
    const names = ['Ana', 'Ben', 'Chen', 'Sam', 'Jonas', 'Lucía', 'Tom', 'Dele', 'Hanne', 'Greta'];
    expect(new Set(names.map(avatarPair)).size).toBeGreaterThanOrEqual(4);
  });
});
