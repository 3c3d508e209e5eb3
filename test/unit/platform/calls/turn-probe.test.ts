import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parseIceUrl, probe } from '../../../../src/platform/calls/turn-probe.js';
import { createMintTurn } from '../../../../src/platform/calls/turn.js';
import { systemClock } from '../../../../src/platform/system-clock.js';

describe('the address of an ICE server', () => {
  it.each([
    ['stun:s.test', { scheme: 'stun', host: 's.test', port: 3478, transport: 'udp' }],
    ['turn:s.test?transport=tcp', { scheme: 'turn', host: 's.test', port: 3478, transport: 'tcp' }],
    ['turns:s.test:443?transport=tcp', { scheme: 'turns', host: 's.test', port: 443, transport: 'tls' }],
    ['turns:s.test', { scheme: 'turns', host: 's.test', port: 5349, transport: 'tls' }],
    ['turn:[::1]:9', { scheme: 'turn', host: '::1', port: 9, transport: 'udp' }],
    ['https://s.test', undefined],
  ])('%s is read with the standards’ defaults', (url, address) => {
    expect(parseIceUrl(url)).toEqual(address);
  });
});

describe('a server that is not there', () => {
  it('is unreachable, over UDP and TCP', async () => {
    const port = await freePort();
    expect(await probe({ url: `turn:127.0.0.1:${port}` }, 300)).toMatchObject({ status: 'unreachable' });
    expect(await probe({ url: `turn:127.0.0.1:${port}?transport=tcp` }, 300)).toMatchObject({ status: 'unreachable' });
    expect(await probe({ url: 'nonsense' }, 300)).toMatchObject({ status: 'unreachable' });
  });

  it('is unreachable when it listens and says nothing', async () => {
    const socket = createSocket('udp4');
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    expect(await probe({ url: `stun:127.0.0.1:${socket.address().port}` }, 100)).toMatchObject({ status: 'unreachable', detail: 'does not answer' });
    socket.close();
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const coturn = spawnSync('turnserver', ['--version']).error === undefined;

describe.skipIf(!coturn)('a real coturn', () => {
  let folder: string;
  let server: ChildProcess;
  let port: number;
  const secret = 'north-star';
  beforeAll(async () => {
    folder = await mkdtemp(`${tmpdir()}/segue-coturn-`);
    port = await freePort();
    const options = ['-n', '--listening-ip=127.0.0.1', '--relay-ip=127.0.0.1', `--listening-port=${port}`, '--use-auth-secret', `--static-auth-secret=${secret}`];
    const more = ['--realm=segue.test', '--no-tls', '--no-dtls', '--no-cli', '--allow-loopback-peers', `--log-file=${folder}/log`, '--simple-log', `--pidfile=${folder}/pid`, `--userdb=${folder}/db`];
    server = spawn('turnserver', [...options, ...more], { stdio: 'ignore', cwd: folder });
    await vi.waitFor(() => new Promise<void>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => { socket.destroy(); resolve(); });
      socket.once('error', reject);
    }), { timeout: 10_000 });
  });
  afterAll(async () => {
    const exited = once(server, 'exit');
    server.kill('SIGKILL');
    await exited;
    await rm(folder, { recursive: true });
  });
  const minted = (shared: string, query = '') => {
    const url = `turn:127.0.0.1:${port}${query}`;
    const { iceServers } = createMintTurn(() => ({ stun: [], turn: [{ urls: url, secret: shared }] }), systemClock)('doctor', 'preflight');
    return { url, username: iceServers[0]?.username ?? '', credential: iceServers[0]?.credential ?? '' };
  };

  it.each([['UDP', ''], ['TCP', '?transport=tcp']])('allocates for the credentials that the platform mints, over %s', async (_what, query) => {
    expect(await probe(minted(secret, query))).toEqual({ status: 'serves' });
  });

  it('refuses credentials of another secret', async () => {
    expect(await probe(minted('south'))).toEqual({ status: 'refused', detail: 'refuses the credentials (401)' });
  });

  it('answers a binding request', async () => {
    expect(await probe({ url: `stun:127.0.0.1:${port}` })).toEqual({ status: 'serves' });
  });
});
