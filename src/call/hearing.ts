/**
 * Whether a microphone that is on gives nothing: digital silence, not a quiet room.
 *
 * One that was never heard since it was switched on gives nothing at once. One that was heard may be silenced by its own
 * system between two sentences (voice isolation), and is given time.
 */

/** Milliseconds of silence that are normal after somebody was heard. */
export const pauseMs = 15_000;

export class Hearing {
  private heard = false;
  private quietSince: number | undefined;

  /** @param sounded Whether there was any sound in the last second; undefined where that cannot be told. */
  silent(on: boolean, sounded: boolean | undefined, at: number): boolean | undefined {
    if (!on) this.forget();
    if (!on || sounded === true) {
      this.quietSince = undefined;
      this.heard = on;
      return false;
    }
    if (sounded === undefined) return undefined;
    this.quietSince ??= at;
    return !this.heard || at - this.quietSince >= pauseMs;
  }

  /** Another microphone, or another connection. */
  forget(): void {
    this.heard = false;
    this.quietSince = undefined;
  }
}
