import { describe, expect, it } from 'vitest';
import { both, live } from './page.js';

describe('camera and microphone in a call', () => {
  it('mutes by the track, and tells the other side', async () => {
    const { upgrade, engine, media } = await live();
    upgrade.setMicrophone(false);
    expect(upgrade.devices).toEqual({ audio: 'off', video: 'on' });
    expect(engine().calls.at(-1)).toEqual(['announce', { audio: 'off', video: 'on' }]);
    expect(media.liveTracks).toHaveLength(2);
  });

  it('stops the camera by ending its track, and opens it again within the click', async () => {
    const { upgrade, engine, media, clock } = await live();
    upgrade.setCamera(false);
    expect(media.liveTracks.map(({ kind }) => kind)).toEqual(['audio']);
    expect(engine().calls.slice(-2)).toEqual([['replace', 'video', null], ['announce', { audio: 'on', video: 'off' }]]);
    upgrade.setCamera(true);
    expect(media.asked.at(-1)).toEqual({ audio: false, video: true });
    await clock.run(0);
    expect(upgrade.devices.video).toBe('on');
    expect(engine().calls.filter(([name]) => name === 'replace').at(-1)).toEqual(['replace', 'video', upgrade.local?.getVideoTracks()[0]]);
  });

  it('says why the camera did not open', async () => {
    const { upgrade, media, clock } = await live();
    upgrade.setCamera(false);
    media.answer = { error: 'NotReadableError' };
    upgrade.setCamera(true);
    await clock.run(2_000);
    expect(upgrade.cameraTrouble).toEqual({ outcome: 'device-busy', device: 'camera' });
    expect(upgrade.devices.video).toBe('off');
  });

  it('does not open a camera that was switched off again before the question was answered', async () => {
    const { upgrade, media, clock } = await live();
    upgrade.setCamera(false);
    media.answer = 'hold';
    upgrade.setCamera(true);
    upgrade.setCamera(false);
    media.settle('grant');
    await clock.run(0);
    expect(media.liveTracks.map(({ kind }) => kind)).toEqual(['audio']);
  });

  it('never opens a camera that the deployment does not enable', async () => {
    const { upgrade, media } = await live({ video: () => ({ ...both, camera: false }) });
    upgrade.setCamera(true);
    expect(media.asked).toEqual([{ audio: true, video: false }]);
    expect(upgrade.devices).toEqual({ audio: 'on', video: 'none' });
  });

  it('notices a camera that was unplugged', async () => {
    const { upgrade, engine, media } = await live();
    media.unplug('video');
    expect(upgrade.devices.video).toBe('off');
    expect(engine().calls.filter(([name]) => name === 'replace').at(-1)).toEqual(['replace', 'video', null]);
    expect(engine().calls.at(-1)).toEqual(['announce', { audio: 'on', video: 'off' }]);
  });
});
