/**
 * `GET /api/v2/analytics/presence`: how long agents were on queue, on a break and why, by interval, as JSON or CSV.
 *
 * Knows the table's shape. What counts as what: record/README.md.
 */
import * as v from 'valibot';
import { IdSchema, MomentSchema } from '../../../protocol/id.js';
import { isPresence, presenceColumns, toCsv, toPresenceEntries, workStates } from '../../record/index.js';
import type { Call, Endpoint } from '../endpoint.js';
import { readQuery } from '../endpoint.js';
import { addressOf, csvAnswer, cursorOf, namesOf, spanNamed, startingAt, type AnalyticsOptions } from './analytics.js';
import { formatOf, limitOf, PresenceQuerySchema, spanOf } from './analytics-query.js';

const url = '/api/v2/analytics/presence';

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

const EntrySchema = v.object({
  from: MomentSchema, to: MomentSchema, agentId: IdSchema, agentName: v.exactOptional(v.string()), state: v.picklist(workStates), reason: v.exactOptional(v.string()),
  metrics: v.object({ nPresence: Count, tPresence: Count }),
});

async function answer({ core, clock }: AnalyticsOptions, call: Call): Promise<unknown> {
  const query = readQuery(PresenceQuerySchema, call.query);
  const format = formatOf(query.format, call.accept);
  const asked = spanOf(query, clock.now());
  const found = await core.analytics.report({
    ...asked, by: ['agent'], only: query.agentId === undefined ? {} : { agent: query.agentId }, present: 'agent', counts: isPresence, limit: limitOf(query.limit, format), ...startingAt(query.cursor),
  });
  const names = await namesOf(core);
  const rows = found.rows.flatMap((row) => toPresenceEntries(row, names));
  const [span, next] = [spanNamed(asked, query.interval), cursorOf(found)];
  if (format === 'json') return { ...span, rows, ...(next === undefined ? {} : { next }) };
  return csvAnswer('presence', toCsv(presenceColumns, rows), next && addressOf(url, { ...query, ...span, format, cursor: next }));
}

export const presenceTimes = (options: AnalyticsOptions): Endpoint => ({
  method: 'GET',
  url,
  summary: 'How long agents were at what, and why not on queue, by agent, interval, state and reason.',
  access: 'analytics:view',
  query: PresenceQuerySchema,
  answer: v.object({ from: MomentSchema, to: MomentSchema, interval: v.string(), rows: v.array(EntrySchema), next: v.exactOptional(v.string()) }),
  produces: ['text/csv'],
  run: (call) => answer(options, call),
});
