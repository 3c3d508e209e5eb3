/**
 * What Prometheus hears of calls: how fast they came up, what came between, how they ended.
 *
 * Knows names, labels and buckets. Labels come from the protocol's own vocabularies, never from a client's text, so there
 * are some hundred series at most, however many calls there were.
 */
import { Counter, Histogram, type Registry } from 'prom-client';
import type { Measure } from '../contacts/measure.js';

type MeasureOf<K extends Measure['kind']> = Extract<Measure, { kind: K }>;

/** From what feels immediate to what a person still waits for. */
const secondsToPicture = [0.25, 0.5, 1, 1.5, 2, 3, 5, 8, 13, 20, 35];
const scores = [1.5, 2, 2.5, 3, 3.5, 4, 4.5];

/** Makes the series in `registry`; the function it returns counts a measure. */
export function createCallMetrics(registry: Registry): (measure: Measure) => void {
  const registers = [registry];
  const firstFrame = new Histogram({ name: 'segue_call_first_frame_seconds', help: 'From the click to the first remote frame, by side.', labelNames: ['side'], buckets: secondsToPicture, registers });
  const steps = new Histogram({ name: 'segue_call_step_seconds', help: 'From the click to each step on the way to the first frame.', labelNames: ['side', 'step'], buckets: secondsToPicture, registers });
  const ended = new Counter({ name: 'segue_upgrades_ended_total', help: 'Upgrades that ended, by result and reason or cause.', labelNames: ['status', 'reason'], registers });
  const interruptions = new Counter({ name: 'segue_call_interruptions_total', help: 'Times that a side lost the media, by cause.', labelNames: ['side', 'cause'], registers });
  const paths = new Counter({ name: 'segue_call_paths_total', help: 'Calls by how a side reached the other: directly, or its relay by udp, tcp or tls.', labelNames: ['side', 'relay'], registers });
  const mos = new Histogram({ name: 'segue_call_mos', help: 'Mean opinion score of a call’s sound, by side.', labelNames: ['side'], buckets: scores, registers });
  const repairs = new Counter({ name: 'segue_call_repairs_total', help: 'ICE restarts and new connections in calls.', labelNames: ['kind'], registers });

  const shown = ({ side, ms, marks }: MeasureOf<'first-frame'>): void => {
    if (ms !== undefined) firstFrame.observe({ side }, ms / 1_000);
    for (const [step, at] of Object.entries(marks)) steps.observe({ side, step }, at / 1_000);
  };
  const summedUp = ({ side, summary }: MeasureOf<'summary'>): void => {
    paths.inc({ side, relay: summary.relayProtocol ?? (summary.localCandidate === undefined ? 'unknown' : 'none') });
    if (summary.mosAvg !== undefined) mos.observe({ side }, summary.mosAvg);
    repairs.inc({ kind: 'restart' }, summary.restarts);
    repairs.inc({ kind: 'rebuild' }, summary.rebuilds);
  };
  return (measure) => {
    if (measure.kind === 'first-frame') shown(measure);
    else if (measure.kind === 'summary') summedUp(measure);
    else if (measure.kind === 'interrupted') interruptions.inc({ side: measure.side, cause: measure.cause ?? 'unknown' });
    else ended.inc({ status: measure.result.status, reason: 'reason' in measure.result ? measure.result.reason : '' });
  };
}
