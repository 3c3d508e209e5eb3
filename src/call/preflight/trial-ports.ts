/**
 * The seam to the browser for trying devices: a first frame, a level, two notes.
 *
 * Types, and the ports of the page itself. Knows nothing of results: device-trial.ts does.
 */
import { browserMedia, type MediaPort } from '../media-port.js';
import { meterSound } from './sound-meter.js';
import { playNotes } from './test-notes.js';

export interface TrialPorts {
  /** Asks for devices, lists them and tells when they change. */
  readonly media: MediaPort;
  /** The size of a camera's first frame; never settles where none comes. The second function gives it up. */
  firstFrame(stream: MediaStream): readonly [frame: Promise<{ readonly width: number; readonly height: number }>, stop: () => void];
  /** Tells the level, 0 to 1, ten times a second. The returned function ends it. */
  meter(track: MediaStreamTrack, onLevel: (level: number) => void): () => void;
  /** Two short notes to this output, or the system's own; resolves when they have been played, rejects where they can't be. */
  notes(sinkId: string | undefined): Promise<void>;
  /** Whether this browser sends sound to an output of one's choice. */
  readonly choosesSpeaker: boolean;
}

/** In a video element of its own, so that the check needs no place on the page. */
function firstFrame(stream: MediaStream): ReturnType<TrialPorts['firstFrame']> {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  const frame = new Promise<{ width: number; height: number }>((resolve) => {
    video.addEventListener('loadeddata', () => resolve({ width: video.videoWidth, height: video.videoHeight }), { once: true });
  });
  video.srcObject = stream;
  video.play().catch(() => undefined);
  return [frame, () => (video.srcObject = null)];
}

/** The page's own devices. */
export const browserTrialPorts = (media: MediaPort = browserMedia): TrialPorts => ({
  media,
  firstFrame,
  meter: meterSound,
  notes: playNotes,
  choosesSpeaker: typeof HTMLMediaElement !== 'undefined' && 'setSinkId' in HTMLMediaElement.prototype,
});
