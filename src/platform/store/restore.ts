/**
 * A copy of a store takes the store's place.
 *
 * Knows how to tell a sound copy from a damaged or a newer one, and how to put it in place in one step, with what was there
 * kept beside it. The platform must not run meanwhile; its lock says whether it does.
 */
import { closeSync, copyFileSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { SegueError } from '../../protocol/error.js';
import { openDatabase, type Database } from './driver.js';
import { companions, databaseIn, hold, letGo } from './hold.js';
import type { Migration } from './sql.js';
import { openStore } from './store.js';

export interface RestoreOptions {
  /** The copy; it is only read. */
  readonly from: string;
  /** The store's folder, made if absent. */
  readonly folder: string;
  readonly migrations: readonly Migration[];
  /** Whether a store that is there may be replaced. */
  readonly replace: boolean;
  /** Ending of the files that keep what was there, such as a moment. */
  readonly stamp: string;
}

export type Restored =
  /** There is a store, and it may not be replaced. */
  | { readonly kind: 'occupied' }
  /** `version`: schema of the copy, brought to the present one. `kept`: where the former store is now. */
  | { readonly kind: 'restored'; readonly version: number; readonly kept: string | undefined };

/** Rejects with `bad-config` for a copy that is no store, damaged or of a newer version; `store-locked` while a platform runs; `storage-full`. */
export async function restoreStore({ from, folder, migrations, replace, stamp }: RestoreOptions): Promise<Restored> {
  const file = databaseIn(folder);
  const occupied = existsSync(file);
  if (occupied && !replace) return { kind: 'occupied' };
  await fold(folder);
  const fresh = `${file}.restoring`;
  try {
    rmSync(fresh, { force: true });
    copyFileSync(from, fresh);
    const version = await inspect(fresh, from, migrations);
    const kept = setAside(file, occupied ? stamp : undefined);
    renameSync(fresh, file);
    sync(folder);
    await (await openStore({ folder, migrations })).close();
    return { kind: 'restored', version, kept };
  } finally {
    for (const each of ['', ...companions]) rmSync(`${fresh}${each}`, { force: true });
  }
}

/** Takes the lock, which shows that nobody has it, and folds the log of a crash into the database. A damaged one stays as it is. */
async function fold(folder: string): Promise<void> {
  try {
    letGo(await hold(folder));
  } catch (error) {
    if (error instanceof SegueError && error.code === 'store-locked') throw error;
  }
}

/** The copy's schema version. */
async function inspect(fresh: string, from: string, migrations: readonly Migration[]): Promise<number> {
  const newest = Math.max(0, ...migrations.map(({ version }) => version));
  const database = await openDatabase(fresh);
  try {
    const version = versionOf(database);
    if (version === undefined) throw new SegueError('bad-config', `${from} is no copy of a store, or it is damaged.`);
    if (version > newest) throw new SegueError('bad-config', `${from} has schema version ${version}, this platform knows ${newest}: it was written by a newer version.`);
    // Out of WAL mode the whole copy is in its one file, which is on disk before it takes the store's place.
    database.exec('PRAGMA journal_mode=DELETE');
    return version;
  } finally {
    database.close();
    sync(fresh);
  }
}

/** Undefined for what is no store or not sound. */
function versionOf(database: Database): number | undefined {
  try {
    const check = database.prepare('PRAGMA integrity_check').get();
    const row = database.prepare('SELECT max(version) AS version FROM segue_migrations').get();
    return check?.['integrity_check'] === 'ok' && typeof row?.['version'] === 'number' ? row['version'] : undefined;
  } catch {
    return undefined;
  }
}

/** Makes the place free. With a stamp the store's files stay under another name, which is returned; without one there was no store. */
function setAside(file: string, stamp: string | undefined): string | undefined {
  const kept = stamp === undefined ? undefined : `${file}.${stamp}`;
  for (const each of ['', ...companions]) {
    if (kept === undefined) rmSync(`${file}${each}`, { force: true });
    else if (existsSync(`${file}${each}`)) renameSync(`${file}${each}`, `${kept}${each}`);
  }
  return kept;
}

function sync(path: string): void {
  const handle = openSync(path, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
