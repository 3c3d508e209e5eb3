/**
 * `segue-platform backup` and `restore`: a copy of the store to a file, also while the platform runs, and back.
 *
 * Knows what a person is told; how a copy is made and put in place is the store's matter.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Clock } from '../../protocol/clock.js';
import { SegueError, type ErrorCode } from '../../protocol/error.js';
import { migrations } from '../core.js';
import { askForBackup } from '../store/backup-socket.js';
import { databaseIn } from '../store/hold.js';
import { restoreStore } from '../store/restore.js';
import { openStore } from '../store/store.js';
import { systemClock } from '../system-clock.js';
import { exitCodes, Obstacle, type ExitCode, type Terminal } from './terminal.js';

export const backupHelp = `segue-platform backup FILE [--store FOLDER]

  Writes a consistent copy of the store to FILE, which must not exist yet, also while the platform runs and without stopping
  it. FILE is readable by its owner alone: it holds what customers wrote. The platform's secret is not in it.
  From another machine: GET /api/v2/platform/backup with an administrator's token.

  --store FOLDER      the store (default ./.segue)`;

export const restoreHelp = `segue-platform restore FILE [--store FOLDER] [--force]

  Puts the copy FILE in the store's place, while the platform does not run. A copy of an older version is brought up to date;
  a damaged one, or one of a newer version, is refused and nothing changes.

  --store FOLDER      the store (default ./.segue)
  --force             replace a store that is there; it is kept beside the new one`;

const codes: Partial<Record<ErrorCode, ExitCode>> = {
  'store-locked': exitCodes.unavailable, 'unreachable': exitCodes.unavailable, 'storage-full': exitCodes.cannotWrite, 'bad-config': exitCodes.badConfig,
};

/** What a person can do something about, as an Obstacle. */
function obstacleOf(error: unknown): unknown {
  if (error instanceof SegueError) return new Obstacle(codes[error.code] ?? exitCodes.cannotWrite, error.message);
  return error instanceof Error && 'code' in error && !(error instanceof TypeError) ? new Obstacle(exitCodes.cannotWrite, error.message) : error;
}

export async function backupCommand(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { values, positionals } = parseArgs({ args: [...words], options: { store: { type: 'string' } }, allowPositionals: true });
  const [file, ...rest] = positionals;
  if (file === undefined || rest.length > 0) throw new Obstacle(exitCodes.usage, backupHelp);
  const folder = values.store ?? './.segue';
  if (!existsSync(databaseIn(folder))) throw new Obstacle(exitCodes.badConfig, `There is no store in ${folder}.`);
  if (existsSync(file)) throw new Obstacle(exitCodes.cannotWrite, `There is a file ${file} already.`);
  try {
    await copyStore(folder, resolve(file));
  } catch (error) {
    throw obstacleOf(error);
  }
  terminal.say(`The store in ${folder} is copied to ${file}.`);
  return exitCodes.done;
}

/** Through the platform that holds the store, else from its files. */
async function copyStore(folder: string, file: string): Promise<void> {
  try {
    await askForBackup(folder, file);
  } catch (error) {
    if (!(error instanceof SegueError) || error.code !== 'unreachable' || existsSync(file)) throw error;
    const store = await openStore({ folder, migrations });
    await store.backup(file).finally(() => store.close());
  }
}

export async function restoreCommand(words: readonly string[], terminal: Terminal, clock: Clock = systemClock): Promise<ExitCode> {
  const options = { store: { type: 'string' }, force: { type: 'boolean' } } as const;
  const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true });
  const [file, ...rest] = positionals;
  if (file === undefined || rest.length > 0) throw new Obstacle(exitCodes.usage, restoreHelp);
  if (!existsSync(file)) throw new Obstacle(exitCodes.badConfig, `There is no file ${file}.`);
  const folder = values.store ?? './.segue';
  const stamp = `before-${new Date(clock.now()).toISOString().replace(/[-:]|\.\d+/g, '')}`;
  const restored = await restoreStore({ from: file, folder, migrations, replace: values.force ?? false, stamp }).catch((error: unknown) => {
    throw obstacleOf(error);
  });
  if (restored.kind === 'occupied') throw new Obstacle(exitCodes.cannotWrite, `There is a store in ${folder}; --force replaces it and keeps it beside the new one.`);
  terminal.say(`The store in ${folder} is now the copy ${file} (schema version ${restored.version}).`);
  if (restored.kept !== undefined) terminal.say(`What was there is kept as ${restored.kept}.`);
  return exitCodes.done;
}
