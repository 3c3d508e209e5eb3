/**
 * Whether a picture is black: sixteen by sixteen pixels of it, looked at now and then.
 *
 * Knows the difference between black, as of a shutter or a camera that some program holds, and dark. A page that browsers
 * do not let look (protection against fingerprinting) sees noise, and no black.
 */

const side = 16;

/** Dark rooms have light somewhere, and noise; a shutter has neither. Luma from 0 to 255, ITU-R BT.601. */
export function isBlack(pixels: Uint8ClampedArray): boolean {
  let [sum, least, most] = [0, 255, 0];
  for (let at = 0; at < pixels.length; at += 4) {
    const luma = 0.299 * (pixels[at] ?? 0) + 0.587 * (pixels[at + 1] ?? 0) + 0.114 * (pixels[at + 2] ?? 0);
    sum += luma;
    least = Math.min(least, luma);
    most = Math.max(most, luma);
  }
  return sum / (pixels.length / 4) < 20 && most - least < 12;
}

export class LumaProbe {
  private context: CanvasRenderingContext2D | null | undefined;

  /** Undefined where nothing is drawn yet, or a browser does not let look. */
  isBlack(video: HTMLVideoElement | undefined): boolean | undefined {
    if (!video || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return undefined;
    this.context ??= canvas();
    if (!this.context) return undefined;
    try {
      this.context.drawImage(video, 0, 0, side, side);
      return isBlack(this.context.getImageData(0, 0, side, side).data);
    } catch {
      return undefined;
    }
  }
}

function canvas(): CanvasRenderingContext2D | null {
  const element = document.createElement('canvas');
  element.width = element.height = side;
  return element.getContext('2d', { willReadFrequently: true });
}

/** Shows a track where nobody sees it, for the probe. */
export class HiddenPicture {
  private track: MediaStreamTrack | undefined;
  private video: HTMLVideoElement | undefined;

  show(track: MediaStreamTrack | undefined): HTMLVideoElement | undefined {
    if (track === this.track) return this.video;
    this.close();
    this.track = track;
    if (!track) return undefined;
    const video = document.createElement('video');
    video.muted = video.playsInline = true;
    video.srcObject = new MediaStream([track]);
    void video.play().catch(() => undefined);
    return (this.video = video);
  }

  close(): void {
    if (this.video) this.video.srcObject = null;
    this.video = this.track = undefined;
  }
}
