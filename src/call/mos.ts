/**
 * What a path does to speech, as one number: a mean opinion score by the E-model.
 *
 * ITU-T G.107 simplified as many do it (delay and loss impairments only, one good codec assumed). Knows nothing of where
 * the numbers come from.
 */

export interface SpeechPath {
  readonly rttMs: number;
  readonly jitterMs: number;
  /** Lost packets in per cent. */
  readonly loss: number;
}

/** R of a path without delay and loss. */
const clean = 94.768;
/** R at which the score has reached 1. */
const floor = 6.52;

/** From 1, nobody can talk over it, to 4.4, as good as being in one room. */
export function mosOf({ rttMs, jitterMs, loss }: SpeechPath): number {
  // A jitter buffer holds about twice the jitter; 10 ms are the codec's.
  const delay = rttMs + 2 * jitterMs + 10;
  const delayed = delay < 160 ? clean - delay / 40 : clean - (delay - 120) / 10;
  const r = Math.max(floor, delayed - 2.5 * loss);
  return 1 + 0.035 * r + 7e-6 * r * (r - 60) * (100 - r);
}
