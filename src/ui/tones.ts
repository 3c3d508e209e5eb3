/**
 * Short notes made by Web Audio: nothing is fetched. Knows a context and what is played in it, not what it tells of.
 * Exported by neither element: the chat has it in a chunk of its own.
 */

export interface Note {
  /** Seconds from when they are played. */
  readonly after: number;
  readonly hertz: number;
}

const lastsSeconds = 0.22;

/** Plays them from now on; returns their end before time. */
export function playNotes(context: BaseAudioContext, notes: readonly Note[], loud = 0.12): () => void {
  const ends = notes.map(({ after, hertz }) => {
    const at = context.currentTime + 0.02 + after;
    const tone = context.createOscillator();
    const loudness = context.createGain();
    tone.frequency.value = hertz;
    loudness.gain.setValueAtTime(0, at);
    loudness.gain.linearRampToValueAtTime(loud, at + 0.02);
    loudness.gain.linearRampToValueAtTime(0, at + lastsSeconds);
    tone.connect(loudness).connect(context.destination);
    tone.start(at);
    tone.stop(at + lastsSeconds);
    return () => loudness.disconnect();
  });
  return () => {
    for (const end of ends) end();
  };
}

/** Undefined in Safari before 14.1, which has it under a prefix only: what sounds is also to be seen. */
export function openAudio(): AudioContext | undefined {
  if (typeof AudioContext !== 'undefined') return new AudioContext();
  return undefined;
}
