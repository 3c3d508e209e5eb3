import { beforeEach, describe, expect, it, vi } from 'vitest';
import { DeviceTrial } from '../../../../src/call/preflight/device-trial.js';
import type { VideoSettings } from '../../../../src/protocol/index.js';
import { manualClock, type ManualClock } from '../../../../src/testing/index.js';
import { trialFixture, type TrialFixture } from './trial-fixture.js';

const both: VideoSettings = { enabled: true, camera: true, microphone: true, cameraConstraints: { width: { ideal: 640 } } };

let fixture: TrialFixture;
let clock: ManualClock;
beforeEach(() => {
  fixture = trialFixture();
  clock = manualClock();
});
const trial = (video: VideoSettings = both): DeviceTrial => new DeviceTrial({ ports: fixture.ports, clock, video });

async function opened(video?: VideoSettings): Promise<DeviceTrial> {
  const made = trial(video);
  made.open();
  await vi.waitFor(() => expect([made.camera.kind, made.microphone.kind]).not.toContain('asking'));
  return made;
}

describe('a trial of devices', () => {
  it('asks the browser before open returns, with the deployment’s wish for the camera', () => {
    trial().open();
    expect(fixture.media.asked).toEqual([{ audio: true, video: { width: { ideal: 640 } } }]);
  });

  it('asks for nothing that this side may not send', async () => {
    const made = await opened({ ...both, camera: false });
    expect(fixture.media.asked).toEqual([{ audio: true, video: false }]);
    expect(made.camera.kind).toBe('off');
  });

  it('takes a camera for working at its first frame, and a microphone at its first sound', async () => {
    const made = await opened();
    expect([made.camera, made.microphone]).toMatchObject([{ kind: 'on', proof: 'waiting' }, { kind: 'on', proof: 'waiting' }]);
    fixture.showFrame();
    fixture.hear(0.01);
    fixture.hear(0.4);
    await vi.waitFor(() => expect(made.camera).toMatchObject({ proof: 'yes' }));
    expect(made.microphone).toMatchObject({ proof: 'yes' });
    expect(made.size).toEqual({ width: 640, height: 360 });
    expect(made.peak).toBe(0.4);
  });

  it('says after five seconds that nothing was seen or heard, and takes it back when something is', async () => {
    const made = await opened();
    fixture.hear(0);
    await clock.run(5_000);
    expect([made.camera, made.microphone]).toMatchObject([{ proof: 'no' }, { proof: 'no' }]);
    fixture.hear(0.5);
    expect(made.microphone).toMatchObject({ proof: 'yes' });
  });

  it('claims no silence where the browser lets nobody listen', async () => {
    const made = await opened();
    await clock.run(10_000);
    expect(made.microphone).toMatchObject({ kind: 'on', proof: 'waiting' });
  });

  it('asks for the microphone alone where there is no camera', async () => {
    fixture.media.devices = ['audioinput'];
    fixture.media.answer = { error: 'NotFoundError' };
    const made = trial();
    made.open();
    fixture.media.answer = 'grant';
    await vi.waitFor(() => expect(made.microphone.kind).toBe('on'));
    expect(made.camera).toMatchObject({ kind: 'failed', failure: { outcome: 'no-device', device: 'camera' } });
    expect(fixture.media.asked).toHaveLength(2);
  });

  it('asks for each alone where nobody can tell which of them is busy', async () => {
    fixture.media.answer = { error: 'NotReadableError' };
    const made = trial();
    made.open();
    await vi.waitFor(() => expect(fixture.media.asked).toHaveLength(3));
    await vi.waitFor(() => expect([made.camera, made.microphone]).toMatchObject([
      { kind: 'failed', failure: { outcome: 'device-busy', device: 'camera' } },
      { kind: 'failed', failure: { outcome: 'device-busy', device: 'microphone' } },
    ]));
    expect(fixture.media.asked).toHaveLength(3);
  });

  it('does not ask again after a denial', async () => {
    fixture.media.answer = { error: 'NotAllowedError' };
    const made = await opened();
    expect([made.camera, made.microphone]).toMatchObject([{ kind: 'failed', failure: { outcome: 'permission-denied', device: 'both' } }, { kind: 'failed' }]);
    expect(fixture.media.asked).toHaveLength(1);
  });

  it('lets the old camera go before it asks for another one', async () => {
    const made = await opened();
    const [old] = fixture.media.streams[0]?.getVideoTracks() ?? [];
    fixture.media.answer = 'hold';
    made.choose('camera', 'other');
    expect(old?.readyState).toBe('ended');
    fixture.media.settle('grant');
    await vi.waitFor(() => expect(made.camera.kind).toBe('on'));
    expect(fixture.media.asked[1]).toEqual({ audio: false, video: { width: { ideal: 640 }, deviceId: { ideal: 'other' } } });
  });

  it('switches the camera off and on, its light with it', async () => {
    const made = await opened();
    made.setCamera(false);
    expect(made.camera.kind).toBe('off');
    expect(fixture.media.liveTracks.map(({ kind }) => kind)).toEqual(['audio']);
    made.setCamera(true);
    await vi.waitFor(() => expect(made.camera.kind).toBe('on'));
  });

  it('says so when a device is taken away', async () => {
    const made = await opened();
    fixture.media.unplug('video');
    expect(made.camera).toMatchObject({ kind: 'failed', failure: { outcome: 'no-device', device: 'camera' } });
    expect(made.microphone.kind).toBe('on');
  });

  it('sends the notes to the chosen speaker and takes a person’s word for them', async () => {
    const made = await opened();
    made.choose('speaker', 'headset');
    const playing = made.testSpeaker();
    expect(made.speaker).toBe('playing');
    await playing;
    expect([made.speaker, fixture.played]).toEqual(['played', ['headset']]);
    made.answerSpeaker(false);
    expect(made.speaker).toBe('not-heard');
    made.choose('speaker', 'loud');
    expect(made.speaker).toBe('untried');
    fixture.notes = 'fail';
    await made.testSpeaker();
    expect(made.speaker).toBe('failed');
  });

  it('stops every track and every timer when it closes, also those that come too late', async () => {
    const made = await opened();
    made.close();
    expect([fixture.media.liveTracks, clock.waiting, fixture.metered]).toEqual([[], 0, 0]);
    fixture.media.answer = 'hold';
    const other = trial();
    other.open();
    other.close();
    fixture.media.settle('grant');
    await vi.waitFor(() => expect(fixture.media.streams).toHaveLength(2));
    await vi.waitFor(() => expect(fixture.media.liveTracks).toEqual([]));
    expect(other.camera.kind).toBe('off');
  });
});
