/**
 * The SQLite driver: `node:sqlite` where Node has it, else `@photostructure/sqlite`, which has the same API.
 *
 * Knows how to open a file and what an error number means. Does not know transactions, batches or tables (store.ts).
 */
import type { Row, SqlValue } from './sql.js';

export interface Statement {
  run(...params: SqlValue[]): { changes: number | bigint };
  get(...params: SqlValue[]): Row | undefined;
  all(...params: SqlValue[]): Row[];
}

export interface Database {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}

interface SqliteModule {
  readonly DatabaseSync: new (file: string) => Database;
  /** SQLite's online copy, in steps beside the event loop; `node:sqlite` has it since 22.16. */
  readonly backup?: (database: Database, file: string, options: { rate: number }) => Promise<number>;
}

const isSqliteModule = (value: unknown): value is SqliteModule =>
  typeof value === 'object' && value !== null && 'DatabaseSync' in value && typeof value.DatabaseSync === 'function';

/** Node below 22.13 has no built-in module, or hides it behind a flag; the import then fails and the package serves. */
async function loadModule(): Promise<SqliteModule> {
  for (const name of ['node:sqlite', '@photostructure/sqlite']) {
    const loaded: unknown = await import(name).catch(() => undefined);
    if (isSqliteModule(loaded)) return loaded;
  }
  throw new Error('Neither node:sqlite nor @photostructure/sqlite could be loaded.');
}

/** Pages of one step of a copy: some milliseconds, between which works go on. */
const pagesAtOnce = 500;

/**
 * Copies a database as of its last commit into an empty file, while it is written to; its works come between the steps. Where
 * the driver cannot, all at once.
 */
export async function copyDatabase(database: Database, file: string): Promise<void> {
  const { backup } = await loadModule();
  if (backup) await backup(database, file, { rate: pagesAtOnce });
  else database.prepare('VACUUM INTO ?').run(file);
}

/** Opens or creates a database file; `:memory:` makes one that lives as long as the process. */
export async function openDatabase(file: string): Promise<Database> {
  const { DatabaseSync } = await loadModule();
  return new DatabaseSync(file);
}

/** What an error of SQLite means to the store (https://www.sqlite.org/rescode.html); `unwritable`: no room, or a disk that takes nothing. */
export type SqliteFault = 'locked' | 'unwritable' | 'io' | 'other';

const faults: Readonly<Record<number, SqliteFault>> = { 5: 'locked', 6: 'locked', 8: 'unwritable', 10: 'io', 13: 'unwritable' };

/** I/O errors of a write: WRITE, FSYNC, DIR_FSYNC, TRUNCATE. A limit of the file's size shows as the first. */
const unwritable: readonly number[] = [778, 1034, 1290, 1546];

/** The primary result code is the low byte of the extended one. */
export function faultOf(error: unknown): SqliteFault {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return 'other';
  if (unwritable.includes(error.errcode)) return 'unwritable';
  return faults[error.errcode & 0xff] ?? 'other';
}
