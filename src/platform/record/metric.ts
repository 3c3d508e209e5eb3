/**
 * The metrics: every name that the record counts or measures, once.
 *
 * Knows for each whether it is a count or a length of time, whose tables show it, and what it means (README.md has the
 * same table with worked examples; a test compares them). Does not know how any of them comes about (ledger.ts).
 */

/** Whose rows a metric is a column of. */
export type MetricTable = 'queue' | 'agent' | 'upgrade';

interface MetricEntry {
  readonly tables: readonly MetricTable[];
  readonly meaning: string;
}

const both: readonly MetricTable[] = ['queue', 'agent'];
const queue: readonly MetricTable[] = ['queue'];
const upgrade: readonly MetricTable[] = ['queue', 'agent', 'upgrade'];

/** `n…`: how often. Counted at the moment it happened. */
export const counts = {
  nOffered: { tables: queue, meaning: 'The contact entered the queue; each entry counts.' },
  nAnswered: { tables: queue, meaning: 'An agent took the contact out of the queue.' },
  nFlowOut: { tables: queue, meaning: 'The contact left the queue without an agent and went on: to another queue, to its flow, or back to its owner.' },
  nEndedInQueue: { tables: queue, meaning: 'The contact ended while it was in the queue.' },
  nMessageLeft: { tables: queue, meaning: 'The customer left a message for the queue out of hours.' },
  nConnected: { tables: both, meaning: 'The first agent had the contact; once per contact.' },
  nAccepted: { tables: both, meaning: 'A reservation was accepted.' },
  nDeclined: { tables: both, meaning: 'A reservation was declined.' },
  nNotResponding: { tables: both, meaning: 'A reservation ran out unanswered.' },
  nRescinded: { tables: both, meaning: 'A reservation was taken back.' },
  nHandled: { tables: both, meaning: 'An agent’s time as the owner ended; `tHandle` over it is the mean handle time.' },
  nTransferred: { tables: both, meaning: 'An agent handed the contact over.' },
  nMovedOnUpgrade: { tables: both, meaning: 'The contact moved because another agent took the video.' },
  nRated: { tables: both, meaning: 'The customer rated the chat or the video; each of the two once per contact.' },
  nRatedGood: { tables: both, meaning: 'They gave four or five stars; over `nRated` the share of content customers.' },
  nStars: { tables: both, meaning: 'The stars of all ratings; over `nRated` their mean.' },
  nMediaUpgradeRequested: { tables: upgrade, meaning: 'Somebody asked for video.' },
  nMediaUpgradeAccepted: { tables: upgrade, meaning: 'The customer gave camera and microphone.' },
  nMediaUpgradeFound: { tables: upgrade, meaning: 'An agent was found: the first ring for this video.' },
  nMediaUpgradeBound: { tables: upgrade, meaning: 'An agent and the video joined the contact.' },
  nMediaUpgradeRendered: { tables: upgrade, meaning: 'The desk confirmed its video pane.' },
  nMediaUpgradeLive: { tables: upgrade, meaning: 'The first frame was seen.' },
  nMediaUpgradeCompleted: { tables: upgrade, meaning: 'The call took place and ended as people wanted.' },
  nMediaUpgradeDeclined: { tables: upgrade, meaning: 'The customer said no.' },
  nMediaUpgradeCancelled: { tables: upgrade, meaning: 'It was taken back.' },
  nMediaUpgradeFailed: { tables: upgrade, meaning: 'It ended in any other way.' },
  nMediaUpgradeInterrupted: { tables: upgrade, meaning: 'A call lost its media for a while; each time counts.' },
  nPaneUnconfirmed: { tables: upgrade, meaning: 'No desk confirmed the video pane in time.' },
} as const satisfies Record<string, MetricEntry>;

/** `t…`: how long, in milliseconds. Counted when it is over, in the interval of its end. */
export const times = {
  tFlow: { tables: queue, meaning: 'With nobody: in a flow, or between an agent and the next queue.' },
  tWait: { tables: queue, meaning: 'In the queue while no agent had the contact; an unanswered ring does not start it anew.' },
  tAnswered: { tables: both, meaning: 'All waiting before the first agent, counted with `nConnected`.' },
  tAbandon: { tables: queue, meaning: 'All waiting of a contact that ended in a queue before any agent had it.' },
  tAlert: { tables: both, meaning: 'A reservation rang, whatever became of it.' },
  tNotResponding: { tables: both, meaning: 'A reservation rang and ran out unanswered; a part of `tAlert`.' },
  tTalk: { tables: both, meaning: 'With an agent, in every medium: chat and video of the one contact add up.' },
  tHeld: { tables: both, meaning: 'On hold with an agent. Always 0: there is no hold; the name keeps the sum of `tHandle` whole.' },
  tAcw: { tables: both, meaning: 'After-contact work: from an agent’s leaving, or the contact’s end, to their wrap-up.' },
  tHandle: { tables: both, meaning: '`tTalk` + `tHeld` + `tAcw`, counted with each of its parts.' },
  tUpgrade: { tables: upgrade, meaning: 'From asking for video to its first frame.' },
} as const satisfies Record<string, MetricEntry>;

export const metricTable = { ...counts, ...times } as const;

export type CountMetric = keyof typeof counts;
export type TimeMetric = keyof typeof times;
export type Metric = CountMetric | TimeMetric;

export const isTime = (metric: Metric): metric is TimeMetric => Object.hasOwn(times, metric);
export const isMetric = (name: string): name is Metric => Object.hasOwn(metricTable, name);

/** The columns of a table, counts first, in the order above. */
export const metricsFor = (table: MetricTable): readonly Metric[] => (Object.keys(metricTable).filter(isMetric)).filter((it) => metricTable[it].tables.includes(table));

/** Something for each of some metrics, by name. */
export function perMetric<M extends string, T>(table: Readonly<Record<M, unknown>>, make: (metric: M) => T): { readonly [K in M]: T } {
  const entries: Partial<Record<M, T>> = {};
  for (const metric in table) entries[metric] = make(metric);
  // Every key of the table is one of the result.
  return entries as Record<M, T>;
}
