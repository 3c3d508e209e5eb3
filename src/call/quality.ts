/**
 * Quality: counters, second by second, into one snapshot.
 *
 * Knows differences over time and counters that begin anew; a window of five seconds for loss, because silent sound sends
 * too few packets for one. Knows neither where counters come from nor what is done about bad ones.
 */
import type { FlowQuality, PictureQuality, QualitySnapshot } from './call-health.js';
import type { Counters, FlowCounters, OutCounters, PictureCounters } from './counters.js';
import { mosOf } from './mos.js';
import { firstStep, nextStep, stepOf, type StepState } from './quality-step.js';

/** Over so many readings loss is counted. */
const lossWindow = 5;
/** Fewer packets than these tell nothing of loss. */
const fewPackets = 10;
/** Per cent of a picture's packets, from which on it shows. */
const disturbingLoss = 5;

/** How much a counter grew; one that is smaller than before began anew. */
const grown = (before: number, now: number): number => (now >= before ? now - before : now);

export class Quality {
  private history: Counters[] = [];
  private step: StepState = firstStep;

  /** Another connection: nothing before it is comparable. The step is the person's and stays. */
  reset(): void {
    this.history = [];
  }

  /** @param now Local clock. @returns Undefined as long as there is nothing to compare with. */
  take(counters: Counters, now: number): QualitySnapshot | undefined {
    const before = this.history[this.history.length - 1];
    if (before && counters.at <= before.at) return undefined;
    this.history = [...this.history, counters].slice(-lossWindow - 1);
    const first = this.history[0];
    if (!before || !first) return undefined;
    const ms = counters.at - before.at;
    const audio = {
      in: incoming(first.audio.in, before.audio.in, counters.audio.in, ms),
      out: outgoing(first.audio.out, before.audio.out, counters.audio.out, ms),
    };
    const video = {
      in: { ...incoming(first.video.in, before.video.in, counters.video.in, ms), ...pictureOf(before.video.in, counters.video.in, ms) },
      out: { ...outgoing(first.video.out, before.video.out, counters.video.out, ms), ...pictureOf(before.video.out, counters.video.out, ms) },
    };
    const mos = Math.min(speech(audio.in, video.in, counters.rttMs), speech(audio.out, video.out, counters.rttMs));
    const stood = grown(before.video.in.freezes, counters.video.in.freezes) > 0;
    this.step = nextStep(this.step, stepOf(mos, stood || video.in.loss > disturbingLoss));
    return { at: now, mos: Math.round(mos * 100) / 100, step: this.step.step, rttMs: counters.rttMs, audio, video, path: counters.path };
  }
}

/** Where a kind is silent, the other one tells of the path they share. */
const speech = (sound: FlowQuality, picture: FlowQuality, rttMs = 0): number => {
  const told = sound.kbps > 0 ? sound : picture;
  return mosOf({ rttMs, jitterMs: told.jitterMs, loss: told.loss });
};

const rate = (before: FlowCounters, now: FlowCounters, ms: number): number => Math.round((grown(before.bytes, now.bytes) * 8) / ms);

function incoming(first: FlowCounters, before: FlowCounters, now: FlowCounters, ms: number): FlowQuality {
  const came = grown(first.packets, now.packets);
  // Packets that come twice, or late after all, are counted back.
  const lost = Math.max(0, now.lost - first.lost);
  const loss = came + lost < fewPackets ? 0 : (100 * lost) / (came + lost);
  return { kbps: rate(before, now, ms), loss, jitterMs: now.jitterMs ?? 0 };
}

function outgoing(first: OutCounters, before: OutCounters, now: OutCounters, ms: number): FlowQuality {
  const sent = grown(first.packets, now.packets);
  const counted = sent < fewPackets ? 0 : Math.min(100, (100 * Math.max(0, now.lost - first.lost)) / sent);
  return { kbps: rate(before, now, ms), loss: now.reportedLoss ?? counted, jitterMs: now.jitterMs ?? 0 };
}

function pictureOf(before: PictureCounters, now: PictureCounters, ms: number): Pick<PictureQuality, 'width' | 'height' | 'fps' | 'freezes'> {
  const fps = Math.round((grown(before.frames, now.frames) * 1_000) / ms);
  return { width: now.width, height: now.height, fps, freezes: now.freezes };
}
