/**
 * A simulation's report as lines for a person: queues, groups, and the hours of the day.
 *
 * Pure text. Numbers are rounded for reading; the JSON has them whole.
 */
import type { SimulationReport } from './simulate.js';
import type { WaitReport } from './tally.js';

const percent = (share: number): string => `${(share * 100).toFixed(share > 0 && share < 0.1 ? 1 : 0)}%`;

function time(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)}:${String(Math.round(seconds % 60)).padStart(2, '0')} min`;
}

/** Columns as wide as what is in them; the first to the left, numbers to the right. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => (row[at] ?? '').length)));
  return rows.map((row) => `  ${row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ')}`.trimEnd());
}

const waitHead = (seconds: number): string[] => ['offered', 'answered', 'gave up', 'turned away', 'had to wait', 'mean wait', '90%', '99%', 'longest', `within ${seconds} s`];
const waitCells = (it: WaitReport): string[] => [
  String(it.offered), String(it.answered), String(it.abandoned), String(it.turnedAway), percent(it.waitingShare), time(it.wait.mean), time(it.wait.p90), time(it.wait.p99), time(it.wait.longest), percent(it.serviceLevel),
];

export function reportText(report: SimulationReport): string[] {
  const { queues, groups, byHour, serviceLevelSeconds } = report;
  const theory = queues.flatMap(({ erlangC: it, queueId }) => (it ? [`  Erlang C for ${queueId}: ${percent(it.waitingShare)} wait, ${time(it.meanWait)} on average, ${percent(it.serviceLevel)} answered within ${serviceLevelSeconds} s.`] : []));
  return [
    `${report.contacts} contacts in ${report.hours} hours, seed ${report.seed}.`,
    '',
    ...table([['Queue', ...waitHead(serviceLevelSeconds)], ...queues.map((it) => [it.queueId, ...waitCells(it)])]),
    ...theory,
    '',
    ...table([['Group', 'agents', 'in use', 'handled', 'missed'], ...groups.map((it) => [it.name, String(it.agents), percent(it.use), String(it.handled), String(it.missed)])]),
    '',
    ...table([['Hour', ...waitHead(serviceLevelSeconds)], ...byHour.map((it) => [String(it.hour), ...waitCells(it)])]),
    ...(report.stillWaiting > 0 ? ['', `${report.stillWaiting} contacts were never answered: nobody who could is there for them.`] : []),
  ];
}
