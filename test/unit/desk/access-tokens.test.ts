import { describe, expect, it } from 'vitest';
import { AccessTokens, keptOf } from '../../../src/desk/access-tokens.js';
import { manualClock } from '../../../src/testing/index.js';
import { formOf, json, way } from './provider.js';

const platform = 'https://chat.example';
const granted = (token: string, more: object = {}) => ({ access_token: token, expires_in: 60, ...more });

/** Tokens of a minute; the provider's answers are taken one after the other. */
function renewable(...answers: (() => Response | Promise<Response>)[]) {
  const clock = manualClock(0);
  const asked: string[] = [];
  const fetch = async (_url: string, init: RequestInit): Promise<Response> => {
    asked.push(formOf(init).get('refresh_token') ?? '');
    const answer = answers.shift();
    if (answer === undefined) throw new TypeError('no network');
    return answer();
  };
  const tokens = new AccessTokens({ kept: keptOf(platform, granted('first'), clock), clock, renewal: { fetch, way, refreshToken: 'r1' } });
  return { tokens, clock, asked };
}

describe('an access token', () => {
  it('of a password is all there is: when it is refused, one signs in again', async () => {
    const clock = manualClock(0);
    const tokens = new AccessTokens({ kept: keptOf(platform, granted('only'), clock), clock });
    await clock.run(120_000);
    expect(await tokens.get()).toBe('only');
    await expect(tokens.get(true)).rejects.toMatchObject({ code: 'token-expired' });
  });

  it('is used while it holds, then renewed once for all who ask, and told', async () => {
    const { tokens, clock, asked } = renewable(() => json(granted('second')));
    const told: string[] = [];
    tokens.onRenewed = ({ token }) => told.push(token);
    expect(await tokens.get()).toBe('first');
    await clock.run(51_000);
    expect(await Promise.all([tokens.get(), tokens.get(), tokens.get(true)])).toEqual(['second', 'second', 'second']);
    expect([asked, told]).toEqual([['r1'], ['second']]);
    expect(tokens.kept.expiresAt).toBe(111_000);
  });

  it('is renewed with what the last renewal brought', async () => {
    const { tokens, asked } = renewable(() => json(granted('second', { refresh_token: 'r2' })), () => json(granted('third')), () => json(granted('fourth')));
    for (const token of ['second', 'third', 'fourth']) expect(await tokens.get(true)).toBe(token);
    expect(asked).toEqual(['r1', 'r2', 'r2']);
  });

  it('that the provider renews no more has expired; a provider that is away is asked again', async () => {
    const refused = renewable(() => json({ error: 'invalid_grant' }, 400));
    await expect(refused.tokens.get(true)).rejects.toMatchObject({ code: 'token-expired' });
    const away = renewable(() => json({}, 503), () => json(granted('second')));
    await expect(away.tokens.get(true)).rejects.toMatchObject({ code: 'unreachable', retry: true });
    expect(await away.tokens.get(true)).toBe('second');
  });
});
