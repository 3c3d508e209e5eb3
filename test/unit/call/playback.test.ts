import { beforeAll, describe, expect, it } from 'vitest';
import { Playback } from '../../../src/call/playback.js';

/** A video element under an autoplay policy. */
class FakeVideo {
  srcObject: MediaStream | null = null;
  muted = false;
  plays = 0;
  shown: (() => void)[] = [];

  constructor(public policy: 'all' | 'muted' | 'nothing' | 'interrupted' = 'all') {}

  play(): Promise<void> {
    this.plays += 1;
    if (this.policy === 'interrupted') return Promise.reject(new DOMException('', 'AbortError'));
    const allowed = this.policy === 'all' || (this.policy === 'muted' && this.muted);
    return allowed ? Promise.resolve() : Promise.reject(new DOMException('', 'NotAllowedError'));
  }

  requestVideoFrameCallback(task: () => void): number {
    return this.shown.push(task);
  }
}

// The part of an element that playback uses; Node has no elements.
const element = (video: FakeVideo): HTMLVideoElement => video as unknown as HTMLVideoElement;
const stream = (): MediaStream => new EventTarget() as MediaStream;
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

function playback() {
  let frames = 0;
  let changes = 0;
  const it = new Playback({ changed: () => (changes += 1), frame: () => (frames += 1) });
  return { it, frames: () => frames, changes: () => changes };
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
});
