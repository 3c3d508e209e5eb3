/**
 * The report of the network tests: one row per scenario, as JSON and as a Markdown table in test/.results.
 *
 * A row is a file of its own, since a failed test costs its worker; the report is what all rows say together.
 */
import { mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { waitWords, type Mend, type Wait } from './mends.js';

/** What happened to the two in a scenario. Times in milliseconds. */
export interface Account {
  /** The customer's as the element's events say, the agent's as the desk shows. */
  readonly states: { readonly customer: readonly string[]; readonly agent: readonly string[] };
  readonly repairs: { readonly attempts: number; readonly restarts: number };
  readonly said: { readonly customer: readonly string[]; readonly agent: readonly string[] };
  readonly clickToLiveMs?: number;
  /** From each moment at which the network could carry media again. */
  readonly mends: readonly Mend[];
  /** The selected pair, each time that both saw and heard each other. */
  readonly pairs: { readonly customer: readonly string[]; readonly agent: readonly string[] };
  readonly contacts: number;
  readonly timeline: readonly string[];
  readonly results: readonly string[];
}

export interface Row extends Account {
  readonly scenario: string;
  readonly make: string;
  readonly passed: boolean;
}

const results = fileURLToPath(new URL('../../.results', import.meta.url));
const rows = join(results, 'network-rows');

/** Writes the row and the report with it; beside the row a trace of all that was noted, for whoever looks into a failure. */
export function addRow(row: Row, trace: string): void {
  mkdirSync(rows, { recursive: true });
  const name = `${row.make} ${row.scenario.replace(/\W+/g, '-')}`;
  writeFileSync(join(rows, `${name}.trace`), trace);
  replace(join(rows, `${name}.json`), JSON.stringify(row, undefined, 2));
  const files = readdirSync(rows).filter((file) => file.endsWith('.json')).sort();
  const all = files.map((file) => JSON.parse(readFileSync(join(rows, file), 'utf8')) as Row);
  replace(join(results, 'network-report.json'), `${JSON.stringify(all, undefined, 2)}\n`);
  replace(join(results, 'network-report.md'), table(all));
}

/** At once, since another worker may be reading. */
function replace(path: string, text: string): void {
  const draft = `${path}.${String(process.pid)}`;
  writeFileSync(draft, text);
  renameSync(draft, path);
}

const columns: readonly (readonly [string, (row: Row) => string])[] = [
  ['Scenario', (row) => row.scenario],
  ['Browser', (row) => row.make],
  ['', (row) => (row.passed ? 'passed' : '**failed**')],
  ['Call, customer', (row) => row.states.customer.join(' → ')],
  ['Call, agent', (row) => row.states.agent.join(' → ')],
  ['Connections, ICE restarts', ({ repairs }) => `${String(repairs.attempts)}, ${String(repairs.restarts)}`],
  ['Result', (row) => row.results.join(', ')],
  ['Click to live', (row) => waitWords(row.clickToLiveMs)],
  ['Path back to live', ({ mends }) => each(mends, ({ live }) => live)],
  ['… to the customer’s picture', ({ mends }) => each(mends, ({ pictures }) => pictures.customer)],
  ['… to the agent’s picture', ({ mends }) => each(mends, ({ pictures }) => pictures.agent)],
  ['Pair, customer', (row) => row.pairs.customer.join('; ')],
  ['Pair, agent', (row) => row.pairs.agent.join('; ')],
  ['Contacts, events', (row) => `${String(row.contacts)}, ${String(row.timeline.length)}`],
  ['Customer is told', (row) => row.said.customer.join(' · ')],
  ['Agent is told', (row) => row.said.agent.join(' · ')],
];

const each = (mends: readonly Mend[], read: (mend: Mend) => Wait): string => (mends.length === 0 ? 'no break' : mends.map((mend) => waitWords(read(mend))).join(', '));

/** None is empty: what did not come about says so. */
const cell = (text: string): string => (text === '' ? 'none' : text.replaceAll('|', '\\|').replaceAll('\n', ' '));

function table(all: readonly Row[]): string {
  const lines = all.map((row) => `| ${columns.map(([, read]) => cell(read(row))).join(' | ')} |`);
  const head = [`| ${columns.map(([name]) => name).join(' | ')} |`, `|${columns.map(() => ' --- |').join('')}`];
  return ['# Calls over real networks', '', ...head, ...lines, ''].join('\n');
}
