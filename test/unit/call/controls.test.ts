import { describe, expect, it, vi } from 'vitest';
import { newsFor } from '../../../src/call/controls.js';
import { settling } from '../../../src/call/device-inventory.js';
import { holdAfter } from '../../../src/call/hold-watch.js';
import { callMedia, desk } from './call-media.js';

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

  it.each(['before it went', 'while it was gone'])('comes back muted when the side was muted %s', async (when) => {
    const { local, media, clock, settle, sent } = await callMedia({ devices: desk.filter((device) => typeof device === 'string' || device.deviceId !== 'mic-2') });
    if (when === 'before it went') local.setMicrophone(false);
    media.unplug('mic-1');
    await settle();
    if (when === 'while it was gone') local.setMicrophone(false);
    media.plug({ kind: 'audioinput', deviceId: 'mic-1', label: 'Headset' });
    await clock.run(settling);
    await settle();
    expect(sent().audio).toBe('Headset');
    expect(local.source('audio')?.enabled).toBe(false);
    expect(local.modes.audio).toBe('off');
    local.setMicrophone(true);
    expect(local.modes.audio).toBe('on');
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

  it('opens nothing for what was still being asked, not even into the next call', async () => {
    const { local, media, settle } = await callMedia();
    let answer: (state: 'granted') => void = () => undefined;
    media.permission = () => new Promise((resolve) => (answer = resolve));
    media.revoke('video');
    await settle();
    local.release();
    local.open(false, undefined, () => undefined);
    await settle();
    const before = media.asked.length;
    answer('granted');
    await settle();
    expect(media.asked).toHaveLength(before);
    expect(media.liveTracks.map(({ kind }) => kind)).toEqual(['audio']);
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
