import { describe, expect, it } from 'vitest';
import type { MediaModes } from '../../../src/call/engine-port.js';
import { SenderTuner } from '../../../src/call/sender-tuner.js';

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

type Browser = 'all' | 'not yet' | 'no pause';

/** A sender, as far as it is told things. */
class FakeSender {
  track: MediaStreamTrack | null = { kind: 'video', contentHint: '' } as MediaStreamTrack;
  readonly set: RTCRtpEncodingParameters[] = [];
  browser: Browser = 'all';

  getParameters(): Pick<RTCRtpSendParameters, 'encodings'> {
    return { encodings: this.browser === 'not yet' ? [] : [{}] };
  }

  setParameters({ encodings: [encoding] }: RTCRtpSendParameters): Promise<void> {
    if (!encoding || (this.browser === 'no pause' && encoding.active === false)) return Promise.reject(new Error('refused'));
    this.set.push(encoding);
    return Promise.resolve();
  }

  replaceTrack(track: MediaStreamTrack | null): Promise<void> {
    this.track = track;
    return Promise.resolve();
  }
}

function connection() {
  const [audio, video] = [new FakeSender(), new FakeSender()];
  const pc = { getTransceivers: () => [{ receiver: { track: { kind: 'audio' } }, sender: audio }, { receiver: { track: { kind: 'video' } }, sender: video }] };
  return { pc: pc as unknown as RTCPeerConnection, audio, video };
}

function scene(video: MediaModes['video'] = 'on') {
  const camera = { kind: 'video' } as MediaStreamTrack;
  const modes: { video: MediaModes['video'] } = { video };
  const local = { getVideoTracks: () => [camera] } as unknown as MediaStream;
  return { it: new SenderTuner({ local: () => local, modes: () => ({ audio: 'on', ...modes }) }), camera, modes, ...connection() };
}

describe('a sender', () => {
  it('is told once, as long as nothing changes', async () => {
    const { it, pc, video, audio } = scene();
    for (let second = 0; second < 5; second += 1) {
      it.apply(pc, 0, undefined);
      await settled();
    }
    expect(video.set).toEqual([{ active: true, maxBitrate: 1_500_000, scaleResolutionDownBy: 1 }]);
    expect(audio.set).toEqual([{ priority: 'high', networkPriority: 'high' }]);
  });

  it('is told of another rung, a tunnel, and a screen in the camera’s place', async () => {
    const { it, pc, video, modes } = scene();
    const told: (number | undefined)[] = [];
    const say = async (...how: [rung: 0 | 1, relay: 'udp' | 'tcp' | 'tls' | undefined]): Promise<void> => {
      it.apply(pc, ...how);
      await settled();
      told.push(video.set[video.set.length - 1]?.maxBitrate);
    };
    await say(0, 'udp');
    await say(1, 'udp');
    await say(1, 'tls');
    modes.video = 'screen';
    video.track = { kind: 'video', contentHint: '' } as MediaStreamTrack;
    await say(1, undefined);
    expect(told).toEqual([1_500_000, 700_000, 600_000, 1_000_000]);
    expect(video.track.contentHint).toBe('detail');
  });

  it('of another connection is told anew', async () => {
    const { it, pc } = scene();
    const other = connection();
    it.apply(pc, 2, undefined);
    await settled();
    it.apply(other.pc, 2, undefined);
    await settled();
    expect([other.video.set.length, other.audio.set.length]).toEqual([1, 1]);
  });

  it('that is not negotiated yet is told later', async () => {
    const { it, pc, video } = scene();
    video.browser = 'not yet';
    it.apply(pc, 1, undefined);
    await settled();
    video.browser = 'all';
    it.apply(pc, 1, undefined);
    await settled();
    expect(video.set).toHaveLength(1);
    expect(video.track).not.toBeNull();
  });

  it('that cannot pause has no track for the while, and then its camera again', async () => {
    const { it, pc, video, camera } = scene();
    video.browser = 'no pause';
    it.apply(pc, 4, undefined);
    await settled();
    expect(video.track).toBeNull();
    it.apply(pc, 3, undefined);
    await settled();
    expect(video.track).toBe(camera);
  });

  it('sends a whole picture anew by resting for a moment, and is then as it was', async () => {
    const { it, pc, video } = scene();
    it.apply(pc, 1, undefined);
    await settled();
    it.renew(pc);
    await settled();
    expect(video.set.map(({ active, maxBitrate }) => [active, maxBitrate])).toEqual([[true, 700_000], [false, 700_000], [true, 700_000]]);
    it.apply(pc, 1, undefined);
    await settled();
    expect(video.set).toHaveLength(3);
  });

  it('that is busy with that is told what was wanted meanwhile, the last of it, as soon as it is not', async () => {
    const { it, pc, video } = scene();
    it.apply(pc, 1, undefined);
    await settled();
    it.renew(pc);
    it.apply(pc, 2, undefined);
    it.apply(pc, 0, undefined);
    await settled();
    await settled();
    expect(video.set.map(({ active, maxBitrate }) => [active, maxBitrate]).slice(1)).toEqual([[false, 700_000], [true, 700_000], [true, 1_500_000]]);
  });

  it('that rests, or of which nothing is known yet, is not woken for it', async () => {
    const { it, pc, video } = scene();
    it.renew(pc);
    await settled();
    it.apply(pc, 4, undefined);
    await settled();
    it.renew(pc);
    await settled();
    expect(video.set.map(({ active }) => active)).toEqual([false]);
  });

  it('that was refused on its way back from the moment of rest is told again', async () => {
    const { it, pc, video } = scene();
    it.apply(pc, 0, undefined);
    await settled();
    const set = video.setParameters.bind(video);
    video.setParameters = (parameters) => (parameters.encodings[0]?.active === false ? set(parameters) : Promise.reject(new Error('not now')));
    it.renew(pc);
    await settled();
    expect(video.set.at(-1)?.active).toBe(false);
    video.setParameters = set;
    it.apply(pc, 0, undefined);
    await settled();
    expect(video.set.at(-1)?.active).toBe(true);
  });

  it('is left alone after the call', async () => {
    const { it, pc, video } = scene();
    it.close();
    it.apply(pc, 4, undefined);
    await settled();
    expect(video.set).toEqual([]);
  });
});
