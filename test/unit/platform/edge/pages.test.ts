import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startEdge, type TestEdge } from './fixture.js';

const files = {
  'cdn/segue.js': 'loader', 'cdn/segue.0.1.0.1a2b3c4d.js': 'pinned', 'cdn/call.Ab3_xY9-.js': 'chunk', 'cdn/integrity.json': '{}', 'cdn/secret.env': 'x', 'cdn/segue.js.br': brotliCompressSync('loader'), 'cdn/call.Ab3_xY9-.js.gz': gzipSync('chunk'),
  'demo/shop/index.html': '<!doctype html><title>Shop</title>', 'demo/desk/index.html': '<!doctype html><title>Desk</title>', 'demo/npm/main.js': 'export {};',
  'demo/people.json': '[]', 'demo/segue.config.json': '{"secret":1}', 'demo/.env': 'x', 'outside.js': 'x',
};
let folder: string;
let edge: TestEdge;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'segue-pages-'));
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  edge = await startEdge({ pages: { cdn: join(folder, 'cdn'), demo: join(folder, 'demo') } });
});

/** Not by fetch, which would tidy the address up. */
const raw = (path: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    request({ host: '127.0.0.1', port: edge.port, path }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on('error', reject).end();
  });

describe('script-tag files', () => {
  it.each([
    ['/segue.js', 'public, max-age=300, must-revalidate'],
    ['/cdn/segue.js', 'public, max-age=300, must-revalidate'],
    ['/cdn/segue.0.1.0.1a2b3c4d.js', 'public, max-age=31536000, immutable'],
    ['/cdn/call.Ab3_xY9-.js', 'public, max-age=31536000, immutable'],
    ['/cdn/integrity.json', 'no-cache'],
  ])('%s may be embedded by other origins and cached as long as its name lasts', async (path, cache) => {
    const answer = await fetch(`${edge.origin}${path}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe(cache);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  });

  it.each([
    ['/segue.js', 'br, gzip', 'br', 'loader', 'public, max-age=300, must-revalidate'],
    ['/cdn/call.Ab3_xY9-.js', 'gzip', 'gzip', 'chunk', 'public, max-age=31536000, immutable'],
    ['/segue.js', 'identity', undefined, 'loader', 'public, max-age=300, must-revalidate'],
    ['/cdn/segue.0.1.0.1a2b3c4d.js', 'br, gzip', undefined, 'pinned', 'public, max-age=31536000, immutable'],
  ])('%s goes out packed to who takes %s', async (path, accepted, encoding, text, cache) => {
    // Not by fetch, which would unpack it.
    const [body, headers] = await new Promise<[Buffer, IncomingHttpHeaders]>((resolve, reject) => {
      request({ host: '127.0.0.1', port: edge.port, path, headers: { 'accept-encoding': accepted } }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part)).on('end', () => resolve([Buffer.concat(parts), response.headers]));
      }).on('error', reject).end();
    });
    const unpacked = encoding === 'br' ? brotliDecompressSync(body) : encoding === 'gzip' ? gunzipSync(body) : body;
    expect(unpacked.toString()).toBe(text);
    expect(headers['content-encoding']).toBe(encoding);
    expect(headers['cache-control']).toBe(cache);
    expect(headers['content-type']).toMatch(/javascript/);
    expect(headers.vary).toBe('accept-encoding');
  });
});

describe('the demo', () => {
  it.each([['/', 'Shop'], ['/desk', 'Desk'], ['/demo/shop/', 'Shop']])('has a page at %s that may run nothing inline and nothing from elsewhere', async (path, title) => {
    const answer = await fetch(`${edge.origin}${path}`);
    expect(await answer.text()).toContain(title);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${edge.port}`);
    expect(policy).not.toContain('unsafe');
    expect(answer.headers.get('permissions-policy')).toContain('camera=(self), microphone=(self)');
  });

  it('lets the desk alone fetch tokens of the identity providers that it signs in with', async () => {
    edge.domain.settings.issuers = [
      { issuer: 'https://id.test', jwksUrl: 'https://id.test/keys', audience: 'segue', loginClaim: 'sub', signIn: { clientId: 'desk', authorizationUrl: 'https://id.test/auth', tokenUrl: 'https://tokens.id.test/token', scope: 'openid' } },
      { issuer: 'https://machines.test', jwksUrl: 'https://machines.test/keys', audience: 'segue', loginClaim: 'sub' },
    ];
    const policy = async (path: string) => (await fetch(`${edge.origin}${path}`)).headers.get('content-security-policy') ?? '';
    for (const path of ['/desk', '/desk?code=1', '/demo/desk/']) expect(await policy(path)).toContain(`connect-src 'self' ws://127.0.0.1:${edge.port} https://tokens.id.test;`);
    expect(await policy('/')).not.toContain('id.test');
  });

  it('has its files and its people', async () => {
    expect((await fetch(`${edge.origin}/demo/npm/main.js`)).headers.get('content-type')).toContain('javascript');
    expect(await (await fetch(`${edge.origin}/demo/people.json`)).json()).toEqual([]);
  });

  it('says what is missing when a page was not built', async () => {
    const answer = await fetch(`${edge.origin}/npm`);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ code: 'not-found' });
  });

  it.each(['/demo/segue.config.json', '/demo/.env', '/demo/../outside.js', '/demo/%2e%2e/outside.js', '/demo/..%2foutside.js', '/cdn/secret.env', '/cdn/..%5c..%5coutside.js'])('keeps %s to itself', async (path) => {
    expect(await raw(path)).toBeGreaterThanOrEqual(400);
  });

  it('is not there without its folder, nor are its people', async () => {
    const { origin } = await startEdge({ pages: { cdn: join(folder, 'cdn') } });
    for (const path of ['/', '/desk', '/demo/people.json']) expect((await fetch(`${origin}${path}`)).status).toBe(404);
  });
});
