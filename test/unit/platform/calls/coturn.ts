/** A real coturn for one test: its own folder and port, gone when it is stopped. Tests are left out by name where there is none. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { vi } from 'vitest';
import type { ProbeTarget } from '../../../../src/platform/calls/turn-probe.js';
import { createMintTurn } from '../../../../src/platform/calls/turn.js';
import { systemClock } from '../../../../src/platform/system-clock.js';

export const coturnIsHere = spawnSync('turnserver', ['--version']).error === undefined;

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export interface CoturnOptions {
  readonly secret: string;
  /** Relays for anybody. Default: false. */
  readonly open?: boolean;
  /** PEM files; with them it also serves TLS. */
  readonly tls?: { readonly cert: string; readonly key: string };
  readonly more?: readonly string[];
}

export interface Coturn {
  readonly port: number;
  readonly tlsPort: number;
  url(query?: string): string;
  stop(): Promise<void>;
}

const listens = (port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve();
    });
    socket.once('error', reject);
  });

export async function startCoturn({ secret, tls, open = false, more = [] }: CoturnOptions): Promise<Coturn> {
  const folder = await mkdtemp(`${tmpdir()}/segue-coturn-`);
  const [port, tlsPort] = [await freePort(), await freePort()];
  const secure = tls === undefined ? ['--no-tls', '--no-dtls'] : [`--tls-listening-port=${tlsPort}`, `--cert=${tls.cert}`, `--pkey=${tls.key}`, '--no-dtls'];
  const auth = open ? ['--no-auth'] : ['--use-auth-secret', `--static-auth-secret=${secret}`];
  const server = spawn(
    'turnserver',
    [
      '-n', '--listening-ip=127.0.0.1', '--relay-ip=127.0.0.1', `--listening-port=${port}`, ...auth, '--realm=segue.test', '--no-cli', ...secure,
      `--log-file=${folder}/log`, '--simple-log', `--pidfile=${folder}/pid`, `--userdb=${folder}/db`, ...more,
    ],
    { stdio: 'ignore', cwd: folder },
  );
  await vi.waitFor(() => listens(tls === undefined ? port : tlsPort), { timeout: 10_000 });
  return {
    port,
    tlsPort,
    url: (query = '') => `turn:127.0.0.1:${port}${query}`,
    async stop() {
      const exited = once(server, 'exit');
      server.kill('SIGKILL');
      await exited;
      await rm(folder, { recursive: true });
    },
  };
}

/** A URL with the credentials that the platform would give for it. */
export function minted(url: string, secret: string): ProbeTarget {
  const [server] = createMintTurn(() => ({ stun: [], turn: [{ urls: url, secret }] }), systemClock)('doctor', 'preflight').iceServers;
  return { url, username: server?.username ?? '', credential: server?.credential ?? '' };
}
