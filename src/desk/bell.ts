/**
 * What the desk sounds like: a ring, an alert, a question of a colleague's, and the tone before a video that is joined by
 * itself. One at a time, ended with its cause; off as soon as the agent turns it off.
 *
 *   quiet --sound--> sounding --another, or none--> quiet
 *
 * Notes are given to the browser for a good while ahead: a hidden tab's timers come late, its sound does not. Knows time
 * and an outlet for notes, and nothing of contacts.
 */
import type { CancelTimer, Clock } from '../protocol/index.js';
import type { Note } from '../ui/tones.js';

/** Where notes are played. */
export interface Tones {
  /** From now on; returns their end before time. */
  play(notes: readonly Note[]): () => void;
  /** In a press's own task: from here on the browser lets it sound. */
  unlock(): void;
  /** Nothing sounds for a while: what it takes is given back until then. */
  rest(): void;
  /** For good. */
  release(): void;
}

export type Sound = 'ring' | 'ring-once' | 'alert' | 'ask' | 'join';

interface Melody {
  readonly notes: readonly Note[];
  /** From one stroke to the next, in milliseconds; undefined of what sounds once. */
  readonly everyMs?: number;
}

const bell: readonly Note[] = [{ after: 0, hertz: 783.99 }, { after: 0.16, hertz: 1046.5 }, { after: 0.5, hertz: 783.99 }, { after: 0.66, hertz: 1046.5 }];

const melodies: Readonly<Record<Sound, Melody>> = {
  ring: { notes: bell, everyMs: 2_500 },
  'ring-once': { notes: bell },
  alert: { notes: [{ after: 0, hertz: 1046.5 }, { after: 0.2, hertz: 880 }, { after: 0.4, hertz: 1046.5 }, { after: 0.6, hertz: 880 }], everyMs: 2_000 },
  ask: { notes: [{ after: 0, hertz: 587.33 }, { after: 0.16, hertz: 783.99 }] },
  join: { notes: [{ after: 0, hertz: 523.25 }, { after: 0.12, hertz: 659.25 }, { after: 0.24, hertz: 783.99 }] },
};

/** Strokes that are given to the browser at once. */
const ahead = 10;
/** After the last note, in milliseconds. */
const restMs = 3_000;

export interface BellOptions {
  readonly clock: () => Clock;
  readonly tones: () => Tones;
  /** Asked at every stroke. */
  readonly wanted: () => boolean;
}

export class Bell {
  readonly #options: BellOptions;
  #sounding: { readonly key: string; readonly end: () => void } | undefined;
  #cancel: CancelTimer = () => undefined;

  constructor(options: BellOptions) {
    this.#options = options;
  }

  /** What is to be heard from now on. `key` tells one cause from the next: the same is not begun anew. */
  sound(sound: Sound | undefined, key = ''): void {
    const wanted = sound !== undefined && this.#options.wanted() ? sound : undefined;
    const cause = wanted === undefined ? undefined : `${wanted} ${key}`;
    if (cause === this.#sounding?.key) return;
    this.#stop();
    if (wanted === undefined || cause === undefined) {
      this.#restSoon(0);
      return;
    }
    this.#strike(melodies[wanted], cause);
  }

  /** Once, unless something else is to be heard already. */
  once(sound: Sound): void {
    if (this.#sounding !== undefined || !this.#options.wanted()) return;
    this.#options.tones().play(melodies[sound].notes);
    this.#restSoon(restMs);
  }

  stop(): void {
    this.#stop();
    this.#options.tones().release();
  }

  #strike(melody: Melody, key: string): void {
    const { tones, clock } = this.#options;
    const { everyMs } = melody;
    const notes = everyMs === undefined ? melody.notes : repeated(melody.notes, everyMs / 1000);
    // Where the browser held sound back all that while, the stroke before has not been heard, and must not be with this one.
    this.#sounding?.end();
    this.#sounding = { key, end: tones().play(notes) };
    if (everyMs === undefined) return;
    this.#cancel = clock().after(everyMs * ahead, () => {
      if (this.#options.wanted()) this.#strike(melody, key);
      else this.#stop();
    });
  }

  #stop(): void {
    this.#cancel();
    this.#cancel = () => undefined;
    this.#sounding?.end();
    this.#sounding = undefined;
  }

  #restSoon(ms: number): void {
    this.#cancel();
    this.#cancel = this.#options.clock().after(ms, () => this.#options.tones().rest());
  }
}

const repeated = (notes: readonly Note[], every: number): readonly Note[] =>
  Array.from({ length: ahead }, (_, stroke) => notes.map(({ after, hertz }) => ({ after: after + stroke * every, hertz }))).flat();
