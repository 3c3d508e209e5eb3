/**
 * Metrics of one contact, by the names that the field uses.
 *
 * Knows how the emissions of a contact's ledger add up to its metrics; durations are milliseconds. The customer's view
 * counts: a reservation that nobody answered never resets a wait, and a contact in video is the same contact in chat before
 * and after. What each name means: metric.ts.
 */
import type { Emission } from './emission.js';
import { postAll, underWay } from './ledger.js';
import { counts, perMetric, times, type Metric } from './metric.js';
import type { StoredEvent } from './stored-event.js';

/** Those that a contact may have not at all: it was not abandoned, no picture came, nobody answered. */
type Sometimes = 'tAbandon' | 'tUpgrade' | 'tAnswered';

export type Metrics = { readonly [M in Exclude<Metric, Sometimes>]: number } & { readonly [M in Sometimes]?: number } & {
  /** The part of `tTalk` in video. */
  readonly tTalkVideo: number;
};

const sum = (emissions: readonly Emission[], series: Metric): number => emissions.reduce((total, it) => (it.series === series ? total + it.ms : total), 0);
const count = (emissions: readonly Emission[], series: Metric): number => emissions.filter((it) => it.series === series).length;

/** One value of the first emission, where there is any. */
const first = <M extends Sometimes>(emissions: readonly Emission[], series: M): { readonly [K in M]?: number } => {
  const found = emissions.find((it) => it.series === series);
  const value: { [K in M]?: number } = {};
  if (found) value[series] = found.ms;
  return value;
};

/** The metrics of a contact; of an open one as they stand `now`. */
export function metricsOf(events: readonly StoredEvent[], now: number): Metrics {
  const { ledger, emissions } = postAll(events);
  const all = ledger ? [...emissions, ...underWay(ledger, now)] : emissions;
  const { tAnswered: _answered, tAbandon: _abandon, tUpgrade: _upgrade, ...always } = times;
  return {
    ...perMetric(counts, (metric) => count(all, metric)),
    ...perMetric(always, (metric) => sum(all, metric)),
    ...first(all, 'tAnswered'),
    ...first(all, 'tAbandon'),
    // Of several videos the first: later ones are in the aggregates.
    ...first(all, 'tUpgrade'),
    tTalkVideo: sum(all.filter((it) => it.medium === 'videoChat'), 'tTalk'),
  };
}
