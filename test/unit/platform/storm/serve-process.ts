/**
 * The real `serve` as a process of its own, on one port and one store through all of its lives.
 *
 * Packages are bundled into the program, so that hundreds of starts cost little; the SQLite driver alone stays outside.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../../..', import.meta.url));

/** What bundled CommonJS expects of a module. */
const banner = `import { createRequire as segueRequire } from 'node:module'; import { fileURLToPath as seguePath } from 'node:url';
const require = segueRequire(import.meta.url); const __filename = seguePath(import.meta.url); const __dirname = seguePath(new URL('.', import.meta.url));`;

export interface Program {
  readonly file: string;
  readonly remove: () => Promise<void>;
}

/** The command, inside the repository so that it finds its driver. */
export async function bundleCommand(): Promise<Program> {
  const file = join(root, 'test/.results', `serve-${process.pid}.mjs`);
  await build({
    entryPoints: [join(root, 'src/platform/cli.ts')], outfile: file, bundle: true, platform: 'node', target: 'node20', format: 'esm',
    external: ['@photostructure/sqlite'], banner: { js: banner }, logLevel: 'silent',
  });
  return { file, remove: () => rm(file) };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Another command of the same program, to its end. */
export async function runCommand(program: string, ...words: readonly string[]): Promise<{ readonly code: number | null; readonly text: string }> {
  const child = spawn(process.execPath, [program, ...words], { env: { ...process.env, NO_COLOR: '1' } });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, text };
}

export interface ServeWords {
  readonly program: string;
  readonly port: number;
  readonly store: string;
  readonly config: string;
  readonly words?: readonly string[];
  /** Put before the command: a shell that sets limits, say. */
  readonly wrap?: (command: readonly string[]) => readonly string[];
}

export class ServeProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<number | null>;
  #text = '';

  constructor({ program, port, store, config, words = [], wrap = (command) => command }: ServeWords) {
    const own = [process.execPath, program, 'serve', config, '--host', '127.0.0.1', '--port', String(port), '--store', store, '--log-level', 'warn', ...words];
    const [command = '', ...rest] = wrap(own);
    this.#child = spawn(command, rest, { env: { ...process.env, NO_COLOR: '1' } });
    for (const stream of [this.#child.stdout, this.#child.stderr]) stream?.on('data', (chunk: Buffer) => (this.#text += chunk.toString()));
    this.#ended = once(this.#child, 'close').then(([code]) => code as number | null);
  }

  get output(): string {
    return this.#text;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** When it says where it is; rejects when it ends before. */
  async ready(): Promise<void> {
    while (!/^ {2}open /m.test(this.#text)) {
      const end = await Promise.race([this.#ended, once(this.#child.stdout!, 'data')]);
      if (typeof end === 'number' || end === null) throw new Error(`serve ended with ${String(end)}: ${this.#text}`);
    }
  }

  /** Resolves with its exit code, once it has ended by itself. */
  ended(): Promise<number | null> {
    return this.#ended;
  }

  /** As a power cut would, as far as the process goes. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  /** Asks it to stop; resolves with its exit code. */
  async stop(): Promise<number | null> {
    this.#child.kill('SIGTERM');
    return this.#ended;
  }
}
