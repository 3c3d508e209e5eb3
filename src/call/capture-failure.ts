/**
 * Reads what a refused or failed `getUserMedia` means.
 *
 * Knows the error names of today and the old ones of Chrome, and how browsers give themselves away: by the time it took,
 * by words in the message, by the permission's state afterwards. All but the outcome is a hint. Does not retry: capture.ts.
 */
import type { CaptureFailure } from './machine-state.js';
import type { MediaPort } from './media-port.js';

/** What was asked for. */
export interface Wanted {
  readonly camera: boolean;
  readonly microphone: boolean;
}

type Trouble = CaptureFailure['outcome'] | 'overconstrained';

/** Any other name is a device that would not start: `NotReadableError`, `AbortError` and the many that browsers had for them. */
const names: Readonly<Record<string, Trouble>> = {
  NotAllowedError: 'permission-denied',
  PermissionDeniedError: 'permission-denied',
  PermissionDismissedError: 'permission-denied',
  SecurityError: 'permission-denied',
  MediaDeviceKillSwitchOn: 'permission-denied',
  // A page that is not secure, in browsers that let it ask at all.
  NotSupportedError: 'permission-denied',
  NotFoundError: 'no-device',
  DevicesNotFoundError: 'no-device',
  // No mediaDevices (an insecure page, an old browser): there is nothing to capture with.
  TypeError: 'no-device',
  OverconstrainedError: 'overconstrained',
  ConstraintNotSatisfiedError: 'overconstrained',
};

const wordOf = (error: unknown, key: 'name' | 'message'): string => {
  if (typeof error !== 'object' || error === null || !(key in error)) return '';
  const word: unknown = Reflect.get(error, key);
  return typeof word === 'string' ? word : '';
};

export const troubleOf = (error: unknown): Trouble => names[wordOf(error, 'name')] ?? 'device-busy';

/** An answer this quick was not given by a person, in milliseconds. */
const remembered = 500;

/** What names and messages of browsers say outright. */
const words: readonly (readonly [RegExp, NonNullable<CaptureFailure['hint']>])[] = [
  [/permissions? policy|feature policy|iframe/i, 'policy'],
  [/NotSupported|secure origin|secure context|insecure|https/i, 'insecure'],
  [/by system|KillSwitch|operating system/i, 'system'],
  [/dismissed/i, 'dismissed'],
];

function hintOf(error: unknown, wanted: Wanted, tookMs: number, media: MediaPort): NonNullable<CaptureFailure['hint']> {
  if ((wanted.camera && !media.mayAsk('camera')) || (wanted.microphone && !media.mayAsk('microphone'))) return 'policy';
  const said = `${wordOf(error, 'name')} ${wordOf(error, 'message')}`;
  const told = words.find(([pattern]) => pattern.test(said));
  return told?.[1] ?? (tookMs < remembered ? 'remembered' : 'user');
}

const asked = ({ camera, microphone }: Wanted): CaptureFailure['device'] => (camera ? (microphone ? 'both' : 'camera') : 'microphone');

async function missing(wanted: Wanted, media: MediaPort): Promise<CaptureFailure['device']> {
  const devices = await Promise.resolve().then(() => media.list()).catch((): Awaited<ReturnType<MediaPort['list']>> => []);
  const has = (kind: MediaDeviceKind): boolean => devices.some((device) => device.kind === kind);
  const noCamera = wanted.camera && !has('videoinput');
  const noMicrophone = wanted.microphone && !has('audioinput');
  if (noCamera === noMicrophone) return asked(wanted);
  return noCamera ? 'camera' : 'microphone';
}

async function denied(wanted: Wanted, media: MediaPort): Promise<CaptureFailure['device']> {
  const [camera, microphone] = await Promise.all([media.permission('camera'), media.permission('microphone')]);
  if (asked(wanted) !== 'both' || (camera === 'denied') === (microphone === 'denied')) return asked(wanted);
  return camera === 'denied' ? 'camera' : 'microphone';
}

/** Chrome says "video source", Firefox "videosource". */
function busy(error: unknown, wanted: Wanted): CaptureFailure['device'] {
  const [, kind] = /(audio|video) ?source/i.exec(wordOf(error, 'message')) ?? [];
  if (asked(wanted) !== 'both' || kind === undefined) return asked(wanted);
  return kind.toLowerCase() === 'video' ? 'camera' : 'microphone';
}

/** @param tookMs From the call of `getUserMedia` to its rejection. */
export async function captureFailure(error: unknown, wanted: Wanted, tookMs: number, media: MediaPort): Promise<CaptureFailure> {
  const trouble = troubleOf(error);
  if (trouble === 'permission-denied') {
    return { outcome: trouble, device: await denied(wanted, media), hint: hintOf(error, wanted, tookMs, media) };
  }
  if (trouble === 'no-device') return { outcome: trouble, device: await missing(wanted, media) };
  return { outcome: 'device-busy', device: busy(error, wanted) };
}
