/**
 * A built platform in a process of its own, on a free port with a store of its own.
 *
 * It can be stopped, killed and started again on the same port and store: what a client sees of an outage is then an
 * outage and nothing else. Knows the command line and /readyz; knows nothing of contacts or pages.
 */
import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const built = join(root, 'dist/platform/cli.js');

/** How long a start may take, in milliseconds. */
const patience = 60_000;

/** A configuration as a test may change it: its lists, with items that only the platform's schema knows. */
export interface Config extends Record<string, unknown> {
  deployments: Record<string, unknown>[];
  queues: Record<string, unknown>[];
  agents: Record<string, unknown>[];
  flows: Record<string, unknown>[];
  layouts: Record<string, unknown>[];
}

export interface PlatformOptions {
  /** Default is the demo's, demo/segue.config.json. */
  readonly config?: Config;
  /** Serves the demo's pages and sign-in; default true. */
  readonly demo?: boolean;
  /** More arguments of `segue-platform serve`. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** A wrapper such as `['ip', 'netns', 'exec', 'name']`. */
  readonly command?: readonly string[];
  /** Where /readyz is asked; default 127.0.0.1. */
  readonly host?: string;
  /** Default: a free one. */
  readonly port?: number;
  /** The command's file; default: of the build. */
  readonly cli?: string;
}

export interface RunningPlatform {
  /** Origin, such as http://127.0.0.1:4711. */
  readonly url: string;
  readonly port: number;
  /** Folder of the store. */
  readonly store: string;
  readonly pid: number;
  /** What it has written so far, both streams, all of its lives. */
  readonly output: () => string;
  /** SIGTERM, and the store's end. */
  readonly stop: () => Promise<void>;
  /** SIGKILL; the store stays. */
  readonly kill: () => Promise<void>;
  /** Starts it again on the same port and store; stops it with SIGTERM first if it is running. */
  readonly restart: () => Promise<void>;
  /** A copy of the configuration that seeded the store. */
  readonly config: () => Config;
  /** Starts it again on the same port with another configuration and an empty store. */
  readonly replaceConfig: (config: Config) => Promise<void>;
}

/** Resolves when the platform is ready; rejects with what it wrote when it is not. */
export async function startPlatform(options: PlatformOptions = {}): Promise<RunningPlatform> {
  const { cli = built } = options;
  if (!existsSync(cli)) throw new Error('The platform is not built: run `npm run build`.');
  const folder = await mkdtemp(join(tmpdir(), 'segue-'));
  const store = join(folder, 'store');
  const { host = '127.0.0.1', port = await freePort() } = options;
  const configFile = join(folder, 'segue.config.json');
  let config = options.config ?? demoConfig();
  const args = ['serve', configFile, '--port', String(port), '--store', store, ...((options.demo ?? true) ? ['--demo'] : []), ...(options.args ?? [])];
  const url = `http://${host}:${String(port)}`;
  let output = '';
  let child: ChildProcess | undefined;

  const start = async (): Promise<void> => {
    await writeFile(configFile, JSON.stringify(config));
    const [wrapper, ...rest] = options.command ?? [];
    const own = [cli, ...args];
    const settings: SpawnOptions = {
      cwd: folder,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    };
    child =
      wrapper === undefined ? spawn(process.execPath, own, settings) : spawn(wrapper, [...rest, process.execPath, ...own], settings);
    const keep = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    await ready(url, child, () => output);
  };
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    if (child?.exitCode === null && child.signalCode === null) {
      const exited = once(child, 'exit');
      child.kill(signal);
      await exited;
    }
  };

  await start();
  return {
    url,
    port,
    store,
    get pid() {
      return child?.pid ?? 0;
    },
    output: () => output,
    stop: async () => {
      await end('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
    kill: () => end('SIGKILL'),
    restart: async () => {
      await end('SIGTERM');
      await start();
    },
    config: () => structuredClone(config),
    replaceConfig: async (next) => {
      await end('SIGTERM');
      await rm(store, { recursive: true, force: true });
      config = structuredClone(next);
      await start();
    },
  };
}

/** A port that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

const demoConfig = (): Config => JSON.parse(readFileSync(join(root, 'demo/segue.config.json'), 'utf8')) as Config;

/** Asks until it answers, it exits, or patience ends. */
async function ready(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const until = Date.now() + patience;
  while (!(await answers(`${url}/readyz`))) {
    if (child.exitCode !== null) throw new Error(`The platform ended with code ${String(child.exitCode)}:\n${output()}`);
    if (Date.now() > until) {
      child.kill('SIGKILL');
      throw new Error(`The platform was not ready after ${String(patience)} ms:\n${output()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function answers(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    get(url, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    }).on('error', () => {
      resolve(false);
    });
  });
}
