/**
 * An emission: one metric of one contact at the moment it counts.
 *
 * Knows the shape and how a fold collects them. A metric counts in the interval in which it is emitted: a wait that began at
 * 9:50 and ended at 10:05 is all of it one of the interval that 10:05 is in. Does not know intervals (cell-store.ts).
 */
import type { ContactMedium, Result } from '../../protocol/index.js';
import type { CountMetric, TimeMetric } from './metric.js';

/** How an upgrade ended, as a series of its own: `ended/no-agent/all-busy`. Words of the protocol's results only. */
export type EndingSeries = `ended/${Result['status']}` | `ended/${Result['status']}/${string}`;

/** A first answer by how long it took, in classes: `answered/20` for more than 15 s and at most 20, `answered/more` beyond the last. */
export type AnswerSeries = `answered/${number}` | 'answered/more';

/** What an emission counts for. */
export interface Dimensions {
  readonly deploymentId: string;
  readonly medium: ContactMedium;
  /** Absent where the contact has been in no queue. */
  readonly queueId?: string;
  /** Absent where no agent is concerned. */
  readonly agentId?: string;
}

export interface Emission extends Dimensions {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly series: CountMetric | TimeMetric | EndingSeries | AnswerSeries;
  /** Length of time; 0 for what is only counted. */
  readonly ms: number;
}

/** Whom an emission of this contact concerns. */
export interface Concern {
  readonly medium: ContactMedium;
  readonly queueId?: string | undefined;
  readonly agentId?: string | undefined;
}

/** Collects what one event emits. */
export class Emissions {
  readonly list: Emission[] = [];

  constructor(
    readonly at: number,
    private readonly deploymentId: string,
  ) {}

  count(series: CountMetric | EndingSeries | AnswerSeries, dimensions: Concern): void {
    this.#add(series, 0, dimensions);
  }

  time(series: TimeMetric, ms: number, dimensions: Concern): void {
    this.#add(series, ms, dimensions);
  }

  #add(series: Emission['series'], ms: number, { medium, queueId, agentId }: Concern): void {
    const { at, deploymentId } = this;
    this.list.push({ at, series, ms, deploymentId, medium, ...(queueId === undefined ? {} : { queueId }), ...(agentId === undefined ? {} : { agentId }) });
  }
}

/** Upper bounds of the classes of waiting, in seconds: what service levels are agreed on. */
export const answerBounds = [5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600] as const;

/** The class of a first answer after so much waiting. */
export function answerSeries(waitedMs: number): AnswerSeries {
  const bound = answerBounds.find((it) => waitedMs <= it * 1_000);
  return bound === undefined ? 'answered/more' : `answered/${bound}`;
}

/** The series of an ending. */
export function endingSeries(result: Result): EndingSeries {
  return 'reason' in result ? `ended/${result.status}/${result.reason}` : `ended/${result.status}`;
}
