/**
 * Loads the in-call chunk beside a call: once the picture is there, and once more at the next break where that failed.
 *
 * Knows how often it has been tried. What is in the chunk is its users' business; that it never comes costs them alone.
 */
import type { InCallModule } from './engine-module.js';

const triesAtMost = 2;

export class InCallLoader {
  /** Settles with the first success or the last failure. */
  readonly loaded: Promise<InCallModule>;
  private take: (module: InCallModule) => void = () => undefined;
  private giveUp: (error: unknown) => void = () => undefined;
  private state: 'idle' | 'busy' | 'done' = 'idle';
  private tries = 0;

  constructor(private readonly load: () => Promise<InCallModule>) {
    this.loaded = new Promise((resolve, reject) => {
      this.take = resolve;
      this.giveUp = reject;
    });
    this.loaded.catch(() => undefined);
  }

  /** Now is a good moment; does nothing while it is under way or done. */
  try(): void {
    if (this.state !== 'idle') return;
    this.state = 'busy';
    this.tries += 1;
    this.load().then(
      (module) => {
        this.state = 'done';
        this.take(module);
      },
      (error: unknown) => {
        this.state = this.tries < triesAtMost ? 'idle' : 'done';
        if (this.state === 'done') this.giveUp(error);
      },
    );
  }
}
