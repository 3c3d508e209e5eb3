/**
 * The widget's configuration: REQUIREMENTS' JSON, accepted unchanged from a page and stored with a deployment.
 *
 * Knows the shape, the default (video off) and how a page may narrow what its deployment allows. Does not know what the
 * browser can do (src/call makes the manifest).
 */
import * as v from 'valibot';
import { IdSchema } from './id.js';
import { MediumSchema, type Medium } from './medium.js';

const Range = v.union([
  v.number(),
  v.object({ ideal: v.exactOptional(v.number()), exact: v.exactOptional(v.number()), min: v.exactOptional(v.number()), max: v.exactOptional(v.number()) }),
]);

/** A part of MediaTrackConstraints (Media Capture and Streams 4.3.3) that a configuration may set for the camera. */
export const CameraConstraintsSchema = v.object({
  width: v.exactOptional(Range),
  height: v.exactOptional(Range),
  frameRate: v.exactOptional(Range),
  aspectRatio: v.exactOptional(Range),
  facingMode: v.exactOptional(v.union([v.string(), v.object({ ideal: v.exactOptional(v.string()), exact: v.exactOptional(v.string()) })])),
});
export type CameraConstraints = v.InferOutput<typeof CameraConstraintsSchema>;

const VideoChatSchema = v.pipe(
  v.object({
    /** Send the camera. Default true; false: the customer sees the agent and is not seen. */
    enableVideo: v.exactOptional(v.boolean()),
    /** Send the microphone. Default true. */
    enableAudio: v.exactOptional(v.boolean()),
    cameraConstraints: v.exactOptional(CameraConstraintsSchema),
  }),
  v.check((it) => it.enableVideo !== false || it.enableAudio !== false, 'enableVideo and enableAudio cannot both be false'),
);

/** A sentence of the page's own. Text, never markup. */
const Sentence = v.pipe(v.string(), v.maxLength(500));
/** Sentences by key, plural forms by category, or sentences by key once more. */
const Sentences = v.record(v.string(), v.union([Sentence, v.record(v.string(), v.union([Sentence, v.record(v.string(), Sentence)]))]));

/** What `Segue.init()`, the `config` property and `deployments[].widget` take. Unknown keys are kept out, not refused. */
export const WidgetConfigSchema = v.object({
  deploymentId: v.exactOptional(IdSchema),
  /** Default false: no video button, and a manifest without video. */
  allowMediaUpgrade: v.exactOptional(v.boolean()),
  /** Default `["chat"]`. */
  mediaTypes: v.exactOptional(v.array(MediumSchema)),
  videoChat: v.exactOptional(VideoChatSchema),
  /** The platform's address, for example `https://chat.example.com`; default: the origin of segue.js. */
  platform: v.exactOptional(v.pipe(v.string(), v.url(), v.regex(/^https?:/i, 'an http(s) address'))),
  /** Name of the shop or team, for sentences such as "{agent} at {shop}". */
  shop: v.exactOptional(v.pipe(v.string(), v.maxLength(120))),
  /** BCP 47 tag of the language to speak, for example `de` or `pt-BR`. Default: the page's. */
  language: v.exactOptional(v.pipe(v.string(), v.maxLength(35))),
  /** Words in the place of the built-in ones, by key; the keys are those of the `en-*.ts` files. */
  strings: v.exactOptional(Sentences),
  /** What the customer is called, if the page knows. */
  customer: v.exactOptional(v.object({ name: v.exactOptional(v.pipe(v.string(), v.maxLength(120))) })),
});
export type WidgetConfig = v.InferOutput<typeof WidgetConfigSchema>;

/** What of video is enabled after deployment and page have both had their say. */
export type VideoSettings =
  | { readonly enabled: false }
  | { readonly enabled: true; readonly camera: boolean; readonly microphone: boolean; readonly cameraConstraints: CameraConstraints };

const allowsVideo = (config: WidgetConfig): boolean => config.allowMediaUpgrade === true && (config.mediaTypes ?? ['chat']).includes('video' satisfies Medium);

/** Whether the page, where it speaks of the matter at all, leaves video on. */
const pageKeepsVideo = (page: WidgetConfig): boolean =>
  page.allowMediaUpgrade !== false && (page.mediaTypes === undefined || page.mediaTypes.includes('video'));

/**
 * The deployment's settings narrowed by the page's: a page can switch off what the deployment allows, never switch on
 * what it does not. A key that the page leaves out leaves the deployment's as it is.
 */
export function videoSettings(deployment: WidgetConfig, page: WidgetConfig = {}): VideoSettings {
  if (!allowsVideo(deployment) || !pageKeepsVideo(page)) return { enabled: false };
  const camera = deployment.videoChat?.enableVideo !== false && page.videoChat?.enableVideo !== false;
  const microphone = deployment.videoChat?.enableAudio !== false && page.videoChat?.enableAudio !== false;
  if (!camera && !microphone) return { enabled: false };
  return { enabled: true, camera, microphone, cameraConstraints: page.videoChat?.cameraConstraints ?? deployment.videoChat?.cameraConstraints ?? {} };
}
