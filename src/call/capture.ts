/**
 * Capture: camera and microphone, asked for in the very task of a click.
 *
 * Knows the constraints, which failures deserve a second try (never a denial) and that a question may stay open for ever:
 * a cancelled capture stops the stream that comes too late. Does not know what a capture is for.
 */
import type { CameraConstraints, Clock } from '../protocol/index.js';
import { captureFailure, troubleOf, type Wanted } from './capture-failure.js';
import type { CaptureFailure } from './machine-state.js';
import type { MediaPort } from './media-port.js';

export interface CaptureOptions extends Wanted {
  readonly cameraConstraints: CameraConstraints;
  readonly media: MediaPort;
  readonly clock: Clock;
  /** Called once, unless cancelled before. */
  readonly done: (result: { readonly stream: MediaStream } | { readonly failure: CaptureFailure }) => void;
}

export const stopTracks = (stream: MediaStream): void => stream.getTracks().forEach((track) => track.stop());

/** Wishes instead of demands: `exact`, `min` and `max` become `ideal`. */
export function wishes(constraints: CameraConstraints): MediaTrackConstraints {
  const soft: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(constraints)) {
    const range: { ideal?: unknown; exact?: unknown; min?: unknown; max?: unknown } = typeof value === 'object' ? value : { ideal: value };
    const ideal = range.ideal ?? range.exact ?? range.max ?? range.min;
    if (ideal !== undefined) soft[key] = { ideal };
  }
  return soft;
}

/** From the deployment's wish to whatever the camera gives. */
const ladder = ({ cameraConstraints }: CaptureOptions): readonly (MediaTrackConstraints | true)[] =>
  Object.keys(cameraConstraints).length === 0 ? [true] : [cameraConstraints as MediaTrackConstraints, wishes(cameraConstraints), true];

/** Begins at once: the browser has been asked when this returns. The returned function gives it up. */
export function capture(options: CaptureOptions): () => void {
  const { media, clock, done } = options;
  const began = clock.now();
  const rungs = ladder(options);
  let cancelled = false;

  const ask = (rung: number): Promise<MediaStream> =>
    // `getUserMedia` may be missing, which is a throw and not a rejection.
    new Promise((resolve) => resolve(media.getUserMedia({ audio: options.microphone, video: options.camera && (rungs[rung] ?? true) })));

  const again = async (error: unknown, rung: number, aborted: boolean): Promise<MediaStream> => {
    const trouble = troubleOf(error);
    if (!cancelled && trouble === 'overconstrained' && rung + 1 < rungs.length) return attempt(rung + 1, aborted);
    if (!cancelled && trouble === 'aborted' && !aborted) return attempt(rung, true);
    throw error;
  };
  const attempt = (rung: number, aborted: boolean): Promise<MediaStream> => ask(rung).catch((error: unknown) => again(error, rung, aborted));

  void attempt(0, false).then(
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
