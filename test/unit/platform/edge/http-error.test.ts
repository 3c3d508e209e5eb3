import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startEdge } from './fixture.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'segue-errors-'));
  await mkdir(join(folder, 'cdn'));
  await writeFile(join(folder, 'cdn/segue.js'), 'loader');
});
afterAll(() => rm(folder, { recursive: true }));

interface Line {
  readonly level: number;
  readonly msg: string;
  readonly code?: string;
  readonly err?: unknown;
}

/** An edge whose log is kept, down to debug. */
async function start(options: Parameters<typeof startEdge>[0] = {}) {
  const lines: Line[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()) as Line);
      done();
    },
  });
  const edge = await startEdge({ log: pino({ level: 'debug' }, stream), pages: { cdn: join(folder, 'cdn') }, ...options });
  return { ...edge, lines };
}

/** Not by fetch, which would tidy the address up. */
const raw = (port: number, path: string) =>
  new Promise<{ status: number | undefined; body: unknown }>((resolve, reject) => {
    request({ host: '127.0.0.1', port, path }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString())).on('end', () => resolve({ status: response.statusCode, body: JSON.parse(text) }));
    }).on('error', reject).end();
  });

const debug = 20;
const info = 30;
const error = 50;

describe('a request that the client got wrong', () => {
  it.each([
    ['an address that cannot be decoded', '/api/v2/queues/%E0%A4%A', 400, 'bad-frame'],
    ['a file’s address that cannot be decoded', '/cdn/%ff.js', 400, 'bad-frame'],
    ['a file’s address with a zero byte', '/cdn/a%00.js', 400, 'bad-frame'],
    ['a way out of the folder of files', '/cdn/%2e%2e%2fsecret.js', 404, 'not-found'],
    ['no address of ours', '/nowhere', 404, 'not-found'],
    ['a parameter that is too long', `/api/v2/queues/${'q'.repeat(300)}`, 400, 'bad-frame'],
  ])('is answered with a code for %s, and is one quiet line of the log', async (_what, path, status, code) => {
    const { port, lines } = await start();
    const answer = await raw(port, path);
    expect(answer).toMatchObject({ status, body: { code, message: expect.any(String) as unknown } });
    expect(lines.filter((it) => it.level > info)).toEqual([]);
    expect(lines.filter((it) => it.code === code)).toEqual([expect.objectContaining({ level: debug })]);
    expect(JSON.stringify(lines)).not.toMatch(/stack|\bat \//);
  });

  it('is told from a fault of ours, which is a line with a stack', async () => {
    const { domain, port, lines } = await start();
    domain.deployment = () => Promise.reject(new Error('broken'));
    const answer = await fetch(`http://127.0.0.1:${port}/api/v2/guest-tokens`, {
      method: 'POST', headers: { 'content-type': 'application/json', 'origin': 'https://shop.test' }, body: JSON.stringify({ deploymentId: 'shop' }),
    });
    expect(answer.status).toBe(500);
    expect(await answer.json()).toMatchObject({ code: 'internal' });
    expect(lines.find((it) => it.level === error)).toMatchObject({ err: { stack: expect.stringContaining('broken') as unknown } });
  });
});

describe('files', () => {
  it('have a generous rate for each address', async () => {
    const { origin } = await start({ limits: { filesPerMinute: 2 } });
    const answers: Response[] = [];
    for (const path of ['/segue.js', '/cdn/segue.js', '/cdn/segue.js']) answers.push(await fetch(`${origin}${path}`));
    expect(answers.map((it) => it.status)).toEqual([200, 200, 429]);
    expect(await answers[2]!.json()).toMatchObject({ code: 'rate-limited', retryAfterMs: expect.any(Number) as unknown });
    expect((await fetch(`${origin}/healthz`)).status).toBe(200);
  });
});

describe('a socket', () => {
  it('with a frame beyond everything is closed, and is one quiet line of the log', async () => {
    const { join: enter, guestToken, lines, domain } = await start();
    const client = await enter(await guestToken());
    client.socket.send('x'.repeat(4 * 65_536 + 1));
    expect((await client.closed).code).toBe(1009);
    await vi.waitFor(() => expect(domain.lines[0]?.gone).toBe(true));
    expect(lines.filter((it) => it.level > info)).toEqual([]);
    expect(lines).toContainEqual(expect.objectContaining({ level: debug, msg: 'a socket failed', code: 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH' }));
  });
});
