/**
 * The bench's world: a customer and an agent at two browsers, each with two pages, Segue's and the bare call's, and one
 * server place behind doors with the same delay.
 *
 * In network namespaces with a TURN server where the machine has them, on loopback otherwise. Knows how to start and end
 * all of it; what is measured is rounds.ts.
 */
import { createHmac } from 'node:crypto';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium as chromiumType, firefox as firefoxType, type Browser, type Page } from '@playwright/test';
import { Agent } from '../../e2e/support/agent.js';
import { Customer } from '../../e2e/support/customer.js';
import { installObserver } from '../../e2e/support/observer.js';
import { chatting } from '../../e2e/support/scenes.js';
import { chromium, firefox } from '../../setup/browsers.js';
import { namespaceBrowsers } from '../../setup/namespace-browser.js';
import { openNetwork, type Network } from '../../setup/network.js';
import { freePort, startPlatform, type Config } from '../../setup/platform.js';
import { prepareTurn, type Turn } from '../../setup/turn.js';
import { installStopwatch } from './stopwatch.js';

export type Make = 'chromium' | 'firefox';

/** From a page to its server and back again, each, in milliseconds. */
export const delayMs = Number(process.env['BENCH_DELAY'] ?? 20);

/** Half of the demo's width and height: two calls at a time have to fit into a small machine. */
const camera = { width: { ideal: 640 }, height: { ideal: 360 } };

export interface World {
  /** Absent on loopback. */
  readonly network: Network | undefined;
  readonly customer: Customer;
  readonly agent: Agent;
  readonly bare: { readonly customer: Page; readonly agent: Page };
  readonly close: () => Promise<void>;
}

interface Lab {
  readonly network: Network;
  readonly turn: Turn;
}

type Closing = (() => unknown)[];

export async function openWorld(make: Make): Promise<World> {
  const closing: Closing = [];
  const close = async (): Promise<void> => {
    for (const task of closing.splice(0).reverse()) await task();
  };
  try {
    const lab = process.env['BENCH_LOOPBACK'] === undefined ? await openLab(closing) : undefined;
    const { segue, bare } = await startServers(lab, closing);
    const [customerAt, agentAt] = await startBrowsers(make, [segue, bare], lab?.network, closing);
    const customer = new Customer(await newPage(customerAt), segue);
    const agent = new Agent(await newPage(agentAt), segue);
    await chatting(customer, agent);
    const world = { network: lab?.network, customer, agent, bare: { customer: await newPage(customerAt), agent: await newPage(agentAt) }, close };
    for (const who of ['customer', 'agent'] as const) await openBare(world.bare[who], bare, who, lab);
    return world;
  } catch (error) {
    await close();
    throw error;
  }
}

async function openLab(closing: Closing): Promise<Lab> {
  const network = openNetwork();
  closing.push(() => network.tearDown());
  const turn = prepareTurn(network);
  closing.push(() => turn.stop());
  await turn.start();
  return { network, turn };
}

/** Origins of both, behind their doors. */
async function startServers(lab: Lab | undefined, closing: Closing): Promise<{ segue: string; bare: string }> {
  const host = lab?.network.addressOf('platform') ?? '127.0.0.1';
  const command = lab?.network.command('platform') ?? [];
  const [port, bareDoor, segueDoor] = lab ? [8080, 8081, 8082] : [await freePort(), await freePort(), await freePort()];
  const platform = await startPlatform({ config: configuration(lab?.turn), command, host, port });
  closing.push(() => platform.stop());
  const words = [...command, process.execPath, fileURLToPath(new URL('../server.mjs', import.meta.url)), host, delayMs, port, bareDoor, segueDoor].map(String);
  const server = spawn(words[0] ?? '', words.slice(1), { stdio: ['ignore', 'pipe', 'inherit'] });
  closing.push(() => stopped(server));
  await once(server.stdout, 'data');
  return { segue: `http://${host}:${String(segueDoor)}`, bare: `http://${host}:${String(bareDoor)}` };
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}

function configuration(turn: Turn | undefined): Config {
  const config = JSON.parse(readFileSync(fileURLToPath(new URL('../../../demo/segue.config.json', import.meta.url)), 'utf8')) as Config;
  for (const deployment of config.deployments) {
    const widget = deployment['widget'] as { videoChat?: Record<string, unknown> } | undefined;
    if (widget?.videoChat) widget.videoChat['cameraConstraints'] = camera;
  }
  config['ice'] = { stun: [], turn: turn ? [turn.config] : [] };
  return config;
}

/** The customer's browser and the agent's; on loopback it is one. */
async function startBrowsers(make: Make, secureOrigins: string[], network: Network | undefined, closing: Closing): Promise<[Browser, Browser]> {
  const wrappers = network && namespaceBrowsers(network);
  closing.push(() => wrappers?.remove());
  const start = async (at: 'customer' | 'agent'): Promise<Browser> => {
    const executable = wrappers ? { executablePath: wrappers[make](at), secureOrigins } : {};
    // Devices that were allowed once: the desk joins by itself only then.
    const allowed = { 'permissions.default.camera': 1, 'permissions.default.microphone': 1 };
    const browser = await (make === 'chromium' ? chromiumType.launch(chromium(executable)) : firefoxType.launch(firefox({ ...executable, preferences: allowed })));
    closing.push(() => browser.close());
    return browser;
  };
  const first = await start('customer');
  return [first, network ? await start('agent') : first];
}

async function newPage(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await installObserver(page);
  await installStopwatch(page);
  return page;
}

/** The bare call's page, with the servers and the policy that Segue's call has on this side. */
async function openBare(page: Page, url: string, who: 'customer' | 'agent', lab: Lab | undefined): Promise<void> {
  const configuration = { bundlePolicy: 'max-bundle' as const, ...(lab ? { iceServers: servers(lab.turn), ...(who === 'agent' ? { iceTransportPolicy: 'relay' as const } : {}) } : {}) };
  const constraints = { audio: true, video: camera };
  await page.addInitScript((given) => Object.assign(window, { given }), { configuration, constraints });
  await page.goto(url);
  await page.locator('body[data-ready]').waitFor();
}

function servers({ config }: Turn): RTCIceServer[] {
  const username = `${String(Math.floor(Date.now() / 1000) + 86_400)}:bench`;
  const credential = createHmac('sha1', config.secret).update(username).digest('base64');
  return config.urls.map((urls) => ({ urls, username, credential }));
}
