/**
 * Capture: camera and microphone, from the question to a stream or a classified failure.
 *
 * Knows which failures deserve a second try (never a denial): demands that no device meets become wishes, then nothing;
 * a device that would not start is tried once more, and where the chosen one stays busy any other will do. A question may
 * stay open for ever: a cancelled capture stops the stream that comes too late. Does not know what a capture is for.
 */
import type { CameraConstraints, Clock } from '../protocol/index.js';
import type { Device } from './call-controls.js';
import { captureFailure, troubleOf } from './capture-failure.js';
import { recognise } from './device-memory.js';
import type { Opening } from './engine-module.js';
import type { CaptureFailure } from './machine-state.js';
import { askFor, type MediaPort, type Question } from './media-port.js';

export interface CaptureOptions extends Question {
  readonly media: MediaPort;
  readonly clock: Clock;
  /** The question, if it has been asked already, and when. */
  readonly asked?: Pick<Opening, 'stream' | 'at'>;
  /** Called once, unless cancelled before. */
  readonly done: (result: { readonly stream: MediaStream } | { readonly failure: CaptureFailure }) => void;
}

/** Some drivers need this long to let go of a device, in milliseconds. */
export const secondTry = 500;

export const stopTracks = (stream: MediaStream): void => stream.getTracks().forEach((track) => track.stop());

/** Wishes instead of demands: `exact`, `min` and `max` become `ideal`. */
export function wishes(constraints: CameraConstraints): CameraConstraints {
  const soft: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(constraints)) {
    const range: { ideal?: unknown; exact?: unknown; min?: unknown; max?: unknown } = typeof value === 'object' ? value : { ideal: value };
    const ideal = range.ideal ?? range.exact ?? range.max ?? range.min;
    if (ideal !== undefined) soft[key] = { ideal };
  }
  return soft;
}

type Chosen = NonNullable<Question['chosen']>;
const kinds = { camera: 'videoinput', microphone: 'audioinput' } as const satisfies Record<keyof Chosen, MediaDeviceKind>;

/** Of what the browser lists, one device for each kind that was chosen. */
async function instead(chosen: Chosen, media: MediaPort, pick: (kind: keyof Chosen, listed: readonly Device[]) => Device | undefined): Promise<Chosen> {
  const devices = await media.list().catch((): Awaited<ReturnType<MediaPort['list']>> => []);
  const idOf = (kind: keyof Chosen): string | undefined =>
    pick(kind, devices.filter((it) => it.kind === kinds[kind] && it.deviceId !== '').map(({ deviceId, label }) => ({ id: deviceId, label })))?.id;
  const camera = chosen.camera === undefined ? undefined : idOf('camera');
  const microphone = chosen.microphone === undefined ? undefined : idOf('microphone');
  return { ...(camera === undefined ? {} : { camera }), ...(microphone === undefined ? {} : { microphone }) };
}

/** Begins at once: the browser has been asked when this returns. The returned function gives it up. */
export function capture(options: CaptureOptions): () => void {
  const { media, clock, done, camera, microphone, cameraConstraints, chosen = {} } = options;
  const began = options.asked?.at ?? clock.now();
  let cancelled = false;
  let retried = false;

  const rungs: readonly (() => Promise<MediaStream>)[] = [
    () => askFor(media, options),
    // The chosen ones may have other ids by now.
    async () => askFor(media, { camera, microphone, cameraConstraints: wishes(cameraConstraints), chosen: await instead(chosen, media, recognise) }, 'ideal'),
    async () => {
      const others = await instead(chosen, media, (kind, listed) => listed.find(({ id }) => id !== chosen[kind]));
      return askFor(media, { camera, microphone, cameraConstraints: {}, chosen: others }, 'ideal');
    },
  ];
  const attempt = (rung: number): Promise<MediaStream> => (rungs[rung]?.() ?? Promise.reject(new TypeError())).catch((error: unknown) => again(error, rung));
  const again = async (error: unknown, rung: number): Promise<MediaStream> => {
    const trouble = troubleOf(error);
    if (trouble === 'device-busy' && !retried) {
      retried = true;
      await new Promise<void>((resolve) => void clock.after(secondTry, resolve));
      if (!cancelled) return attempt(rung);
    }
    const last = rungs.length - 1;
    if (!cancelled && trouble === 'overconstrained' && rung < last) return attempt(rung + 1);
    if (!cancelled && trouble === 'device-busy' && options.chosen && rung < last) return attempt(last);
    throw error;
  };

  void (options.asked ? options.asked.stream.catch((error: unknown) => again(error, 0)) : attempt(0)).then(
    (stream) => (cancelled ? stopTracks(stream) : done({ stream })),
    async (error: unknown) => {
      const failure = await captureFailure(error, options, clock.now() - began, media);
      if (!cancelled) done({ failure });
    },
  );
  return () => {
    cancelled = true;
  };
}
