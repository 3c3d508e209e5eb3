/**
 * The devices that the machine has at the moment, kept up to date while they are plugged in and out.
 *
 * Knows that browsers tell of one plug several times, hide names before the visitor has allowed a kind, and list the
 * system's choice as a device of its own. Opens nothing.
 */
import type { CancelTimer, Clock } from '../protocol/index.js';
import type { Device, DeviceKind } from './call-controls.js';
import type { FoundDevice, MediaPort } from './media-port.js';

export interface InventoryOptions {
  readonly media: MediaPort;
  readonly clock: Clock;
  /** Other devices than before, or other names. */
  readonly changed: () => void;
  /** The page is in sight again. */
  readonly shown: () => void;
}

/** One plug is several news, in milliseconds. */
export const settling = 250;

export const kindOf = { camera: 'videoinput', microphone: 'audioinput', speaker: 'audiooutput' } as const satisfies Record<DeviceKind, MediaDeviceKind>;

export class DeviceInventory {
  private found: readonly FoundDevice[] = [];
  private cancelSettling: CancelTimer | undefined;
  private readonly unwatch: () => void;

  constructor(private readonly options: InventoryOptions) {
    this.unwatch = options.media.watch((news) => {
      if (news === 'devices') this.settle();
      else options.shown();
    });
    void this.refresh();
  }

  /** Those that can be told from one another. Chrome's second entry for the same device, "communications", is left out. */
  of(kind: DeviceKind): readonly Device[] {
    return this.found
      .filter((it) => it.kind === kindOf[kind] && it.deviceId !== '' && it.deviceId !== 'communications')
      .map(({ deviceId, label }) => ({ id: deviceId, label }));
  }

  named(kind: DeviceKind, id: string | undefined): Device | undefined {
    return this.of(kind).find((device) => device.id === id);
  }

  /** Looks anew; resolves with what is there, also where the browser tells nothing. */
  async refresh(): Promise<void> {
    const found = await Promise.resolve().then(() => this.options.media.list()).catch((): readonly FoundDevice[] => []);
    const same = JSON.stringify(found) === JSON.stringify(this.found);
    this.found = found;
    if (!same) this.options.changed();
  }

  close(): void {
    this.unwatch();
    this.cancelSettling?.();
  }

  private settle(): void {
    this.cancelSettling?.();
    this.cancelSettling = this.options.clock.after(settling, () => void this.refresh());
  }
}
