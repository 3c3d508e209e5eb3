/**
 * coturn at the lab's place `turn`: UDP and TCP on 3478, TLS on 443 with a certificate of a CA made for the run.
 *
 * Knows how to end it, start it again, and make it refuse everybody (another secret than the platform's). Knows the URLs
 * under which it is reached and the entry for the platform's configuration; nothing of calls.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Network } from './network.js';

/** The server's name; Firefox checks certificates by name only. */
const host = 'turn.segue.test';
const secret = 'north of the river';

export interface Turn {
  /** The entry of `ice.turn` in the platform's configuration. */
  readonly config: { readonly urls: readonly string[]; readonly secret: string };
  /** PEM file of the CA that browsers have to trust for TURNS. */
  readonly caFile: string;
  /** Starts it, again if it runs; resolves once it listens. `refusing` turns away all credentials with 401. */
  readonly start: (how?: 'serving' | 'refusing') => Promise<void>;
  /** SIGKILL: its allocations are gone, its port is closed. */
  readonly kill: () => Promise<void>;
  /** What it wrote, all of its lives. */
  readonly output: () => string;
  /** Kills it and removes its files. */
  readonly stop: () => Promise<void>;
}

/** Prepares a TURN server and makes its name known to customer and agent; `start` starts it. */
export function prepareTurn(network: Network): Turn {
  const folder = mkdtempSync(join(tmpdir(), 'segue-turn-'));
  const address = network.addressOf('turn');
  makeCertificates(folder, address);
  for (const place of ['customer', 'agent', 'platform'] as const) network.nameHost(place, host, address);
  let child: ChildProcess | undefined;
  let output = '';

  const kill = async (): Promise<void> => {
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  };
  return {
    // By address where it can be: for TURN over UDP, Chromium does not look into the hosts file.
    config: { urls: [`turn:${address}:3478`, `turn:${address}:3478?transport=tcp`, `turns:${host}:443?transport=tcp`], secret },
    caFile: join(folder, 'ca.pem'),
    output: () => output,
    kill,
    start: async (how = 'serving') => {
      await kill();
      const [wrapper, ...rest] = network.command('turn');
      const flags = flagsFor(folder, address, how === 'serving' ? secret : 'another secret altogether');
      child = spawn(wrapper, [...rest, 'turnserver', ...flags], { stdio: ['ignore', 'pipe', 'pipe'], cwd: folder });
      const keep = (chunk: Buffer): void => {
        output += chunk.toString();
      };
      child.stdout?.on('data', keep);
      child.stderr?.on('data', keep);
      for (const port of [3478, 443]) await listens(address, port, child, () => output);
    },
    stop: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const flagsFor = (folder: string, address: string, authSecret: string): string[] => [
  '-n',
  `--listening-ip=${address}`,
  `--relay-ip=${address}`,
  '--listening-port=3478',
  '--tls-listening-port=443',
  `--cert=${join(folder, 'turn.pem')}`,
  `--pkey=${join(folder, 'turn.key')}`,
  '--use-auth-secret',
  `--static-auth-secret=${authSecret}`,
  `--realm=${host}`,
  '--fingerprint',
  '--no-cli',
  '--no-multicast-peers',
  '--log-file=stdout',
  `--pidfile=${join(folder, 'turn.pid')}`,
  `--userdb=${join(folder, 'turn.db')}`,
];

function makeCertificates(folder: string, address: string): void {
  const file = (name: string): string => join(folder, name);
  const key = ['-newkey', 'rsa:2048', '-nodes'];
  openssl('req', '-x509', ...key, '-keyout', file('ca.key'), '-out', file('ca.pem'), '-days', '2', '-subj', '/CN=Segue test CA');
  openssl('req', ...key, '-keyout', file('turn.key'), '-out', file('turn.csr'), '-subj', `/CN=${host}`);
  writeFileSync(file('turn.ext'), `subjectAltName=DNS:${host},IP:${address}\nextendedKeyUsage=serverAuth\n`);
  openssl('x509', '-req', '-in', file('turn.csr'), '-CA', file('ca.pem'), '-CAkey', file('ca.key'), '-CAcreateserial', '-days', '2', '-extfile', file('turn.ext'), '-out', file('turn.pem'));
}

function openssl(...words: string[]): void {
  const { status, error, stderr } = spawnSync('openssl', words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`openssl ${words.join(' ')}: ${error?.message ?? stderr}`);
}

/** Resolves when the port takes a connection; rejects when the server ends instead or takes too long. */
async function listens(address: string, port: number, child: ChildProcess, output: () => string): Promise<void> {
  const until = Date.now() + 10_000;
  while (!(await takes(address, port))) {
    if (child.exitCode !== null || Date.now() > until) throw new Error(`coturn does not listen on ${String(port)}:\n${output()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function takes(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, address, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
