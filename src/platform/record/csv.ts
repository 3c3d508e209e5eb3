/**
 * Tables as CSV (RFC 4180): a header line, commas, CRLF, quotes where needed.
 *
 * Knows that a spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, a tab or a line break for a formula: such a text
 * gets an apostrophe before it, so that nobody's name runs on somebody else's machine. Numbers are written as they are.
 */

export type CsvValue = string | number | undefined;

/** A column: its heading and its value of a row. */
export interface CsvColumn<T> {
  readonly name: string;
  readonly value: (row: T) => CsvValue;
}

// Full-width forms of the same signs are read as the signs by some spreadsheets.
const formula = /^[\s\u200B\uFEFF]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/;

function cellOf(value: CsvValue): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const safe = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const lineOf = (values: readonly CsvValue[]): string => `${values.map(cellOf).join(',')}\r\n`;

export const toCsv = <T>(columns: readonly CsvColumn<T>[], rows: readonly T[]): string =>
  [columns.map(({ name }) => name), ...rows.map((row) => columns.map(({ value }) => value(row)))].map(lineOf).join('');
