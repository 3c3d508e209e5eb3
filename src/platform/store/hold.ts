/**
 * The store's files, and the hold on them: one process at a time, nobody else reads them.
 *
 * Knows names, modes and the lock. Does not know tables or transactions (store.ts).
 */
import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { SegueError } from '../../protocol/error.js';
import { faultOf, openDatabase, type Database } from './driver.js';

/** Nobody else on the machine reads what customers wrote. */
export const ownerOnly = 0o600;

/** The database of a store's folder. */
export const databaseIn = (folder: string): string => join(folder, 'segue.db');

/** What SQLite keeps beside a database. */
export const companions = ['-wal', '-shm', '-journal'] as const;

/** What works touch over and over stays in memory; SQLite's own 2 MB would be read again from the log in every COMMIT of a busy platform. */
const cacheKib = 32 * 1_024;
/** Pages of the log after which a COMMIT folds it into the database: 16 MB. At SQLite's own 4 MB a busy platform would do so every few COMMITs. */
const foldAtPages = 4_000;

const settings = `PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;
  PRAGMA cache_size=-${cacheKib}; PRAGMA wal_autocheckpoint=${foldAtPages};`;

/** Opens a folder's database, made if absent, and takes it for this process. Rejects with `store-locked` when another one has it. */
export async function hold(folder: string): Promise<Database> {
  const database = await openDatabase(folder === ':memory:' ? folder : prepare(folder));
  try {
    // The first statement that touches the file takes the lock and, in exclusive mode, keeps it.
    database.exec(settings);
    database.exec('BEGIN IMMEDIATE; COMMIT;');
    return database;
  } catch (error) {
    letGo(database);
    if (faultOf(error) === 'locked') throw new SegueError('store-locked', `Another process holds the store in ${folder}.`, { origin: error });
    throw storeError(error);
  }
}

function prepare(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = databaseIn(folder);
  // The folder may be one that was there, for all to read. SQLite gives the log the mode of the database, so this comes first;
  // a log that a crash left behind keeps its own.
  closeSync(openSync(file, 'a', ownerOnly));
  for (const each of [file, ...companions.map((it) => `${file}${it}`)]) if (existsSync(each)) chmodSync(each, ownerOnly);
  return file;
}

/**
 * Closes the database. `@photostructure/sqlite` 1.2.1 keeps the file, and so its lock, while any prepared statement is
 * uncollected; leaving WAL and the exclusive mode gives the lock back at once.
 */
export function letGo(database: Database): void {
  try {
    database.exec('PRAGMA journal_mode=DELETE; PRAGMA locking_mode=NORMAL; SELECT count(*) FROM sqlite_master;');
  } catch {
    // Never had the lock, or the disk is full; the next opener recovers from the log.
  }
  database.close();
}

/** Faults of the disk get codes; what a caller's own work threw stays what it is. */
export function storeError(error: unknown): unknown {
  return faultOf(error) === 'unwritable' ? new SegueError('storage-full', undefined, { origin: error }) : error;
}
