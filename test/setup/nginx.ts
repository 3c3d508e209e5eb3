/**
 * nginx with the configuration that README.md gives, put on free ports and on a certificate of this run.
 *
 * Knows the text's own names, which it replaces: where one is missing, README has changed and the test says so.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeCertificate } from '../../src/platform/cli/self-signed.js';
import { startChild } from './child.js';
import { findExecutable } from './browsers.js';

/** Debian has it where only root looks. */
const besidePath = '/usr/sbin/nginx';
export const nginxPath = (): string | undefined => findExecutable('nginx') ?? (existsSync(besidePath) ? besidePath : undefined);

/** Resolves with what ends it, when it listens on `port`. */
export async function startNginx(path: string, port: number, platformPort: number): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'segue-nginx-'));
  const { key, cert } = makeCertificate(['localhost'], ['127.0.0.1'], new Date());
  await writeFile(join(folder, 'cert.pem'), cert);
  await writeFile(join(folder, 'key.pem'), key, { mode: 0o600 });
  const places: readonly (readonly [string, string])[] = [
    ['listen 443 ssl', `listen 127.0.0.1:${String(port)} ssl`],
    ['/etc/ssl/chat.example.com.pem', join(folder, 'cert.pem')],
    ['/etc/ssl/chat.example.com.key', join(folder, 'key.pem')],
    ['http://127.0.0.1:8080', `http://127.0.0.1:${String(platformPort)}`],
  ];
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${join(folder, kind)};`);
  const site = places.reduce(replaced, await documented());
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  await writeFile(join(folder, 'nginx.conf'), `${user} daemon off; pid ${join(folder, 'pid')}; error_log stderr; events {} http { access_log off; ${temporary.join(' ')}\n${site} }`);
  const child = await startChild(path, ['-c', join(folder, 'nginx.conf'), '-e', 'stderr'], () => listens(port));
  return async () => {
    await child.end();
    await rm(folder, { recursive: true });
  };
}

async function documented(): Promise<string> {
  const readme = await readFile(fileURLToPath(new URL('../../README.md', import.meta.url)), 'utf8');
  const site = /^```nginx\n([^]*?)^```$/m.exec(readme)?.[1];
  if (site === undefined) throw new Error('README.md has no nginx configuration.');
  return site;
}

function replaced(text: string, [from, to]: readonly [string, string]): string {
  if (!text.includes(from)) throw new Error(`The nginx configuration in README.md has no “${from}”.`);
  return text.replace(from, to);
}

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const done = (works: boolean) => () => {
      socket.destroy();
      resolve(works);
    };
    socket.on('connect', done(true)).on('error', done(false));
  });
