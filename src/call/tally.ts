/**
 * The tally of a call: what its snapshots come to, over all its connections, for the record.
 *
 * Averages are over the seconds with media. What was never measured is left out; nothing is guessed.
 */
import { candidateTypes, type CallSummary } from '../protocol/index.js';
import type { QualitySnapshot } from './call-health.js';

export type Measured = Omit<CallSummary, 'restarts' | 'rebuilds' | 'marks'>;

/** A second that took longer than this was sleep. */
const longestSecond = 5_000;

class Mean {
  private sum = 0;
  private count = 0;
  least = Infinity;

  add(value: number): void {
    this.sum += value;
    this.count += 1;
    this.least = Math.min(this.least, value);
  }

  get average(): number | undefined {
    return this.count === 0 ? undefined : this.sum / this.count;
  }
}

export class Tally {
  private readonly mos = new Mean();
  private readonly rtt = new Mean();
  private readonly loss = new Mean();
  private readonly jitter = new Mean();
  private readonly kbpsIn = new Mean();
  private readonly kbpsOut = new Mean();
  private freezes = 0;
  private frozenBefore = 0;
  private audioOnlyMs = 0;
  private path: QualitySnapshot['path'];
  private at: number | undefined;

  /** @param audioOnly The picture rested in the time since the snapshot before. */
  add({ at, mos, rttMs, audio, video, path }: QualitySnapshot, audioOnly: boolean): void {
    const ms = Math.min(longestSecond, at - (this.at ?? at));
    this.at = at;
    const [kbpsIn, kbpsOut] = [audio.in.kbps + video.in.kbps, audio.out.kbps + video.out.kbps];
    if (kbpsIn + kbpsOut > 0) {
      this.mos.add(mos);
      if (rttMs !== undefined) this.rtt.add(rttMs);
      this.loss.add(Math.max(audio.in.loss, video.in.kbps > 0 ? video.in.loss : 0));
      this.jitter.add(audio.in.jitterMs);
      this.kbpsIn.add(kbpsIn);
      this.kbpsOut.add(kbpsOut);
    }
    const { freezes } = video.in;
    this.freezes += freezes >= this.frozenBefore ? freezes - this.frozenBefore : freezes;
    this.frozenBefore = freezes;
    if (audioOnly) this.audioOnlyMs += ms;
    if (path) this.path = path;
  }

  get summary(): Measured {
    const { path } = this;
    const mosMin = this.mos.average === undefined ? undefined : this.mos.least;
    return {
      ...told('mosAvg', this.mos.average, 2),
      ...told('mosMin', mosMin, 2),
      ...told('rttMsAvg', this.rtt.average, 1),
      ...told('lossAvg', this.loss.average, 2),
      ...told('jitterMsAvg', this.jitter.average, 1),
      ...told('inKbpsAvg', this.kbpsIn.average, 0),
      ...told('outKbpsAvg', this.kbpsOut.average, 0),
      freezes: this.freezes,
      audioOnlyMs: Math.round(this.audioOnlyMs),
      ...(path?.relayProtocol === undefined ? {} : { relayProtocol: path.relayProtocol }),
      ...candidate('localCandidate', path?.local),
      ...candidate('remoteCandidate', path?.remote),
    };
  }
}

type Average = 'mosAvg' | 'mosMin' | 'rttMsAvg' | 'lossAvg' | 'jitterMsAvg' | 'inKbpsAvg' | 'outKbpsAvg';

function told(name: Average, value: number | undefined, digits: number): { [A in Average]?: number } {
  const scale = 10 ** digits;
  return value === undefined ? {} : { [name]: Math.round(value * scale) / scale };
}

type Candidate = (typeof candidateTypes)[number];

function candidate(name: 'localCandidate' | 'remoteCandidate', type: string | undefined): { localCandidate?: Candidate; remoteCandidate?: Candidate } {
  const known = candidateTypes.find((candidateType) => candidateType === type);
  return known ? { [name]: known } : {};
}
