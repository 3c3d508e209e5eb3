import { describe, expect, it } from 'vitest';
import { fetchVisit } from '../../../src/session/index.js';

const ask = (answer: () => Promise<Response>): Promise<unknown> => fetchVisit({ platform: 'https://platform.test', deploymentId: 'shop', fetch: answer });
const json = (body: unknown, status = 200) => (): Promise<Response> => Promise.resolve(new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } }));
const page = (status: number) => (): Promise<Response> => Promise.resolve(new Response('<!doctype html><title>Sign in to this network</title>', { status }));

describe('what a deployment asks before a visit', () => {
  it('is the platform’s answer as it is', async () => {
    const addresses: unknown[] = [];
    const said = await fetchVisit({
      platform: 'https://platform.test', deploymentId: 'a shop',
      fetch: (address) => (addresses.push(address), json({ consent: { hash: 'h', text: 't' } })()),
    });
    expect(said).toEqual({ consent: { hash: 'h', text: 't' } });
    expect(addresses).toEqual(['https://platform.test/api/v2/deployments/a%20shop/visit']);
  });

  it('is nothing where a platform does not know the question', async () => {
    expect(await ask(json({ code: 'not-found', message: 'There is nothing here.' }, 404))).toEqual({});
  });

  it.each([
    ['a page of somebody else’s in its place', page(200)],
    ['a page of somebody else’s that says there is nothing', page(404)],
    ['another’s JSON that says there is nothing', json({ error: 'no route' }, 404)],
    ['no object', json(null)],
    ['a refusal', json({ code: 'rate-limited', message: 'Slower.' }, 429)],
    ['no answer', () => Promise.reject(new TypeError('offline'))],
  ])('is not known, and no gate opens for it: %s', async (_name, answer) => {
    await expect(ask(answer)).rejects.toMatchObject({ code: 'unreachable' });
  });
});
