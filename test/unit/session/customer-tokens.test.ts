import { describe, expect, it } from 'vitest';
import { customerTokens, type KeyValueStorage } from '../../../src/session/index.js';
import { hostileStorage, memoryStorage } from './harness.js';

interface Call {
  readonly url: string;
  readonly body: unknown;
}

/** Answers one request after another; the last answer stays. */
function web(...answers: { status?: number; body: unknown }[]): { fetch: typeof fetch; calls: Call[] } {
  const calls: Call[] = [];
  return {
    calls,
    fetch: (url, init) => {
      calls.push({ url: url instanceof Request ? url.url : url.toString(), body: JSON.parse(typeof init?.body === 'string' ? init.body : 'null') });
      const { status = 200, body } = answers[Math.min(calls.length, answers.length) - 1] ?? { body: undefined };
      return Promise.resolve(new Response(typeof body === 'string' ? body : JSON.stringify(body), { status }));
    },
  };
}

const guest = (n: number): { body: unknown } => ({
  body: { token: `t${n}`, expiresAt: '2026-01-01T13:00:00.000Z', renewal: `secret-${n}`, contactId: `c_${n}`, widget: { allowMediaUpgrade: true, mediaTypes: ['chat', 'video'] } },
});
const options = { platform: 'https://platform.test/ignored', deploymentId: 'shop' } as const;
const of = (fetch: typeof globalThis.fetch, storage: KeyValueStorage | undefined): ReturnType<typeof customerTokens> => customerTokens({ ...options, fetch, storage });

describe('a customer’s tokens', () => {
  it('ask the platform once and keep the token until it is refused', async () => {
    const { fetch, calls } = web(guest(1), guest(2));
    const tokens = of(fetch, memoryStorage());
    const first = await tokens.get(false);
    expect(first).toEqual({ token: 't1', contactId: 'c_1', widget: { allowMediaUpgrade: true, mediaTypes: ['chat', 'video'] } });
    expect(await tokens.get(false)).toBe(first);
    expect((await tokens.get(true)).token).toBe('t2');
    expect(calls).toEqual([
      { url: 'https://platform.test/api/v2/guest-tokens', body: { deploymentId: 'shop' } },
      { url: 'https://platform.test/api/v2/guest-tokens', body: { deploymentId: 'shop', renewal: 'secret-1' } },
    ]);
  });

  it('store nothing before they are asked for, then one key for the deployment', async () => {
    const storage = memoryStorage();
    const tokens = of(web(guest(1)).fetch, storage);
    expect(tokens.known).toBe(false);
    expect(storage.items.size).toBe(0);
    await tokens.get(false);
    expect([...storage.items]).toEqual([['segue.shop', 'secret-1']]);
    expect(tokens.known).toBe(true);
  });

  it('know a visitor who comes back', async () => {
    const { fetch, calls } = web(guest(2));
    const tokens = of(fetch, memoryStorage({ 'segue.shop': 'secret-1' }));
    expect(tokens.known).toBe(true);
    await tokens.get(false);
    expect(calls[0]?.body).toMatchObject({ renewal: 'secret-1' });
  });

  it('bring who the customer is, asking the page anew each time', async () => {
    const { fetch, calls } = web(guest(1), guest(2));
    let n = 0;
    const tokens = customerTokens({ ...options, fetch, storage: memoryStorage(), identity: () => Promise.resolve(`jwt-${(n += 1)}`) });
    await tokens.get(false);
    await tokens.get(true);
    expect(calls.map(({ body }) => body)).toEqual([{ deploymentId: 'shop', identity: 'jwt-1' }, { deploymentId: 'shop', renewal: 'secret-1', identity: 'jwt-2' }]);
  });

  it('say nothing of who the customer is where nobody is signed in', async () => {
    const { fetch, calls } = web(guest(1));
    await customerTokens({ ...options, fetch, storage: memoryStorage(), identity: () => undefined }).get(false);
    await customerTokens({ ...options, fetch, storage: memoryStorage(), identity: 'jwt' }).get(false);
    expect(calls.map(({ body }) => body)).toEqual([{ deploymentId: 'shop' }, { deploymentId: 'shop', identity: 'jwt' }]);
  });

  it('ask again later where the page cannot say', async () => {
    const { fetch, calls } = web(guest(1));
    const tokens = customerTokens({ ...options, fetch, storage: memoryStorage(), identity: () => Promise.reject(new Error('signed out')) });
    await expect(tokens.get(false)).rejects.toMatchObject({ code: 'unreachable', retry: true });
    expect(calls).toEqual([]);
  });

  it('forget the visitor when told to', async () => {
    const storage = memoryStorage();
    const { fetch, calls } = web(guest(1));
    const tokens = of(fetch, storage);
    await tokens.get(false);
    tokens.forget();
    expect(tokens.known).toBe(false);
    expect(storage.items.size).toBe(0);
    await tokens.get(false);
    expect(calls[1]?.body).toEqual({ deploymentId: 'shop' });
  });

  it('begin anew when the platform no longer takes the renewal', async () => {
    const { fetch, calls } = web({ status: 401, body: { code: 'token-invalid', message: 'no' } }, guest(2));
    expect((await of(fetch, memoryStorage({ 'segue.shop': 'stale' })).get(false)).token).toBe('t2');
    expect(calls.map(({ body }) => body)).toEqual([{ deploymentId: 'shop', renewal: 'stale' }, { deploymentId: 'shop' }]);
  });

  it('live without a storage, and with one that throws', async () => {
    for (const storage of [undefined, hostileStorage]) {
      const { fetch, calls } = web(guest(1), guest(2));
      const tokens = of(fetch, storage);
      expect(tokens.known).toBe(false);
      await tokens.get(false);
      await tokens.get(true);
      expect(calls[1]?.body).toMatchObject({ renewal: 'secret-1' });
    }
  });

  it('pass on what the page knows of the customer', async () => {
    const { fetch, calls } = web(guest(1));
    await customerTokens({ ...options, fetch, storage: undefined, customer: { name: 'Robin' } }).get(false);
    expect(calls[0]?.body).toEqual({ deploymentId: 'shop', customer: { name: 'Robin' } });
  });

  it.each([
    [{ status: 404, body: { code: 'unknown-deployment', message: 'no' } }, { code: 'unknown-deployment', retry: false }],
    [{ status: 403, body: { code: 'origin-refused', message: 'no' } }, { code: 'origin-refused', retry: false }],
    [{ status: 429, body: { code: 'rate-limited', message: 'slow', retryAfterMs: 400 } }, { code: 'rate-limited', retryAfterMs: 400, retry: true }],
    [{ status: 429, body: 'busy' }, { code: 'unreachable', retry: true }],
    [{ status: 502, body: '<html>' }, { code: 'unreachable', retry: true }],
    [{ status: 400, body: { code: 'of-tomorrow', message: 'no' } }, { code: 'internal', retry: true }],
    [{ status: 200, body: { token: 1 } }, { code: 'unreachable', retry: true }],
    [{ status: 200, body: 'no json' }, { code: 'unreachable', retry: true }],
  ])('reject %j with a code', async (answer, error) => {
    await expect(of(web(answer).fetch, undefined).get(false)).rejects.toMatchObject(error);
  });

  it('reject with unreachable when there is no way to the platform', async () => {
    const tokens = of(() => Promise.reject(new TypeError('Failed to fetch')), undefined);
    await expect(tokens.get(false)).rejects.toMatchObject({ code: 'unreachable', retry: true });
  });
});
