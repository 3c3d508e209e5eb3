/** Reads the tables of a Markdown page: by heading, as rows of cells. */
import { readFileSync } from 'node:fs';

export interface Table {
  readonly heading: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const cells = (line: string): string[] => line.split('|').slice(1, -1).map((cell) => cell.trim());

/** Every table of a page of this repository, with the heading it stands under. */
export function tablesOf(path: string): readonly Table[] {
  const tables: Table[] = [];
  let heading = '';
  let lines: string[] = [];
  const end = (): void => {
    const [head, , ...rows] = lines;
    if (head !== undefined) tables.push({ heading, head: cells(head), rows: rows.map(cells) });
    lines = [];
  };
  for (const line of readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8').split('\n')) {
    if (line.startsWith('|')) lines.push(line);
    else end();
    if (line.startsWith('#')) heading = line.replace(/^#+ /, '');
  }
  end();
  return tables;
}

/** The one table under `heading`. */
export function tableOf(path: string, heading: string): Table {
  const found = tablesOf(path).filter((table) => table.heading === heading);
  if (found.length !== 1 || !found[0]) throw new Error(`${path} has ${found.length} tables under "${heading}"`);
  return found[0];
}

/** What stands between backticks in a cell. */
export const words = (cell = ''): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, word]) => word ?? '');
