/**
 * The platform's report: budgets and verdicts, each number beside what a bare socket or database did in the same run.
 *
 * Markdown and JSON of the same content, as the calls' report has it.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { folder } from '../support/results.js';
import { median, quantile } from '../support/statistics.js';
import type { Verdict } from '../support/verdicts.js';
import type { Rate } from './stage.js';

export interface PlatformMeasured {
  readonly idle: { readonly count: number; readonly bytesEach: number; readonly open: number; readonly bareBytesEach: number; readonly bareOpen: number };
  readonly messages: { readonly rate: Rate; readonly bareEchoes: Rate };
  readonly inserts: { readonly times: readonly number[]; readonly groupedRate: number };
  /** `writes`: rows that the platform writes for one; `bare`: transactions of as many per second. */
  readonly assignments: { readonly rate: Rate; readonly contacts: number; readonly writes: number; readonly bare: number };
  readonly binds: { readonly times: readonly number[]; readonly bareEchoTimes: readonly number[] };
}

const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
const kB = (bytes: number): string => `${(bytes / 1_000).toFixed(1)} kB`;
const rate = (value: number): string => `${value.toFixed(0)}/s`;
const ofProcessor = ({ perProcessorSecond }: Rate): string => `${rate(perProcessorSecond)} of the server’s processor`;
const both = (times: readonly number[]): string => `p50 ${ms(median(times))}, p99 ${ms(quantile(times, 0.99))}`;

export function platformVerdicts({ idle, messages, inserts, assignments, binds }: PlatformMeasured): Verdict[] {
  const oneByOne = 1_000 / median(inserts.times);
  const slowest = quantile(binds.times, 0.99);
  return [
    { what: `memory of each of ${String(idle.count)} idle sockets`, measured: `${kB(idle.bytesEach)}; ${String(idle.open)} of them open at the end`, budget: '<= 25 kB, all open', kept: idle.bytesEach <= 25_000 && idle.open === idle.count, of: `a bare socket: ${kB(idle.bareBytesEach)}, ${String(idle.bareOpen)} open; resident memory of the process` },
    { what: 'durable messages, acknowledged', measured: `${rate(messages.rate.perSecond)}; ${ofProcessor(messages.rate)}`, budget: '>= 5000/s', kept: messages.rate.perSecond >= 5_000, of: `bare echoes: ${rate(messages.bareEchoes.perSecond)}; ${ofProcessor(messages.bareEchoes)}; bare inserts: ${rate(oneByOne)} one by one, ${rate(inserts.groupedRate)} 64 to a commit` },
    { what: 'assignments, from the first word to an agent’s acceptance', measured: `${rate(assignments.rate.perSecond)}; ${ofProcessor(assignments.rate)}`, budget: 'none', kept: undefined, of: `${String(assignments.contacts)} contacts at once, 99 agents; a bare SQLite transaction of as many writes (${String(assignments.writes)}): ${rate(assignments.bare)}` },
    { what: 'bind to media-upgrade on both sides, unloaded', measured: both(binds.times), budget: 'p99 < 50 ms', kept: slowest < 50, of: `${String(binds.times.length)} binds; a bare echo: ${both(binds.bareEchoTimes)}; a bare insert: ${both(inserts.times)}` },
  ];
}

const mark = ({ budget, kept }: Verdict): string => (budget === 'none' ? '' : kept === true ? 'kept' : '**missed**');
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** Writes the report next to the calls' and returns its table as plain lines. */
export function platformReport(measured: PlatformMeasured): string[] {
  const judged = platformVerdicts(measured);
  const cpu = `${String(cpus().length)} x ${cpus()[0]?.model.trim() ?? 'unknown processor'}`;
  const lines = [
    '# Benchmarks of the platform',
    '',
    `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC, Node ${process.versions.node}, ${cpu}; one process serves, another makes the load, on the same machine.`,
    `Load of the machine over the last 15 minutes: ${(loadavg()[2] ?? Number.NaN).toFixed(1)}; above the number of its processors, others took part of the time.`,
    'What a bare `ws` server and a bare SQLite file did in the same run stands beside each number; absolute numbers say as much about the machine as about the platform.',
    '',
    '## Budgets',
    '',
    row(['What', 'Measured', 'Budget', '', 'Beside']),
    row(['---', '---', '---', '---', '---']),
    ...judged.map((it) => row([it.what, it.measured, it.budget, mark(it), it.of])),
    '',
  ];
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'platform-report.md'), lines.join('\n'));
  writeFileSync(join(folder, 'platform-report.json'), `${JSON.stringify({ verdicts: judged, measured }, undefined, 1)}\n`);
  return judged.map((it) => `${(it.budget === 'none' ? '' : it.kept === true ? 'kept' : 'MISSED').padEnd(7)}${it.what}: ${it.measured}, budget ${it.budget} (${it.of})`);
}
