import { expect, it } from 'vitest';
import { challengeOf, randomText } from '../../../src/desk/pkce.js';

it('hashes the verifier of RFC 7636 to its challenge', async () => {
  expect(await challengeOf(crypto, 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe('E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
});

it('has no challenge where the page may not hash', async () => {
  expect(await challengeOf({ getRandomValues: (array) => array }, 'verifier')).toBeUndefined();
});

it('makes texts that are long enough, fit an address as they are, and differ', () => {
  const texts = Array.from({ length: 50 }, () => randomText(crypto));
  for (const text of texts) expect(text).toMatch(/^[\w-]{43}$/);
  expect(new Set(texts).size).toBe(50);
});
