/**
 * The seam to the browser's media: what capture and calls need of `navigator` and nothing more.
 *
 * `browserMedia` is the real one; `segue-chat/testing` brings a fake. Knows no outcome and no error name: capture.ts does.
 */

import type { CameraConstraints, VideoSettings } from '../protocol/index.js';
import { recall } from './device-memory.js';
import type { MediaKind } from './engine-port.js';

/** What a page can say about a permission without asking for it. */
export type PermissionHint = 'granted' | 'denied' | 'prompt' | 'unknown';

/** A device as the browser lists it: before the visitor has allowed its kind, id and label are empty. */
export type FoundDevice = Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'label'>;

export interface MediaPort {
  /** As `MediaDevices.getUserMedia`; may throw where there is none. Called in the very task of a click. */
  getUserMedia(constraints: MediaStreamConstraints): Promise<MediaStream>;
  /** As `MediaDevices.getDisplayMedia`, in the very task of a click. Undefined: this browser cannot share its screen. */
  readonly getDisplayMedia?: ((options: DisplayMediaStreamOptions) => Promise<MediaStream>) | undefined;
  /** The devices that the machine has, as far as the browser tells. */
  list(): Promise<readonly FoundDevice[]>;
  /** Never rejects. */
  permission(device: 'camera' | 'microphone'): Promise<PermissionHint>;
  /** Whether the document's Permissions-Policy lets it ask; true where the browser does not tell. */
  mayAsk(device: 'camera' | 'microphone' | 'display-capture'): boolean;
  /** Whether a second open device of a kind would silence or be refused beside the first, as on phones. */
  oneAtATime(kind: MediaKind): boolean;
  /** Whether the page is out of sight, where a system may take devices from it. */
  readonly hidden: boolean;
  /** Tells that devices came or went, or that the page is in sight again. The returned function ends it. */
  watch(listener: (news: 'devices' | 'shown') => void): () => void;
}

declare global {
  interface Document {
    /** Chromium only, as yet, and by its old name. */
    readonly featurePolicy?: { allowsFeature(feature: string): boolean };
    readonly permissionsPolicy?: { allowsFeature(feature: string): boolean };
  }
}

/** Whether the document's policy lets it use a feature; true where the browser does not tell. */
export const policyAllows = (feature: string): boolean => (document.permissionsPolicy ?? document.featurePolicy)?.allowsFeature(feature) ?? true;

export interface Question {
  readonly camera: boolean;
  readonly microphone: boolean;
  readonly cameraConstraints: CameraConstraints;
  /** Ids of the devices that the visitor chose once. */
  readonly chosen?: { readonly camera?: string; readonly microphone?: string };
}

/**
 * Asks, now: the browser has been asked when this returns. That it cannot be asked at all is a rejection, too. Who sends
 * neither is asked nothing.
 * @param must `exact`: the chosen devices or none. `ideal`: others rather than none.
 */
export const askFor = (media: MediaPort, { camera, microphone, cameraConstraints, chosen }: Question, must: 'exact' | 'ideal' = 'exact'): Promise<MediaStream> =>
  new Promise((resolve) => {
    const track = (wanted: boolean, id: string | undefined, more: MediaTrackConstraints): MediaTrackConstraints | boolean => {
      const constraints = id === undefined ? more : { ...more, deviceId: { [must]: id } };
      return wanted && (Object.keys(constraints).length > 0 ? constraints : true);
    };
    const audio = track(microphone, chosen?.microphone, {});
    const video = track(camera, chosen?.camera, cameraConstraints);
    resolve(audio || video ? media.getUserMedia({ audio, video }) : new MediaStream());
  });

/** What to ask for under these settings, the devices that were chosen once first. */
export function questionFor(settings: VideoSettings, camera: boolean, microphone = true): Question {
  if (!settings.enabled) return { camera: false, microphone: false, cameraConstraints: {} };
  const wants = { camera: settings.camera && camera, microphone: settings.microphone && microphone };
  // Without a microphone to send, the camera is all there is.
  if (!settings.microphone && microphone) wants.camera = true;
  const [cameraId, microphoneId] = [recall('camera')?.id, recall('microphone')?.id];
  const chosen = { ...(cameraId === undefined ? {} : { camera: cameraId }), ...(microphoneId === undefined ? {} : { microphone: microphoneId }) };
  return { ...wants, cameraConstraints: settings.cameraConstraints, ...(Object.keys(chosen).length > 0 ? { chosen } : {}) };
}

const phone = (): boolean => /iPhone|iPad|iPod|Android/u.test(navigator.userAgent) || (navigator.userAgent.includes('Macintosh') && navigator.maxTouchPoints > 1);
const webkit = (): boolean => navigator.userAgent.includes('AppleWebKit') && !navigator.userAgent.includes('Chrome/');

/** The browser's own devices. */
export const browserMedia: MediaPort = {
  getUserMedia: (constraints) => navigator.mediaDevices.getUserMedia(constraints),
  get getDisplayMedia() {
    const { mediaDevices } = navigator;
    return 'getDisplayMedia' in mediaDevices ? (options: DisplayMediaStreamOptions) => mediaDevices.getDisplayMedia(options) : undefined;
  },
  list: () => navigator.mediaDevices.enumerateDevices(),
  async permission(device) {
    try {
      return (await navigator.permissions.query({ name: device })).state;
    } catch {
      return 'unknown';
    }
  },
  mayAsk: policyAllows,
  oneAtATime: (kind) => phone() || (kind === 'audio' && webkit()),
  get hidden() {
    return document.hidden;
  },
  watch(listener) {
    const changed = (): void => listener('devices');
    const shown = (): void => {
      if (!document.hidden) listener('shown');
    };
    navigator.mediaDevices.addEventListener('devicechange', changed);
    document.addEventListener('visibilitychange', shown);
    return () => {
      navigator.mediaDevices.removeEventListener('devicechange', changed);
      document.removeEventListener('visibilitychange', shown);
    };
  },
};
