import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createForeignIssuers } from '../../../../src/platform/auth/foreign-issuers.js';
import { systemClock } from '../../../../src/platform/system-clock.js';

let server: Server;
let key: CryptoKey;
let stranger: CryptoKey;
let jwksUrl: string;
const issuer = 'https://login.example.test';

beforeAll(async () => {
  const pair = await generateKeyPair('ES256');
  key = pair.privateKey;
  stranger = (await generateKeyPair('ES256')).privateKey;
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'ES256' }] });
  server = createServer((_request, response) => response.setHeader('content-type', 'application/json').end(keys));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  jwksUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const token = (by: CryptoKey, audience = 'segue', expires = '5m') =>
  new SignJWT({ email: 'ana@example.test' }).setProtectedHeader({ alg: 'ES256', kid: 'k1' }).setIssuer(issuer).setAudience(audience).setExpirationTime(expires).sign(by);
const configured = () => [{ issuer, jwksUrl, audience: 'segue', loginClaim: 'email' }];

describe('a token of another issuer', () => {
  it('stands for the login in its claim when the issuer’s key signed it', async () => {
    expect(await createForeignIssuers(systemClock).login(await token(key), configured())).toBe('ana@example.test');
  });

  it('is nobody’s business when the issuer is not configured', async () => {
    expect(await createForeignIssuers(systemClock).login(await token(key), [])).toBeUndefined();
    expect(await createForeignIssuers(systemClock).login('no.token.atall', configured())).toBeUndefined();
  });

  it.each([
    ['another key', () => token(stranger), 'token-invalid'],
    ['another audience', () => token(key, 'elsewhere'), 'token-invalid'],
    ['a time that is over', () => token(key, 'segue', '-1m'), 'token-expired'],
  ])('is refused for %s', async (_what, make, code) => {
    await expect(createForeignIssuers(systemClock).login(await make(), configured())).rejects.toMatchObject({ code });
  });

  it('is refused without the claim that holds the login', async () => {
    const [only] = configured();
    await expect(createForeignIssuers(systemClock).login(await token(key), [{ ...only!, loginClaim: 'upn' }])).rejects.toMatchObject({ code: 'token-invalid' });
  });
});
