/**
 * What the bench has measured so far: one line of JSON each, so that a run that breaks keeps what it has.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Mended, Round, Subject } from './rounds.js';
import type { Make } from './world.js';

export const folder = fileURLToPath(new URL('../../.results/bench', import.meta.url));
const file = join(folder, 'measured.jsonl');

export type Measured =
  | { readonly kind: 'rounds'; readonly make: Make; readonly path: 'open' | 'no UDP'; readonly rounds: Record<Subject, readonly Round[]> }
  | { readonly kind: 'cut'; readonly make: Make; readonly seconds: number; readonly mended: Record<Subject, Mended> };

export function keep(measured: Measured): void {
  mkdirSync(folder, { recursive: true });
  appendFileSync(file, `${JSON.stringify(measured)}\n`);
}

export const kept = (): Measured[] =>
  existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as Measured) : [];
