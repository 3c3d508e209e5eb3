/**
 * The capability manifest: what a client can do, with a reason for each thing it can't.
 *
 * The platform never forces a medium that the manifest does not advertise. Knows the shape and the reasons; does not
 * know how a client finds out (src/call) or what the deployment allows (widget-config.ts).
 */
import * as v from 'valibot';
import type { media } from './medium.js';

/** Why a client withdraws a medium. Order of precedence: the first that holds is given. */
export const unsupportedReasons = [
  /** The deployment or the page's configuration does not enable it (the default). */
  'not-enabled',
  /** The browser is older than the supported floor. */
  'old-browser',
  /** No `RTCPeerConnection` in this browser. */
  'no-webrtc',
  /** The page is not a secure context, so the browser hides the camera. */
  'insecure-page',
  /** An iframe without `allow="camera; microphone"`, or a Permissions-Policy that denies them. */
  'frame-policy',
  /** No `mediaDevices.getUserMedia`. */
  'no-media-devices',
  /** A word kept for later: no client offers it yet. */
  'reserved',
] as const;
export type UnsupportedReason = (typeof unsupportedReasons)[number];
export const UnsupportedReasonSchema = v.picklist(unsupportedReasons);

const Unsupported = v.strictObject({ supported: v.literal(false), reason: UnsupportedReasonSchema });
const Chat = v.strictObject({ supported: v.literal(true) });
const Video = v.strictObject({
  supported: v.literal(true),
  /** Whether this client will send its camera (`videoChat.enableVideo`). */
  camera: v.boolean(),
  /** Whether this client will send its microphone (`videoChat.enableAudio`). */
  microphone: v.boolean(),
});

export const ManifestSchema = v.strictObject({
  media: v.strictObject({
    chat: Chat,
    voice: Unsupported,
    video: v.variant('supported', [Video, Unsupported]),
  } satisfies Record<(typeof media)[number], unknown>),
});

/** What a client can do. */
export type Manifest = v.InferOutput<typeof ManifestSchema>;
