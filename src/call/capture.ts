/**
 * Capture: camera and microphone, from the question to a stream or a classified failure.
 *
 * Knows which failures deserve a second try (never a denial) and that a question may stay open for ever:
 * a cancelled capture stops the stream that comes too late. Does not know what a capture is for.
 */
import type { CameraConstraints, Clock } from '../protocol/index.js';
import { captureFailure, troubleOf, type Wanted } from './capture-failure.js';
import type { Opening } from './engine-module.js';
import type { CaptureFailure } from './machine-state.js';
import { askFor, type MediaPort } from './media-port.js';

export interface CaptureOptions extends Wanted {
  readonly cameraConstraints: CameraConstraints;
  readonly media: MediaPort;
  readonly clock: Clock;
  /** The question, if it has been asked already, and when. */
  readonly asked?: Pick<Opening, 'stream' | 'at'>;
  /** Called once, unless cancelled before. */
  readonly done: (result: { readonly stream: MediaStream } | { readonly failure: CaptureFailure }) => void;
}

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

/** From the deployment's wish to whatever the camera gives. */
const ladder = ({ cameraConstraints }: CaptureOptions): readonly CameraConstraints[] => [cameraConstraints, wishes(cameraConstraints), {}];

/** Begins at once: the browser has been asked when this returns. The returned function gives it up. */
export function capture(options: CaptureOptions): () => void {
  const { media, clock, done } = options;
  const began = options.asked?.at ?? clock.now();
  const rungs = ladder(options);
  let cancelled = false;

  const ask = (rung: number): Promise<MediaStream> => askFor(media, { ...options, cameraConstraints: rungs[rung] ?? {} });

  const again = async (error: unknown, rung: number, aborted: boolean): Promise<MediaStream> => {
    const trouble = troubleOf(error);
    if (!cancelled && trouble === 'overconstrained' && rung + 1 < rungs.length) return attempt(rung + 1, aborted);
    if (!cancelled && trouble === 'aborted' && !aborted) return attempt(rung, true);
    throw error;
  };
  const attempt = (rung: number, aborted: boolean): Promise<MediaStream> => ask(rung).catch((error: unknown) => again(error, rung, aborted));

  void (options.asked ? options.asked.stream.catch((error: unknown) => again(error, 0, false)) : attempt(0, false)).then(
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
