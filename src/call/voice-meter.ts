/**
 * How loud this side's microphone is, where statistics do not tell: while it is muted, and in browsers that never say.
 *
 * A muted track gives silence, so a copy of it is listened to, in this page only. The copy ends with the mute or the call.
 * Where no sound graph may run, nothing is measured.
 */
import type { CancelTimer, Clock } from '../protocol/index.js';

/** Between two looks, in milliseconds; one lasts 43 ms. */
const every = 200;

interface Ear {
  readonly track: MediaStreamTrack;
  readonly copy: MediaStreamTrack | undefined;
  readonly source: MediaStreamAudioSourceNode;
  readonly analyser: AnalyserNode;
}

export class VoiceMeter {
  private context: AudioContext | undefined;
  private ear: Ear | undefined;
  private levels: number[] = [];
  private cancel: CancelTimer | undefined;

  constructor(private readonly clock: Clock) {}

  /** Undefined: to nothing. */
  listen(track: MediaStreamTrack | undefined): void {
    const { ear } = this;
    // A copy that goes on after the mute would be one too many; a track that was muted since is silent itself.
    if (ear ? ear.track === track && track.enabled === (ear.copy === undefined) : !track) return;
    this.stop();
    if (!track || track.readyState !== 'live') return;
    try {
      this.start(track);
    } catch {
      // A browser without sound graphs, or with too many: nothing is measured.
    }
  }

  /** Loudness since the last call, 0 to 1: the middle one of several looks, so that a knock is no voice. */
  level(): number | undefined {
    const sorted = [...this.levels].sort((a, b) => a - b);
    this.levels = [];
    return sorted[sorted.length >> 1];
  }

  close(): void {
    this.stop();
    void this.context?.close().catch(() => undefined);
    this.context = undefined;
  }

  private start(track: MediaStreamTrack): void {
    const context = (this.context ??= soundGraph());
    if (!context) return;
    void context.resume().catch(() => undefined);
    const copy = track.enabled ? undefined : track.clone();
    if (copy) copy.enabled = true;
    const source = context.createMediaStreamSource(new MediaStream([copy ?? track]));
    const analyser = context.createAnalyser();
    source.connect(analyser);
    this.ear = { track, copy, source, analyser };
    this.look(analyser);
  }

  private look(analyser: AnalyserNode): void {
    const samples = new Float32Array(analyser.fftSize);
    this.cancel = this.clock.after(every, () => {
      if (this.context?.state === 'running') {
        analyser.getFloatTimeDomainData(samples);
        this.levels = [...this.levels, Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length)].slice(-9);
      }
      this.look(analyser);
    });
  }

  private stop(): void {
    this.cancel?.();
    this.ear?.source.disconnect();
    this.ear?.copy?.stop();
    this.ear = undefined;
    this.levels = [];
    if (this.context?.state === 'running') void this.context.suspend().catch(() => undefined);
  }
}

/** Safari before 14.1 has it by another name only. */
function soundGraph(): AudioContext | undefined {
  if (typeof AudioContext !== 'undefined') return new AudioContext();
  return undefined;
}
