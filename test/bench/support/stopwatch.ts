/**
 * A page's stopwatch: when a call reaches each step, and when each frame of the other side is shown.
 *
 * An init script that wraps what both calls use, Segue's and the bare one, in the same way; it knows the browser's API and
 * nothing of either. Times are milliseconds of the machine's clock, so those of two pages can be compared.
 */
import type { Page } from '@playwright/test';

/** `offer` and `answer`: this side's own description is set, or the other's is taken. */
export type Step = 'asked' | 'granted' | 'made' | 'offer' | 'answer' | 'ice' | 'dtls' | 'frame';

interface Stopwatch {
  /** The first time that each step was reached since the last `reset`. */
  readonly at: Partial<Record<Step, number>>;
  readonly frames: number[];
  /** What was asked of the browser. */
  constraints: MediaStreamConstraints | undefined;
  reset(): void;
}

declare global {
  interface Window {
    stopwatch: Stopwatch;
  }
}

/** The init script; must stand alone, because it is sent to the page as text. */
function watch(): void {
  let at: Stopwatch['at'] = {};
  const frames: number[] = [];
  const mine = new Set<string>();
  const reached = (step: Step): void => {
    at = { [step]: Date.now(), ...at };
  };
  window.stopwatch = {
    get at() {
      return at;
    },
    frames,
    constraints: undefined,
    reset: () => {
      at = {};
      frames.length = 0;
    },
  };

  // Absent in an insecure page.
  const media = (navigator as { mediaDevices?: MediaDevices }).mediaDevices;
  if (!media) return;
  const getUserMedia = media.getUserMedia.bind(media);
  media.getUserMedia = async (constraints) => {
    reached('asked');
    window.stopwatch.constraints = constraints;
    const stream = await getUserMedia(constraints);
    for (const track of stream.getTracks()) mine.add(track.id);
    reached('granted');
    return stream;
  };

  window.RTCPeerConnection = new Proxy(window.RTCPeerConnection, {
    construct(target, args: [RTCConfiguration?], self) {
      const pc = Reflect.construct(target, args, self) as RTCPeerConnection;
      reached('made');
      pc.addEventListener('signalingstatechange', () => {
        if (pc.signalingState === 'stable') reached('answer');
        else if (pc.signalingState !== 'closed') reached('offer');
      });
      pc.addEventListener('iceconnectionstatechange', () => /^(connected|completed)$/.test(pc.iceConnectionState) && reached('ice'));
      pc.addEventListener('connectionstatechange', () => pc.connectionState === 'connected' && reached('dtls'));
      return pc;
    },
  });

  const source = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'srcObject');
  if (!source?.get || !source.set) throw new Error('a media element has no srcObject');
  const { get, set } = source;
  Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', {
    ...source,
    get,
    set(this: HTMLMediaElement, stream: MediaStream | null) {
      set.call(this, stream);
      const theirs = stream?.getTracks().some(({ id }) => !mine.has(id)) === true;
      if (!theirs || !(this instanceof HTMLVideoElement)) return;
      const shown = (): void => {
        // Its picture is another's by now.
        if (get.call(this) !== stream) return;
        reached('frame');
        frames.push(Date.now());
        this.requestVideoFrameCallback(shown);
      };
      this.requestVideoFrameCallback(shown);
    },
  });
}

export const installStopwatch = (page: Page): Promise<unknown> => page.addInitScript(watch);

export const reset = (page: Page): Promise<void> => page.evaluate(() => window.stopwatch.reset());

export const stepsOf = (page: Page): Promise<Partial<Record<Step, number>>> => page.evaluate(() => window.stopwatch.at);

/** Milliseconds of the page's clock of the first frame that was shown at or after this moment. */
export const frameSince = (page: Page, moment: number): Promise<number | undefined> =>
  page.evaluate((from) => window.stopwatch.frames.find((at) => at >= from), moment);
