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
  /** The id in use or, while this kind is off, the one that was chosen last; undefined where the browser does not tell. */
  readonly chosen: string | undefined;
}

/**
 * Something happened to a device that a person should hear of; gone by itself when it is over, when another one comes, or,
 * where nothing is left to do, after ten seconds.
 */
export type DeviceNotice =
  /** Unplugged or taken away; `now` is the one that took its place, if any did. Without `now` the side goes on without it. */
  | { readonly kind: 'lost'; readonly device: DeviceKind; readonly label: string; readonly now?: string }
  /** The system, a switch on the device or a phone call holds it, for two seconds or longer. */
  | { readonly kind: 'held'; readonly device: 'camera' | 'microphone' }
  /** A chosen device would not open; the one before is still in use. `label` is empty where a camera was asked for by its direction. */
  | { readonly kind: 'refused'; readonly device: DeviceKind; readonly label: string };

/**
 * Changes the picture on its way out, as a blurred background does. Brought by the page; none is built in.
 *
 * A camera that is opened or exchanged while a processor is on is not seen before it is processed. A processor that
 * rejects, throws or ends its track is let go of, and the camera goes out as it is. One that paints a mark over it:
 *
 * ```ts
 * const video = document.createElement('video');
 * const canvas = document.createElement('canvas');
 * let timer = 0;
 * upgrade.controls?.process({
 *   async start(track) {
 *     video.srcObject = new MediaStream([track]);
 *     await video.play();
 *     [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
 *     const pen = canvas.getContext('2d');
 *     timer = setInterval(() => (pen?.drawImage(video, 0, 0), pen?.fillText('Ana', 8, 16)), 40);
 *     return canvas.captureStream(25).getVideoTracks()[0];
 *   },
 *   stop: () => clearInterval(timer),
 * });
 * ```
 */
export interface TrackProcessor {
  /** The track to send in place of this one; called again, after `stop`, for every other camera. A rejection leaves the camera as it is. */
  start(track: MediaStreamTrack): MediaStreamTrack | Promise<MediaStreamTrack>;
  /** Lets go of everything, also of a start that is still under way; the camera's own track is not the processor's to stop. Called once for each start. */
  stop(): void;
}

/**
 * The controls of a call, from `Upgrade.controls`. Getters read the state of now; `Upgrade.on('change')` tells of another one.
 * Requests that the browser has to be asked about are called in a click or tap. None throws, and one that comes to
 * nothing leaves everything as it was.
 */
export interface CallControls {
  /** Undefined for a kind that this side may not send, or that this browser cannot choose, as speakers where there is no `setSinkId`. */
  readonly devices: { readonly [K in DeviceKind]: DeviceList | undefined };
  /**
   * Uses this device from now on and, once it is in use, remembers it on this origin for the next call. While this kind is
   * off it stays off, and the device is used when it is switched on. An id that is not listed does nothing.
   */
  choose(device: DeviceKind, id: string): void;
  readonly notice: DeviceNotice | undefined;
  /** `none`: this browser or this side cannot share. While it is on, the camera rests and is back as it is set by then. */
  readonly screen: 'on' | 'off' | 'none';
  /** On: asks the browser in this task; a picker that is closed changes nothing. The browser's own "Stop sharing" shows here as well. */
  share(on: boolean): void;
  /** Which way the camera looks; undefined where there is no choice. */
  readonly facing: 'front' | 'back' | undefined;
  /** Front to back and back again. */
  flip(): void;
  /**
   * One-way "show me": this side's back camera (where there is one), sharp before smooth, its own picture large; the other
   * side's picture rests meanwhile (its `peerMedia` says `show`). Off: the camera is as it was before. Ends with the camera.
   */
  readonly showing: boolean;
  show(on: boolean): void;
  /** Whether the picture goes out processed. */
  readonly processing: boolean;
  /** From now on until the call's end. Undefined: the camera as it is. */
  process(processor: TrackProcessor | undefined): void;
}
