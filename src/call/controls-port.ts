/**
 * The seam between this side's media and what a call can change about it: the controls are loaded once a call is there.
 *
 * Types only. LocalMedia is the host and works without controls; call-controls.ts is what a UI sees of them.
 */
import type { Clock, VideoSettings } from '../protocol/index.js';
import type { CallControls } from './call-controls.js';
import type { MediaKind, MediaModes } from './engine-port.js';
import type { MediaPort } from './media-port.js';

/** What goes out in place of the devices' own. */
export interface Cover {
  /** `null`: no picture. Undefined: the camera's. */
  readonly track?: MediaStreamTrack | null | undefined;
  /** What the other side is told, where it is not what the devices do. */
  readonly video?: MediaModes['video'] | undefined;
  readonly audio?: MediaModes['audio'] | undefined;
  readonly show?: boolean;
}

/** Of an element that plays, what chooses the speaker; some browsers have neither. */
export type SpeakingElement = Pick<HTMLMediaElement, 'sinkId' | 'setSinkId'>;

export interface ControlsHost {
  readonly media: MediaPort;
  readonly clock: Clock;
  readonly settings: () => VideoSettings;
  /** What may be sent at all; `none` is never asked for. */
  readonly modes: { readonly [K in MediaKind]: 'on' | 'off' | 'none' };
  /** Whether the person wants to be heard, also while there is no microphone. */
  readonly microphoneOn: boolean;
  /** What the other side says of its own. */
  readonly peerMedia: MediaModes | undefined;
  /** The element that plays the other side. */
  readonly element: SpeakingElement | undefined;
  /** The device's own track, whatever is sent in its place; it may have ended. */
  source(kind: MediaKind): MediaStreamTrack | undefined;
  /** Another track in place of the one there is, which is stopped. */
  setSource(kind: MediaKind, track: MediaStreamTrack | undefined): void;
  cover(cover: Cover): void;
  /** Something that a UI shows is another one. */
  changed(): void;
}

export interface LoadedControls extends CallControls {
  /** The host has another track of this kind, or none. */
  sourceChanged(kind: MediaKind): void;
  /** A device's track ended, and not by us. */
  lost(kind: MediaKind, track: MediaStreamTrack): void;
  /** `peerMedia` is another one. */
  peerChanged(): void;
  /** `element` is another one. */
  attached(): void;
  /** Stops every track and question of its own. */
  close(): void;
}

export type CreateControls = (host: ControlsHost) => LoadedControls;
