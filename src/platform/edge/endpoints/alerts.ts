/**
 * Alerts: what an operator should see to, listed, and resolved by hand.
 *
 * Knows their shape outside. What raises and settles them is the record's matter.
 */
import * as v from 'valibot';
import { IdSchema, MomentSchema } from '../../../protocol/id.js';
import { ContactMediumSchema } from '../../../protocol/medium.js';
import type { Identity } from '../../auth/identity.js';
import { alertKinds } from '../../contacts/alert.js';
import { toCsv, type CsvColumn, type StoredAlert } from '../../record/index.js';
import type { Domain } from '../domain.js';
import { param, readBody, readQuery, type Call, type Endpoint } from '../endpoint.js';
import { AlertQuerySchema, formatOf, limitOf, openSpan, readCursor, toCursor } from './analytics-query.js';
import { addressOf, csvAnswer } from './analytics.js';

const base = '/api/v2/analytics/alerts';
const optional = v.exactOptional;

const AlertSchema = v.object({
  id: IdSchema, kind: v.picklist(alertKinds), raisedAt: MomentSchema, lastAt: MomentSchema, times: v.number(),
  contactId: IdSchema, queueId: optional(v.string()), agentId: optional(IdSchema), callId: optional(IdSchema), medium: optional(ContactMediumSchema),
  reason: optional(v.string()), skills: optional(v.array(v.string())), waiting: optional(v.number()), waitedMs: optional(v.number()),
  resolved: optional(v.object({ at: MomentSchema, by: v.string(), note: optional(v.string()) })),
});
type AlertEntry = v.InferOutput<typeof AlertSchema>;

const moment = (ms: number): string => new Date(ms).toISOString();

function toEntry({ id, alert, raisedAt, lastAt, times, resolved }: StoredAlert): AlertEntry {
  const { skills, ...facts } = { skills: undefined, ...alert };
  return {
    id, ...facts, ...(skills === undefined ? {} : { skills: [...skills] }), raisedAt: moment(raisedAt), lastAt: moment(lastAt), times,
    ...(resolved === undefined ? {} : { resolved: { ...resolved, at: moment(resolved.at) } }),
  };
}

const columns: readonly CsvColumn<AlertEntry>[] = [
  ...(['id', 'kind', 'raisedAt', 'lastAt', 'times', 'contactId', 'queueId', 'agentId', 'callId', 'medium', 'reason', 'waiting', 'waitedMs'] as const).map((name) => ({
    name, value: (it: AlertEntry) => it[name],
  })),
  { name: 'skills', value: ({ skills }) => skills?.join(' ') },
  { name: 'resolvedAt', value: ({ resolved }) => resolved?.at },
  { name: 'resolvedBy', value: ({ resolved }) => resolved?.by },
  { name: 'note', value: ({ resolved }) => resolved?.note },
];

const PositionSchema = v.strictTuple([v.pipe(v.number(), v.safeInteger()), IdSchema]);
const ResolveBody = v.strictObject({ note: optional(v.pipe(v.string(), v.maxLength(1_000))) });

const idOf = (who: Identity): string => (who.kind === 'agent' ? who.agent.id : who.kind === 'client' ? who.clientId : who.guestId);

async function list(core: Pick<Domain, 'analytics'>, call: Call): Promise<unknown> {
  const query = readQuery(AlertQuerySchema, call.query);
  const { kind, queueId, agentId, state = 'open', cursor } = query;
  const format = formatOf(query.format, call.accept);
  const [raisedAt, id] = cursor === undefined ? [] : readCursor(PositionSchema, cursor);
  const { alerts, next } = await core.analytics.alerts({
    ...openSpan(query), state, limit: limitOf(query.limit, format), ...(kind === undefined ? {} : { kind }), ...(queueId === undefined ? {} : { queueId }),
    ...(agentId === undefined ? {} : { agentId }), ...(raisedAt === undefined || id === undefined ? {} : { after: { raisedAt, id } }),
  });
  const entries = alerts.map(toEntry);
  const more = next && toCursor([next.raisedAt, next.id]);
  if (format === 'csv') return csvAnswer('alerts', toCsv(columns, entries), more && addressOf(base, { ...query, format, cursor: more }));
  return { alerts: entries, ...(more === undefined ? {} : { next: more }) };
}

export const alerts = (core: Pick<Domain, 'analytics'>): readonly Endpoint[] => [
  {
    method: 'GET',
    url: base,
    summary: 'Alerts, the newest first; open ones unless asked otherwise.',
    access: 'analytics:view',
    query: AlertQuerySchema,
    answer: v.object({ alerts: v.array(AlertSchema), next: optional(v.string()) }),
    produces: ['text/csv'],
    run: (call) => list(core, call),
  },
  {
    method: 'POST',
    url: `${base}/:id/resolve`,
    summary: 'Resolves an alert by hand; one that is resolved stays as it was.',
    access: 'alert:resolve',
    body: ResolveBody,
    answer: AlertSchema,
    errors: ['not-found'],
    async run(call, who) {
      const { note } = readBody(ResolveBody, call.body ?? {});
      return toEntry(await core.analytics.resolve(param(call, 'id'), idOf(who), note));
    },
  },
];
