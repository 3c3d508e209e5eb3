/**
 * Two soft notes for a message that nobody sees coming, made by Web Audio: nothing is fetched.
 *
 * Off until the visitor turns it on, which also gives browsers the press that they want before they let a page sound;
 * remembered from then on, where storage is there. Knows no messages and no menu.
 */
import { browserStorage, storedValue } from '../session/index.js';
import { openAudio, playNotes } from '../ui/tones.js';

const notes = [
  { after: 0, hertz: 659.25 },
  { after: 0.12, hertz: 880 },
] as const;
const stored = (): ReturnType<typeof storedValue> => storedValue(browserStorage('localStorage'), 'segue.sound');
/** Several messages at once sound once, in milliseconds. */
const restMs = 2_000;
/** A sound that the browser held back for longer would tell of what is long seen, in milliseconds. */
const lateMs = 1_500;

export class Chime {
  private context: AudioContext | undefined;
  /** Turned on where storage refuses to remember it. */
  private unstored = false;
  private resuming = false;
  private soundedAt = Number.NEGATIVE_INFINITY;

  /** Read each time: another tab of the visitor may have turned it. */
  get on(): boolean {
    return this.unstored || stored().read() === 'on';
  }

  /** In the press's own task. Turned on, it sounds once: so it is. */
  set(on: boolean, now: number): void {
    stored().write(on ? 'on' : undefined);
    this.unstored = on && stored().read() !== 'on';
    this.soundedAt = Number.NEGATIVE_INFINITY;
    this.ring(now);
  }

  /** @param now Milliseconds. */
  ring(now: number): void {
    if (!this.on || now - this.soundedAt < restMs) return;
    this.soundedAt = now;
    const context = (this.context ??= openAudio());
    if (context?.state === 'running') playNotes(context, notes);
    else if (context !== undefined) void this.resume(context);
  }

  /** After a reload browsers wait for a press, however long: one question at a time, and no sound that comes late. */
  private async resume(context: AudioContext): Promise<void> {
    if (this.resuming) return;
    this.resuming = true;
    const asked = performance.now();
    const runs = await context.resume().then(() => true, () => false);
    this.resuming = false;
    if (runs && performance.now() - asked < lateMs) playNotes(context, notes);
  }

  release(): void {
    void this.context?.close().catch(() => undefined);
    this.context = undefined;
  }
}
