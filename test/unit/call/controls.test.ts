import { describe, expect, it, vi } from 'vitest';
import { newsFor } from '../../../src/call/controls.js';
import { settling } from '../../../src/call/device-inventory.js';
import { holdAfter } from '../../../src/call/hold-watch.js';
import { callMedia, desk, phone } from './call-media.js';

describe('the choice of devices', () => {
  it('lists what there is and what is in use', async () => {
    const { controls } = await callMedia();
    expect(controls.devices.camera).toEqual({ devices: [{ id: 'cam-1', label: 'Desk camera' }, { id: 'cam-2', label: 'Document camera' }], chosen: 'cam-1' });
    expect(controls.devices.microphone).toMatchObject({ chosen: 'mic-1' });
  });

  it('offers no kind that this side may not send, and no speaker where the browser cannot choose one', async () => {
    const { controls } = await callMedia({ settings: { camera: false } });
    expect(controls.devices.camera).toBeUndefined();
    expect(controls.devices.speaker).toBeUndefined();
  });

  it('replaces the track and stops the one before', async () => {
    const { controls, local, media, replaced, settle, sent } = await callMedia();
    const before = local.source('video');
    controls.choose('camera', 'cam-2');
    await settle();
    expect(sent()).toEqual({ audio: 'Headset', video: 'Document camera' });
    expect(before?.readyState).toBe('ended');
    expect(media.liveTracks).toHaveLength(2);
    expect(replaced).toEqual([['video', local.source('video')]]);
    expect(controls.devices.camera?.chosen).toBe('cam-2');
  });

  it('shows a choice only once it has happened', async () => {
    const { controls, media, settle } = await callMedia();
    media.answer = 'hold';
    controls.choose('microphone', 'mic-2');
    await settle();
    expect(controls.devices.microphone?.chosen).toBe('mic-1');
    media.settle('grant');
    await settle();
    expect(controls.devices.microphone?.chosen).toBe('mic-2');
  });

  it('keeps a muted side muted', async () => {
    const { controls, local, settle } = await callMedia();
    local.setMicrophone(false);
    controls.choose('microphone', 'mic-2');
    await settle();
    expect(local.source('audio')?.enabled).toBe(false);
    expect(local.modes.audio).toBe('off');
  });

  it.each([false, true])('says what would not open, and keeps what was in use (one at a time: %s)', async (exclusive) => {
    const { controls, media, clock, settle, sent } = await callMedia();
    media.exclusive = exclusive;
    media.busy = ['cam-2'];
    controls.choose('camera', 'cam-2');
    await settle();
    expect(controls.notice).toEqual({ kind: 'refused', device: 'camera', label: 'Document camera' });
    expect(sent().video).toBe('Desk camera');
    expect(media.liveTracks).toHaveLength(2);
    await clock.run(newsFor);
    expect(controls.notice).toBeUndefined();
  });

  it('takes the last of several choices and stops the others', async () => {
    const { controls, media, settle, sent } = await callMedia();
    media.answer = 'hold';
    controls.choose('camera', 'cam-2');
    controls.choose('camera', 'cam-1');
    media.settle('grant');
    await settle();
    expect(sent().video).toBe('Desk camera');
    expect(media.liveTracks).toHaveLength(2);
  });

  it('lets go of a camera that opens after it was switched off', async () => {
    const { controls, local, media, settle, sent } = await callMedia();
    media.answer = 'hold';
    controls.choose('camera', 'cam-2');
    local.setCamera(false);
    media.settle('grant');
    await settle();
    expect(sent().video).toBeUndefined();
    expect(media.liveTracks.map(({ kind }) => kind)).toEqual(['audio']);
  });

  it('knows devices that are plugged in later', async () => {
    const { controls, media, clock } = await callMedia();
    media.plug({ kind: 'videoinput', deviceId: 'cam-3', label: 'New camera' });
    await clock.run(settling);
    expect(controls.devices.camera?.devices.map(({ label }) => label)).toContain('New camera');
  });
});

