/**
 * The manifest of this browser: whether it can do video, and if not, for which first reason.
 *
 * Knows what each reason looks like from inside a page. Does not prompt and does not look at devices: a manifest is what
 * a client could do, not what a visitor will allow. Without a document (a server rendering the page) video is withdrawn.
 */
import type { Manifest, UnsupportedReason, VideoSettings } from '../protocol/index.js';
import { policyAllows } from './media-port.js';

/** What decides, looked at from outside; tests bring their own. */
export interface Surroundings {
  /** At least the browsers of 2020-2021: `AggregateError`, which no page patches away, and where there is WebRTC, unified plan with ICE restart. */
  readonly modern: boolean;
  readonly webrtc: boolean;
  readonly secure: boolean;
  readonly devices: boolean;
  /** Whether the document's policy lets it ask for this feature. */
  allows(feature: 'camera' | 'microphone'): boolean;
}

/** The page this runs in. */
export function browserSurroundings(): Surroundings {
  const webrtc = typeof RTCPeerConnection === 'function';
  return {
    modern: typeof AggregateError === 'function' && (!webrtc || ('restartIce' in RTCPeerConnection.prototype && 'addTransceiver' in RTCPeerConnection.prototype)),
    webrtc,
    secure: typeof window !== 'undefined' && window.isSecureContext,
    devices: typeof navigator !== 'undefined' && canCapture(Reflect.get(navigator, 'mediaDevices')),
    allows: (feature) => typeof document === 'undefined' || policyAllows(feature),
  };
}

/** Some web views have the word and nothing behind it. */
const canCapture = (devices: unknown): boolean => typeof devices === 'object' && devices !== null && 'getUserMedia' in devices;

function withdrawn(video: VideoSettings, around: Surroundings): UnsupportedReason | undefined {
  if (!video.enabled) return 'not-enabled';
  if (!around.modern) return 'old-browser';
  if (!around.webrtc) return 'no-webrtc';
  if (!around.secure) return 'insecure-page';
  if ((video.camera && !around.allows('camera')) || (video.microphone && !around.allows('microphone'))) return 'frame-policy';
  return around.devices ? undefined : 'no-media-devices';
}

/** For whoever builds the page; never shown to a visitor. */
const advice: Readonly<Partial<Record<UnsupportedReason, string>>> = {
  'insecure-page': 'Video is withdrawn: the page is not a secure context. Serve it over https.',
  'frame-policy': 'Video is withdrawn: the document may not ask for camera and microphone. An iframe needs allow="camera; microphone; autoplay", the server a Permissions-Policy that does not deny them.',
  'no-webrtc': 'Video is withdrawn: this browser has no RTCPeerConnection.',
  'no-media-devices': 'Video is withdrawn: this browser has no navigator.mediaDevices.getUserMedia.',
};

/**
 * What this client can do.
 * @param hint Called with a sentence for developers where the page itself can mend the reason. Default: nobody.
 */
export function detectManifest(
  video: VideoSettings,
  { around = browserSurroundings(), hint }: { readonly around?: Surroundings; readonly hint?: (reason: UnsupportedReason, sentence: string) => void } = {},
): Manifest {
  const reason = withdrawn(video, around);
  const sentence = reason && advice[reason];
  if (sentence) hint?.(reason, sentence);
  const { camera, microphone } = video.enabled ? video : { camera: false, microphone: false };
  return {
    media: {
      chat: { supported: true },
      voice: { supported: false, reason: 'reserved' },
      video: reason ? { supported: false, reason } : { supported: true, camera, microphone },
    },
  };
}
