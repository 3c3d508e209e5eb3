/**
 * Two soft notes for a message that nobody sees coming, made by Web Audio: nothing is fetched.
 *
 * Off until the visitor turns it on, which also gives browsers the press that they want before they let a page sound;
 * remembered from then on, where storage is there. Knows no messages and no menu.
 */
import { browserStorage, storedValue } from '../session/index.js';

const stored = (): ReturnType<typeof storedValue> => storedValue(browserStorage('localStorage'), 'segue.sound');
const notes = [
  { after: 0, hertz: 659.25 },
  { after: 0.12, hertz: 880 },
] as const;
const lastsSeconds = 0.22;
/** Several messages at once sound once, in milliseconds. */
const restMs = 2_000;

export class Chime {
  private context: AudioContext | undefined;
  private turnedOn = stored().read() === 'on';
  private soundedAt = Number.NEGATIVE_INFINITY;

  get on(): boolean {
    return this.turnedOn;
  }

  /** In the press's own task. Turned on, it sounds once: so it is. */
  set(on: boolean, now: number): void {
    this.turnedOn = on;
    stored().write(on ? 'on' : undefined);
    this.soundedAt = Number.NEGATIVE_INFINITY;
    this.ring(now);
  }

  /** @param now Milliseconds. */
  ring(now: number): void {
    if (!this.turnedOn || now - this.soundedAt < restMs) return;
    this.soundedAt = now;
    const context = (this.context ??= opened());
    // After a reload a browser may wait for a press: then it sounds with that, or not at all.
    if (context?.state === 'running') this.play(context);
    else void context?.resume().then(() => this.play(context), () => undefined);
  }

  release(): void {
    void this.context?.close().catch(() => undefined);
    this.context = undefined;
  }

  private play(context: AudioContext): void {
    for (const { after, hertz } of notes) {
      const at = context.currentTime + 0.02 + after;
      const tone = context.createOscillator();
      const loudness = context.createGain();
      tone.frequency.value = hertz;
      loudness.gain.setValueAtTime(0, at);
      loudness.gain.linearRampToValueAtTime(0.12, at + 0.02);
      loudness.gain.linearRampToValueAtTime(0, at + lastsSeconds);
      tone.connect(loudness).connect(context.destination);
      tone.start(at);
      tone.stop(at + lastsSeconds);
    }
  }
}

/** Undefined in Safari before 14.1, which has it under a prefix only: the title and the badge tell as well. */
function opened(): AudioContext | undefined {
  if (typeof AudioContext !== 'undefined') return new AudioContext();
  return undefined;
}
