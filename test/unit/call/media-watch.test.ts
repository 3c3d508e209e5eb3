import { describe, expect, it } from 'vitest';
import type { MediaModes } from '../../../src/call/engine-port.js';
import { MediaWatch, watchTimes } from '../../../src/call/media-watch.js';
import type { Reading } from '../../../src/call/stats.js';
import { manualClock } from '../../../src/testing/manual-clock.js';

const nothing: Reading = { framesDecoded: 0, audioPackets: 0, bytesReceived: 0 };

function watch(modes?: MediaModes) {
  const clock = manualClock();
  const told: string[] = [];
  const quiets: boolean[] = [];
  const world: { reading: Reading | Error; modes: MediaModes | undefined; flows: boolean } = { reading: nothing, modes, flows: false };
  const it = new MediaWatch({
    clock,
    read: () => {
      const { reading } = world;
      if (reading instanceof Error) return Promise.reject(reading);
      if (world.flows) world.reading = { ...reading, bytesReceived: reading.bytesReceived + 1_000 };
      return Promise.resolve(reading);
    },
    peerModes: () => world.modes,
    event: (type) => told.push(type),
    quiet: (quiet) => quiets.push(quiet),
  });
  return { it, clock, told, quiets, world };
}

async function live() {
  const all = watch({ audio: 'on', video: 'on' });
  all.it.ice('connected');
  all.it.frame();
  all.world.flows = true;
  await all.clock.run(3_000);
  expect(all.told).toEqual(['firstMedia']);
  return all;
}

describe('the first media', () => {
  it('is the first frame shown, told once', async () => {
    const { it, clock, told, world } = watch({ audio: 'on', video: 'on' });
    it.frame();
    it.frame();
    world.reading = { ...nothing, framesDecoded: 4 };
    await clock.run(1_000);
    expect(told).toEqual(['firstMedia']);
  });

  it.each<[string, MediaModes | undefined, Partial<Reading>, boolean]>([
    ['a decoded frame, before the other side has said a word', undefined, { framesDecoded: 1 }, true],
    ['no sound while a picture is to come', { audio: 'on', video: 'on' }, { audioPackets: 9 }, false],
    ['no sound before the other side has said what it sends', undefined, { audioPackets: 9 }, false],
    ['sound where no camera is on', { audio: 'on', video: 'off' }, { audioPackets: 1 }, true],
    ['no silence where no camera is on', { audio: 'on', video: 'off' }, {}, false],
    ['a connection where nothing will come', { audio: 'none', video: 'off' }, {}, true],
    ['a connection to one who only watches', { audio: 'off', video: 'off' }, {}, true],
    ['a shared screen', { audio: 'none', video: 'screen' }, { framesDecoded: 1 }, true],
  ])('is %s', async (_name, modes, reading, there) => {
    const { it, clock, told, world } = watch(modes);
    it.ice('connected');
    world.reading = { ...nothing, ...reading };
    await clock.run(watchTimes.first);
    expect(told).toEqual(there ? ['firstMedia'] : []);
  });

  it('is given up when ICE fails before it', () => {
    const { it, told } = watch();
    it.ice('checking');
    it.ice('failed');
    expect(told).toEqual(['lost']);
  });
});

describe('a connection that was good', () => {
  it('is in trouble when ICE has failed', async () => {
    const { it, told } = await live();
    it.ice('failed');
    it.ice('failed');
    expect(told).toEqual(['firstMedia', 'trouble']);
  });

  it('is in trouble when ICE stays disconnected, not when it recovers in time', async () => {
    const { it, clock, told } = await live();
    it.ice('disconnected');
    clock.advance(watchTimes.grace - 1);
    it.ice('connected');
    clock.advance(watchTimes.grace);
    expect(told).toEqual(['firstMedia']);
    it.ice('disconnected');
    clock.advance(watchTimes.grace);
    expect(told).toEqual(['firstMedia', 'trouble']);
  });

  it('is in trouble when no byte has come for long', async () => {
    const { clock, told, world } = await live();
    world.flows = false;
    await clock.run(watchTimes.flat - 1_000);
    expect(told).toEqual(['firstMedia']);
    await clock.run(3_000);
    expect(told).toEqual(['firstMedia', 'trouble']);
  });

  it('is quiet after less, told once, until bytes come again', async () => {
    const { clock, told, quiets, world } = await live();
    world.flows = false;
    await clock.run(watchTimes.quiet + 2 * watchTimes.steady);
    expect([told, quiets]).toEqual([['firstMedia'], [true]]);
    world.flows = true;
    await clock.run(2 * watchTimes.steady);
    expect([told, quiets]).toEqual([['firstMedia'], [true, false]]);
  });

  it('may be still where the other side sends nothing', async () => {
    const { clock, told, quiets, world } = await live();
    world.modes = { audio: 'off', video: 'off' };
    world.flows = false;
    await clock.run(60_000);
    expect(told).toEqual(['firstMedia']);
    expect(quiets).toEqual([]);
  });

  it('is seen to be good again soon', async () => {
    const { clock, told, world } = await live();
    world.flows = false;
    await clock.run(watchTimes.flat + watchTimes.steady);
    expect(told).toEqual(['firstMedia', 'trouble']);
    world.flows = true;
    // The first of these readings still is from before.
    await clock.run(2 * watchTimes.first);
    expect(told).toEqual(['firstMedia', 'trouble', 'recovered']);
  });

  it('is good again when bytes come on a connected path, and not before', async () => {
    const { it, clock, told } = await live();
    it.ice('failed');
    await clock.run(5_000);
    expect(told).toEqual(['firstMedia', 'trouble']);
    it.ice('connected');
    await clock.run(1_000);
    expect(told).toEqual(['firstMedia', 'trouble', 'recovered']);
  });

  it('has to prove itself anew after a repair that somebody else asked for', async () => {
    const { it, clock, told } = await live();
    it.suspect();
    await clock.run(1_000);
    expect(told).toEqual(['firstMedia', 'recovered']);
  });

  it('is not judged by statistics that cannot be had', async () => {
    const { clock, told, world } = await live();
    world.reading = new Error('closed');
    await clock.run(60_000);
    expect(told).toEqual(['firstMedia']);
  });

  it('is not watched any more once closed', async () => {
    const { it, clock, told } = await live();
    it.ice('disconnected');
    it.close();
    it.ice('failed');
    await clock.run(60_000);
    expect(told).toEqual(['firstMedia']);
    expect(clock.waiting).toBe(0);
  });
});
