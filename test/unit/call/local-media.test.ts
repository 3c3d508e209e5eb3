import { describe, expect, it } from 'vitest';
import { createControls } from '../../../src/call/controls.js';
import { LocalMedia } from '../../../src/call/local-media.js';
import { fakeMedia, type FakeMedia } from '../../../src/testing/fake-media.js';
import { manualClock } from '../../../src/testing/manual-clock.js';

async function opened(set: (media: FakeMedia) => void = () => undefined) {
  const media = fakeMedia();
  set(media);
  const replaced: (readonly [string, string | undefined])[] = [];
  const clock = manualClock();
  const local = new LocalMedia({
    media,
    clock,
    settings: () => ({ enabled: true, camera: true, microphone: true, cameraConstraints: {} }),
    changed: () => undefined,
    replaced: (kind, track) => replaced.push([kind, track?.label]),
  });
  const outcomes: unknown[] = [];
  local.open(true, undefined, (failure) => outcomes.push(failure));
  await clock.run(0);
  return { media, clock, local, replaced, outcomes };
}

describe('this side’s media', () => {
  it('has no controls before they are loaded, nor without a stream', async () => {
    const { local } = await opened();
    expect(local.controls).toBeUndefined();
    local.extend(createControls);
    expect(local.controls).toBeDefined();
    local.release();
    expect(local.controls).toBeUndefined();
  });

  it('takes controls that are loaded before there is a stream', async () => {
    const { local, clock } = await opened();
    local.release();
    local.extend(createControls);
    expect(local.controls).toBeUndefined();
    local.open(true, undefined, () => undefined);
    await clock.run(0);
    expect(local.controls).toBeDefined();
  });

  it('goes on without a device that is unplugged before controls are loaded', async () => {
    const { local, media, replaced } = await opened();
    media.unplug('video');
    expect(local.modes).toEqual({ audio: 'on', video: 'off' });
    expect(replaced).toEqual([['video', undefined]]);
  });

  it('opens a microphone that had gone when it is switched on', async () => {
    const { local, media, clock } = await opened();
    media.unplug('audio');
    media.plug('audioinput');
    local.setMicrophone(true);
    expect(media.asked.at(-1)).toEqual({ audio: true, video: false });
    await clock.run(0);
    expect(local.modes.audio).toBe('on');
  });

  it('says why a microphone does not come back', async () => {
    const { local, media, clock } = await opened();
    media.unplug('audio');
    local.setMicrophone(true);
    await clock.run(0);
    await clock.run(0);
    expect(local.trouble).toEqual({ outcome: 'no-device', device: 'microphone' });
  });

  it('stops a camera that comes when it is not wanted any more, and hears the microphone all the while', async () => {
    const { local, media, clock } = await opened();
    local.setCamera(false);
    media.answer = 'hold';
    local.setCamera(true);
    local.setMicrophone(false);
    local.setCamera(false);
    media.settle('grant');
    await clock.run(0);
    expect(media.liveTracks.map(({ kind }) => kind)).toEqual(['audio']);
    expect(local.modes).toEqual({ audio: 'off', video: 'off' });
  });

  it.each(['setCamera', 'setMicrophone'] as const)('answers the first question although %s(false) came meanwhile', async (set) => {
    const { local, media, clock } = await opened();
    for (const camera of [true, false]) {
      const outcomes: unknown[] = [];
      media.answer = 'hold';
      local.open(camera, undefined, (failure) => outcomes.push(failure));
      local[set](false);
      media.settle('grant');
      await clock.run(0);
      expect(outcomes).toEqual([undefined]);
      expect(local.modes).toEqual({ audio: 'on', video: camera ? 'on' : 'off' });
    }
  });

  it('asks once for a camera that is on already', async () => {
    const { local, media } = await opened();
    local.setCamera(true);
    expect(media.asked).toHaveLength(1);
  });

  it('hands over a stream of nobody’s devices when there was nothing to ask for', async () => {
    const { local, media, clock, outcomes } = await opened();
    local.release();
    const nothing = await fakeMedia().getUserMedia({});
    local.open(false, { at: 0, stream: Promise.resolve(nothing) }, (failure) => outcomes.push(failure));
    await clock.run(0);
    expect(outcomes).toEqual([undefined, undefined]);
    expect(local.modes).toEqual({ audio: 'off', video: 'off' });
    local.setMicrophone(true);
    await clock.run(0);
    expect(local.modes.audio).toBe('on');
    expect(local.stream?.getAudioTracks()).toHaveLength(1);
    expect(media.liveTracks).toHaveLength(1);
  });
});
