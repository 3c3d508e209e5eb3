/**
 * The monitor that comes with the in-call chunk: measures, adapts and looks for trouble, once a second.
 *
 * Knows how quality, adaptation, trouble and tally work together for one call over all its connections, and performs what
 * they ask for. Has no clock of its own for this: it works when statistics are read.
 */
import { adaptationOf, initialAdaptation, next, type AdaptationEvent, type AdaptationState } from './adaptation.js';
import type { CallHealth, QualitySnapshot } from './call-health.js';
import type { LoadedMonitor, MonitorOptions } from './call-monitor.js';
import { countersOf, type Counters } from './counters.js';
import { Hearing } from './hearing.js';
import { PageSenses } from './page-senses.js';
import { Quality } from './quality.js';
import { SenderTuner } from './sender-tuner.js';
import { signsOf } from './signs.js';
import { Silence } from './silence.js';
import { readingOf } from './stats.js';
import { Tally, type Measured } from './tally.js';
import { nextTrouble, noTrouble, troublesOf, type TroubleState } from './trouble.js';

/** Between two snapshots, in milliseconds: before the first media, statistics are read more often. */
const least = 900;

class Monitor implements LoadedMonitor {
  private readonly quality = new Quality();
  private readonly tally = new Tally();
  private readonly hearing = { own: new Hearing(), peer: new Hearing() };
  private readonly senses: PageSenses;
  private readonly tuner: SenderTuner;
  private readonly silence = new Silence();
  private adaptation: AdaptationState;
  private trouble: TroubleState = noTrouble;
  private pc: RTCPeerConnection | undefined;
  private before: Counters | undefined;
  private shown: CallHealth;

  constructor(private readonly options: MonitorOptions) {
    this.adaptation = initialAdaptation(options.clock.now());
    this.senses = new PageSenses(options);
    this.tuner = new SenderTuner(options);
    this.shown = this.healthWith(undefined);
  }

  get health(): CallHealth {
    return this.shown;
  }

  take(pc: RTCPeerConnection, report: RTCStatsReport): void {
    const now = this.options.clock.now();
    if (pc !== this.pc) this.begin(pc);
    if (this.silence.endsWith(readingOf(report).bytesReceived, now)) this.tuner.renew(pc);
    if (this.before && now - this.before.at < least) return;
    const counters = countersOf(report, now);
    const { before } = this;
    this.before = counters;
    const snapshot = this.quality.take(counters, now);
    if (!before || !snapshot) return;
    this.tally.add(snapshot, this.shown.adaptation === 'audio-only');
    if (before.path && !samePath(before.path, counters.path)) this.adapt({ type: 'newPath', at: now });
    this.adapt({ type: 'second', at: now, path: this.pathSecond(snapshot, counters) });
    this.look(before, counters);
    this.show(snapshot);
  }

  summary(): Measured {
    return this.tally.summary;
  }

  close(): void {
    this.senses.close();
    this.tuner.close();
  }

  private begin(pc: RTCPeerConnection): void {
    this.pc = pc;
    this.before = undefined;
    this.silence.forget();
    this.quality.reset();
    this.hearing.peer.forget();
    this.adapt({ type: 'newPath', at: this.options.clock.now() });
  }

  private pathSecond({ audio, video, rttMs }: QualitySnapshot, { availableKbps }: Counters): Extract<AdaptationEvent, { type: 'second' }>['path'] {
    const { video: mode } = this.options.modes();
    return {
      sends: mode === 'on' || mode === 'screen',
      // What the other side reported last of a picture that rests is long past.
      loss: Math.max(audio.out.loss, video.out.kbps > 0 ? video.out.loss : 0),
      jitterMs: audio.out.jitterMs,
      rttMs,
      availableKbps,
    };
  }

  private adapt(event: AdaptationEvent): void {
    const { state, effects } = next(this.adaptation, event);
    this.adaptation = state;
    if (effects.includes('announce')) {
      this.shown = this.healthWith(this.shown.quality);
      this.options.announce();
    }
    if (this.pc) this.tuner.apply(this.pc, state.rung, this.before?.path?.relayProtocol);
  }

  private look(before: Counters, now: Counters): void {
    const own = this.options.modes();
    const peer = this.options.peerModes();
    const senses = this.senses.look(own, peer, now.energy.out !== undefined);
    this.trouble = nextTrouble(this.trouble, signsOf({ before, now, own, peer, senses, hearing: this.hearing }), now.at);
  }

  private keepVideo(): void {
    this.adapt({ type: 'keepVideo', at: this.options.clock.now() });
    this.show(this.shown.quality);
  }

  private show(quality: QualitySnapshot | undefined): void {
    this.shown = this.healthWith(quality);
    this.options.changed();
  }

  private healthWith(quality: QualitySnapshot | undefined): CallHealth {
    return { quality, troubles: troublesOf(this.trouble), adaptation: adaptationOf(this.adaptation), keepVideo: () => this.keepVideo() };
  }
}

const samePath = (one: Counters['path'], other: Counters['path']): boolean =>
  one?.local === other?.local && one?.remote === other?.remote && one?.relayProtocol === other?.relayProtocol;

export const createMonitor = (options: MonitorOptions): LoadedMonitor => new Monitor(options);
