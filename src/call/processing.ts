/**
 * The camera's picture on its way through a processor that the page brought.
 *
 * Knows when the plain picture may be seen: while a processor is started on a camera that was seen plainly anyway, and
 * when the processor has failed. A camera that is opened or exchanged under a running processor is not seen before it is
 * processed. Every start has its stop, and the track that came of it ends with it.
 */
import type { TrackProcessor } from './call-controls.js';

export class Processing {
  /** What to send in place of the camera. Undefined: the camera itself. `null`: nothing yet. */
  output: MediaStreamTrack | null | undefined;
  private processor: TrackProcessor | undefined;
  private input: MediaStreamTrack | undefined;

  constructor(private readonly changed: () => void) {}

  use(processor: TrackProcessor | undefined, camera: MediaStreamTrack | undefined): void {
    const meanwhile = this.output === undefined ? undefined : null;
    this.letGo();
    this.processor = processor;
    this.begin(camera, meanwhile);
    this.changed();
  }

  /** Another camera, or none. */
  source(camera: MediaStreamTrack | undefined): void {
    if (camera === this.input) return;
    this.letGo();
    this.begin(camera, null);
  }

  close(): void {
    this.letGo();
    this.processor = undefined;
  }

  private begin(camera: MediaStreamTrack | undefined, meanwhile: null | undefined): void {
    const { processor } = this;
    if (!processor || !camera) return;
    this.input = camera;
    this.output = meanwhile;
    const counts = (): boolean => this.processor === processor && this.input === camera;
    new Promise<MediaStreamTrack>((resolve) => resolve(processor.start(camera))).then(
      (track) => {
        if (counts()) this.take(track, camera);
        else if (track !== camera) track.stop();
      },
      () => counts() && this.fail(),
    );
  }

  private take(track: MediaStreamTrack, camera: MediaStreamTrack): void {
    this.output = track;
    track.addEventListener('ended', () => {
      if (this.output === track && camera.readyState === 'live') this.fail();
    });
    this.changed();
  }

  private fail(): void {
    this.close();
    this.changed();
  }

  private letGo(): void {
    const { processor, input, output } = this;
    this.input = this.output = undefined;
    if (output && output !== input) output.stop();
    if (!processor || !input) return;
    try {
      processor.stop();
    } catch (error) {
      // The page's own matter; the call goes on.
      queueMicrotask(() => {
        throw error;
      });
    }
  }
}
