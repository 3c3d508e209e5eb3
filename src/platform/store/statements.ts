/**
 * A transaction's calls over cached prepared statements.
 *
 * Knows that the SQL of the platform is a small fixed set, so each text is compiled once. Callers bind values, never
 * build SQL from them.
 */
import type { Database, Statement } from './driver.js';
import type { Row, SqlValue, Tx } from './sql.js';

const most = 512;

/** Calls are synchronous underneath; a fault becomes a rejection, as with any other driver. A contact takes hundreds: no turn more than needed. */
const answered = <T>(call: () => T): Promise<T> =>
  new Promise((resolve) => {
    resolve(call());
  });

export class Statements implements Tx {
  readonly #database: Database;
  readonly #cache = new Map<string, Statement>();
  #undone: (() => void)[] = [];

  constructor(database: Database) {
    this.#database = database;
  }

  run(sql: string, params: readonly SqlValue[] = []): Promise<{ changes: number }> {
    return answered(() => ({ changes: Number(this.#prepare(sql).run(...params).changes) }));
  }

  get(sql: string, params: readonly SqlValue[] = []): Promise<Row | undefined> {
    return answered(() => this.#prepare(sql).get(...params));
  }

  all(sql: string, params: readonly SqlValue[] = []): Promise<Row[]> {
    return answered(() => this.#prepare(sql).all(...params));
  }

  onUndone(task: () => void): void {
    this.#undone.push(task);
  }

  /** What the work that has just run left to be done where it comes to nothing. */
  takeUndone(): readonly (() => void)[] {
    const tasks = this.#undone;
    if (tasks.length > 0) this.#undone = [];
    return tasks;
  }

  #prepare(sql: string): Statement {
    const cached = this.#cache.get(sql);
    if (cached) return cached;
    // More texts than that mean somebody builds SQL from values; forgetting all is simpler than keeping an order.
    if (this.#cache.size >= most) this.#cache.clear();
    const statement = this.#database.prepare(sql);
    this.#cache.set(sql, statement);
    return statement;
  }
}
