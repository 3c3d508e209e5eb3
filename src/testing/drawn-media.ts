/**
 * Streams that a page can play, without a device: a plain picture from a canvas, and silence.
 *
 * For browsers; needs no permission, no flag and no camera. Knows how to make and end them, not who asks (fake-media.ts).
 */

const width = 320;
const height = 180;
/** A canvas sends a frame only when something is drawn on it. */
const redrawMs = 200;

/** Whether this is a page that can make such streams. */
export const canDraw = (): boolean =>
  typeof MediaStream !== 'undefined' && typeof HTMLCanvasElement !== 'undefined' && typeof HTMLCanvasElement.prototype.captureStream === 'function';

/** A live track of one colour. */
export function drawnPicture(colour: string): MediaStreamTrack | undefined {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, height];
  const pen = canvas.getContext('2d');
  const [track] = canvas.captureStream(5).getVideoTracks();
  if (!pen || !track) return undefined;
  let turn = 0;
  const draw = (): void => {
    pen.fillStyle = colour;
    pen.fillRect(0, 0, width, height);
    // Something that moves, so that nobody takes it for a still.
    pen.fillStyle = '#fff';
    pen.fillRect((turn += 8) % width, height - 12, 24, 4);
  };
  draw();
  const timer = setInterval(() => {
    // `stop()` fires no event on the track that it was called on.
    if (track.readyState === 'ended') clearInterval(timer);
    else draw();
  }, redrawMs);
  return track;
}

/** A live track of silence; undefined where a browser has no audio graph. */
export function drawnSilence(): MediaStreamTrack | undefined {
  const context = audioGraph();
  if (!context) return undefined;
  const [track] = context.createMediaStreamDestination().stream.getAudioTracks();
  const timer = setInterval(() => {
    if (track?.readyState === 'live') return;
    clearInterval(timer);
    void context.close();
  }, redrawMs);
  return track;
}

/** Undefined in Safari before 14.1, which has it under a prefix only. */
function audioGraph(): AudioContext | undefined {
  if (typeof AudioContext !== 'undefined') return new AudioContext();
  return undefined;
}
