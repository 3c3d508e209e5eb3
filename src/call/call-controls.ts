/**
 * What a person can change about what they send and hear in a call, beside microphone and camera on or off: devices,
 * the screen, the back camera, the background.
 *
 * Types only: the seam between a UI and the call chunk. Every request goes out from a press and shows in the state when it
 * has happened, never before.
 */

export type DeviceKind = 'camera' | 'microphone' | 'speaker';

export interface Device {
  readonly id: string;
  /** As the browser names it; empty before the visitor has allowed this kind once. */
  readonly label: string;
}

export interface DeviceList {
  readonly devices: readonly Device[];
  /** The id in use; undefined where the browser does not tell. */
  readonly chosen: string | undefined;
}

/** Something happened to a device that a person should hear of. Shown until the call ends, another one comes, or it is over. */
export type DeviceNotice =
  /** Unplugged or taken away; `now` is the one that took its place, if any did. */
  | { readonly kind: 'lost'; readonly device: DeviceKind; readonly label: string; readonly now?: string }
  /** The system, a switch on the device or a phone call holds it. */
  | { readonly kind: 'held'; readonly device: 'camera' | 'microphone' }
  /** A chosen device would not open; the one before is still in use. */
  | { readonly kind: 'refused'; readonly device: DeviceKind; readonly label: string };

/** Changes the picture on its way out, as a blurred background does. Brought by the page; none is built in. */
export interface TrackProcessor {
  /** The track to send in place of this one. A rejection leaves the camera as it is. */
  start(track: MediaStreamTrack): MediaStreamTrack | Promise<MediaStreamTrack>;
  /** Lets go of everything; the camera's own track is not the processor's to stop. */
  stop(): void;
}

export interface CallControls {
  /** Undefined for a kind that this browser cannot choose, as speakers where there is no `setSinkId`. */
  readonly devices: { readonly [K in DeviceKind]: DeviceList | undefined };
  /** Uses this device from now on and remembers it for the next call. */
  choose(device: DeviceKind, id: string): void;
  readonly notice: DeviceNotice | undefined;
  /** `none`: this browser or this side cannot share. */
  readonly screen: 'on' | 'off' | 'none';
  /** On: asks the browser in this task. The browser's own "Stop sharing" shows here as well. */
  share(on: boolean): void;
  /** Which way the camera looks; undefined where there is no choice. */
  readonly facing: 'front' | 'back' | undefined;
  /** Front to back and back again. */
  flip(): void;
  /**
   * One-way "show me": this side's back camera (where there is one), sharp before smooth, its own picture large; the other
   * side's picture rests meanwhile.
   */
  readonly showing: boolean;
  show(on: boolean): void;
  readonly processing: boolean;
  /** Undefined: the camera as it is. */
  process(processor: TrackProcessor | undefined): void;
}
