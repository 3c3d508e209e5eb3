/**
 * The three steps of the mark, slow to change: worse after three seconds, better after five.
 *
 * Knows scores and how long they have to hold. One bad second, as at a change of networks, shows nothing.
 */
import type { QualitySnapshot } from './call-health.js';

export type QualityStep = QualitySnapshot['step'];

export interface StepState {
  readonly step: QualityStep;
  /** Another step that has been measured for some seconds in a row, and for how many. */
  readonly towards: { readonly step: QualityStep; readonly seconds: number } | undefined;
}

export const firstStep: StepState = { step: 'good', towards: undefined };

/** Seconds in a row. */
export const patience = { worse: 3, better: 5 } as const;

const order: readonly QualityStep[] = ['weak', 'fair', 'good'];

/** The step of one second. @param disturbed The picture stood still in it, or lost much. */
export function stepOf(mos: number, disturbed: boolean): QualityStep {
  if (mos < 3.1) return 'weak';
  return mos < 4 || disturbed ? 'fair' : 'good';
}

export function nextStep({ step, towards }: StepState, measured: QualityStep): StepState {
  if (measured === step) return { step, towards: undefined };
  const worse = order.indexOf(measured) < order.indexOf(step);
  const sameWay = towards && order.indexOf(towards.step) < order.indexOf(step) === worse;
  const seconds = sameWay ? towards.seconds + 1 : 1;
  if (seconds >= (worse ? patience.worse : patience.better)) return { step: measured, towards: undefined };
  return { step, towards: { step: measured, seconds } };
}
