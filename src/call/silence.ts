/**
 * Silence of the other side, as its bytes tell: long enough that what its picture and ours build on is lost.
 *
 * Both sides of a cut path hear nothing, so the first byte after a silence tells each that the other can be reached again,
 * and that the other's decoder waits for a whole picture. Browsers ask for one as late as 3 s after (libwebrtc's wait for a
 * frame), or lose the question on the way. Knows bytes and the time of readings, nothing of connections.
 */

/** Shorter gaps are mended by what is sent again, in milliseconds. */
export const silenceMs = 1_200;

export class Silence {
  private bytes = 0;
  private movedAt: number | undefined;

  /** @returns Whether bytes came with this reading, for the first time after a silence. */
  endsWith(bytes: number, now: number): boolean {
    if (bytes <= this.bytes) return false;
    const since = this.movedAt;
    this.bytes = bytes;
    this.movedAt = now;
    return since !== undefined && now - since >= silenceMs;
  }

  /** Another connection counts from nothing. */
  forget(): void {
    this.bytes = 0;
    this.movedAt = undefined;
  }
}
