/**
 * Files that the platform serves: the script-tag files, and with a demo folder the demo's pages.
 *
 * Knows addresses and how long each may be cached: a name with a hash for ever, `segue.js` for minutes, pages never. The
 * script-tag files go out as the build has packed them (`.br`, `.gz` beside each), where the browser can unpack them. Serves
 * only kinds of files that belong on a page, so that a configuration lying about is not one of them.
 */
import { existsSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import fastifyStatic, { type SetHeadersResponse } from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { SegueError } from '../../protocol/error.js';
import { pagePolicy, permissionsPolicy } from './security-headers.js';

export interface PagesOptions {
  /** Folder with `segue.js` and its chunks (dist/cdn); absent: not served. */
  readonly cdn?: string;
  /** Folder with the demo's pages (dist/demo); absent: no demo, and no sign-in data. */
  readonly demo?: string;
  readonly ownOf: (request: FastifyRequest) => string;
  /** Origins of identity providers that the desk fetches tokens from. */
  readonly signInOrigins: () => Promise<readonly string[]>;
  /** For one address, of all files together. */
  readonly filesPerMinute: number;
}

const minutes = 60;
/** `segue.js` is convenient and short-lived; its revalidation is cheap. */
const convenient = `public, max-age=${5 * minutes}, must-revalidate`;
const forEver = 'public, max-age=31536000, immutable';
const never = 'no-cache';

/** Rollup's names: `call.Ab3_xY9-.js`, `segue.0.1.0.1a2b3c4d.js`. */
const hashed = /\.[\w-]{8}\.js$/;
const servable = new Set(['.html', '.js', '.css', '.svg', '.png', '.jpg', '.jpeg', '.webp', '.woff2', '.ico', '.map', '.mp4', '.webm']);

const packed = /\.(br|gz)$/;

const cacheFor = (path: string): string => {
  const file = path.replace(packed, '');
  return hashed.test(file) ? forEver : basename(file) === 'segue.js' ? convenient : never;
};

/** The pages of the demo by address. */
const demoPages: Readonly<Record<string, string>> = { '/': 'shop/index.html', '/npm': 'npm/index.html', '/desk': 'desk/index.html' };

const deskPage = /^\/(demo\/)?desk([/?]|$)/;

export async function addPages(app: FastifyInstance, { cdn, demo, ownOf, signInOrigins, filesPerMinute }: PagesOptions): Promise<void> {
  await app.register(async (scope) => {
    scope.addHook('onRequest', scope.rateLimit({ max: filesPerMinute, timeWindow: 60_000 }));
    if (cdn !== undefined && existsSync(cdn)) await addScripts(scope, cdn);
    if (demo !== undefined) await addDemo(scope, demo, { ownOf, signInOrigins });
  });
}

/** Made to be embedded by other origins, with `crossorigin` for their integrity. */
async function addScripts(app: FastifyInstance, cdn: string): Promise<void> {
  const forOthers = (reply: SetHeadersResponse, file: string): void => {
    reply.setHeader('access-control-allow-origin', '*');
    reply.setHeader('cross-origin-resource-policy', 'cross-origin');
    reply.setHeader('cache-control', cacheFor(file));
    reply.setHeader('vary', 'accept-encoding');
  };
  await app.register(fastifyStatic, {
    root: cdn, prefix: '/cdn/', index: false, dotfiles: 'ignore', cacheControl: false, decorateReply: false, schemaHide: true, setHeaders: forOthers, preCompressed: true,
    allowedPath: (path) => extname(path) === '.js' || extname(path) === '.map' || basename(path) === 'integrity.json',
  });
  await app.register(async (scope) => {
    await scope.register(fastifyStatic, { root: cdn, serve: false, cacheControl: false, setHeaders: forOthers, preCompressed: true });
    scope.get('/segue.js', { schema: { hide: true } }, (_request, reply) => reply.sendFile('segue.js'));
  });
}

async function addDemo(app: FastifyInstance, demo: string, { ownOf, signInOrigins }: Pick<PagesOptions, 'ownOf' | 'signInOrigins'>): Promise<void> {
  await app.register(async (scope) => {
    scope.addHook('onRequest', async (request, reply) => {
      const others = deskPage.test(request.url) ? await signInOrigins() : [];
      void reply.header('content-security-policy', pagePolicy(ownOf(request), others)).header('permissions-policy', permissionsPolicy);
    });
    await scope.register(fastifyStatic, {
      root: demo, prefix: '/demo/', index: ['index.html'], dotfiles: 'ignore', cacheControl: false, schemaHide: true,
      setHeaders: (reply: SetHeadersResponse, file: string) => void reply.setHeader('cache-control', cacheFor(file)),
      // Folders, for their index.html; the sign-in's one-click people; nothing else that is not of a page.
      allowedPath: (path) => servable.has(extname(path)) || extname(path) === '' || path === '/people.json',
    });
    for (const [url, file] of Object.entries(demoPages)) {
      scope.get(url, { schema: { hide: true } }, (_request, reply) => sendPage(reply, demo, file));
    }
  });
}

function sendPage(reply: FastifyReply, folder: string, file: string): FastifyReply {
  if (!existsSync(join(folder, file))) throw new SegueError('not-found', `This demo has no ${file}: run the build.`);
  return reply.sendFile(file);
}
