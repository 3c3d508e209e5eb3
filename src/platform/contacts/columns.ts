/**
 * Columns of a row as typed values.
 *
 * Knows how to read a column or say which one was wrong. Does not know tables.
 */
import type { Row } from '../store/sql.js';

const wrong = (column: string): never => {
  throw new Error(`The column ${column} is not what its table declares.`);
};

export function text(row: Row, column: string): string {
  const value = row[column];
  return typeof value === 'string' ? value : wrong(column);
}

export function maybeText(row: Row, column: string): string | undefined {
  return row[column] === null ? undefined : text(row, column);
}

export function int(row: Row, column: string): number {
  const value = row[column];
  return typeof value === 'number' ? value : wrong(column);
}

export function maybeInt(row: Row, column: string): number | undefined {
  return row[column] === null ? undefined : int(row, column);
}

/** JSON that this platform wrote; the reader names its type, because the writer did. */
export const json = (row: Row, column: string): unknown => JSON.parse(text(row, column));

/** A list of ids written as JSON. */
export function ids(row: Row, column: string): string[] {
  const value = json(row, column);
  return Array.isArray(value) ? value.filter((it): it is string => typeof it === 'string') : wrong(column);
}

/** A moment for the wire from epoch milliseconds. */
export const moment = (at: number): string => new Date(at).toISOString();
