/**
 * What has to be there before anything runs: a Node that is new enough, the installed packages, a build of the source.
 *
 * Used by `npm start` and `npm test` on a fresh clone, so it needs no package itself. Each step is done only if it is
 * due, and ends in a plain sentence when it can't be done.
 */
import { spawn } from 'node:child_process';
import { existsSync, lstatSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** A reason to stop that a person can act on; shown without a stack. */
export class Obstacle extends Error {}

const oldestNode = Number(/\d+/.exec(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).engines.node)[0]);

export function checkNode() {
  if (Number(process.versions.node.split('.')[0]) < oldestNode) {
    throw new Obstacle(`Node ${oldestNode} or newer is needed; this is Node ${process.versions.node}.`);
  }
}

/**
 * Runs a command in the project. Resolves with its exit code and, unless `show`, with what it wrote.
 * After `timeout` milliseconds it is killed with all that it started, and the code is null.
 */
export function run(command, args, { show = false, env = {}, timeout = 0 } = {}) {
  return new Promise((resolve) => {
    const posix = process.platform !== 'win32';
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      shell: !posix && command === 'npm',
      // A group of its own, so that a timeout ends browsers too.
      detached: posix && timeout > 0,
    });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    const end = (signal) => {
      if (posix && timeout > 0) process.kill(-child.pid, signal);
      else child.kill(signal);
    };
    const stop = () => {
      end('SIGTERM');
      process.exit(130);
    };
    process.once('SIGINT', stop).once('SIGTERM', stop);
    const timer = timeout > 0 ? setTimeout(() => end('SIGKILL'), timeout) : undefined;
    const done = (result) => {
      clearTimeout(timer);
      process.off('SIGINT', stop).off('SIGTERM', stop);
      resolve(result);
    };
    child.on('error', (error) => done({ code: 1, output: error.message }));
    child.on('close', (code) => done({ code, output }));
  });
}

const changed = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);

/** Installs the packages of the lockfile if that has not been done since it changed. */
export async function install(say) {
  if (changed(join(root, 'node_modules/.package-lock.json')) >= changed(join(root, 'package-lock.json'))) return;
  const folder = join(root, 'node_modules');
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) {
    throw new Obstacle('node_modules is a link and older than package-lock.json. Installing would empty the folder it leads to: run `npm ci` there, or remove the link.');
  }
  say('Installing packages');
  const { code, output } = await run('npm', ['ci', '--no-audit', '--no-fund']);
  if (code !== 0) {
    throw new Obstacle(`The packages could not be installed. Is the registry within reach? npm said:\n${tail(output, 15)}`);
  }
}

/** Newest change of a file or of anything below a folder. */
function newest(path) {
  if (!existsSync(path)) return 0;
  if (!statSync(path).isDirectory()) return changed(path);
  return Math.max(changed(path), ...readdirSync(path).map((name) => newest(join(path, name))));
}

const sources = ['src', 'demo', 'build', 'rollup.config.ts', 'tsconfig.base.json', 'package.json'];

/** True if the source has changed since the last build that succeeded. */
export const isStale = () =>
  changed(join(root, 'dist/.built')) < Math.max(...sources.map((source) => newest(join(root, source))));

/** Builds. Resolves with the exit code and what the build wrote. */
export const build = () =>
  run(process.execPath, [join(root, 'node_modules/rollup/dist/bin/rollup'), '-c', 'rollup.config.ts', '--configPlugin', 'esbuild', '--silent']);

export async function buildIfStale(say) {
  if (!isStale()) return;
  say('Building');
  const { code, output } = await build();
  if (code !== 0) throw new Obstacle(`The build failed:\n${tail(output, 40)}`);
}

export const tail = (text, lines) => text.trimEnd().split('\n').slice(-lines).join('\n');
