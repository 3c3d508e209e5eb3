/** A picture whose track the browser itself ends, as it does with an unplugged camera or "Stop sharing". */

declare global {
  interface HTMLVideoElement {
    captureStream?(): MediaStream;
    mozCaptureStream?(): MediaStream;
  }
}

export interface Endable {
  readonly stream: MediaStream;
  readonly end: () => void;
}

/** What a playing element shows; no script can dispatch an `ended` that Firefox takes for its own. */
export async function endable(): Promise<Endable> {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [320, 240];
  const pen = canvas.getContext('2d');
  const timer = setInterval(() => pen?.fillRect(Math.random() * 300, 0, 20, 240), 50);
  const source = canvas.captureStream(20);
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = source;
  await video.play();
  const stream = video.captureStream?.() ?? video.mozCaptureStream?.();
  if (!stream) throw new Error('this browser captures no elements');
  if (stream.getVideoTracks().length === 0) await new Promise((added) => stream.addEventListener('addtrack', added, { once: true }));
  return {
    stream,
    end() {
      clearInterval(timer);
      for (const track of source.getTracks()) track.stop();
      video.srcObject = null;
    },
  };
}
