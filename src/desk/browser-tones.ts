/** Notes on the browser's own audio, which is opened with the first of them, rests between them, and may be held back until a press. */
import { openAudio, playNotes, type Note } from '../ui/tones.js';
import type { Tones } from './bell.js';

export class BrowserTones implements Tones {
  #context: AudioContext | undefined;
  /** It says "running" for a while after it was told to rest. */
  #resting = false;

  play(notes: readonly Note[]): () => void {
    const context = (this.#context ??= openAudio());
    if (context === undefined) return () => undefined;
    const runs = context.state === 'running' && !this.#resting;
    this.#resting = false;
    if (runs) return playNotes(context, notes);
    let state: 'asked' | 'over' | { readonly end: () => void } = 'asked';
    // Held back until a press, however long: what is over by then is not to be heard.
    context.resume().then(
      () => {
        if (state === 'asked') state = { end: playNotes(context, notes) };
      },
      () => undefined,
    );
    return () => {
      if (typeof state === 'object') state.end();
      state = 'over';
    };
  }

  unlock(): void {
    const context = (this.#context ??= openAudio());
    if (context !== undefined && context.state !== 'running') void context.resume().catch(() => undefined);
  }

  rest(): void {
    if (this.#context?.state !== 'running') return;
    this.#resting = true;
    void this.#context.suspend().catch(() => undefined);
  }

  release(): void {
    void this.#context?.close().catch(() => undefined);
    this.#context = undefined;
  }
}
