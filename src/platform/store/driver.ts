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
  DatabaseSync: new (file: string) => Database;
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

/** Opens or creates a database file; `:memory:` makes one that lives as long as the process. */
export async function openDatabase(file: string): Promise<Database> {
  const { DatabaseSync } = await loadModule();
  return new DatabaseSync(file);
}

/** What an error of SQLite means to the store (https://www.sqlite.org/rescode.html). */
export type SqliteFault = 'locked' | 'full' | 'io' | 'other';

const faults: Readonly<Record<number, SqliteFault>> = { 5: 'locked', 6: 'locked', 10: 'io', 13: 'full' };

/** The primary result code is the low byte of the extended one. */
export function faultOf(error: unknown): SqliteFault {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return 'other';
  return faults[error.errcode & 0xff] ?? 'other';
}
