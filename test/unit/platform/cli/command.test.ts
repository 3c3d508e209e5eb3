/** The command as a person runs it: a process of its own, its words and its exit code. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { connect as connectTls } from 'node:tls';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { bundle } from '../bundle.js';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const demoConfig = join(root, 'demo/segue.config.json');
// Each test starts processes of its own.
vi.setConfig({ testTimeout: 30_000 });

let program: Awaited<ReturnType<typeof bundle>>;
let folder: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  program = await bundle(join(root, 'src/platform/cli.ts'));
});
afterAll(() => program.remove());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'segue-cli-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

interface Running {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly ended: Promise<number | null>;
}

function launch(...words: string[]): Running {
  const child = spawn(process.execPath, [program.file, ...words], { cwd: folder, env: { ...process.env, NO_COLOR: '1', PORT: '' } });
  children.push(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { child, out: () => text, ended: once(child, 'close').then(([code]) => code as number | null) };
}

async function run(...words: string[]): Promise<{ code: number | null; text: string }> {
  const running = launch(...words);
  return { code: await running.ended, text: running.out() };
}

/** Starts `serve` on a free port and waits until it says where. */
async function serve(...words: string[]): Promise<Running & { origin: string }> {
  const running = launch('serve', '--port', '0', '--host', '127.0.0.1', '--store', join(folder, 'store'), ...words);
  for (;;) {
    const origin = /open\s+(https?:\/\/localhost:\d+)\//.exec(running.out())?.[1];
    if (origin !== undefined && (!words.includes('--demo') || running.out().includes('Ctrl+C'))) return { ...running, origin: origin.replace('localhost', '127.0.0.1') };
    const end = await Promise.race([running.ended, once(running.child.stdout!, 'data')]);
    if (typeof end === 'number') throw new Error(running.out());
  }
}

/** A customer writes and nobody is there. */
async function wait(origin: string): Promise<void> {
  const answer = await fetch(`${origin}/api/v2/guest-tokens`, { method: 'POST', headers: { 'content-type': 'application/json', origin }, body: JSON.stringify({ deploymentId: 'demo' }) });
  const { token, contactId } = (await answer.json()) as { token: string; contactId: string };
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/ws`, 'segue.v1', { origin });
  socket.on('error', () => undefined);
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'hello', token, sessionId: 's1' }));
  socket.send(JSON.stringify({ type: 'message.send', id: 'm1', contactId, text: 'Hello?' }));
}

describe('the command', () => {
  it('tells what it can do, and for each command what it takes', async () => {
    expect(await run()).toMatchObject({ code: 0, text: expect.stringContaining('serve') as unknown });
    for (const name of ['serve', 'lint', 'try', 'doctor', 'backup', 'restore']) expect(await run(name, '--help')).toMatchObject({ code: 0, text: expect.stringContaining(`segue-platform ${name}`) as unknown });
  });

  it.each([
    ['an unknown command', ['dance'], 64, 'no command “dance”'],
    ['an unknown flag', ['serve', '--loud'], 64, '--loud'],
    ['a port that is none', ['serve', '--port', 'http'], 64, '“http” is no port'],
    ['an origin that is none', ['serve', '--public-origin', 'chat'], 64, '“chat” is no origin'],
    ['a limit that is none', ['serve', '--limit', 'speed=3'], 64, '“speed” is no limit'],
    ['a limit without a number', ['serve', '--limit', 'frameBurst=many'], 64, 'needs a number'],
    ['half a certificate', ['serve', '--tls-cert', 'a.pem'], 64, 'come together'],
    ['a file that is not there', ['serve', 'none.json'], 65, 'There is no file none.json.'],
    ['an empty store without a configuration', ['serve', '--port', '0'], 64, 'name a configuration'],
    ['a demo that was not built', ['serve', demoConfig, '--port', '0', '--demo'], 65, 'The demo is not built'],
  ])('ends for %s with a reason and without a stack', async (_what, words, code, reason) => {
    const ended = await run(...words);
    expect(ended).toMatchObject({ code, text: expect.stringContaining(reason) as unknown });
    expect(ended.text).not.toMatch(/^\s+at /m);
  });
});

describe('serve', () => {
  it('serves, and stops on SIGTERM in good order', async () => {
    const { origin, child, ended, out } = await serve(demoConfig);
    expect((await fetch(`${origin}/readyz`)).status).toBe(200);
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/ws`, 'segue.v1', { origin });
    await once(socket, 'open');
    const closed = once(socket, 'close');
    child.kill('SIGTERM');
    expect((await closed)[0]).toBe(4503);
    expect(await ended).toBe(0);
    expect(out()).toContain('Stopped.');
  });

  it('does not mind the same Ctrl+C twice, as npm passes it on', async () => {
    const { child, ended } = await serve(demoConfig);
    child.kill('SIGINT');
    child.kill('SIGINT');
    expect(await ended).toBe(0);
  });

  it('goes on from its store without a file', async () => {
    const first = await serve(demoConfig);
    first.child.kill('SIGTERM');
    await first.ended;
    const { origin } = await serve();
    expect((await fetch(`${origin}/readyz`)).status).toBe(200);
  });

  it('says with the JSON path what of a configuration it cannot read', async () => {
    await writeFile(join(folder, 'bad.json'), JSON.stringify({ queues: [{ id: 'support', mediaTypes: ['fax'] }] }));
    expect(await run('serve', 'bad.json', '--port', '0')).toMatchObject({ code: 65, text: expect.stringContaining('bad.json: queues[0].mediaTypes[0]') as unknown });
  });

  it('prints the traps of a configuration and serves all the same', async () => {
    const config = JSON.parse(await readFile(demoConfig, 'utf8')) as { deployments: { widget: object }[] };
    config.deployments[0]!.widget = {};
    await writeFile(join(folder, 'trap.json'), JSON.stringify(config));
    const { origin, out } = await serve('trap.json');
    expect((await fetch(`${origin}/healthz`)).status).toBe(200);
    expect(out()).toContain('media-upgrade-off');
  });

  it('names a port that is taken and a store that is held', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    expect(await run('serve', demoConfig, '--host', '127.0.0.1', '--port', String(port))).toMatchObject({ code: 69, text: expect.stringContaining(`Port ${port} is taken`) as unknown });
    server.close();
    await serve(demoConfig);
    expect(await run('serve', demoConfig, '--port', '0', '--store', join(folder, 'store'))).toMatchObject({ code: 69, text: expect.stringContaining('Another process holds the store') as unknown });
  });

  it('shows where the demo is and who works there, and keeps quiet about them otherwise', async () => {
    const { origin, out, child, ended } = await serve(demoConfig, '--demo', join(root, 'demo'));
    expect(out()).toContain('/desk');
    expect(out()).toContain('ana@halden.example');
    const pages = [...out().matchAll(/^ {2}(?:the|a|without|colours) .*(http:\S+)$/gmu)].map(([, address = '']) => address);
    expect(pages.length).toBe(6);
    for (const address of pages) expect([address, (await fetch(address)).status]).toEqual([address, 200]);
    expect(out()).toMatch(/a second visitor\s+http:\/\/127\.0\.0\.1/);
    expect((await fetch(`${origin}/demo/people.json`)).status).toBe(200);
    child.kill('SIGTERM');
    await ended;
    const plain = await serve(demoConfig);
    expect(plain.out()).not.toContain('ana@halden.example');
    expect((await fetch(`${plain.origin}/demo/people.json`)).status).toBe(404);
  });

  it('tells an alert as a sentence in the demo, and as a structured line otherwise', async () => {
    const config = JSON.parse(await readFile(demoConfig, 'utf8')) as { queues: { waitSeconds: number }[] };
    config.queues[0]!.waitSeconds = 1;
    await writeFile(join(folder, 'short.json'), JSON.stringify(config));
    const demo = await serve('short.json', '--demo', join(root, 'demo'));
    await wait(demo.origin);
    const sentence = /^Alert: a customer waits \d+ s in Support - Video Enabled, nobody accepts\.$/m;
    await vi.waitFor(() => expect(demo.out()).toMatch(sentence), { timeout: 20_000 });
    demo.child.kill('SIGTERM');
    await demo.ended;
    expect(demo.out()).not.toContain('{"level"');

    const plain = await serve('short.json', '--store', join(folder, 'other'));
    await wait(plain.origin);
    await vi.waitFor(() => expect(plain.out()).toMatch(/^\{"level":40,.*"kind":"long-wait".*"msg":"alert"\}$/m), { timeout: 20_000 });
    expect(plain.out()).not.toMatch(sentence);
  });

  it('serves HTTPS with a certificate of its own making, and keeps it', async () => {
    const readCertificate = async (): Promise<Buffer> => {
      const { origin, child, ended } = await serve(demoConfig, '--https');
      const ca = await readFile(join(folder, 'store/self-signed.crt'));
      // Rejects unless the certificate is valid for the address and signed by itself.
      const socket = connectTls({ host: '127.0.0.1', port: Number(new URL(origin).port), ca });
      await once(socket, 'secureConnect');
      const { raw } = socket.getPeerCertificate();
      socket.destroy();
      child.kill('SIGTERM');
      await ended;
      return raw;
    };
    const first = await readCertificate();
    expect((await stat(join(folder, 'store/self-signed.key'))).mode & 0o777).toBe(0o600);
    expect((await readCertificate()).equals(first)).toBe(true);
  });
});

