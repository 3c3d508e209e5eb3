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

type Trouble = CaptureFailure['outcome'] | 'overconstrained' | 'aborted';

const names: Readonly<Record<string, Trouble>> = {
  NotAllowedError: 'permission-denied',
  PermissionDeniedError: 'permission-denied',
  SecurityError: 'permission-denied',
  NotFoundError: 'no-device',
  DevicesNotFoundError: 'no-device',
  NotReadableError: 'device-busy',
  TrackStartError: 'device-busy',
  OverconstrainedError: 'overconstrained',
  ConstraintNotSatisfiedError: 'overconstrained',
  AbortError: 'aborted',
  // No mediaDevices (an insecure page, an old browser): there is nothing to capture with.
  TypeError: 'no-device',
};

const wordOf = (error: unknown, key: 'name' | 'message'): string => {
  if (typeof error !== 'object' || error === null || !(key in error)) return '';
  const word: unknown = Reflect.get(error, key);
  return typeof word === 'string' ? word : '';
};

/** What kind of trouble an error is; one that nobody knows is taken for a device that would not start. */
export const troubleOf = (error: unknown): Trouble => names[wordOf(error, 'name')] ?? 'device-busy';

/** An answer this quick was not given by a person, in milliseconds. */
const remembered = 500;

function hintOf(error: unknown, wanted: Wanted, tookMs: number, media: MediaPort): NonNullable<CaptureFailure['hint']> {
  const message = wordOf(error, 'message').toLowerCase();
  if ((wanted.camera && !media.mayAsk('camera')) || (wanted.microphone && !media.mayAsk('microphone'))) return 'policy';
  if (message.includes('permissions policy') || message.includes('feature policy')) return 'policy';
  if (message.includes('system')) return 'system';
  if (message.includes('dismissed')) return 'dismissed';
  return tookMs < remembered ? 'remembered' : 'user';
}

const asked = ({ camera, microphone }: Wanted): CaptureFailure['device'] => (camera ? (microphone ? 'both' : 'camera') : 'microphone');

async function missing(wanted: Wanted, media: MediaPort): Promise<CaptureFailure['device']> {
  const kinds = await media.inputs().catch((): Awaited<ReturnType<MediaPort['inputs']>> => []);
  const noCamera = wanted.camera && !kinds.includes('videoinput');
  const noMicrophone = wanted.microphone && !kinds.includes('audioinput');
  if (noCamera === noMicrophone) return asked(wanted);
  return noCamera ? 'camera' : 'microphone';
}

async function denied(wanted: Wanted, media: MediaPort): Promise<CaptureFailure['device']> {
  const [camera, microphone] = await Promise.all([media.permission('camera'), media.permission('microphone')]);
  if (asked(wanted) !== 'both' || (camera === 'denied') === (microphone === 'denied')) return asked(wanted);
  return camera === 'denied' ? 'camera' : 'microphone';
}

/** @param tookMs From the call of `getUserMedia` to its rejection. */
export async function captureFailure(error: unknown, wanted: Wanted, tookMs: number, media: MediaPort): Promise<CaptureFailure> {
  const trouble = troubleOf(error);
  if (trouble === 'permission-denied') {
    return { outcome: trouble, device: await denied(wanted, media), hint: hintOf(error, wanted, tookMs, media) };
  }
  if (trouble === 'no-device') return { outcome: trouble, device: await missing(wanted, media) };
  return { outcome: 'device-busy', device: asked(wanted) };
}
