import { describe, expect, it } from 'vitest';
import type { TrackProcessor } from '../../../src/call/index.js';
import { callMedia, desk, phone, type CallMedia } from './call-media.js';

/** The same numbers for the same seed (mulberry32). */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** Everything a person, a page, a system or a machine's plugs can do to a call's media. */
const deeds: Readonly<Record<string, (call: CallMedia, pick: (below: number) => number, outputs: MediaStreamTrack[]) => void>> = {
  choose({ controls }, pick) {
    const kind = pick(2) === 0 ? 'camera' : 'microphone';
    const devices = controls.devices[kind]?.devices ?? [];
    const device = devices[pick(devices.length)];
    if (device) controls.choose(kind, device.id);
  },
  mute: ({ local }, pick) => local.setMicrophone(pick(2) === 0),
  camera: ({ local }, pick) => local.setCamera(pick(2) === 0),
  share: ({ controls }, pick) => controls.share(pick(2) === 0),
  flip: ({ controls }) => controls.flip(),
  show: ({ controls }, pick) => controls.show(pick(2) === 0),
  process({ controls }, pick, outputs) {
    const processor: TrackProcessor = {
      start(track) {
        if (pick(4) === 0) throw new Error('no canvas');
        const output = track.clone();
        outputs.push(output);
        return pick(2) === 0 ? output : Promise.resolve(output);
      },
      stop: () => undefined,
    };
    controls.process(pick(3) === 0 ? undefined : processor);
  },
  unplug({ media }, pick) {
    const device = media.devices[pick(media.devices.length)];
    if (device && typeof device !== 'string') media.unplug(device.deviceId);
  },
  plug({ media }, pick) {
    const gone = [...desk, ...phone].filter((device) => !media.devices.includes(device));
    const device = gone[pick(gone.length)];
    if (device) media.plug(device);
  },
  revoke: ({ media }, pick) => media.revoke(pick(2) === 0 ? 'audio' : 'video'),
  hold: ({ media }, pick) => media.mute(pick(2) === 0 ? 'audio' : 'video', pick(2) === 0),
  sight: ({ media }, pick) => void (media.hidden = pick(2) === 0),
  busy: ({ media }, pick) => void (media.busy = pick(2) === 0 ? [] : ['cam-2', 'mic-1', 'back'].slice(pick(3))),
  answer: ({ media }, pick) => void (media.answer = media.screenAnswer = (['grant', 'grant', 'hold', { error: 'NotAllowedError' }] as const)[pick(4)] ?? 'grant'),
  settle: ({ media }, pick) => media.settle(pick(3) === 0 ? { error: 'NotReadableError' } : 'grant'),
  stopSharing: ({ media }) => media.stopSharing(),
  peer: ({ peer }, pick) => peer(pick(2) === 0 ? { audio: 'on', video: 'on', show: true } : { audio: 'on', video: 'on' }),
};

/** What has to hold whenever everything has settled. */
function consistent({ local, media, controls }: CallMedia): void {
  const tracks = local.stream?.getTracks() ?? [];
  for (const kind of ['audio', 'video'] as const) expect(tracks.filter((track) => track.kind === kind).length).toBeLessThanOrEqual(1);
  const [picture] = local.stream?.getVideoTracks() ?? [];
  const { video } = local.sent;
  expect(video === 'screen').toBe(controls.screen === 'on');
  expect(picture?.label === 'Fake screen').toBe(video === 'screen');
  if (video === 'off') expect(picture).toBeUndefined();
  expect(media.liveTracks.filter((track) => track.kind === 'video' && track.label !== 'Fake screen')).toEqual(local.modes.video === 'on' ? [local.source('video')] : []);
  expect(media.liveTracks.filter(({ kind }) => kind === 'audio')).toEqual(local.source('audio')?.readyState === 'live' ? [local.source('audio')] : []);
  if (controls.showing) expect(local.modes.video).toBe('on');
}

async function calm(call: CallMedia): Promise<void> {
  call.media.answer = call.media.screenAnswer = 'grant';
  for (let turn = 0; turn < 3; turn += 1) {
    call.media.settle('grant');
    await call.clock.run(3_000);
    await call.settle();
  }
}

const seeds = Array.from({ length: process.env['SEGUE_DEPTH'] === 'deep' ? 500 : 30 }, (_, index) => index + 1);

describe('whatever happens to a call’s media', () => {
  it.each(seeds)('it stays consistent, and its end leaves nothing live (seed %i)', async (seed) => {
    const pick = chance(seed);
    const call = await callMedia(pick(2) === 0 ? { devices: desk } : { devices: phone, set: (media) => (media.exclusive = true) });
    call.media.permissions = pick(2) === 0 ? { camera: 'granted', microphone: 'granted' } : { camera: 'unknown', microphone: 'unknown' };
    const outputs: MediaStreamTrack[] = [];
    const names = Object.keys(deeds);
    for (let round = 0; round < 6; round += 1) {
      for (let deed = 0; deed < 8; deed += 1) {
        deeds[names[pick(names.length)] ?? '']?.(call, pick, outputs);
        if (pick(3) === 0) await call.clock.run(pick(3) * 300);
      }
      await calm(call);
      consistent(call);
    }
    for (let deed = 0; deed < 4; deed += 1) deeds[names[pick(names.length)] ?? '']?.(call, pick, outputs);
    call.local.release();
    await calm(call);
    expect(call.media.liveTracks).toEqual([]);
    expect(outputs.filter(({ readyState }) => readyState === 'live')).toEqual([]);
    expect(call.clock.waiting).toBe(0);
  });
});
