/**
 * The level of a microphone as the ring around its button. Listens to a stream with Web Audio ten times a second and
 * writes one custom property on `.level` nodes; no re-render. Keeps no audio, and closes its context with the call.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

const everyMs = 100;
/** An audio context takes a slow machine as long as a few frames: it waits until the first picture is likely there. */
const calmMs = 1_000;
/** Speech at arm's length has a root mean square of about 0.1. */
const fullScale = 0.16;

type Listening = { readonly track: MediaStreamTrack; readonly stop: () => void };

export class MicLevel implements ReactiveController {
  private readonly root: () => ParentNode | undefined;
  private listening: Listening | undefined;

  /** `root` gives the shadow root to look for `.level` in. */
  constructor(host: ReactiveControllerHost, root: () => ParentNode | undefined) {
    this.root = root;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.listen(undefined);
  }

  /** Follows the first audio track of `stream`; undefined or a stream without one stops. Calling it again is cheap. */
  listen(stream: MediaStream | undefined): void {
    const track = stream?.getAudioTracks()[0];
    if (track === this.listening?.track) return;
    this.listening?.stop();
    this.listening = track && this.startSoon(track);
    if (track === undefined) this.show(0);
  }

  private startSoon(track: MediaStreamTrack): Listening {
    let stop: (() => void) | undefined;
    const timer = setTimeout(() => (stop = this.start(track)), calmMs);
    return {
      track,
      stop: () => {
        clearTimeout(timer);
        stop?.();
      },
    };
  }

  private start(track: MediaStreamTrack): (() => void) | undefined {
    const context = audioContext();
    if (context === undefined) return undefined;
    const analyser = context.createAnalyser();
    analyser.fftSize = 512;
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
      this.show(track.enabled && track.readyState === 'live' ? Math.min(1, Math.sqrt(power) / fullScale) : 0);
    }, everyMs);
    return () => {
      clearInterval(timer);
      void context.close();
    };
  }

  private show(level: number): void {
    this.root()
      ?.querySelectorAll<SVGElement>('.level')
      .forEach((ring) => {
        ring.style.setProperty('--level', level.toFixed(2));
      });
  }
}

/** Undefined in Safari before 14.1, which has it under a prefix only: no ring there. */
function audioContext(): AudioContext | undefined {
  if (typeof AudioContext !== 'undefined') return new AudioContext();
  return undefined;
}
