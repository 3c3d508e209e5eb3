/**
 * The level of a microphone, 0 to 1, ten times a second, by Web Audio.
 *
 * Keeps no sound. Without Web Audio (Safari before 14.1 has it under a prefix only) it tells nothing.
 */

const everyMs = 100;
/** Speech at arm's length has a root mean square of about 0.1. */
const fullScale = 0.16;

/** The returned function ends it and closes what it opened. */
export function meterSound(track: MediaStreamTrack, onLevel: (level: number) => void): () => void {
  const context = audioContext();
  if (context === undefined) return () => undefined;
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  void context.resume().catch(() => undefined);
  const timer = setInterval(() => {
    // One that the browser holds back hears nothing: that is not silence.
    if (context.state !== 'running') return;
    analyser.getFloatTimeDomainData(samples);
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
    onLevel(Math.min(1, Math.sqrt(power) / fullScale));
  }, everyMs);
  return () => {
    clearInterval(timer);
    void context.close();
  };
}

/** Undefined in Safari before 14.1, which has it under a prefix only. */
export function audioContext(): AudioContext | undefined {
  if (typeof AudioContext !== 'undefined') return new AudioContext();
  return undefined;
}
