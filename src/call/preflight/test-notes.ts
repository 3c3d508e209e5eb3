/**
 * Two short notes for trying a loudspeaker, made by Web Audio: nothing is fetched, no file is needed.
 *
 * Goes through a media element where an output was chosen, since that is what browsers let choose outputs.
 */
import { audioContext } from './sound-meter.js';

const notes = [
  { at: 0, hertz: 587.33 },
  { at: 0.28, hertz: 880 },
] as const;
const lastsSeconds = 0.24;
const wholeSeconds = 0.7;
const startsMs = 1_000;

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** In a press's own task: browsers want a gesture before they play. Rejects where they don't, or the output is gone. */
export async function playNotes(sinkId: string | undefined): Promise<void> {
  const context = audioContext();
  if (context === undefined) throw new Error('no Web Audio');
  const element = sinkId === undefined || sinkId === '' ? undefined : new Audio();
  try {
    const target = element === undefined ? context.destination : context.createMediaStreamDestination();
    // Without a gesture it never settles.
    const begun = Promise.race([context.resume(), after(startsMs).then(() => Promise.reject(new Error('blocked')))]);
    begun.catch(() => undefined);
    if (element !== undefined && target instanceof MediaStreamAudioDestinationNode) await playThrough(element, target.stream, sinkId ?? '');
    await begun;
    for (const { at, hertz } of notes) playNote(context, target, context.currentTime + 0.05 + at, hertz);
    await after(wholeSeconds * 1000);
  } finally {
    if (element !== undefined) element.srcObject = null;
    void context.close();
  }
}

async function playThrough(element: HTMLAudioElement, stream: MediaStream, sinkId: string): Promise<void> {
  element.srcObject = stream;
  if ('setSinkId' in element) await element.setSinkId(sinkId);
  await element.play();
}

/** Rises and falls softly: a note cut off clicks. */
function playNote(context: AudioContext, target: AudioNode, at: number, hertz: number): void {
  const tone = context.createOscillator();
  const loudness = context.createGain();
  tone.frequency.value = hertz;
  loudness.gain.setValueAtTime(0, at);
  loudness.gain.linearRampToValueAtTime(0.25, at + 0.02);
  loudness.gain.linearRampToValueAtTime(0, at + lastsSeconds);
  tone.connect(loudness).connect(target);
  tone.start(at);
  tone.stop(at + lastsSeconds);
}
