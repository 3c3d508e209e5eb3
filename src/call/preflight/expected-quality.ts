/**
 * From what packets went through to what a call would be like: mean opinion score and one of three steps.
 *
 * The E-model of ITU-T G.107 in the short form that is used for WebRTC, fed with round trip, jitter and loss. Pure.
 */
import type { QualityStep } from './check-report.js';

/** A packet that was sent, when it left and when it came, and when its answer was back; local milliseconds. */
export interface PacketFate {
  readonly sent: number;
  readonly arrived?: number;
  readonly answered?: number;
}

export interface PathNumbers {
  readonly rttMs: number;
  readonly jitterMs: number;
  readonly loss: number;
  readonly kbps: number;
}

const middle = (sorted: readonly number[]): number => sorted[Math.floor(sorted.length / 2)] ?? 0;
const rounded = (value: number, digits = 0): number => Number(value.toFixed(digits));

/** @param bytes Of one packet. */
export function pathNumbers(fates: readonly PacketFate[], bytes: number): PathNumbers {
  const arrived = fates.flatMap(({ sent, arrived: at }) => (at === undefined ? [] : [{ at, took: at - sent }]));
  const trips = fates.flatMap(({ sent, answered }) => (answered === undefined ? [] : [answered - sent])).sort((a, b) => a - b);
  let jitter = 0;
  // RFC 3550 6.4.1: a running mean of how unevenly packets take their way.
  arrived.forEach(({ took }, index) => {
    const before = arrived[index - 1];
    if (before !== undefined) jitter += (Math.abs(took - before.took) - jitter) / 16;
  });
  const first = fates[0]?.sent ?? 0;
  const last = Math.max(first, ...arrived.map(({ at }) => at));
  return {
    rttMs: rounded(middle(trips)),
    jitterMs: rounded(jitter, 1),
    loss: fates.length === 0 ? 100 : rounded((100 * (fates.length - arrived.length)) / fates.length, 1),
    kbps: last > first ? rounded((arrived.length * bytes * 8) / (last - first)) : 0,
  };
}

/** 1 to 4.5. */
export function expectedMos({ rttMs, jitterMs, loss }: PathNumbers): number {
  const latency = rttMs + 2 * jitterMs + 10;
  const delayed = latency < 160 ? 94.768 - latency / 40 : 94.768 - (latency - 120) / 10;
  const factor = Math.min(100, Math.max(6.52, delayed - 2.5 * loss));
  return rounded(Math.min(4.5, Math.max(1, 1 + 0.035 * factor + 7e-6 * factor * (factor - 60) * (100 - factor))), 2);
}

/** A soft picture needs 150 kb/s beside the sound, a good one 500. */
export function expectedStep(numbers: PathNumbers): QualityStep {
  const mos = expectedMos(numbers);
  if (mos >= 3.6 && numbers.kbps >= 500) return 'good';
  return mos >= 2.6 && numbers.kbps >= 150 ? 'fair' : 'weak';
}
