/**
 * The page's report: what the tag costs a first load, and how a long conversation opens and scrolls.
 *
 * Markdown and JSON of the same content, as the others have it. Only the loader's two promises are judged: no long task, no shift.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { folder } from '../support/results.js';
import { median, quantile } from '../support/statistics.js';
import type { Opened, Scrolled } from './history.js';
import type { Subject } from './host.js';
import type { Load, Pace } from './load.js';
import type { Felt } from './senses.js';

export interface Loads {
  readonly make: string;
  readonly pace: Pace;
  readonly loads: Readonly<Record<Subject, readonly Load[]>>;
}

export interface Histories {
  readonly make: string;
  readonly count: number;
  readonly opened: Opened;
  readonly scrolled: Scrolled;
  readonly pixelsPerFrame: number;
}

export interface PageMeasured {
  readonly loads: readonly Loads[];
  readonly histories: readonly Histories[];
}

const ms = (value: number): string => (Number.isNaN(value) ? 'not told' : `${value.toFixed(0)} ms`);
const kB = (bytes: number): string => `${(bytes / 1_000).toFixed(1)} kB`;
const known = (values: readonly (number | undefined)[]): number[] => values.filter((value) => value !== undefined);
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] => [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);

/** Number and sum of a list of long tasks. */
const tasks = (felt: readonly Felt[]): string => {
  const told = felt.flatMap(({ longTasks }) => (longTasks === undefined ? [] : [longTasks]));
  if (told.length === 0) return 'not told';
  return `${String(median(told.map((it) => it.length)))}, ${ms(median(told.map(sum)))} in all`;
};

const shift = (felt: readonly Felt[]): string => {
  const told = known(felt.map((it) => it.shift));
  return told.length === 0 ? 'not told' : Math.max(...told).toFixed(4);
};

function rowsOf({ make, pace, loads }: Loads): string[][] {
  return (['without', 'with'] as const).map((subject) => {
    const all = loads[subject];
    const of = (pick: (load: Load) => number | undefined): number => median(known(all.map(pick)));
    return [
      `${make}, ${pace}`, subject === 'with' ? 'with the tag' : 'without', ms(of((it) => it.painted)), ms(of((it) => it.loaded)), subject === 'with' ? ms(of((it) => it.launcher)) : '',
      tasks(all), shift(all), String(of((it) => it.requests)), kB(of((it) => it.bytes)),
    ];
  });
}

function historyRow({ make, count, opened, scrolled }: Histories): string[] {
  const { frames } = scrolled;
  const late = frames.filter((it) => it > 50).length;
  return [
    make, String(count), ms(opened.newest), `${String(opened.bubbles)}; ${String(scrolled.most)}`, tasks([opened]),
    `${ms(median(frames))}, ${ms(quantile(frames, 0.95))}, ${ms(Math.max(...frames))}`, `${String(late)} of ${String(frames.length)}`, tasks([scrolled]), `${scrolled.seconds.toFixed(0)} s`,
  ];
}

function promises(loads: readonly Loads[]): string[] {
  return loads.flatMap(({ make, pace, loads: { with: tagged, without } }) => {
    const told = known(tagged.map((it) => it.shift));
    if (told.length === 0) return [];
    const more = (pick: (load: Load) => number): number => median(tagged.map(pick)) - median(without.map(pick));
    const long = more((it) => it.longTasks?.length ?? 0);
    return [
      `${Math.max(...told) === 0 ? 'kept  ' : 'MISSED'} ${make}, ${pace}: no layout shift by the tag`,
      `${long <= 0 ? 'kept  ' : 'MISSED'} ${make}, ${pace}: no long task by the tag (${String(long)} more than without)`,
    ];
  });
}

/** Writes the report next to the others' and returns what it says as plain lines. */
export function pageReport(measured: PageMeasured): string[] {
  const cpu = `${String(cpus().length)} x ${cpus()[0]?.model.trim() ?? 'unknown processor'}`;
  const rounds = measured.loads[0]?.loads.with.length ?? 0;
  const pixels = measured.histories[0]?.pixelsPerFrame ?? 0;
  const loads = table(['First load', '', 'First text', 'load', 'Launcher', 'Long tasks (above 50 ms)', 'Layout shift, worst', 'Requests', 'Bodies on the wire'], measured.loads.flatMap(rowsOf));
  const histories = table(
    ['Long conversation', 'Messages', 'Press to newest line', 'Bubbles in the page: opened; at most', 'Long tasks, opening', 'Frames scrolling back: median, p95, worst', 'Frames above 50 ms', 'Long tasks, scrolling', 'To the first line'],
    measured.histories.map(historyRow),
  );
  const promised = promises(measured.loads);
  const lines = [
    '# Benchmarks of a page', '',
    `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC, ${cpu}; page, platform and browser on the same machine.`,
    `Load of the machine over the last 15 minutes: ${(loadavg()[2] ?? Number.NaN).toFixed(1)}; above the number of its processors, others took part of the time.`,
    `Medians of ${String(rounds)} first loads each, in turn, with nothing in any cache. The reader goes back by ${String(pixels)} pixels in every frame.`, '',
    ...loads, '', ...promised.map((it) => `- ${it}`), '', ...histories, '',
  ];
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'page-report.md'), lines.join('\n'));
  writeFileSync(join(folder, 'page-report.json'), `${JSON.stringify(measured, undefined, 1)}\n`);
  return [...loads, '', ...promised, '', ...histories];
}
