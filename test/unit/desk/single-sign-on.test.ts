import { expect, describe, it } from 'vitest';
import { challengeOf } from '../../../src/desk/pkce.js';
import { exchange, goToProvider, returned, type Returned, type SingleSignOnPorts } from '../../../src/desk/single-sign-on.js';
import { formOf, idToken, json, Kept, Page, refusingStorage, way } from './provider.js';

const platform = 'https://chat.example';
const start = 'https://chat.example/desk?team=blue#top';

function tab(changes: Partial<SingleSignOnPorts> = {}) {
  const page = new Page(start);
  const ports: SingleSignOnPorts = { fetch: () => Promise.reject(new TypeError('no network')), storage: new Kept(), address: page, crypto, ...changes };
  return { page, ports };
}

/** Goes to the provider and comes back with `query`; `STATE` and `ISSUER` stand for what fits. */
async function trip(query: string, changes: Partial<SingleSignOnPorts> = {}) {
  const { page, ports } = tab(changes);
  await goToProvider(ports, platform, way);
  const state = page.gone?.searchParams.get('state') ?? '';
  page.href = `https://chat.example/desk?${query.replace('STATE', state).replace('ISSUER', encodeURIComponent(way.issuer))}`;
  return { page, ports, back: returned(ports, platform), asked: page.gone?.searchParams ?? new URLSearchParams() };
}

const codeOf = (back: Returned | undefined) => {
  if (back?.kind !== 'code') throw new Error('no code came back');
  return back;
};

describe('on the way to the provider', () => {
  it('says who asks, where to come back to and the hash of a secret that stays', async () => {
    const { page, ports } = tab();
    await goToProvider(ports, platform, way);
    expect(page.gone?.origin).toBe('https://id.example');
    const { code_challenge: challenge, state, nonce, ...asked } = Object.fromEntries(page.gone?.searchParams ?? []);
    expect(asked).toEqual({
      resource: 'segue', response_type: 'code', client_id: 'desk', redirect_uri: 'https://chat.example/desk', scope: 'openid offline_access', code_challenge_method: 'S256',
    });
    expect(new Set([challenge, state, nonce]).size).toBe(3);
    const [kept = ''] = (ports.storage as Kept).values.values();
    const { verifier } = JSON.parse(kept) as { verifier: string };
    expect(await challengeOf(crypto, verifier)).toBe(challenge);
    expect(page.gone?.href).not.toContain(verifier);
  });

  it.each([
    ['storage that refuses', { storage: refusingStorage }, 'no-storage'],
    ['no storage', { storage: undefined }, 'no-storage'],
    ['a page that may not hash', { crypto: { getRandomValues: (array: Uint8Array) => array } }, 'not-secure'],
  ])('does not leave with %s', async (_what, changes, trouble) => {
    const { page, ports } = tab(changes);
    await expect(goToProvider(ports, platform, way)).rejects.toMatchObject({ trouble });
    expect(page.gone).toBeUndefined();
  });
});

describe('back from the provider', () => {
  it('takes the code, and the address is as it was before', async () => {
    const { page, back } = await trip('code=c1&state=STATE&iss=ISSUER');
    expect(codeOf(back).code).toBe('c1');
    expect(page.href).toBe(start);
  });

  it('takes a code once', async () => {
    const { page, ports } = await trip('code=c1&state=STATE');
    expect(returned(ports, platform)).toBeUndefined();
    page.href = 'https://chat.example/desk?code=c1&state=segue-desk.again';
    expect(returned(ports, platform)).toMatchObject({ kind: 'failed', error: { trouble: 'stale' } });
    expect(page.href).toBe('https://chat.example/desk');
  });

  it.each([
    ['a cancelled sign-in', 'error=access_denied&state=STATE', 'refused'],
    ['another state', 'code=c1&state=segue-desk.other', 'stale'],
    ['the answer of another issuer', 'code=c1&state=STATE&iss=https%3A%2F%2Fevil.example', 'stale'],
  ])('refuses %s, out of the address too', async (_what, query, trouble) => {
    const { page, back } = await trip(query);
    expect(back).toMatchObject({ kind: 'failed', error: { trouble } });
    expect(page.href).not.toMatch(/code=|error=|state=/);
  });

  it.each(['https://chat.example/desk', 'https://chat.example/desk?code=1&state=the-hosts-own'])('leaves %s alone', (href) => {
    const { page, ports } = tab();
    page.href = href;
    expect(returned(ports, platform)).toBeUndefined();
    expect(page.href).toBe(href);
  });
});

describe('the exchange', () => {
  it('sends code and verifier, and nothing that is a secret of the platform', async () => {
    const { back, asked } = await trip('code=c1&state=STATE');
    const { code, pending } = codeOf(back);
    const sent: [string, RequestInit][] = [];
    const nonce = asked.get('nonce') ?? '';
    const answer = { access_token: 'jwt', token_type: 'Bearer', expires_in: 300, id_token: idToken(nonce) };
    const granted = await exchange({ fetch: (url, init) => (sent.push([url, init]), Promise.resolve(json(answer))) }, code, pending);
    expect(granted).toMatchObject({ access_token: 'jwt', expires_in: 300 });
    const [[url, init] = ['', {}]] = sent;
    expect([url, init.credentials]).toEqual([way.tokenUrl, 'omit']);
    expect(Object.fromEntries(formOf(init))).toEqual({
      grant_type: 'authorization_code', code: 'c1', redirect_uri: 'https://chat.example/desk', client_id: 'desk', code_verifier: pending.verifier,
    });
  });

  it.each([
    ['no network', () => Promise.reject(new TypeError('failed')), 'unreachable'],
    ['a provider that is down', () => Promise.resolve(json({}, 502)), 'unreachable'],
    ['an answer that is none', () => Promise.resolve(json({ token: 1 })), 'unreachable'],
    ['a code that was used', () => Promise.resolve(json({ error: 'invalid_grant' }, 400)), 'refused'],
    ['an ID token for another question', () => Promise.resolve(json({ access_token: 'jwt', id_token: idToken('other') })), 'stale'],
  ])('comes to nothing with %s', async (_what, fetch, trouble) => {
    const { code, pending } = codeOf((await trip('code=c1&state=STATE')).back);
    await expect(exchange({ fetch }, code, pending)).rejects.toMatchObject({ trouble, provider: 'Example ID' });
  });
});