describe('a device that goes away', () => {
  it('gives way to the next of its kind', async () => {
    const { controls, media, clock, settle, sent } = await callMedia();
    media.unplug('mic-1');
    await settle();
    expect(sent().audio).toBe('Built-in microphone');
    expect(controls.notice).toEqual({ kind: 'lost', device: 'microphone', label: 'Headset', now: 'Built-in microphone' });
    await clock.run(newsFor);
    expect(controls.notice).toBeUndefined();
  });

  it('leaves a side without it where there is no other, until one is plugged in', async () => {
    const { controls, local, media, clock, settle, sent } = await callMedia({ devices: desk.filter((device) => typeof device === 'string' || device.deviceId !== 'cam-2') });
    media.unplug('cam-1');
    await settle();
    expect(local.modes.video).toBe('off');
    expect(controls.notice).toEqual({ kind: 'lost', device: 'camera', label: 'Desk camera' });
    media.plug({ kind: 'videoinput', deviceId: 'cam-1', label: 'Desk camera' });
    await clock.run(settling);
    await settle();
    expect(sent().video).toBe('Desk camera');
    expect(controls.notice).toBeUndefined();
  });

  it('passes over a device that another program has', async () => {
    const { media, settle, sent } = await callMedia({ devices: [...desk, { kind: 'videoinput', deviceId: 'cam-3', label: 'Third camera' }] });
    media.busy = ['cam-2'];
    media.unplug('cam-1');
    await settle();
    expect(sent().video).toBe('Third camera');
  });

  it('is noticed by the list where its track does not end', async () => {
    const { media, clock, settle, sent } = await callMedia();
    media.devices = media.devices.filter((device) => typeof device === 'string' || device.deviceId !== 'cam-1');
    media.plug({ kind: 'videoinput', deviceId: 'cam-3', label: 'Third camera' });
    await clock.run(settling);
    await settle();
    expect(sent().video).toBe('Document camera');
    expect(media.liveTracks).toHaveLength(2);
  });

  it('is not asked for again by itself when the visitor took the permission back', async () => {
    const { controls, local, media, settle } = await callMedia();
    media.permissions = { camera: 'prompt', microphone: 'granted' };
    const before = media.asked.length;
    media.revoke('video');
    await settle();
    expect(media.asked).toHaveLength(before);
    expect(local.modes.video).toBe('off');
    expect(controls.notice).toEqual({ kind: 'lost', device: 'camera', label: 'Desk camera' });
    media.hidden = true;
    media.hidden = false;
    await settle();
    expect(media.asked).toHaveLength(before);
  });

  it('is opened again where nobody would be asked, but not over and over', async () => {
    const { local, media, settle } = await callMedia();
    media.permissions = { camera: 'granted', microphone: 'granted' };
    media.revoke('video');
    await settle();
    expect(local.modes.video).toBe('on');
    media.revoke('video');
    await settle();
    expect(local.modes.video).toBe('off');
  });

  it('comes back with the page when it was taken out of sight', async () => {
    const { local, media, settle } = await callMedia();
    media.hidden = true;
    media.revoke('video');
    await settle();
    expect(local.modes.video).toBe('off');
    media.hidden = false;
    await settle();
    expect(local.modes.video).toBe('on');
  });

  it('stays away when it was switched off meanwhile', async () => {
    const { local, media, settle } = await callMedia();
    media.hidden = true;
    media.revoke('video');
    await settle();
    local.setCamera(false);
    media.hidden = false;
    await settle();
    expect(local.modes.video).toBe('off');
  });
});

describe('a device that the system holds', () => {
  it('is told once it lasts, and the other side hears of it', async () => {
    const { controls, local, media, clock } = await callMedia();
    media.mute('video', true);
    await clock.run(holdAfter - 1);
    expect(controls.notice).toBeUndefined();
    await clock.run(1);
    expect(controls.notice).toEqual({ kind: 'held', device: 'camera' });
    expect(local.sent).toEqual({ audio: 'on', video: 'paused' });
    media.mute('video', false);
    expect(controls.notice).toBeUndefined();
    expect(local.sent).toEqual({ audio: 'on', video: 'on' });
  });

  it('is not told of for the flicker of a start', async () => {
    const { controls, media, clock } = await callMedia();
    media.mute('audio', true);
    await clock.run(holdAfter - 1);
    media.mute('audio', false);
    await clock.run(holdAfter);
    expect(controls.notice).toBeUndefined();
  });

  it.each([
    ['opened again on a phone', true, 1],
    ['left alone on a desk, where a person may have pressed a switch', false, 0],
  ])('is %s when the page is back in sight', async (_name, exclusive, questions) => {
    const { media, clock, settle } = await callMedia({ set: (it) => (it.exclusive = exclusive) });
    media.hidden = true;
    media.mute('audio', true);
    await clock.run(holdAfter);
    const before = media.asked.length;
    media.hidden = false;
    await settle();
    expect(media.asked.length - before).toBe(questions);
    expect(media.liveTracks.filter(({ muted }) => muted)).toHaveLength(1 - questions);
  });

  it('says of a held microphone that it is off', async () => {
    const { local, media, clock } = await callMedia();
    media.mute('audio', true);
    await clock.run(holdAfter);
    expect(local.sent).toEqual({ audio: 'off', video: 'on' });
    expect(local.modes.audio).toBe('on');
  });
});

