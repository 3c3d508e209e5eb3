/**
 * Candidates on their way to the other side, a few at a time, and those of the other side that still count.
 *
 * Knows that the first ones must not wait and that a burst travels together, and the user fragment that tells which ICE
 * generation a candidate line is of: one of an older generation makes `addIceCandidate` fail, and simple-peer destroys
 * itself over that.
 */
import { limits, type CancelTimer, type Clock, type Signal } from '../protocol/index.js';

export type Candidate = Extract<Signal, { kind: 'candidates' }>['body']['candidates'][number];

/** Between two batches, in milliseconds; what comes after a longer silence goes at once, with what comes in the same turn. */
export const batchMs = 50;

export class CandidateBatch {
  private waiting: Candidate[] = [];
  private timer: CancelTimer | undefined;
  private sentAt = -Infinity;

  constructor(
    private readonly clock: Clock,
    private readonly send: (candidates: Candidate[]) => void,
  ) {}

  add(candidate: Candidate): void {
    this.waiting.push(candidate);
    if (this.waiting.length >= limits.candidatesPerSignal) this.flush();
    else this.timer ??= this.clock.after(Math.max(0, this.sentAt + batchMs - this.clock.now()), () => this.flush());
  }

  /** Sends what waits: before a description, so that the candidates of an older one stay before it. */
  flush(): void {
    const candidates = this.waiting;
    this.drop();
    if (candidates.length === 0) return;
    this.sentAt = this.clock.now();
    this.send(candidates);
  }

  drop(): void {
    this.timer?.();
    this.timer = undefined;
    this.waiting = [];
  }
}

/** Fragments of a session description, one per bundle at least (RFC 8839, 5.4). */
export const fragmentsOf = (sdp: string): ReadonlySet<string> =>
  new Set([...sdp.matchAll(/^a=ice-ufrag:(\S+)/gm)].map(([, fragment]) => fragment ?? ''));

/** Whether a candidate is of the description with these fragments. Firefox writes none into the line: such a one passes. */
export function belongs({ candidate }: Candidate, fragments: ReadonlySet<string>): boolean {
  const fragment = / ufrag (\S+)/.exec(candidate)?.[1];
  return fragment === undefined || fragments.size === 0 || fragments.has(fragment);
}
