/**
 * Analytics: aggregates of queues, agents and upgrades by interval, as JSON or CSV, a page at a time.
 *
 * Knows the three tables and their shapes. What the metrics mean: record/README.md.
 */
import * as v from 'valibot';
import type { Clock } from '../../../protocol/clock.js';
import { IdSchema, MomentSchema } from '../../../protocol/id.js';
import { ContactMediumSchema } from '../../../protocol/medium.js';
import { resultStatuses } from '../../../protocol/result.js';
import { queueName } from '../../config/index.js';
import {
  countsFor, csvColumns, isTime, metricsFor, toCsv, toEntry, type Dimension, type MetricTable, type ReportEntry, type ReportNames, type ReportPage, type ReportQuestion,
} from '../../record/index.js';
import type { Domain } from '../domain.js';
import { readQuery, TextAnswer, type Call, type Endpoint } from '../endpoint.js';
import { dimensionsOf, formatOf, limitOf, readCursor, ReportQuerySchema, spanOf, toCursor, type ReportQuery } from './analytics-query.js';

const base = '/api/v2/analytics';

interface Table {
  readonly name: 'queues' | 'agents' | 'upgrades';
  readonly metrics: MetricTable;
  readonly by: readonly Dimension[];
  /** Rows of nobody are left out. */
  readonly present?: Dimension;
  readonly summary: string;
}

const tables: readonly Table[] = [
  { name: 'queues', metrics: 'queue', by: ['queue'], summary: 'Metrics by queue and interval; the row without a queue is of contacts outside any.' },
  { name: 'agents', metrics: 'agent', by: ['agent'], present: 'agent', summary: 'Metrics by agent and interval.' },
  { name: 'upgrades', metrics: 'upgrade', by: [], summary: 'The way to video by interval: asked, accepted, found, bound, seen, live, and how it ended.' },
];

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
const TimeSchema = v.object({ count: Count, sum: Count, max: Count });

const EndingSchema = v.object({ status: v.picklist(resultStatuses), reason: v.exactOptional(v.string()), count: Count });

const metricsSchema = (table: MetricTable): v.GenericSchema => v.object(Object.fromEntries(metricsFor(table).map((it) => [it, isTime(it) ? TimeSchema : Count])));

function entrySchema(table: MetricTable): v.GenericSchema {
  const entries = {
    from: MomentSchema, to: MomentSchema, queueId: v.exactOptional(IdSchema), queueName: v.exactOptional(v.string()), agentId: v.exactOptional(IdSchema), agentName: v.exactOptional(v.string()),
    deploymentId: v.exactOptional(IdSchema), medium: v.exactOptional(ContactMediumSchema), metrics: metricsSchema(table),
  };
  if (table === 'upgrade') return v.object({ ...entries, endings: v.array(EndingSchema) });
  return table === 'queue' ? v.object({ ...entries, answeredWithin: v.array(v.object({ seconds: Count, count: Count })) }) : v.object(entries);
}

const PositionSchema = v.strictTuple([v.pipe(v.number(), v.safeInteger()), v.pipe(v.array(v.string()), v.maxLength(4))]);

function questionOf(table: Table, query: ReportQuery, limit: number, now: number): ReportQuestion {
  const { queueId, agentId, deploymentId, medium, cursor } = query;
  return {
    ...spanOf(query, now), by: dimensionsOf(table.by, query.by), limit, counts: countsFor(table.metrics),
    only: {
      ...(queueId === undefined ? {} : { queue: queueId }), ...(agentId === undefined ? {} : { agent: agentId }),
      ...(deploymentId === undefined ? {} : { deployment: deploymentId }), ...(medium === undefined ? {} : { medium }),
    },
    ...(table.present === undefined ? {} : { present: table.present }),
    ...startingAt(cursor),
  };
}

/** Where a page begins. @throws SegueError `bad-frame` */
export function startingAt(cursor: string | undefined): Pick<ReportQuestion, 'after'> {
  if (cursor === undefined) return {};
  const [start, key] = readCursor(PositionSchema, cursor);
  return { after: { start, key } };
}

export const cursorOf = ({ next }: ReportPage): string | undefined => next && toCursor([next.start, next.key]);

/** A table as a file; where it goes on is a Link header. */
export function csvAnswer(name: string, text: string, next: string | undefined): TextAnswer {
  return new TextAnswer(text, {
    'content-type': 'text/csv; charset=utf-8; header=present', 'content-disposition': `attachment; filename="${name}.csv"`, vary: 'Accept',
    ...(next === undefined ? {} : { link: `<${next}>; rel="next"` }),
  });
}

/** The address of the same question from a cursor on. Its span is said, not left to the next request's present. */
export const addressOf = (path: string, query: Readonly<Record<string, string | undefined>>): string =>
  `${path}?${new URLSearchParams(Object.entries(query).filter((it): it is [string, string] => it[1] !== undefined)).toString()}`;

const moment = (ms: number): string => new Date(ms).toISOString();

export interface AnalyticsOptions {
  readonly core: Pick<Domain, 'analytics' | 'config'>;
  readonly clock: Clock;
}

export async function namesOf(core: Pick<Domain, 'config'>): Promise<ReportNames> {
  const { queues, agents } = await core.config();
  return { queues: new Map(queues.map((it) => [it.id, queueName(it)])), agents: new Map(agents.map((it) => [it.id, it.name])) };
}

/** The stretch of time as an answer tells it. */
export const spanNamed = ({ from, to }: Pick<ReportQuestion, 'from' | 'to'>, interval: ReportQuery['interval']): { readonly from: string; readonly to: string; readonly interval: string } => ({
  from: moment(from), to: moment(to), interval: interval ?? 'PT1H',
});

async function answer({ core, clock }: AnalyticsOptions, table: Table, call: Call): Promise<unknown> {
  const query = readQuery(ReportQuerySchema, call.query);
  const format = formatOf(query.format, call.accept);
  const question = questionOf(table, query, limitOf(query.limit, format), clock.now());
  const { by } = question;
  const names = await namesOf(core);
  const found = await core.analytics.report(question);
  const rows: readonly ReportEntry[] = found.rows.map((row) => toEntry(table.metrics, by, row, names));
  const span = spanNamed(question, query.interval);
  const next = cursorOf(found);
  if (format === 'json') return { ...span, rows, ...(next === undefined ? {} : { next }) };
  const path = `${base}/${table.name}`;
  return csvAnswer(table.name, toCsv(csvColumns(table.metrics, by), rows), next && addressOf(path, { ...query, ...span, format, cursor: next }));
}

export const analytics = (options: AnalyticsOptions): readonly Endpoint[] =>
  tables.map((table) => ({
    method: 'GET',
    url: `${base}/${table.name}`,
    summary: table.summary,
    access: 'analytics:view',
    query: ReportQuerySchema,
    answer: v.object({ from: MomentSchema, to: MomentSchema, interval: v.string(), rows: v.array(entrySchema(table.metrics)), next: v.exactOptional(v.string()) }),
    produces: ['text/csv'],
    run: (call: Call) => answer(options, table, call),
  }));
