import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkRelays, type RelayOptions } from '../../../../src/platform/cli/doctor-relays.js';
import type { Finding } from '../../../../src/platform/cli/doctor-finding.js';
import type { IceConfig, TurnServer } from '../../../../src/platform/config/index.js';
import { systemClock } from '../../../../src/platform/system-clock.js';
import type { Clock } from '../../../../src/protocol/index.js';
import { coturnIsHere, freePort, startCoturn, type Coturn } from '../calls/coturn.js';

const look = (turn: TurnServer[], options: Partial<RelayOptions> = {}, stun: string[] = []): Promise<readonly Finding[]> =>
  checkRelays({ stun, turn } satisfies IceConfig, { clock: systemClock, timeoutMs: 10_000, ...options });
const said = (findings: readonly Finding[]): string[] => findings.map(({ state, check }) => `${state} ${check}`);

describe('the doctor on relays', () => {
  it('says that firewalls will win where there are none', async () => {
    expect(said(await look([]))).toEqual(['unknown turn-none']);
  });

  it('misses the way through closed networks, and the quick one', async () => {
    const port = await freePort();
    const findings = await look([{ urls: `turn:127.0.0.1:${port}?transport=tcp`, secret: 'x' }], { timeoutMs: 300 });
    expect(said(findings)).toEqual(['bad turn-unreachable', 'warn turn-no-443', 'warn turn-no-udp']);
    for (const { mend } of findings) expect(mend).toBeDefined();
  });

  it('finds a STUN server that is not there', async () => {
    const port = await freePort();
    expect(said(await look([], { timeoutMs: 200 }, [`stun:127.0.0.1:${port}`]))).toEqual(['bad stun', 'unknown turn-none']);
  });
});

describe.skipIf(!coturnIsHere)('the doctor on a real coturn', () => {
  const secret = 'north-star';
  let folder: string;
  let server: Coturn;
  let tls: { cert: string; key: string };

  /** A certificate of our own authority for this name, ending in so many days. */
  async function certificate(name: string, subject: string, days: number): Promise<{ cert: string; key: string }> {
    const openssl = (...words: string[]): void => void execFileSync('openssl', words, { cwd: folder, stdio: 'ignore' });
    openssl('req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', '/CN=turn');
    await writeFile(join(folder, `${name}.ext`), `subjectAltName=${subject}`);
    openssl('x509', '-req', '-in', `${name}.csr`, '-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-days', String(days), '-extfile', `${name}.ext`, '-out', `${name}.crt`);
    return { cert: join(folder, `${name}.crt`), key: join(folder, `${name}.key`) };
  }
  const authority = (): Promise<string> => readFile(join(folder, 'ca.crt'), 'utf8');

  beforeAll(async () => {
    folder = await mkdtemp(`${tmpdir()}/segue-doctor-`);
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', 'ca.key', '-out', 'ca.crt', '-days', '90', '-subj', '/CN=An authority'], { cwd: folder, stdio: 'ignore' });
    tls = await certificate('turn', 'IP:127.0.0.1,DNS:localhost', 80);
    server = await startCoturn({ secret, tls });
  });
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });
  const urls = (): string[] => [server.url(), server.url('?transport=tcp'), `turns:127.0.0.1:${server.tlsPort}?transport=tcp`];

  it('tries each URL by its own transport, and says what the relay lets be wished for', async () => {
    const findings = await look([{ urls: urls(), secret }], { authorities: await authority() });
    expect(findings.filter(({ check }) => check === 'turn').map(({ what }) => what)).toEqual(urls());
    // It relays on the loopback address of this test.
    expect(said(findings).filter((it) => it.startsWith('bad'))).toEqual(Array.from({ length: 3 }, () => 'bad turn-relay-address'));
    expect(said(findings)).toContain('warn turn-no-443');
    expect(said(findings)).toContain('warn turn-certificate-authority');
    // As coturn comes, it forbids its own machine and nothing else.
    expect(said(findings)).toContain('warn turn-open-metadata');
  });

  it('names a certificate that no browser takes', async () => {
    const findings = await look([{ urls: urls().slice(2), secret }]);
    expect(said(findings)).toContain('bad turn-certificate-trust');
    expect(said(findings)).not.toContain('bad turn-certificate-name');
  });

  it('names a certificate for another host, and one that ends soon', async () => {
    const other = await startCoturn({ secret, tls: await certificate('other', 'DNS:turn.example', 10) });
    try {
      const findings = await look([{ urls: `turns:127.0.0.1:${other.tlsPort}`, secret }], { authorities: await authority() });
      expect(said(findings)).toContain('bad turn-certificate-name');
      expect(said(findings)).toContain('warn turn-certificate-expires');
      expect(said(findings)).not.toContain('bad turn-certificate-trust');
    } finally {
      await other.stop();
    }
  });

  it('tells a wrong secret from clocks that differ', async () => {
    expect(said(await look([{ urls: server.url(), secret: 'south' }]))).toContain('bad turn-secret');
    const late: Clock = { ...systemClock, now: () => Date.now() - 3_600_000 };
    expect(said(await look([{ urls: server.url(), secret }], { clock: late }))).toContain('bad turn-clock');
  });

  it('names fixed credentials that are refused', async () => {
    expect(said(await look([{ urls: server.url(), username: 'u', credential: 'c' }]))).toContain('bad turn-credentials');
  });

  it('finds a relay that lets visitors through to its own machine', async () => {
    const open = await startCoturn({ secret, more: ['--allow-loopback-peers', '--cli-password=x'] });
    try {
      expect(said(await look([{ urls: open.url(), secret }]))).toContain('bad turn-open-inside');
    } finally {
      await open.stop();
    }
  });

  it('finds a relay that asks for no credentials', async () => {
    const open = await startCoturn({ secret, open: true });
    try {
      expect(said(await look([{ urls: open.url(), secret }]))).toContain('bad turn-open');
    } finally {
      await open.stop();
    }
  });
});
