/**
 * A site of somebody else's: pages on an origin of their own, with the headers and the markup that a test gives them, and
 * one platform that the chat on them talks to.
 *
 * One platform and one server serve all tests of a worker; a page is known by the path that it was given.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type OutgoingHttpHeaders } from 'node:http';
import type { BrowserContext } from '@playwright/test';
import { startPlatform, type Config, type RunningPlatform } from '../../setup/platform.js';
import { Agent } from './agent.js';
import { Customer } from './customer.js';
import { expect, test as base } from './fixtures.js';
import { installObserver } from './observer.js';

export interface SitePage {
  readonly html: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly type?: string;
}

export interface Site {
  readonly url: string;
  readonly platform: RunningPlatform;
  /** Serves a page from now on; gives its address. `{platform}` and `{socket}` in it become the platform's. */
  serve(path: string, page: SitePage | string): string;
}

interface Visit {
  /** Runs in the page before anything of it. */
  readonly init?: () => void;
  readonly viewport?: { width: number; height: number };
}

interface SiteFixtures {
  /** A visitor's context on the site; Chromium unless the project says otherwise. */
  visit: (address: string, how?: Visit) => Promise<Customer>;
  /** Ana at her desk, on queue, in a context of her own. */
  ana: Agent;
}

async function openSite(): Promise<{ readonly site: Site; readonly close: () => Promise<void> }> {
  const pages = new Map<string, SitePage>();
  const server = createServer((request, response) => {
    const page = pages.get((request.url ?? '').split('?')[0] ?? '');
    const fill = (text: string): string => text.replaceAll('{platform}', platform.url).replaceAll('{socket}', platform.url.replace('http', 'ws'));
    if (!page) {
      response.writeHead(404).end();
      return;
    }
    const headers = Object.fromEntries(Object.entries(page.headers ?? {}).map(([name, value]) => [name, fill(String(value))]));
    response.writeHead(200, { 'content-type': `${page.type ?? 'text/html'}; charset=utf-8`, 'cache-control': 'no-cache', ...headers }).end(fill(page.html));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${String(typeof address === 'object' && address ? address.port : 0)}`;
  const config = JSON.parse(readFileSync(new URL('../../../demo/segue.config.json', import.meta.url), 'utf8')) as Config;
  for (const deployment of config.deployments) deployment['origins'] = ['self', 'null', url];
  const platform = await startPlatform({ config });
  const serve: Site['serve'] = (path, page) => {
    pages.set(path, typeof page === 'string' ? { html: page } : page);
    return url + path;
  };
  return {
    site: { url, platform, serve },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await platform.stop();
    },
  };
}

export const test = base.extend<SiteFixtures, { site: Site }>({
  site: [
    async ({}, use) => {
      const { site, close } = await openSite();
      await use(site);
      await close();
    },
    { scope: 'worker' },
  ],

  visit: async ({ launch, customerBrowser }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (address, { init, viewport = { width: 1280, height: 800 } } = {}) => {
      const context = await (await launch(customerBrowser)).newContext({ viewport });
      contexts.push(context);
      const page = await context.newPage();
      await installObserver(page);
      if (init) await page.addInitScript(init);
      await page.goto(address);
      return new Customer(page, address);
    });
    for (const context of contexts) await context.close();
  },

  ana: async ({ launch, agentBrowser, site }, use) => {
    // An empty store: nobody else's contact rings.
    await site.platform.replaceConfig(site.platform.config());
    const context = await (await launch(agentBrowser)).newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await installObserver(page);
    const agent = new Agent(page, site.platform.url);
    await agent.signIn('Ana');
    await use(agent);
    await context.close();
  },
});

/** A page with the script tag at the end of its body. */
export const tagPage = (body = '', head = ''): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>A shop</title>${head}</head><body><main><h1>A shop</h1><p>Machines, grinders, beans.</p></main>${body}<script async src="{platform}/segue.js" data-deployment-id="demo"></script></body></html>`;

/** Opens the chat by its launcher and writes until the platform has it. */
export async function chats(customer: Customer, text = 'Does this chat work here?'): Promise<void> {
  await customer.launcher().click();
  await expect(customer.composer()).toBeVisible();
  await customer.write(text);
  await expect(customer.text(/^Sent$|· Sent|· Delivered|· Read/).first()).toBeVisible();
}

export { expect };
