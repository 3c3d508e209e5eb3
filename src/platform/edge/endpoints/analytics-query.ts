/**
 * What analytics endpoints take after the `?`: a stretch of time, filters, a page, a format.
 *
 * Knows the parameters and their defaults. Moments stand on quarters of an hour, because aggregates do: one that does not is
 * refused rather than widened unseen.
 */
import * as v from 'valibot';
import { IdSchema } from '../../../protocol/id.js';
import { ContactMediumSchema } from '../../../protocol/medium.js';
import { SegueError } from '../../../protocol/error.js';
import { alertKinds } from '../../contacts/alert.js';
import { dimensions, finest, startOf, type Dimension } from '../../record/index.js';

const hourMs = 3_600_000;
/** Interval lengths by their ISO 8601 names. */
export const intervals = { PT15M: hourMs / 4, PT1H: hourMs, P1D: 24 * hourMs } as const;

/** ISO 8601 with a zone: `2026-03-01T00:00:00Z`, `2026-03-01T00:00:00+01:00`. */
const Moment = v.pipe(v.string(), v.isoTimestamp());
const at = (moment: string): number => Date.parse(moment);
const Text = v.pipe(v.string(), v.maxLength(1_000));
const Limit = v.pipe(v.string(), v.regex(/^[1-9]\d{0,3}$/, 'must be 1 to 1000'));

const page = {
  /** Most rows of the answer, 1 to 1000. Default 200; 1000 as CSV. */
  limit: v.exactOptional(Limit),
  /** `next` of the page before. */
  cursor: v.exactOptional(Text),
  /** Default: what Accept prefers, else json. */
  format: v.exactOptional(v.picklist(['json', 'csv'])),
} as const;

const stretch = {
  /** The first moment. Default: a day before `to`, 30 days before it with P1D. */
  from: v.exactOptional(Moment),
  /** The first moment that is not in it any more. Default: the end of the present interval. */
  to: v.exactOptional(Moment),
  /** Default PT1H. */
  interval: v.exactOptional(v.picklist(['PT15M', 'PT1H', 'P1D'])),
} as const;

export const ReportQuerySchema = v.strictObject({
  ...stretch,
  queueId: v.exactOptional(IdSchema),
  agentId: v.exactOptional(IdSchema),
  deploymentId: v.exactOptional(IdSchema),
  medium: v.exactOptional(ContactMediumSchema),
  /** More dimensions of a row, with commas between: queue, agent, deployment, medium. */
  by: v.exactOptional(v.pipe(v.string(), v.regex(/^(queue|agent|deployment|medium)(,(queue|agent|deployment|medium))*$/, 'must be queue, agent, deployment, medium, with commas between'))),
  ...page,
});
export type ReportQuery = v.InferOutput<typeof ReportQuerySchema>;

export const PresenceQuerySchema = v.strictObject({ ...stretch, agentId: v.exactOptional(IdSchema), ...page });

export const AlertQuerySchema = v.strictObject({
  /** Raised at or after. Default: always. */
  from: v.exactOptional(Moment),
  /** Raised before. */
  to: v.exactOptional(Moment),
  /** Default open. */
  state: v.exactOptional(v.picklist(['open', 'resolved', 'all'])),
  kind: v.exactOptional(v.picklist(alertKinds)),
  queueId: v.exactOptional(IdSchema),
  agentId: v.exactOptional(IdSchema),
  ...page,
});
export type AlertQuery = v.InferOutput<typeof AlertQuerySchema>;

const wrong = (parameter: string, what: string): SegueError => new SegueError('bad-frame', `${parameter}: ${what}`);

function boundary(name: 'from' | 'to', moment: string): number {
  const ms = at(moment);
  if (startOf(ms, finest) !== ms) throw wrong(name, 'is not on a quarter of an hour.');
  return ms;
}

export interface Span {
  readonly from: number;
  readonly to: number;
  readonly interval: number;
}

/** The stretch of time that is asked for. @throws SegueError `bad-frame` */
export function spanOf({ from, to, interval: name = 'PT1H' }: Pick<ReportQuery, 'from' | 'to' | 'interval'>, now: number): Span {
  const interval = intervals[name];
  const end = to === undefined ? startOf(now, interval) + interval : boundary('to', to);
  const start = from === undefined ? end - (name === 'P1D' ? 30 : 1) * intervals.P1D : boundary('from', from);
  if (start >= end) throw wrong('to', 'is not after from.');
  return { from: start, to: end, interval };
}

/** The alerts' stretch of time: any moments. */
export const openSpan = ({ from, to }: Pick<AlertQuery, 'from' | 'to'>): Pick<Span, 'from' | 'to'> => ({
  from: from === undefined ? 0 : at(from), to: to === undefined ? Number.MAX_SAFE_INTEGER : at(to),
});

const isDimension = (word: string): word is Dimension => (dimensions as readonly string[]).includes(word);

/** The dimensions of a row: the table's own, then those asked for. */
export const dimensionsOf = (own: readonly Dimension[], by: string | undefined): readonly Dimension[] => [...new Set([...own, ...(by?.split(',') ?? []).filter(isDimension)])];

/** A cursor is opaque to callers: what it holds is checked when it comes back. */
export const toCursor = (position: unknown): string => Buffer.from(JSON.stringify(position)).toString('base64url');

/** @throws SegueError `bad-frame` for what is no cursor of this list */
export function readCursor<S extends v.GenericSchema>(schema: S, cursor: string): v.InferOutput<S> {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), Buffer.from(cursor, 'base64url').toString());
  if (!parsed.success) throw wrong('cursor', 'is not one of this list.');
  return parsed.output;
}

/** Whether an Accept header would rather have CSV. */
export function prefersCsv(accept: string | undefined): boolean {
  const weights = (accept ?? '').split(',').map((part) => {
    const [type = '', ...parameters] = part.split(';').map((it) => it.trim().toLowerCase());
    const weight = Number(parameters.find((it) => it.startsWith('q='))?.slice(2) ?? 1);
    return { type, weight: Number.isNaN(weight) ? 0 : weight };
  });
  const weightOf = (...types: string[]): number => weights.find((it) => types.includes(it.type))?.weight ?? 0;
  return weightOf('text/csv') > weightOf('application/json');
}

const usual = { json: 200, csv: 1_000 } as const;

export const formatOf = (format: 'json' | 'csv' | undefined, accept: string | undefined): 'json' | 'csv' => format ?? (prefersCsv(accept) ? 'csv' : 'json');
export const limitOf = (limit: string | undefined, format: 'json' | 'csv'): number => (limit === undefined ? usual[format] : Math.min(1_000, Number(limit)));
