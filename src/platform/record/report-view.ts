/**
 * A report's rows as they leave: with every column of their table, names beside ids, endings of upgrades spelled out.
 *
 * Knows the shape of a row in JSON and its columns in CSV. A metric that nothing was emitted for is 0, not absent, so that
 * every row of a table has the same columns.
 */
import { resultReasons, resultStatuses, type ResultStatus } from '../../protocol/index.js';
import type { CsvColumn } from './csv.js';
import { answerBounds } from './emission.js';
import { isTime, metricsFor, type CountMetric, type Metric, type MetricTable, type TimeMetric } from './metric.js';
import type { Cell, Dimension, ReportRow } from './report.js';
import { moment } from './upgrade-record.js';

/** A length of time as it adds up: how many, all together, the longest; milliseconds. */
export interface TimeValue {
  readonly count: number;
  readonly sum: number;
  readonly max: number;
}

export type MetricValues = { readonly [M in CountMetric]?: number } & { readonly [M in TimeMetric]?: TimeValue };

/** How many upgrades ended this way. */
export interface Ending {
  readonly status: ResultStatus;
  readonly reason?: string;
  readonly count: number;
}

export interface AnsweredWithin {
  readonly seconds: number;
  readonly count: number;
}

export interface ReportEntry {
  /** The interval: `from` is in it, `to` is not. */
  readonly from: string;
  readonly to: string;
  /** What the row is of; one that the contact had none of is absent. */
  readonly queueId?: string;
  readonly queueName?: string;
  readonly agentId?: string;
  readonly agentName?: string;
  readonly deploymentId?: string;
  readonly medium?: string;
  readonly metrics: MetricValues;
  /** In the table of queues: first answers after at most so much waiting. */
  readonly answeredWithin?: readonly AnsweredWithin[];
  /** In the table of upgrades. */
  readonly endings?: readonly Ending[];
}

/** What queues and agents are called now. */
export interface ReportNames {
  readonly queues: ReadonlyMap<string, string>;
  readonly agents: ReadonlyMap<string, string>;
}

const none: Cell = { times: 0, total: 0, most: 0 };

function valuesOf(table: MetricTable, cells: ReportRow['cells']): MetricValues {
  const entries = metricsFor(table).map((metric): [Metric, number | TimeValue] => {
    const { times, total, most } = cells.get(metric) ?? none;
    return [metric, isTime(metric) ? { count: times, sum: total, max: most } : times];
  });
  return Object.fromEntries(entries);
}

const isStatus = (word: string): word is ResultStatus => (resultStatuses as readonly string[]).includes(word);

function endingsOf(cells: ReportRow['cells']): readonly Ending[] {
  return [...cells].flatMap(([series, { times }]) => {
    const [kind, status, reason] = series.split('/');
    if (kind !== 'ended' || status === undefined || !isStatus(status)) return [];
    return [{ status, ...(reason === undefined ? {} : { reason }), count: times }];
  });
}


function keyOf(by: readonly Dimension[], key: readonly string[], names: ReportNames): Pick<ReportEntry, 'queueId' | 'queueName' | 'agentId' | 'agentName' | 'deploymentId' | 'medium'> {
  const of = (dimension: Dimension): string => key[by.indexOf(dimension)] ?? '';
  const [queueId, agentId, deploymentId, medium] = [of('queue'), of('agent'), of('deployment'), of('medium')];
  const [queueName, agentName] = [names.queues.get(queueId), names.agents.get(agentId)];
  return {
    ...(queueId === '' ? {} : { queueId }), ...(queueName === undefined ? {} : { queueName }),
    ...(agentId === '' ? {} : { agentId }), ...(agentName === undefined ? {} : { agentName }),
    ...(deploymentId === '' ? {} : { deploymentId }), ...(medium === '' ? {} : { medium }),
  };
}

/** The classes added up: each bound counts all that were quicker. */
function answeredWithin(cells: ReportRow['cells']): readonly AnsweredWithin[] {
  let count = 0;
  return answerBounds.map((seconds) => {
    count += cells.get(`answered/${seconds}`)?.times ?? 0;
    return { seconds, count };
  });
}

/** Whether a series belongs to a table. */
export const countsFor = (table: MetricTable): ((series: string) => boolean) => {
  const names = new Set<string>(metricsFor(table));
  return (series) => names.has(series) || (table === 'upgrade' && series.startsWith('ended/')) || (table === 'queue' && series.startsWith('answered/'));
};

export function toEntry(table: MetricTable, by: readonly Dimension[], row: ReportRow, names: ReportNames): ReportEntry {
  return {
    from: moment(row.start), to: moment(row.end), ...keyOf(by, row.key, names), metrics: valuesOf(table, row.cells),
    ...(table === 'queue' ? { answeredWithin: answeredWithin(row.cells) } : {}),
    ...(table === 'upgrade' ? { endings: endingsOf(row.cells) } : {}),
  };
}

const headings = { queue: ['queueId', 'queueName'], agent: ['agentId', 'agentName'], deployment: ['deploymentId'], medium: ['medium'] } as const satisfies Record<Dimension, readonly (keyof ReportEntry)[]>;

/** The reasons of a status, where it has any. */
const reasonsOf = (status: ResultStatus): readonly string[] => Object.entries(resultReasons).find(([it]) => it === status)?.[1] ?? [];

const endingColumns: readonly CsvColumn<ReportEntry>[] = resultStatuses
  .flatMap((status) => [{ status, reason: undefined }, ...reasonsOf(status).map((reason) => ({ status, reason }))])
  .map(({ status, reason }) => ({
    name: ['ended', status, ...(reason === undefined ? [] : [reason])].join('.'),
    value: ({ endings = [] }) => endings.filter((it) => it.status === status && (reason === undefined || it.reason === reason)).reduce((sum, { count }) => sum + count, 0),
  }));

const answerColumns: readonly CsvColumn<ReportEntry>[] = answerBounds.map((seconds) => ({
  name: `answeredWithin.${seconds}`, value: ({ answeredWithin: all = [] }) => all.find((it) => it.seconds === seconds)?.count ?? 0,
}));

function columnsOf(metric: Metric): readonly CsvColumn<ReportEntry>[] {
  if (!isTime(metric)) return [{ name: metric, value: ({ metrics }) => metrics[metric] }];
  return (['count', 'sum', 'max'] as const).map((part) => ({ name: `${metric}.${part}`, value: ({ metrics }) => metrics[metric]?.[part] }));
}

/** The columns of a table in CSV: the same for every answer with the same dimensions. */
export const csvColumns = (table: MetricTable, by: readonly Dimension[]): readonly CsvColumn<ReportEntry>[] => [
  { name: 'from', value: ({ from }) => from },
  { name: 'to', value: ({ to }) => to },
  ...by.flatMap((it) => headings[it].map((name) => ({ name, value: (row: ReportEntry) => row[name] }))),
  ...metricsFor(table).flatMap(columnsOf),
  ...(table === 'queue' ? answerColumns : []),
  ...(table === 'upgrade' ? endingColumns : []),
];
