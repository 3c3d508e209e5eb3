/**
 * What the store's callers see of SQL: values, rows and a transaction.
 *
 * Every call returns a promise, so that a driver on a network can take SQLite's place. Does not know the driver.
 */

export type SqlValue = string | number | null;
export type Row = Readonly<Record<string, SqlValue>>;

/** One work's view of the database; it must not be used after the work has settled. */
export interface Tx {
  run(sql: string, params?: readonly SqlValue[]): Promise<{ changes: number }>;
  get(sql: string, params?: readonly SqlValue[]): Promise<Row | undefined>;
  all(sql: string, params?: readonly SqlValue[]): Promise<Row[]>;
  /** Runs where the work comes to nothing, before the next one begins: what memory holds of its rows is not so. */
  onUndone(task: () => void): void;
}

/** A step of the schema; versions are dense from 1 and a published step never changes. */
export interface Migration {
  readonly version: number;
  readonly sql: string;
}
