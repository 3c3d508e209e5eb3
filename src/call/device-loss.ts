/**
 * What follows when a camera or microphone goes away in mid-call, and when it comes back.
 *
 * Knows an unplugged device (the next of its kind takes over) from one that is still there: that was taken away, by the
 * visitor in the browser's own menu or by the system. It is opened again only where nobody would be asked, or when the
 * page is in sight again after it was lost out of sight, as after a phone call.
 */
import type { DeviceKind } from './call-controls.js';
import type { ControlsHost } from './controls-port.js';
import type { DeviceInventory } from './device-inventory.js';
import type { MediaKind } from './engine-port.js';
import type { InputSwitch } from './input-switch.js';

export interface LossOptions {
  readonly host: ControlsHost;
  readonly inventory: DeviceInventory;
  readonly inputs: InputSwitch;
  /** @param now Of the device that took its place; undefined: none. */
  readonly lost: (device: 'camera' | 'microphone', label: string, now: string | undefined) => void;
}

interface Missing {
  readonly id: string | undefined;
  readonly label: string;
  /** What brings it back: a device that is plugged in, the page in sight, or only the visitor. */
  readonly until: 'plugged' | 'shown' | 'asked';
}

export const deviceOf = { audio: 'microphone', video: 'camera' } as const satisfies Record<MediaKind, DeviceKind>;
const kinds = ['audio', 'video'] as const;

/** A device that is lost again so soon is not opened again, in milliseconds. */
const tooSoon = 5_000;

export class DeviceLoss {
  private readonly missing = new Map<MediaKind, Missing>();
  private readonly reopened = new Map<MediaKind, number>();
  /** Ids in use that were in the list: that they are no more means something. */
  private readonly listed = new Map<MediaKind, string>();

  constructor(private readonly options: LossOptions) {}

  /** The device's track has ended, or the device is not in the list any more. */
  async lost(kind: MediaKind, track: MediaStreamTrack): Promise<void> {
    const { host, inventory } = this.options;
    const { hidden } = host.media;
    const { label } = track;
    const id = track.getSettings().deviceId;
    await inventory.refresh();
    if (host.source(kind) !== track) return;
    // The system's own choice is listed by one id for whatever device it is.
    const there = inventory.named(deviceOf[kind], id)?.label === label;
    const done = there ? await this.reopens(kind, id) : await this.opensAnother(kind, label);
    if (done || host.source(kind) !== track) return;
    host.setSource(kind, undefined);
    this.missing.set(kind, { id, label, until: there ? (hidden ? 'shown' : 'asked') : 'plugged' });
    this.options.lost(deviceOf[kind], label, undefined);
  }

  devicesChanged(): void {
    const { host, inventory } = this.options;
    for (const kind of kinds) {
      const track = host.source(kind);
      const id = track?.getSettings().deviceId;
      const listed = inventory.named(deviceOf[kind], id);
      if (listed) this.listed.set(kind, listed.id);
      else if (track?.readyState === 'live' && id !== undefined && this.listed.get(kind) === id) void this.lost(kind, track);
      const missing = this.missing.get(kind);
      if (missing?.until === 'plugged' && !track) void this.returns(kind, missing);
    }
  }

  shown(): void {
    for (const [kind, missing] of this.missing) if (missing.until === 'shown') void this.opens(kind, missing.id);
  }

  /** Whether this kind was on until its device went. */
  misses(kind: MediaKind): boolean {
    return this.missing.has(kind);
  }

  /** There is a track again, or the visitor wants none. */
  forget(kind: MediaKind): void {
    this.missing.delete(kind);
    this.listed.delete(kind);
    const id = this.options.host.source(kind)?.getSettings().deviceId;
    const listed = this.options.inventory.named(deviceOf[kind], id);
    if (listed) this.listed.set(kind, listed.id);
  }

  private async reopens(kind: MediaKind, id: string | undefined): Promise<boolean> {
    const { host } = this.options;
    const now = host.clock.now();
    const last = this.reopened.get(kind);
    if (last !== undefined && now - last < tooSoon) return false;
    this.reopened.set(kind, now);
    return (await host.media.permission(deviceOf[kind])) === 'granted' && this.opens(kind, id);
  }

  private async opensAnother(kind: MediaKind, label: string): Promise<boolean> {
    const { inventory, lost } = this.options;
    const device = deviceOf[kind];
    for (const next of inventory.of(device)) {
      const result = await this.options.inputs.open(kind, { deviceId: { exact: next.id } }, 'none');
      if (result.kind === 'opened') lost(device, label, next.label);
      if (result.kind !== 'failed') return true;
      // Nobody is asked twice.
      if (result.failure.outcome === 'permission-denied') return false;
    }
    return false;
  }

  private async returns(kind: MediaKind, missing: Missing): Promise<void> {
    const devices = this.options.inventory.of(deviceOf[kind]);
    const next = devices.find(({ label }) => label === missing.label) ?? devices[0];
    if (next) await this.opens(kind, next.id);
  }

  /** Whether nothing is left to do. */
  private async opens(kind: MediaKind, id: string | undefined): Promise<boolean> {
    const result = await this.options.inputs.open(kind, id === undefined ? {} : { deviceId: { exact: id } }, 'none');
    return result.kind !== 'failed';
  }
}
