/**
 * What became of the contacts, and how busy the agents were.
 *
 * Knows how waits and times are added up. A wait is from the moment in line to the acceptance, or to where somebody gave
 * up; only contacts that came after the warm-up count, whole, whenever they end.
 */
export type Outcome = 'answered' | 'abandoned' | 'turned-away';

export interface Ended {
  /** When the contact came, in milliseconds after the start. */
  readonly at: number;
  readonly waitMs: number;
  readonly outcome: Outcome;
}

export interface WaitReport {
  readonly offered: number;
  readonly answered: number;
  readonly abandoned: number;
  /** By the queue's own bound on waits. */
  readonly turnedAway: number;
  /** Of those answered, seconds. */
  readonly wait: { readonly mean: number; readonly median: number; readonly p90: number; readonly p99: number; readonly longest: number };
  /** The share of those answered who had to wait at all. */
  readonly waitingShare: number;
  /** The share of all that were offered and answered in time. */
  readonly serviceLevel: number;
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
const seconds = (ms: number): number => Math.round(ms) / 1_000;

export function reportOf(ended: readonly Ended[], serviceLevelSeconds: number): WaitReport {
  const count = (outcome: Outcome): number => ended.filter((it) => it.outcome === outcome).length;
  const waits = ended.flatMap((it) => (it.outcome === 'answered' ? [it.waitMs] : [])).sort((a, b) => a - b);
  const at = (part: number): number => seconds(waits[Math.min(waits.length - 1, Math.floor(part * waits.length))] ?? 0);
  return {
    offered: ended.length, answered: waits.length, abandoned: count('abandoned'), turnedAway: count('turned-away'),
    wait: { mean: seconds(share(waits.reduce((sum, it) => sum + it, 0), waits.length)), median: at(0.5), p90: at(0.9), p99: at(0.99), longest: seconds(waits.at(-1) ?? 0) },
    waitingShare: share(waits.filter((it) => it > 0).length, waits.length),
    serviceLevel: share(waits.filter((it) => it <= serviceLevelSeconds * 1_000).length, ended.length),
  };
}

/** An agent's time: how long somebody was at work for at least one contact, and how long at their place. */
export class WorkTime {
  #contacts = 0;
  #busySince = 0;
  #busyMs = 0;
  #handled = 0;
  #missed = 0;

  begin(now: number): void {
    if (this.#contacts === 0) this.#busySince = now;
    this.#contacts += 1;
  }

  end(now: number): void {
    this.#contacts -= 1;
    this.#handled += 1;
    if (this.#contacts === 0) this.#busyMs += now - this.#busySince;
  }

  miss(): void {
    this.#missed += 1;
  }

  get handled(): number {
    return this.#handled;
  }

  get missed(): number {
    return this.#missed;
  }

  /** Until now, with what is under way. */
  busyMs(now: number): number {
    return this.#busyMs + (this.#contacts > 0 ? now - this.#busySince : 0);
  }
}
