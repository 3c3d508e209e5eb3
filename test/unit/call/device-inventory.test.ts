import { describe, expect, it } from 'vitest';
import { DeviceInventory, settling } from '../../../src/call/device-inventory.js';
import { fakeMedia, type FakeMedia } from '../../../src/testing/fake-media.js';
import { manualClock } from '../../../src/testing/manual-clock.js';

async function inventory(set: (media: FakeMedia) => void = () => undefined) {
  const media = fakeMedia();
  set(media);
  const clock = manualClock();
  const news: string[] = [];
  const list = new DeviceInventory({ media, clock, changed: () => news.push('changed'), shown: () => news.push('shown') });
  await clock.run(0);
  return { media, clock, news, list };
}

describe('the inventory of devices', () => {
  it('tells several news of one plug once', async () => {
    const { media, clock, news } = await inventory();
    media.plug('videoinput');
    media.plug('audioinput');
    await clock.run(settling - 1);
    media.plug('audioinput');
    await clock.run(settling);
    expect(news).toEqual(['changed', 'changed']);
  });

  it('keeps quiet when nothing is another', async () => {
    const { list, news } = await inventory();
    await list.refresh();
    expect(news).toEqual(['changed']);
  });

  it('leaves out what cannot be told apart and what is there twice', async () => {
    const { list } = await inventory((media) => {
      media.devices = [
        { kind: 'audioinput', deviceId: 'default', label: 'Default - Headset' },
        { kind: 'audioinput', deviceId: 'communications', label: 'Communications - Headset' },
        { kind: 'audioinput', deviceId: 'a', label: 'Headset' },
        { kind: 'videoinput', deviceId: '', label: '' },
      ];
    });
    expect(list.of('microphone').map(({ id }) => id)).toEqual(['default', 'a']);
    expect(list.of('camera')).toEqual([]);
  });

  it('is empty where the browser does not list devices', async () => {
    const { list } = await inventory((media) => {
      media.list = () => {
        throw new TypeError('no');
      };
    });
    await list.refresh();
    expect(list.of('camera')).toEqual([]);
  });

  it('is quiet once it is closed', async () => {
    const { list, media, clock, news } = await inventory();
    media.plug('videoinput');
    list.close();
    media.hidden = false;
    await clock.run(settling);
    expect(news).toEqual(['changed']);
  });
});
