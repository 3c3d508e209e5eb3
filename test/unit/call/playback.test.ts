import { beforeAll, describe, expect, it } from 'vitest';
import { Playback } from '../../../src/call/playback.js';

/** A video element under an autoplay policy. */
class FakeVideo extends EventTarget {
  isConnected = true;
  paused = true;
  srcObject: MediaStream | null = null;
  muted = false;
  plays = 0;
  shown: (() => void)[] = [];

  constructor(public policy: 'all' | 'muted' | 'nothing' | 'interrupted' = 'all') {
    super();
  }

  /** As a system does it. */
  pause(): void {
    this.paused = true;
    this.dispatchEvent(new Event('pause'));
  }


  play(): Promise<void> {
    this.plays += 1;
    if (this.policy === 'interrupted') return Promise.reject(new DOMException('', 'AbortError'));
    const allowed = this.policy === 'all' || (this.policy === 'muted' && this.muted);
    this.paused = !allowed;
    return allowed ? Promise.resolve() : Promise.reject(new DOMException('', 'NotAllowedError'));
  }

  requestVideoFrameCallback(task: () => void): number {
    return this.shown.push(task);
  }
}

// The part of an element that playback uses; Node has no elements.
const element = (video: FakeVideo): HTMLVideoElement => video as unknown as HTMLVideoElement;
class FakePage extends EventTarget {
  visibilityState: DocumentVisibilityState = 'visible';

  turn(state: DocumentVisibilityState): void {
    this.visibilityState = state;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

const stream = (): MediaStream => new EventTarget() as MediaStream;
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

function playback() {
  let frames = 0;
  let changes = 0;
  const page = new FakePage();
  const it = new Playback({ changed: () => (changes += 1), frame: () => (frames += 1), page });
  return { it, page, frames: () => frames, changes: () => changes };
}

describe('playback', () => {
  beforeAll(() => expect(typeof DOMException).toBe('function'));

  it.each(['element first', 'stream first'])('plays when it has both: %s', async (order) => {
    const { it } = playback();
    const video = new FakeVideo();
    const remote = stream();
    if (order === 'element first') it.attach(element(video));
    it.show(remote);
    if (order === 'stream first') it.attach(element(video));
    await settled();
    expect([video.srcObject, video.plays, video.muted, it.state]).toEqual([remote, 1, false, 'ok']);
  });

  it('shows the picture without sound where the browser refuses sound, and plays it in a gesture', async () => {
    const { it, changes } = playback();
    const video = new FakeVideo('muted');
    it.attach(element(video));
    it.show(stream());
    await settled();
    expect([video.muted, video.plays, it.state, changes()]).toEqual([true, 2, 'blocked', 1]);
    video.policy = 'all';
    it.unlock();
    await settled();
    expect([video.muted, it.state, changes()]).toEqual([false, 'ok', 2]);
  });

  it('is blocked where nothing may play, and tries no more than twice', async () => {
    const { it } = playback();
    const video = new FakeVideo('nothing');
    it.attach(element(video));
    it.show(stream());
    await settled();
    expect([video.plays, it.state]).toEqual([2, 'blocked']);
  });

  it('takes an interruption for what it is', async () => {
    const { it } = playback();
    const video = new FakeVideo('interrupted');
    it.attach(element(video));
    it.show(stream());
    await settled();
    expect([video.plays, it.state]).toEqual([1, 'ok']);
  });

  it('tells of the first frame of the present stream only', () => {
    const { it, frames } = playback();
    const video = new FakeVideo();
    it.attach(element(video));
    it.show(stream());
    it.show(stream());
    video.shown[0]?.();
    expect(frames()).toBe(0);
    video.shown[1]?.();
    expect(frames()).toBe(1);
  });

  it('swaps streams on the same element, and lets go of an element that goes', () => {
    const { it } = playback();
    const [first, second] = [new FakeVideo(), new FakeVideo()];
    const remote = stream();
    it.attach(element(first));
    it.show(stream());
    it.show(remote);
    expect(first.srcObject).toBe(remote);
    it.attach(element(second));
    expect([first.srcObject, second.srcObject]).toEqual([null, remote]);
    it.show(undefined);
    expect(second.srcObject).toBeNull();
  });

  describe('that the system pauses', () => {
    async function playing(policy: FakeVideo['policy'] = 'all') {
      const all = playback();
      const video = new FakeVideo(policy);
      all.it.attach(element(video));
      all.it.show(stream());
      await settled();
      video.plays = 0;
      return { ...all, video };
    }

    it('plays again', async () => {
      const { it, video } = await playing();
      video.pause();
      await settled();
      expect([video.plays, video.muted, it.state]).toEqual([1, false, 'ok']);
    });

    it('plays again when somebody looks, where the page was hidden', async () => {
      const { page, video } = await playing();
      page.turn('hidden');
      video.pause();
      expect(video.plays).toBe(0);
      page.turn('visible');
      expect(video.plays).toBe(1);
      page.turn('visible');
      expect(video.plays).toBe(1);
    });

    it('plays without sound where it may not go on with it', async () => {
      const { it, video } = await playing();
      video.policy = 'muted';
      video.pause();
      await settled();
      expect([video.paused, video.muted, it.state]).toEqual([false, true, 'blocked']);
    });

    it('does not fight with a system that pauses again and again', async () => {
      const { page, video } = await playing();
      for (let turn = 0; turn < 20; turn += 1) video.pause();
      const before = video.plays;
      expect(before).toBeLessThan(10);
      page.turn('visible');
      video.pause();
      expect(video.plays).toBeGreaterThan(before);
    });

    it('is blocked when it is given up, until a gesture, which counts anew', async () => {
      const { it, video } = await playing();
      for (let round = 0; round < 2; round += 1) {
        for (let turn = 0; turn < 5; turn += 1) {
          video.pause();
          await settled();
          expect([video.paused, it.state]).toEqual([false, 'ok']);
        }
        video.pause();
        await settled();
        expect([video.paused, it.state]).toEqual([true, 'blocked']);
        it.unlock();
        await settled();
        expect([video.paused, it.state]).toEqual([false, 'ok']);
      }
    });

    it('is left alone when it is not on the page, or not ours any more', async () => {
      const { it, page, video } = await playing();
      video.isConnected = false;
      video.pause();
      video.isConnected = true;
      it.attach(undefined);
      video.pause();
      page.turn('visible');
      expect(video.plays).toBe(0);
    });
  });
});