describe('lint, try and doctor', () => {
  it('lint ends with 1 when there is an error, and with 0 for the demo', async () => {
    expect(await run('lint', demoConfig)).toMatchObject({ code: 0, text: expect.stringContaining('0 errors') as unknown });
    const config = JSON.parse(await readFile(demoConfig, 'utf8')) as { deployments: { widget: object }[] };
    config.deployments[0]!.widget = {};
    await writeFile(join(folder, 'trap.json'), JSON.stringify(config));
    const { code, text } = await run('lint', 'trap.json', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(text)).toContainEqual(expect.objectContaining({ rule: 'media-upgrade-off', severity: 'error' }));
  });

  it('try shows the way of a flow with given answers', async () => {
    expect(await run('try', 'welcome', 'accepted', 'completed', '--upgrade', '--config', demoConfig)).toMatchObject({ code: 0, text: expect.stringContaining('seeks an agent in support') as unknown });
    expect(await run('try', 'none', '--config', demoConfig)).toMatchObject({ code: 65, text: expect.stringContaining('there are: welcome') as unknown });
    expect(await run('try', 'welcome', 'perhaps', '--upgrade', '--config', demoConfig)).toMatchObject({ code: 64, text: expect.stringContaining('perhaps') as unknown });
  });

  it('doctor finds a server that does not answer, and says what it cannot check', async () => {
    const config = JSON.parse(await readFile(demoConfig, 'utf8')) as { ice: object };
    config.ice = { turn: [{ urls: 'turn:127.0.0.1:9?transport=tcp', secret: 'x' }] };
    await writeFile(join(folder, 'turn.json'), JSON.stringify(config));
    const { code, text } = await run('doctor', 'turn.json', '--port', '0');
    expect(code).toBe(1);
    expect(text).toMatch(/FAIL {2}turn:127\.0\.0\.1:9\?transport=tcp: unreachable/);
    expect(text).toContain('customers’ networks: not checked');
    expect(await run('doctor', demoConfig, '--port', '0')).toMatchObject({ code: 0 });
  });
});
