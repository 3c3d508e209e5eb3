/**
 * A store as SQL text: its tables, their rows, then its indices.
 *
 * Knows SQLite's own list of what there is. What is written, another database reads back as the same store.
 */
import { openDatabase, type Database } from '../../../../src/platform/store/driver.js';
import type { Row, SqlValue } from '../../../../src/platform/store/sql.js';

function literal(value: SqlValue | undefined): string {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  throw new Error('No table of the platform has bytes.');
}

const insert = (table: string, row: Row): string => `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${Object.values(row).map(literal).join(', ')});`;

function textOf(database: Database): string {
  const made = (type: string): Row[] => database.prepare("SELECT name, sql FROM sqlite_master WHERE type = ? AND sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY name").all(type);
  const tables = made('table');
  const rows = tables.flatMap(({ name }) => database.prepare(`SELECT * FROM ${String(name)}`).all().map((row) => insert(String(name), row)));
  return [...[...tables, ...made('index')].map(({ sql }) => `${String(sql)};`), ...rows, ''].join('\n');
}

/** Of a database that nobody has open. */
export async function dumpOf(file: string): Promise<string> {
  const database = await openDatabase(file);
  try {
    return textOf(database);
  } finally {
    database.close();
  }
}
