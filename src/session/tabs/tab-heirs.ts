/**
 * What other tabs have not sent yet, in case they are gone before they could.
 *
 * Knows what each tab said last of its unsent letters, and that a tab holds a lock of its own for as long as it lives: who
 * gets that lock knows that the tab is gone. Only a leader waits for it and takes the letters over; their ids are those of
 * the frames, so that what did get through arrives no second time.
 */
import type { Hold } from './leader-lock.js';
import type { Locks } from './tab-ports.js';

export interface TabHeirsOptions {
  readonly locks: Locks;
  /** Of the lock of a tab. */
  readonly lifeOf: (tab: string) => string;
  readonly adopt: (letters: string) => void;
}

export class TabHeirs {
  private readonly letters = new Map<string, string>();
  /** Tabs whose end is waited for. */
  private readonly watched = new Map<string, AbortController>();
  private leading = false;
  private life: Hold | undefined;
  private over = false;

  constructor(private readonly options: TabHeirsOptions) {}

  /** Shows that this tab lives; resolves once it does. */
  live(tab: string): Promise<void> {
    const { locks, lifeOf } = this.options;
    return new Promise((resolve) => {
      const held = (): Promise<void> => {
        resolve();
        if (this.over) return Promise.resolve();
        return new Promise((release) => {
          this.life = { release };
        });
      };
      locks.request(lifeOf(tab), {}, held).catch(() => resolve());
    });
  }

  /** A tab said what it has not sent yet. */
  note(tab: string, letters: string | undefined): void {
    if (letters === undefined) this.letters.delete(tab);
    else this.letters.set(tab, letters);
    this.watch();
  }

  lead(on: boolean): void {
    this.leading = on;
    this.watch();
  }

  close(): void {
    this.over = true;
    this.life?.release();
    for (const waiting of this.watched.values()) waiting.abort();
    this.watched.clear();
  }

  private watch(): void {
    if (!this.leading || this.over) return;
    for (const tab of this.letters.keys()) if (!this.watched.has(tab)) this.wait(tab);
  }

  private wait(tab: string): void {
    const { locks, lifeOf, adopt } = this.options;
    const waiting = new AbortController();
    this.watched.set(tab, waiting);
    const gone = (): Promise<void> => {
      const letters = this.letters.get(tab);
      this.watched.delete(tab);
      // Whoever leads meanwhile waits for it too, or will.
      if (this.leading && letters !== undefined) {
        this.letters.delete(tab);
        adopt(letters);
      }
      return Promise.resolve();
    };
    locks.request(lifeOf(tab), { signal: waiting.signal }, gone).catch(() => undefined);
  }
}
