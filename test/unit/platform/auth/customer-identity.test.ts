import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload, type KeyObject } from 'jose';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCustomerIdentities } from '../../../../src/platform/auth/customer-identity.js';
import { IdentitySettingsSchema, type IdentitySettings } from '../../../../src/platform/config/index.js';
import { ManualClock } from '../core/manual-clock.js';

const secret = 'a secret of the site, 32 characters long';
const key = (text: string): Uint8Array => new TextEncoder().encode(text);
const clock = new ManualClock();
const seconds = (): number => Math.floor(clock.now() / 1_000);
const identities = createCustomerIdentities(clock);
const settings = (more: object = {}): IdentitySettings => v.parse(IdentitySettingsSchema, { secret, ...more });
const claims = (more: object = {}): JWTPayload => ({ sub: 'user|42', aud: 'shop', exp: seconds() + 300, name: 'Maya Lund', attributes: { tier: 'gold', orders: 3, vip: true }, ...more });
const sign = (payload: JWTPayload, by: string | CryptoKey | KeyObject = secret, alg = 'HS256'): Promise<string> =>
  new SignJWT(payload).setProtectedHeader({ alg, kid: 'k1' }).sign(typeof by === 'string' ? key(by) : by);
const without = (name: string): JWTPayload => {
  const { [name]: _gone, ...rest } = claims();
  return rest;
};
const unsigned = (payload: JWTPayload): string => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.`;

describe('a token of the site’s backend', () => {
  it('says who the customer is', async () => {
    expect(await identities.verify(await sign(claims()), 'shop', settings())).toEqual({ subject: 'user|42', name: 'Maya Lund', attributes: { tier: 'gold', orders: 3, vip: true } });
    expect(await identities.verify(await sign({ sub: 'a', aud: ['other', 'shop'], exp: seconds() + 60 }, secret, 'HS512'), 'shop', settings())).toEqual({ subject: 'a', attributes: {} });
  });

  it('may be for an audience and must be of an issuer that the deployment names', async () => {
    const named = settings({ audience: 'chat', issuer: 'https://shop.example' });
    expect(await identities.verify(await sign(claims({ aud: 'chat', iss: 'https://shop.example' })), 'shop', named)).toMatchObject({ subject: 'user|42' });
    await expect(identities.verify(await sign(claims({ aud: 'chat' })), 'shop', named)).rejects.toMatchObject({ code: 'identity-invalid', message: 'The signed identity’s claim iss is missing.' });
    await expect(identities.verify(await sign(claims({ iss: 'https://shop.example' })), 'shop', named)).rejects.toMatchObject({ code: 'identity-invalid', message: 'The signed identity’s claim aud is not the expected one.' });
  });

  it('forgives clocks that differ by half a minute, and no more', async () => {
    expect(await identities.verify(await sign(claims({ exp: seconds() - 20 })), 'shop', settings())).toBeDefined();
    await expect(identities.verify(await sign(claims({ exp: seconds() - 31 })), 'shop', settings())).rejects.toMatchObject({ code: 'identity-expired' });
  });

  it.each<[string, () => Promise<string> | string]>([
    ['another secret', () => sign(claims(), 'another secret that is 32 characters')],
    ['no signature', () => unsigned(claims())],
    ['another deployment', () => sign(claims({ aud: 'other' }))],
    ['no deployment', () => sign(without('aud'))],
    ['nobody', () => sign(without('sub'))],
    ['an empty somebody', () => sign(claims({ sub: '' }))],
    ['a somebody of control characters', () => sign(claims({ sub: 'a\u0000b' }))],
    ['a very long somebody', () => sign(claims({ sub: 'x'.repeat(256) }))],
    ['a somebody that is a number', () => sign(claims({ sub: 7 as unknown as string }))],
    ['ever', () => sign(without('exp'))],
    ['more than a day', () => sign(claims({ exp: seconds() + 25 * 3_600 }))],
    ['not yet', () => sign(claims({ nbf: seconds() + 300 }))],
    ['attributes that are no map of values', () => sign(claims({ attributes: { a: { b: 1 } } }))],
    ['too many attributes', () => sign(claims({ attributes: { a: 'x'.repeat(5_000) } }))],
    ['a name too long', () => sign(claims({ name: 'x'.repeat(121) }))],
    ['a public key’s algorithm', async () => sign(claims(), (await generateKeyPair('ES256')).privateKey, 'ES256')],
    ['nothing at all', () => ''],
    ['no token', () => 'hello'],
    ['three dots', () => '...'],
  ])('is refused for %s', async (_what, make) => {
    await expect(identities.verify(await make(), 'shop', settings())).rejects.toMatchObject({ code: 'identity-invalid' });
  });

  it('is never repeated in the refusal', async () => {
    const refused = await identities.verify(await sign(claims({ name: 'Secret Person'.repeat(12) })), 'shop', settings()).catch((error: unknown) => error);
    expect(refused).toMatchObject({ message: expect.stringContaining('name') as string });
    expect((refused as Error).message).not.toContain('Secret');
  });
});

describe('published keys', () => {
  let origin = '';
  let asked = 0;
  let broken = false;
  let signing: CryptoKey | KeyObject;
  let foreign: CryptoKey | KeyObject;
  let publicKey = '';
  const server = createServer((_request, response) => {
    asked += 1;
    response.writeHead(broken ? 500 : 200, { 'content-type': 'application/json' }).end(broken ? 'no' : publicKey);
  });
  const published = (path = 'keys'): IdentitySettings => v.parse(IdentitySettingsSchema, { issuer: 'https://id.example', jwksUrl: `${origin}/${path}` });
  const issued = (more: object = {}): JWTPayload => claims({ iss: 'https://id.example', ...more });

  beforeAll(async () => {
    const pair = await generateKeyPair('RS256', { extractable: true });
    signing = pair.privateKey;
    foreign = (await generateKeyPair('RS256')).privateKey;
    publicKey = JSON.stringify({ keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' }] });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('check a token, and are asked for once', async () => {
    for (let n = 0; n < 3; n += 1) expect(await identities.verify(await sign(issued(), signing, 'RS256'), 'shop', published())).toMatchObject({ subject: 'user|42' });
    expect(asked).toBe(1);
  });

  it('refuse what another key signed, another issuer, and a public key that is used as a secret', async () => {
    await expect(identities.verify(await sign(issued(), foreign, 'RS256'), 'shop', published())).rejects.toMatchObject({ code: 'identity-invalid' });
    await expect(identities.verify(await sign(issued({ iss: 'https://evil.example' }), signing, 'RS256'), 'shop', published())).rejects.toMatchObject({ code: 'identity-invalid' });
    await expect(identities.verify(await sign(issued(), publicKey), 'shop', published())).rejects.toMatchObject({ code: 'identity-invalid' });
    await expect(identities.verify(unsigned(issued()), 'shop', published())).rejects.toMatchObject({ code: 'identity-invalid' });
  });

  it('that cannot be had are the platform’s trouble, not the customer’s', async () => {
    broken = true;
    await expect(identities.verify(await sign(issued(), signing, 'RS256'), 'shop', published('other'))).rejects.toMatchObject({ code: 'internal', retry: true });
  });
});

describe('the settings', () => {
  it.each([
    ['a short secret', { secret: 'short' }],
    ['no key', {}],
    ['keys of nobody in particular', { jwksUrl: 'https://id.example/keys' }],
    ['both', { secret, issuer: 'a', jwksUrl: 'https://id.example/keys' }],
    ['keys from a file', { issuer: 'a', jwksUrl: 'file:///etc/passwd' }],
  ])('refuse %s', (_what, given) => {
    expect(v.safeParse(IdentitySettingsSchema, given).success).toBe(false);
  });
});
