import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { certificateFindings, checkTlsFiles } from '../../../../src/platform/cli/doctor-certificate.js';
import { makeCertificate } from '../../../../src/platform/cli/self-signed.js';
import type { Clock } from '../../../../src/protocol/index.js';

const clockAt = (now: number): Clock => ({ now: () => now, after: () => () => undefined });
const clock = clockAt(Date.now());
const day = 86_400_000;

let folder: string;
const file = (name: string): string => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(`${tmpdir()}/segue-doctor-`);
  const own = makeCertificate(['chat.example'], ['192.0.2.7'], new Date());
  await writeFile(file('own.crt'), own.cert);
  await writeFile(file('own.key'), own.key);
  await writeFile(file('other.key'), makeCertificate(['x.example'], [], new Date()).key);
  const openssl = (...words: string[]): Buffer => execFileSync('openssl', words, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
  openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', 'ca.key', '-out', 'ca.crt', '-days', '30', '-subj', '/CN=An authority');
  openssl('req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', 'leaf.key', '-out', 'leaf.csr', '-subj', '/CN=chat.example');
  await writeFile(file('names'), 'subjectAltName=DNS:chat.example');
  openssl('x509', '-req', '-in', 'leaf.csr', '-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '60', '-extfile', 'names', '-out', 'leaf.crt');
  await writeFile(file('chain.crt'), Buffer.concat([openssl('x509', '-in', 'leaf.crt'), openssl('x509', '-in', 'ca.crt')]));
});
afterAll(() => rm(folder, { recursive: true }));

const checks = async (cert: string, key: string, publicOrigin?: string): Promise<string[]> =>
  (await checkTlsFiles({ certFile: file(cert), keyFile: file(key), publicOrigin }, clock)).map(({ state, check }) => `${state} ${check}`);

describe('the end of a certificate', () => {
  it.each([
    [-1, ['bad turn-certificate-expired']],
    [5, ['warn turn-certificate-expires']],
    [60, []],
  ])('in %i days', (days, said) => {
    expect(certificateFindings('turn-certificate', 'turns:x', new Date(clock.now() + days * day + 1_000), clock).map(({ state, check }) => `${state} ${check}`)).toEqual(said);
  });
});

describe('the files of serve', () => {
  it('fit where key, name and chain do', async () => {
    expect(await checks('chain.crt', 'leaf.key', 'https://chat.example')).toEqual(['good tls']);
  });

  it.each([
    ['the key of another certificate', 'chain.crt', 'other.key', 'https://chat.example', 'bad tls-key'],
    ['a certificate for another host', 'chain.crt', 'leaf.key', 'https://www.example', 'bad tls-name'],
    ['a certificate without its chain', 'leaf.crt', 'leaf.key', 'https://chat.example', 'warn tls-chain'],
    ['one that vouches for itself', 'own.crt', 'own.key', 'https://192.0.2.7', 'warn tls-self-signed'],
    ['a file that is not there', 'none.crt', 'own.key', undefined, 'bad tls-files'],
    ['a file that is none', 'names', 'own.key', undefined, 'bad tls-files'],
  ])('do not with %s', async (_what, cert, key, origin, said) => {
    expect(await checks(cert, key, origin)).toEqual([said]);
  });
});
