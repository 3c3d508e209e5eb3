/**
 * The screen, in place of the camera, from the browser's own picker to its own "Stop sharing".
 *
 * Knows that a picker may be left open, closed without a choice (which is nobody's failure) or answered when the call is
 * over: what comes too late is stopped. Does not know where the picture goes: controls.ts does.
 */
import { stopTracks } from './capture.js';
import type { ControlsHost } from './controls-port.js';

/** Enough to read by; a bigger screen is scaled down before it is sent. */
const legible: DisplayMediaStreamOptions = { video: { width: { max: 1920 }, height: { max: 1200 }, frameRate: { ideal: 15, max: 30 } }, audio: false };

export class ScreenShare {
  track: MediaStreamTrack | undefined;
  /** The question that counts; undefined while none is open. */
  private open: object | undefined;

  constructor(
    private readonly host: Pick<ControlsHost, 'media' | 'modes'>,
    private readonly changed: () => void,
  ) {}

  get state(): 'on' | 'off' | 'none' {
    if (this.track) return 'on';
    const { media, modes } = this.host;
    return media.getDisplayMedia && media.mayAsk('display-capture') && modes.video !== 'none' ? 'off' : 'none';
  }

  /** Asks the browser before it returns. */
  start(): void {
    const { media } = this.host;
    if (this.state !== 'off' || this.open) return;
    const question = {};
    this.open = question;
    const settled = (): boolean => {
      const counts = this.open === question;
      if (counts) this.open = undefined;
      return counts;
    };
    new Promise<MediaStream>((resolve, reject) => {
      if (media.getDisplayMedia) resolve(media.getDisplayMedia(legible));
      else reject(new TypeError());
    }).then(
      (stream) => (settled() ? this.take(stream) : stopTracks(stream)),
      () => void settled(),
    );
  }

  stop(): void {
    this.open = undefined;
    this.track?.stop();
    if (this.track) this.set(undefined);
  }

  private take(stream: MediaStream): void {
    const [track] = stream.getVideoTracks();
    if (!track) return;
    // Letters have to stay legible, whatever it costs in frames.
    track.contentHint = 'detail';
    track.addEventListener('ended', () => {
      if (this.track === track) this.set(undefined);
    });
    this.set(track);
  }

  private set(track: MediaStreamTrack | undefined): void {
    this.track = track;
    this.changed();
  }
}
