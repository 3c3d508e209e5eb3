/**
 * Time at work as it leaves: a row for each agent, interval, state and reason.
 *
 * Knows the shape in JSON and the columns in CSV. Unlike contacts' times these are divided among their intervals, so that
 * there is a sum and no longest.
 */
import type { CsvColumn } from './csv.js';
import { workOf, type WorkState } from './presence-series.js';
import type { ReportNames } from './report-view.js';
import type { ReportRow } from './report.js';
import { moment } from './upgrade-record.js';

export interface PresenceEntry {
  /** The interval: `from` is in it, `to` is not. */
  readonly from: string;
  readonly to: string;
  readonly agentId: string;
  readonly agentName?: string;
  readonly state: WorkState;
  readonly reason?: string;
  readonly metrics: {
    /** How often it began in the interval. */
    readonly nPresence: number;
    /** Milliseconds of it in the interval. */
    readonly tPresence: number;
  };
}

/** The entries of a row by agent. */
export function toPresenceEntries({ start, end, key: [agentId = ''], cells }: ReportRow, { agents }: Pick<ReportNames, 'agents'>): readonly PresenceEntry[] {
  const agentName = agents.get(agentId);
  return [...cells].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([series, { times, total }]) => {
    const work = workOf(series);
    return work ? [{ from: moment(start), to: moment(end), agentId, ...(agentName === undefined ? {} : { agentName }), ...work, metrics: { nPresence: times, tPresence: total } }] : [];
  });
}

export const presenceColumns: readonly CsvColumn<PresenceEntry>[] = [
  ...(['from', 'to', 'agentId', 'agentName', 'state', 'reason'] as const).map((name) => ({ name, value: (row: PresenceEntry) => row[name] })),
  ...(['nPresence', 'tPresence'] as const).map((name) => ({ name, value: ({ metrics }: PresenceEntry) => metrics[name] })),
];
