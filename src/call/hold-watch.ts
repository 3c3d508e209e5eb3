/**
 * Watches whether the system holds a camera or microphone: a phone call, a switch on the device, a closed lid.
 *
 * Knows that such mutes come and go in the first second of a capture on iOS, and counts only those that last; that a
 * device is free again counts at once.
 */
import type { CancelTimer, Clock } from '../protocol/index.js';
import type { MediaKind } from './engine-port.js';

/** A mute has to last so long, in milliseconds. */
export const holdAfter = 2_000;

export class HoldWatch {
  private readonly held = new Set<MediaKind>();
  private readonly removals = new Map<MediaKind, () => void>();

  constructor(
    private readonly clock: Clock,
    private readonly changed: (kind: MediaKind, held: boolean) => void,
  ) {}

  holds(kind: MediaKind): boolean {
    return this.held.has(kind);
  }

  /** Watches this track of the kind and no other. */
  watch(kind: MediaKind, track: MediaStreamTrack | undefined): void {
    this.removals.get(kind)?.();
    this.removals.delete(kind);
    this.set(kind, false);
    if (!track) return;
    let cancel: CancelTimer | undefined;
    const muted = (): void => {
      cancel?.();
      cancel = this.clock.after(holdAfter, () => this.set(kind, true));
    };
    const unmuted = (): void => {
      cancel?.();
      this.set(kind, false);
    };
    track.addEventListener('mute', muted);
    track.addEventListener('unmute', unmuted);
    if (track.muted) muted();
    this.removals.set(kind, () => {
      cancel?.();
      track.removeEventListener('mute', muted);
      track.removeEventListener('unmute', unmuted);
    });
  }

  close(): void {
    for (const remove of this.removals.values()) remove();
    this.removals.clear();
  }

  private set(kind: MediaKind, held: boolean): void {
    if (this.held.has(kind) === held) return;
    if (held) this.held.add(kind);
    else this.held.delete(kind);
    this.changed(kind, held);
  }
}
