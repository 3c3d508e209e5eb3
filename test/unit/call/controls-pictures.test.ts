import { describe, expect, it } from 'vitest';
import { callMedia, phone } from './call-media.js';

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
