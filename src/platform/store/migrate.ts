/**
 * Brings a database to the present schema, one transaction per step, each at most once.
 *
 * Knows the table that remembers which steps ran; the steps themselves are the caller's.
 */
import { SegueError } from '../../protocol/error.js';
import type { Database } from './driver.js';
import type { Migration } from './sql.js';

/** Runs the steps that have not run yet. Throws `bad-config` when the store was written by a newer version. */
export function migrate(database: Database, migrations: readonly Migration[]): void {
  database.exec('CREATE TABLE IF NOT EXISTS segue_migrations (version INTEGER PRIMARY KEY, ran_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP)');
  const row = database.prepare('SELECT max(version) AS version FROM segue_migrations').get();
  const present = Number(row?.['version'] ?? 0);
  const steps = [...migrations].sort((a, b) => a.version - b.version);
  const newest = steps.at(-1)?.version ?? 0;
  if (present > newest) {
    throw new SegueError('bad-config', `The store has schema version ${present}, this platform knows ${newest}: it was written by a newer version.`);
  }
  for (const step of steps) if (step.version > present) runStep(database, step);
}

function runStep(database: Database, step: Migration): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    database.exec(step.sql);
    database.prepare('INSERT INTO segue_migrations (version) VALUES (?)').run(step.version);
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}
