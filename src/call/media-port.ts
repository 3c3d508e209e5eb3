/**
 * The seam to the browser's media: what capture needs of `navigator` and nothing more.
 *
 * `browserMedia` is the real one; `segue-chat/testing` brings a fake. Knows no outcome and no error name: capture.ts does.
 */

import type { CameraConstraints, VideoSettings } from '../protocol/index.js';

/** What a page can say about a permission without asking for it. */
export type PermissionHint = 'granted' | 'denied' | 'prompt' | 'unknown';

export interface MediaPort {
  /** As `MediaDevices.getUserMedia`; may throw where there is none. Called in the very task of a click. */
  getUserMedia(constraints: MediaStreamConstraints): Promise<MediaStream>;
  /** Kinds of input that the machine has, as far as the browser tells. */
  inputs(): Promise<readonly ('audioinput' | 'videoinput')[]>;
  /** Never rejects. */
  permission(device: 'camera' | 'microphone'): Promise<PermissionHint>;
  /** Whether the document's Permissions-Policy lets it ask; true where the browser does not tell. */
  mayAsk(device: 'camera' | 'microphone'): boolean;
}

declare global {
  interface Document {
    /** Chromium only, as yet. */
    readonly featurePolicy?: { allowsFeature(feature: string): boolean };
  }
}

/** Whether the document's policy lets it use a feature; true where the browser does not tell. */
export const policyAllows = (feature: string): boolean => document.featurePolicy?.allowsFeature(feature) ?? true;

export interface Question {
  readonly camera: boolean;
  readonly microphone: boolean;
  readonly cameraConstraints: CameraConstraints;
}

/** Asks, now: the browser has been asked when this returns. That it cannot be asked at all is a rejection, too. */
export const askFor = (media: MediaPort, { camera, microphone, cameraConstraints }: Question): Promise<MediaStream> =>
  new Promise((resolve) => resolve(media.getUserMedia({ audio: microphone, video: camera && trackConstraints(cameraConstraints) })));

const trackConstraints = (constraints: CameraConstraints): MediaTrackConstraints | true =>
  Object.keys(constraints).length > 0 ? constraints : true;

/** What to ask for under these settings; without a microphone to send, the camera is all there is. */
export const questionFor = (settings: VideoSettings, camera: boolean): Question =>
  settings.enabled
    ? { ...settings, camera: settings.camera && (camera || !settings.microphone) }
    : { camera: false, microphone: false, cameraConstraints: {} };

/** The browser's own devices. */
export const browserMedia: MediaPort = {
  getUserMedia: (constraints) => navigator.mediaDevices.getUserMedia(constraints),
  async inputs() {
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices.map(({ kind }) => kind).filter((kind) => kind !== 'audiooutput');
  },
  async permission(device) {
    try {
      return (await navigator.permissions.query({ name: device })).state;
    } catch {
      return 'unknown';
    }
  },
  mayAsk: policyAllows,
};