describe('the screen', () => {
  it('takes the camera’s place and gives it back', async () => {
    const { controls, local, replaced, settle, sent } = await callMedia();
    const camera = local.source('video');
    controls.share(true);
    expect(controls.screen).toBe('off');
    await settle();
    expect(controls.screen).toBe('on');
    expect(sent().video).toBe('Fake screen');
    expect(local.stream?.getVideoTracks()[0]?.contentHint).toBe('detail');
    expect(local.sent).toEqual({ audio: 'on', video: 'screen' });
    expect(local.modes.video).toBe('on');
    expect(camera?.enabled).toBe(false);
    controls.share(false);
    expect(controls.screen).toBe('off');
    expect(camera?.enabled).toBe(true);
    expect(sent().video).toBe('Desk camera');
    expect(local.sent).toEqual({ audio: 'on', video: 'on' });
    expect(replaced.map(([, track]) => track?.label)).toEqual(['Fake screen', 'Desk camera']);
  });

  it('ends by the browser’s own button as well', async () => {
    const { controls, media, settle, sent } = await callMedia();
    controls.share(true);
    await settle();
    media.stopSharing();
    expect(controls.screen).toBe('off');
    expect(sent().video).toBe('Desk camera');
  });

  it.each([true, false])('leaves the camera as it was set meanwhile (on: %s)', async (on) => {
    const { controls, local, settle, sent } = await callMedia({ camera: !on });
    controls.share(true);
    await settle();
    local.setCamera(on);
    await settle();
    expect(sent().video).toBe('Fake screen');
    controls.share(false);
    expect(local.modes.video).toBe(on ? 'on' : 'off');
    expect(sent().video).toBe(on ? 'Desk camera' : undefined);
  });

  it('is nobody’s failure when the picker is closed', async () => {
    const { controls, media, settle, sent } = await callMedia();
    media.screenAnswer = { error: 'NotAllowedError' };
    controls.share(true);
    await settle();
    expect([controls.screen, controls.notice, sent().video]).toEqual(['off', undefined, 'Desk camera']);
    media.screenAnswer = 'grant';
    controls.share(true);
    await settle();
    expect(controls.screen).toBe('on');
  });

  it.each([
    ['the call has ended', ({ local }: Awaited<ReturnType<typeof callMedia>>) => local.release()],
    ['it is not wanted any more', ({ controls }: Awaited<ReturnType<typeof callMedia>>) => controls.share(false)],
  ])('is stopped when it comes after %s', async (_name, act) => {
    const it = await callMedia();
    it.media.screenAnswer = 'hold';
    it.controls.share(true);
    act(it);
    it.media.settle('grant');
    await it.settle();
    expect(it.media.streams).toHaveLength(2);
    expect(it.media.liveTracks.some(({ label }) => label === 'Fake screen')).toBe(false);
  });

  it('asks once, however often it is pressed', async () => {
    const { controls, media, settle } = await callMedia();
    controls.share(true);
    controls.share(true);
    await settle();
    expect(media.streams).toHaveLength(2);
  });

  it.each([
    ['the browser has no way', { set: (media: { getDisplayMedia: unknown }): void => void (media.getDisplayMedia = undefined) }],
    ['this side may not send a picture', { settings: { camera: false } }],
  ])('is not offered where %s', async (_name, more) => {
    const { controls } = await callMedia(more);
    expect(controls.screen).toBe('none');
  });
});

describe('the other camera of a phone', () => {
  const onPhone = (): ReturnType<typeof callMedia> => callMedia({ devices: phone, set: (media) => (media.exclusive = true) });

  it('is reached by flipping, and back', async () => {
    const { controls, media, settle, sent } = await onPhone();
    expect(controls.facing).toBe('front');
    controls.flip();
    await settle();
    expect([controls.facing, sent().video]).toEqual(['back', 'Back camera']);
    controls.flip();
    await settle();
    expect(controls.facing).toBe('front');
    expect(media.liveTracks).toHaveLength(2);
  });

  it('is no choice on a desk', async () => {
    const { controls } = await callMedia();
    expect(controls.facing).toBeUndefined();
  });
});

