/**
 * The store: serial transactions on one SQLite file, made durable in groups.
 *
 *   transaction(work) -> queue -> [ BEGIN · SAVEPOINT work RELEASE · SAVEPOINT work RELEASE … · COMMIT ] -> promises settle
 *
 * Works queued in the same turn of the event loop share one COMMIT and so one fsync (WAL, synchronous=FULL); each has a
 * savepoint, so a throwing work rolls back alone. Nothing is reported done before the COMMIT returned. The file is held
 * exclusively: a second process is refused. Does not know any table but its own migrations.
 */
import { closeSync, openSync, rmSync } from 'node:fs';
import { SegueError } from '../../protocol/error.js';
import { copyDatabase, faultOf, type Database, type Statement } from './driver.js';
import { hold, letGo, ownerOnly, storeError } from './hold.js';
import { migrate } from './migrate.js';
import type { Migration, Tx } from './sql.js';
import { Statements } from './statements.js';

export type { Migration, Row, SqlValue, Tx } from './sql.js';

export interface Store {
  /**
   * Runs `work` alone; resolves with its value once it is durable. Rejects with what the work threw (only this work is
   * undone), with `storage-full`, or with `closed` after `close()`. A work must not call `transaction` itself and wait for it.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Writes a consistent copy (mode 0600) to a file that must not exist yet, while works go on. Rejects with `storage-full`, or why the file cannot be made. */
  backup(file: string): Promise<void>;
  /** Refuses new works, waits for the queued ones and for copies under way, then lets go of the file. */
  close(): Promise<void>;
}

export interface StoreOptions {
  /** Folder of the store's files (mode 0600), made if absent (mode 0700); `:memory:` for tests. */
  readonly folder: string;
  readonly migrations: readonly Migration[];
}

/** Most works in one COMMIT: bounds how long the first of them waits. */
const batchSize = 256;

/** Opens the store and brings it to the present schema. Rejects with `store-locked` when another process holds it. */
export async function openStore({ folder, migrations }: StoreOptions): Promise<Store> {
  const database = await hold(folder);
  try {
    migrate(database, migrations);
  } catch (error) {
    letGo(database);
    throw storeError(error);
  }
  return new SqliteStore(database);
}

/** A work in the queue. `settle` tells its caller what became of it, after the COMMIT. */
interface Job {
  run(tx: Tx): Promise<Outcome>;
  reject(error: unknown): void;
}
/** The value stays inside `resolve`, so that jobs of different types share one queue. */
type Outcome = { ok: true; resolve: () => void } | { ok: false; error: unknown };

function jobOf<T>(work: (tx: Tx) => Promise<T>, resolve: (value: T) => void, reject: (error: unknown) => void): Job {
  const run = async (tx: Tx): Promise<Outcome> => {
    try {
      const value = await work(tx);
      return { ok: true, resolve: () => resolve(value) };
    } catch (error) {
      return { ok: false, error };
    }
  };
  return { run, reject };
}

/** What frames every work, compiled once. */
interface Frame {
  readonly begin: Statement;
  readonly save: Statement;
  readonly release: Statement;
  readonly commit: Statement;
}

const frameOf = (database: Database): Frame => ({
  begin: database.prepare('BEGIN IMMEDIATE'), save: database.prepare('SAVEPOINT work'), release: database.prepare('RELEASE work'), commit: database.prepare('COMMIT'),
});

class SqliteStore implements Store {
  readonly #database: Database;
  readonly #frame: Frame;
  readonly #statements: Statements;
  readonly #queue: Job[] = [];
  readonly #copies = new Set<Promise<void>>();
  #draining: Promise<void> | undefined;
  #closed = false;

  constructor(database: Database) {
    this.#database = database;
    this.#frame = frameOf(database);
    this.#statements = new Statements(database);
  }

  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(new SegueError('closed', 'The store is closed.'));
    return new Promise((resolve, reject) => {
      this.#queue.push(jobOf(work, resolve, reject));
      this.#wake();
    });
  }

  backup(file: string): Promise<void> {
    if (this.#closed) return Promise.reject(new SegueError('closed', 'The store is closed.'));
    const copy = this.#copy(file).finally(() => this.#copies.delete(copy));
    this.#copies.add(copy);
    return copy;
  }

  async #copy(file: string): Promise<void> {
    // Into a file that is there already, empty: SQLite's own would be for all to read.
    closeSync(openSync(file, 'wx', ownerOnly));
    try {
      await copyDatabase(this.#database, file);
    } catch (error) {
      rmSync(file, { force: true });
      throw asError(storeError(error));
    }
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    while (this.#draining) await this.#draining;
    await Promise.allSettled(this.#copies);
    letGo(this.#database);
  }

  /** A turn of the event loop later: what the same turn's sockets bring shares the COMMIT. */
  #wake(): void {
    this.#draining ??= new Promise((resolve) => {
      setImmediate(() => void this.#drain().finally(resolve));
    });
  }

  async #drain(): Promise<void> {
    try {
      while (this.#queue.length > 0) await this.#batch(this.#queue.splice(0, batchSize));
    } finally {
      this.#draining = undefined;
    }
  }

  async #batch(jobs: readonly Job[]): Promise<void> {
    const settle: (() => void)[] = [];
    const undone: (() => void)[] = [];
    try {
      this.#frame.begin.run();
      for (const job of jobs) {
        settle.push(await this.#runOne(job));
        undone.push(...this.#statements.takeUndone());
      }
      this.#frame.commit.run();
    } catch (error) {
      this.#rollback();
      for (const task of [...undone, ...this.#statements.takeUndone()]) task();
      if (faultOf(error) === 'unwritable') this.#makeRoom();
      const reason = asError(storeError(error));
      for (const job of jobs) job.reject(reason);
      return;
    }
    for (const done of settle) done();
  }

  /**
   * Folds the log into the database and gives its room back. SQLite does so after a COMMIT only, which on a full disk never
   * comes: room that somebody made would go unused.
   */
  #makeRoom(): void {
    try {
      this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } catch {
      // The database has no room to grow either.
    }
  }

  /** Runs one work in its savepoint; returns how to settle it. Throws only where the whole batch is lost. */
  async #runOne(job: Job): Promise<() => void> {
    this.#frame.save.run();
    const outcome = await job.run(this.#statements);
    if (outcome.ok) {
      this.#frame.release.run();
      return outcome.resolve;
    }
    const { error } = outcome;
    // On a full disk or an I/O fault SQLite may have undone the transaction as a whole.
    if (faultOf(error) === 'unwritable' || faultOf(error) === 'io') throw asError(error);
    this.#database.exec('ROLLBACK TO work; RELEASE work');
    for (const task of this.#statements.takeUndone()) task();
    return () => job.reject(error);
  }

  #rollback(): void {
    try {
      this.#database.exec('ROLLBACK');
    } catch {
      // SQLite has rolled back by itself.
    }
  }
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error('The store failed.', { cause: error }));
