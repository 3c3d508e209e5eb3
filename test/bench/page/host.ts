/**
 * The site that the chat is put into: the same page with the tag and without, served by a process of nobody's but the bench's.
 *
 * Knows how a page of a shop weighs a little of everything. Knows no browser.
 */
import { createServer, type Server } from 'node:http';

export interface Host {
  readonly origin: string;
  /** `/with` has the tag, `/without` has not; all else is the same. */
  readonly pages: Readonly<Record<Subject, string>>;
  readonly close: () => Promise<void>;
}

export type Subject = 'with' | 'without';

const words = 'A single-boiler espresso machine with a brass group, a quiet pump and a tray that is easy to clean. ';
const product = (n: number): string =>
  `<article><svg viewBox="0 0 96 64" width="96" height="64" aria-hidden="true"><rect width="96" height="64" rx="8" fill="hsl(${String((n * 37) % 360)} 30% 80%)"/></svg><h2>Lira ${String(n)}</h2><p>${words.repeat(3)}</p></article>`;

const page = (tag: string): string => `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Halden</title>
<style>body{margin:0;font:16px/1.5 system-ui;color:#222}main{display:grid;grid-template-columns:repeat(auto-fill,minmax(240px,1fr));gap:24px;padding:24px}</style>
<h1>Machines</h1><main>${Array.from({ length: 60 }, (_, n) => product(n)).join('')}</main><script src="/page.js"></script>${tag}</html>`;

/** `platform` is known only once the platform knows this site. */
export async function openHost(platform: () => string): Promise<Host> {
  const server: Server = createServer((request, response) => {
    if (request.url === '/page.js') response.setHeader('content-type', 'text/javascript').end("document.querySelectorAll('article').forEach((it, n) => it.setAttribute('data-n', String(n)));");
    else if (request.url === '/favicon.ico') response.writeHead(204).end();
    else response.setHeader('content-type', 'text/html; charset=utf-8').end(page(request.url === '/with' ? `<script async src="${platform()}/segue.js" data-deployment-id="demo"></script>` : ''));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const origin = `http://127.0.0.1:${String(typeof address === 'object' ? address?.port : '')}`;
  return {
    origin,
    pages: { with: `${origin}/with`, without: `${origin}/without` },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