describe('showing something', () => {
  it('uses the back camera, sharp before smooth, and the front one afterwards', async () => {
    const { controls, local, settle, sent } = await callMedia({ devices: phone, set: (media) => (media.exclusive = true) });
    controls.show(true);
    await settle();
    expect([controls.showing, sent().video, local.source('video')?.contentHint]).toEqual([true, 'Back camera', 'detail']);
    expect(local.sent).toEqual({ audio: 'on', video: 'on', show: true });
    controls.show(false);
    await settle();
    expect([controls.showing, sent().video, local.source('video')?.contentHint]).toEqual([false, 'Front camera', '']);
    expect(local.sent).toEqual({ audio: 'on', video: 'on' });
  });

  it('opens a camera that was off, and closes it again', async () => {
    const { controls, local, media, settle } = await callMedia({ devices: phone, camera: false });
    controls.show(true);
    await settle();
    expect(local.modes.video).toBe('on');
    controls.show(false);
    await settle();
    expect(local.modes.video).toBe('off');
    expect(media.liveTracks).toHaveLength(1);
  });

  it('uses the camera there is on a desk, without asking again', async () => {
    const { controls, media, settle } = await callMedia();
    const before = media.asked.length;
    controls.show(true);
    await settle();
    expect(controls.showing).toBe(true);
    expect(media.asked).toHaveLength(before);
  });

  it('ends with the camera', async () => {
    const { controls, local, settle } = await callMedia();
    controls.show(true);
    await settle();
    local.setCamera(false);
    expect(controls.showing).toBe(false);
    expect(local.sent).toEqual({ audio: 'on', video: 'off' });
  });

  it('does not begin when the camera does not open', async () => {
    const { controls, media, settle } = await callMedia({ camera: false });
    media.answer = { error: 'NotAllowedError' };
    controls.show(true);
    await settle();
    expect(controls.showing).toBe(false);
    expect(controls.notice).toMatchObject({ kind: 'refused', device: 'camera' });
  });
});

describe('the camera while the other side shows something', () => {
  const shows = { audio: 'on', video: 'on', show: true } as const;
  const done = { audio: 'on', video: 'on' } as const;

  it('rests, and goes on afterwards', async () => {
    const { local, peer, sent } = await callMedia();
    peer(shows);
    expect(sent().video).toBeUndefined();
    expect(local.source('video')?.enabled).toBe(false);
    expect(local.sent).toEqual({ audio: 'on', video: 'paused' });
    expect(local.modes.video).toBe('on');
    peer(done);
    expect(sent().video).toBe('Desk camera');
    expect(local.sent).toEqual({ audio: 'on', video: 'on' });
  });

  it('stays off when it was off', async () => {
    const { local, peer } = await callMedia({ camera: false });
    peer(shows);
    expect(local.sent.video).toBe('off');
    peer(done);
    expect(local.sent.video).toBe('off');
  });

  it('does not take a screen away', async () => {
    const { controls, local, peer, settle } = await callMedia();
    controls.share(true);
    await settle();
    peer(shows);
    expect(local.sent.video).toBe('screen');
  });

  it('goes on when this side shows something itself', async () => {
    const { controls, local, peer, settle } = await callMedia();
    controls.show(true);
    await settle();
    peer(shows);
    expect(local.sent).toEqual({ audio: 'on', video: 'on', show: true });
  });
});

describe('the end', () => {
  it('stops every track and listens to nothing', async () => {
    const { controls, local, media, clock, settle } = await callMedia();
    const stop = vi.fn();
    controls.process({ start: (track) => track.clone(), stop });
    controls.share(true);
    await settle();
    local.release();
    expect(media.liveTracks).toEqual([]);
    expect(stop).toHaveBeenCalledTimes(1);
    expect(local.controls).toBeUndefined();
    media.plug('videoinput');
    await settle();
    expect(clock.waiting).toBe(0);
  });

  it('has controls again for the next call', async () => {
    const { local, settle } = await callMedia();
    const first = local.controls;
    local.release();
    local.open(true, undefined, () => undefined);
    await settle();
    expect(local.controls).toBeDefined();
    expect(local.controls).not.toBe(first);
  });
});
