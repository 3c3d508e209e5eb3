import { describe, expect, it } from 'vitest';
import { Attempts } from '../../../../src/platform/auth/attempts.js';
import { Checks } from '../../../../src/platform/auth/checks.js';
import { hashPassword } from '../../../../src/platform/auth/password.js';
import { signIn } from '../../../../src/platform/auth/sign-in.js';
import { createTokens } from '../../../../src/platform/auth/tokens.js';

const clock = { now: () => 1_800_000_000_000, after: () => () => undefined };
const secretHash = await hashPassword('correct horse', { N: 1024, r: 8, p: 1 });

function make({ allowed, waiting }: { allowed: number; waiting: number }) {
  const directory = { agent: () => Promise.resolve(undefined), agentByLogin: () => Promise.resolve(undefined), client: () => Promise.resolve({ id: 'reports', secretHash, roles: [], scopes: [] }) };
  const options = {
    tokens: createTokens(new TextEncoder().encode('0123456789abcdef0123456789abcdef'), clock), directory,
    byLogin: new Attempts({ clock, allowed }), byAddress: new Attempts({ clock, allowed: 100 }), checks: new Checks({ atOnce: 2, waiting }),
  };
  const codeOf = (secret: string) =>
    signIn({ grant_type: 'client_credentials', client_id: 'reports', client_secret: secret }, '192.0.2.1', options).then(
      () => 'in',
      (error: unknown) => (error as { code: string }).code,
    );
  return { codeOf };
}

describe('the brake on guessing', () => {
  it('counts guesses that are still being checked', async () => {
    const { codeOf } = make({ allowed: 3, waiting: 32 });
    const codes = await Promise.all(Array.from({ length: 10 }, (_, n) => codeOf(`guess ${n}`)));
    expect(codes).toEqual([...Array<string>(3).fill('login-failed'), ...Array<string>(7).fill('rate-limited')]);
    expect(await codeOf('correct horse')).toBe('rate-limited');
  });

  it('does not count a guess that was turned away unchecked', async () => {
    const { codeOf } = make({ allowed: 5, waiting: 1 });
    const codes = await Promise.all(Array.from({ length: 5 }, (_, n) => codeOf(`guess ${n}`)));
    expect(codes.filter((it) => it === 'rate-limited')).toHaveLength(2);
    expect(await codeOf('correct horse')).toBe('in');
  });
});
