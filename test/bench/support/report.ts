/**
 * The bench's report: budgets and verdicts, where the time goes, sizes, and the network tests' table where there is one.
 *
 * Markdown and JSON of the same content, and the plot. Knows how it reads; verdicts.ts judges.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { plot, type Series } from './plot.js';
import { folder, type Measured } from './results.js';
import type { Round, Subject } from './rounds.js';
import { sizes } from './sizes.js';
import { median, quantile } from './statistics.js';
import type { Step } from './stopwatch.js';
import { frames, makes, roundsOf, verdicts, type Verdict } from './verdicts.js';
import { delayMs } from './world.js';

const budgetOverBare = 1.25;
const paths = ['open', 'no UDP'] as const;
const subjects: readonly Subject[] = ['segue', 'bare'];
const nameOf: Readonly<Record<string, string>> = { segue: 'Segue', bare: 'bare', chromium: 'Chromium', firefox: 'Firefox' };
const called = (key: string): string => nameOf[key] ?? key;

/** Steps in the order in which a call takes them, for each side. */
const steps: readonly (readonly ['customer' | 'agent', Step, string])[] = [
  ['agent', 'asked', 'agent asks for the camera'],
  ['agent', 'granted', 'agent has it'],
  ['customer', 'made', 'customer’s connection made'],
  ['customer', 'offer', 'customer’s offer set'],
  ['agent', 'offer', 'agent has the offer'],
  ['agent', 'answer', 'agent’s answer set'],
  ['customer', 'answer', 'customer has the answer'],
  ['customer', 'ice', 'ICE connected'],
  ['customer', 'dtls', 'DTLS connected'],
  ['customer', 'frame', 'first frame at the customer'],
  ['agent', 'frame', 'first frame at the agent'],
];

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const mark = (kept: boolean | undefined): string => (kept === undefined ? 'not measured' : kept ? 'kept' : '**missed**');

/** Writes the report and returns its table of verdicts as plain lines. */
export function report(all: readonly Measured[]): string[] {
  const judged = [...verdicts(all), ...sizes()];
  writeFileSync(join(folder, 'report.json'), `${JSON.stringify({ delayMs, verdicts: judged, measured: all }, undefined, 1)}\n`);
  writeFileSync(join(folder, 'report.svg'), plot('Capture granted to first remote frame', seriesOf(all)));
  writeFileSync(join(folder, 'report.md'), markdown(all, judged));
  return judged.map(lineOf);
}

const lineOf = ({ what, make, measured, budget, kept, of }: Verdict): string =>
  `${(kept === undefined ? '?' : kept ? 'kept  ' : 'MISSED').padEnd(7)}${make === undefined ? what : `${called(make)}: ${what}`}: ${measured}, budget ${budget} (${of})`;

function seriesOf(all: readonly Measured[]): Series[] {
  return makes.flatMap((make) =>
    paths.flatMap((path) => {
      const measured = roundsOf(all, make, path);
      if (!measured) return [];
      const budget = median(frames(measured, 'bare')) * budgetOverBare;
      return subjects.map((subject) => ({
        name: `${called(make)}, ${path}, ${called(subject)}`,
        values: frames(measured, subject),
        accent: subject === 'segue',
        ...(subject === 'segue' ? { budget } : {}),
      }));
    }),
  );
}

function markdown(all: readonly Measured[], judged: readonly Verdict[]): string {
  const network = join(folder, '../network-report.md');
  const cpu = `${String(cpus().length)} x ${cpus()[0]?.model.trim() ?? 'unknown processor'}`;
  return [
    '# Benchmarks',
    '',
    `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC, ${cpu}, ${String(delayMs)} ms each way between a page and its server.`,
    `Load of the machine over the last 15 minutes: ${(loadavg()[2] ?? Number.NaN).toFixed(1)}; above the number of its processors, others took part of the time.`,
    'Ratios compare calls of the same run, taken in turn; absolute times say as much about the machine as about the call.',
    '',
    '## Budgets',
    '',
    table(['What', 'Browser', 'Measured', 'Budget', '', 'From'], judged.map(({ what, make, measured, budget, kept, of }) => [what, make === undefined ? '' : called(make), measured, budget, mark(kept), of])),
    '',
    '![Distributions of the time from capture granted to the first remote frame](report.svg)',
    '',
    ...breakdowns(all),
    ...(existsSync(network) ? [readFileSync(network, 'utf8').replace(/^# /m, '## ')] : []),
  ].join('\n');
}

/** Medians of each step, side by side. */
function breakdowns(all: readonly Measured[]): string[] {
  return makes.flatMap((make) =>
    paths.flatMap((path) => {
      const measured = roundsOf(all, make, path);
      if (!measured) return [];
      const rows = steps.map(([side, step, words]) => [words, ...subjects.flatMap((subject) => spread(measured.rounds[subject], side, step))]);
      const head = ['Milliseconds after the customer’s capture', ...subjects.flatMap((subject) => [`${called(subject)}, median`, 'quartiles'])];
      return [`## Where the time goes: ${called(make)}, ${path}`, '', table(head, rows), ''];
    }),
  );
}

function spread(rounds: readonly Round[], side: 'customer' | 'agent', step: Step): string[] {
  const values = rounds.flatMap((round) => round[side][step] ?? []);
  if (values.length === 0) return ['', ''];
  const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => String(Math.round(quantile(values, share))));
  return [middle ?? '', `${low ?? ''}–${high ?? ''}`];
}
