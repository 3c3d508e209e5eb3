/** The packed tarballs in fresh projects: each installs, checks its types, builds, serves, and chats in Chromium; one of them calls. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { chromium as chromiumType, type Browser, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Agent } from '../e2e/support/agent.js';
import { chromium } from '../setup/browsers.js';
import { freePort, startPlatform, type Config, type RunningPlatform } from '../setup/platform.js';
import { apps, type App } from './apps.js';
import { execute, root } from './built.js';

const chosen = apps.filter(({ depth }) => depth === 'ci' || process.env['SEGUE_DEPTH'] === 'deep');
/** Never reached by an app that works, in milliseconds. */
const patience = 120_000;
const kinds: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

/** What an app has none of, and what a deployment that asks for nothing before a visit has none of. */
const missing = /\/favicon\.ico$|\/deployments\/[^/]+\/visit$/;

let folder = '';
let chat = '';
let platform: RunningPlatform;
let browser: Browser;
const ports = new Map<App, number>();
const servers: Server[] = [];
const children: ChildProcess[] = [];

const install = (project: string): Promise<unknown> => execute('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--silent', '--ignore-scripts'], project);

async function pack(source: string): Promise<string> {
  const { stdout } = await execute('npm', ['pack', source, '--pack-destination', folder, '--silent'], root);
  return join(folder, stdout.trim());
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'segue-apps-'));
  chat = await pack(root);
  const server = join(folder, 'server');
  await mkdir(server);
  await writeFile(join(server, 'package.json'), JSON.stringify({ private: true, dependencies: { 'segue-platform': await pack(join(root, 'dist/platform')) } }));
  await install(server);
  for (const app of chosen) ports.set(app, await freePort());
  const config = JSON.parse(await readFile(join(root, 'demo/segue.config.json'), 'utf8')) as Config;
  for (const deployment of config.deployments) deployment['origins'] = ['self', ...[...ports.values()].map((port) => `http://127.0.0.1:${String(port)}`)];
  platform = await startPlatform({ config, demo: false, args: ['--demo', join(root, 'dist/demo')], cli: join(server, 'node_modules/segue-platform/cli.js') });
  browser = await chromiumType.launch(chromium());
});

afterAll(async () => {
  for (const child of children) child.kill('SIGTERM');
  for (const server of servers) server.close().closeAllConnections();
  await browser.close();
  await platform.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Installs, checks, builds and serves an app; gives its address. */
async function start(app: App): Promise<string> {
  const project = join(folder, app.name.replace(/\W+/g, '-'));
  const files: Record<string, string> = {
    ...app.files,
    'package.json': JSON.stringify({ name: 'app', private: true, type: 'module', dependencies: { ...app.dependencies, ...(Object.keys(app.dependencies).length > 0 ? { 'segue-chat': `file:${chat}` } : {}) } }),
  };
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(project, file)), { recursive: true });
    await writeFile(join(project, file), text.replaceAll('PLATFORM', platform.url));
  }
  if (Object.keys(app.dependencies).length > 0) await install(project);
  for (const [file, ...args] of app.steps) await execute(process.execPath, [join(project, file), ...args], project);
  const port = ports.get(app) ?? 0;
  const address = `http://127.0.0.1:${String(port)}/`;
  if ('folder' in app.serve) await serveFolder(join(project, app.serve.folder), port);
  else await serveByCommand(project, app.serve.command.map((word) => word.replace('PORT', String(port))), address);
  return address;
}

async function serveFolder(from: string, port: number): Promise<void> {
  const known = new Set((await readdir(from, { recursive: true })).map((file) => `/${file.replaceAll('\\', '/')}`));
  const server = createServer((request, response) => {
    const path = request.url === '/' ? '/index.html' : (request.url ?? '');
    if (!known.has(path)) {
      response.writeHead(404).end();
      return;
    }
    void readFile(join(from, path)).then((content) => response.writeHead(200, { 'content-type': kinds[extname(path)] ?? 'application/octet-stream' }).end(content));
  });
  servers.push(server);
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
}

async function serveByCommand(project: string, [file = '', ...args]: readonly string[], address: string): Promise<void> {
  const child = spawn(process.execPath, [join(project, file), ...args], { cwd: project, stdio: 'ignore' });
  children.push(child);
  const answers = (): Promise<boolean> => fetch(address).then(({ ok }) => ok, () => false);
  await expect.poll(answers, { timeout: 60_000, message: `${file} answers` }).toBe(true);
}

/** Opens the chat, writes, and waits until the platform has it. */
async function chats(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Open chat/ }).click();
  await page.getByRole('textbox', { name: 'Message' }).fill('Hello from an app');
  await page.getByRole('textbox', { name: 'Message' }).press('Enter');
  await page.getByText(/^Sent$|· Sent|· Delivered|· Read/).first().waitFor();
}

async function calls(page: Page): Promise<void> {
  const agent = new Agent(await (await browser.newContext()).newPage(), platform.url);
  agent.page.setDefaultTimeout(patience);
  await agent.signIn('Ana');
  // Those of the apps before wait, too.
  await agent.button('Accept').last().click();
  await page.getByRole('button', { name: 'Start video' }).click();
  const accept = agent.button('Accept video');
  // The desk may join by itself under the pointer.
  await accept.or(agent.button('End video')).first().waitFor();
  if (await accept.isVisible()) await accept.click({ timeout: 3_000 }).catch(() => undefined);
  await expect.poll(() => page.getByLabel('Remote video').evaluate((it) => (it instanceof HTMLVideoElement ? it.videoWidth : 0)), { timeout: 60_000, message: 'the agent’s picture' }).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'End video', exact: true }).click();
  await agent.page.context().close();
}

describe('segue-chat from its tarball, on a platform from its own,', () => {
  it.each(chosen)('chats in $name', async (app) => {
    const address = await start(app);
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    page.setDefaultTimeout(patience);
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !missing.test(message.location().url)) faults.push(`${message.text()} ${message.location().url}`);
    });
    await page.goto(address);
    if (app.listens !== undefined) await page.locator(app.listens).waitFor({ state: 'attached' });
    await chats(page);
    await expect.poll(() => page.locator('#heard').textContent(), { timeout: 60_000 }).toBe('open');
    if (app.name.includes('React 19')) await calls(page);
    expect(faults).toEqual([]);
    await context.close();
  });
});
