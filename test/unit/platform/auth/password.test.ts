import { describe, expect, it } from 'vitest';
import { hashPassword, pretendToVerify, verifyPassword } from '../../../../src/platform/auth/password.js';

const cheap = { N: 1024, r: 8, p: 1 };

describe('a password hash', () => {
  it('fits its password and no other', async () => {
    const hash = await hashPassword('correct horse', cheap);
    expect(hash).toMatch(/^scrypt\$1024\$8\$1\$[\w-]+\$[\w-]+$/);
    expect(await verifyPassword('correct horse', hash)).toBe(true);
    expect(await verifyPassword('correct horsE', hash)).toBe(false);
    expect(await verifyPassword('', hash)).toBe(false);
  });

  it('differs each time', async () => {
    expect(await hashPassword('x', cheap)).not.toBe(await hashPassword('x', cheap));
  });

  it('fits a password that is typed with other code points for the same letters', async () => {
    expect(await verifyPassword('caf\u0065\u0301', await hashPassword('caf\u00e9', cheap))).toBe(true);
  });

  it.each([
    ['is no hash', 'correct horse'],
    ['is of another kind', '$2b$10$abcdefghijklmnopqrstuv'],
    ['asks for more memory than the platform gives', 'scrypt$1048576$64$1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA'],
    ['has a cost that is no power of two', 'scrypt$1000$8$1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA'],
    ['has no hash', 'scrypt$1024$8$1$c2FsdHNhbHQ$'],
  ])('fits nothing when it %s', async (_what, stored) => {
    expect(await verifyPassword('correct horse', stored)).toBe(false);
  });

  it('is not needed to say no', async () => {
    expect(await pretendToVerify('anything')).toBe(false);
  });
});
