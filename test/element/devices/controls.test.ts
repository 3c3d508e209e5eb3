import { afterEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { TrackProcessor } from '../../../src/call/index.js';
import { endable } from './endable.js';
import { loop, type Loop } from './loop.js';

const calls: Loop[] = [];

async function call(...how: Parameters<typeof loop>): Promise<Loop> {
  localStorage.clear();
  const it = await loop(...how);
  calls.push(it);
  await flows(it);
  return it;
}

/** Sound and picture keep coming, on the connection that was negotiated once. */
async function flows(it: Loop, picture = true): Promise<void> {
  const before = await it.received();
  await expect.poll(async () => {
    const now = await it.received();
    return now.packets > before.packets + 2 && (!picture || now.frames > before.frames + 2);
  }, { timeout: 10_000 }).toBe(true);
  expect(it.negotiations()).toBe(0);
}

afterEach(() => {
  for (const it of calls.splice(0)) expect(it.close()).toEqual([]);
  localStorage.clear();
});

/** A picture of one colour, as a screen to share. */
function drawn(colour: string): { readonly stream: MediaStream; readonly stop: () => void } {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [320, 240];
  const pen = canvas.getContext('2d');
  const draw = (): void => {
    if (!pen) return;
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 320, 240);
  };
  draw();
  const timer = setInterval(draw, 50);
  return { stream: canvas.captureStream(15), stop: () => clearInterval(timer) };
}

/** The colour in the middle of what the other side sees. */
function seen(video: HTMLVideoElement): 'red' | 'blue' | 'other' {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [32, 24];
  const pen = canvas.getContext('2d');
  pen?.drawImage(video, 0, 0, 32, 24);
  const [red = 0, green = 0, blue = 0] = pen?.getImageData(16, 12, 1, 1).data ?? [];
  if (red > 180 && green < 90 && blue < 90) return 'red';
  return blue > 180 && red < 90 && green < 90 ? 'blue' : 'other';
}

describe('devices in a call', () => {
  it('are listed by name, with those in use', async () => {
    const { controls } = await call();
    await expect.poll(() => controls.devices.camera?.devices.length).toBeGreaterThan(0);
    for (const kind of ['camera', 'microphone'] as const) {
      const list = controls.devices[kind];
      expect(list?.devices.every(({ label }) => label !== '')).toBe(true);
      expect(list?.devices.map(({ id }) => id)).toContain(list?.chosen);
    }
  });

  it.each([['camera', 'video'], ['microphone', 'audio']] as const)('another %s takes over without a negotiation', async (device, kind) => {
    const it = await call();
    await expect.poll(() => it.controls.devices[device]?.chosen).toBeDefined();
    const list = it.controls.devices[device];
    const next = list?.devices.find(({ id }) => id !== list.chosen) ?? list?.devices[0];
    const before = it.local.source(kind);
    if (!next || !before) throw new Error('no device');
    it.controls.choose(device, next.id);
    await expect.poll(() => it.local.source(kind)).not.toBe(before);
    expect(before.readyState).toBe('ended');
    expect(it.controls.devices[device]?.chosen).toBe(next.id);
    await flows(it);
  });

  it('are remembered for the next call, once chosen', async () => {
    const first = await call();
    await expect.poll(() => first.controls.devices.microphone?.devices.length).toBeGreaterThan(0);
    expect(localStorage.length).toBe(0);
    const last = first.controls.devices.microphone?.devices.at(-1);
    if (!last) throw new Error('no microphone');
    first.controls.choose('microphone', last.id);
    await expect.poll(() => localStorage.length).toBe(1);
    first.close();
    const next = await loop();
    calls.push(next);
    expect(next.local.source('audio')?.getSettings().deviceId).toBe(last.id);
  });

  it('keep to what was chosen when the remembered one is unknown here', async () => {
    localStorage.setItem('segue.camera', `${'0'.repeat(64)} A camera of another machine`);
    const it = await loop();
    calls.push(it);
    expect(it.local.source('video')?.readyState).toBe('live');
  });

  it('speak from the chosen speaker, where the browser can choose', async () => {
    const it = await call();
    const speaker = it.controls.devices.speaker;
    expect(speaker !== undefined).toBe('setSinkId' in it.video);
    const last = speaker?.devices.at(-1);
    // Without a listed output there is nothing to choose from.
    if (!last) return;
    it.controls.choose('speaker', last.id);
    await expect.poll(() => it.video.sinkId).toBe(last.id === 'default' ? '' : last.id);
  });
});

describe('the camera in a call', () => {
  it('goes off and on again without a negotiation', async () => {
    const it = await call();
    const before = it.local.source('video');
    it.local.setCamera(false);
    expect(before?.readyState).toBe('ended');
    await flows(it, false);
    it.local.setCamera(true);
    await expect.poll(() => it.local.modes.video).toBe('on');
    await flows(it);
  });

  it('can come into a call that began with sound only', async () => {
    const it = await loop({}, false);
    calls.push(it);
    await flows(it, false);
    it.local.setCamera(true);
    await expect.poll(() => it.local.modes.video).toBe('on');
    await flows(it);
  });
});

describe('a camera that goes away', () => {
  it('gives way to the next one, and the picture goes on', async () => {
    const first = await endable();
    let asked = 0;
    const it = await call({
      getUserMedia: async (constraints) => {
        const stream = await navigator.mediaDevices.getUserMedia(constraints);
        asked += 1;
        if (asked > 1) return stream;
        for (const track of stream.getVideoTracks()) track.stop();
        return new MediaStream([...stream.getAudioTracks(), ...first.stream.getVideoTracks()]);
      },
    });
    await expect.poll(() => it.controls.devices.camera?.devices.length).toBeGreaterThan(0);
    first.end();
    await expect.poll(() => it.controls.notice, { timeout: 5_000 }).toMatchObject({ kind: 'lost', device: 'camera', now: expect.any(String) as string });
    expect(it.local.source('video')?.readyState).toBe('live');
    await flows(it);
    it.local.release();
  });
});

describe('a shared screen', () => {
  it('is seen by the other side, and the camera after it', async () => {
    const screen = drawn('#ff0000');
    const it = await call({ getDisplayMedia: () => Promise.resolve(screen.stream) });
    it.controls.share(true);
    await expect.poll(() => seen(it.video), { timeout: 10_000 }).toBe('red');
    expect(it.local.sent.video).toBe('screen');
    it.controls.share(false);
    await expect.poll(() => seen(it.video), { timeout: 10_000 }).toBe('other');
    await flows(it);
    expect(screen.stream.getTracks().map(({ readyState }) => readyState)).toEqual(['ended']);
    screen.stop();
  });

  // Firefox has no flag that answers its picker.
  it.skipIf(navigator.userAgent.includes('Firefox'))('is asked for within the press, as browsers want', async () => {
    const it = await call();
    const button = document.createElement('button');
    button.append('Share');
    button.addEventListener('click', () => it.controls.share(true));
    Object.assign(button.style, { position: 'fixed', inset: '0 auto auto 0' });
    document.body.append(button);
    await userEvent.click(button);
    await expect.poll(() => it.controls.screen).toBe('on');
    await flows(it);
    button.remove();
  });

  it('that comes when the call is over is stopped', async () => {
    const screen = drawn('#ff0000');
    let choose = (): void => undefined;
    const it = await call({ getDisplayMedia: () => new Promise((resolve) => (choose = () => resolve(screen.stream))) });
    it.controls.share(true);
    it.local.release();
    choose();
    await expect.poll(() => screen.stream.getTracks().map(({ readyState }) => readyState)).toEqual(['ended']);
    screen.stop();
  });
});

describe('a processor of the page', () => {
  /** The example in the docstring of `TrackProcessor`. */
  function painter(): TrackProcessor & { readonly running: () => boolean } {
    const canvas = document.createElement('canvas');
    const video = document.createElement('video');
    let timer: ReturnType<typeof setInterval> | undefined;
    return {
      running: () => timer !== undefined,
      async start(track) {
        video.srcObject = new MediaStream([track]);
        await video.play();
        [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
        const pen = canvas.getContext('2d');
        timer = setInterval(() => {
          if (!pen) return;
          pen.drawImage(video, 0, 0);
          pen.fillStyle = '#0000ff';
          pen.fillRect(0, 0, canvas.width, canvas.height);
        }, 50);
        const [out] = canvas.captureStream(15).getVideoTracks();
        if (!out) throw new Error('no track');
        return out;
      },
      stop() {
        clearInterval(timer);
        timer = undefined;
        video.srcObject = null;
      },
    };
  }

  it('changes what the other side sees, and leaves no trace when it is taken away', async () => {
    const it = await call();
    const blue = painter();
    it.controls.process(blue);
    await expect.poll(() => seen(it.video), { timeout: 10_000 }).toBe('blue');
    expect(it.controls.processing).toBe(true);
    it.controls.process(undefined);
    await expect.poll(() => seen(it.video), { timeout: 10_000 }).toBe('other');
    expect(blue.running()).toBe(false);
    await flows(it);
  });

  it('goes on with the camera that is opened after it', async () => {
    const it = await call();
    const blue = painter();
    it.controls.process(blue);
    await expect.poll(() => it.controls.processing).toBe(true);
    it.local.setCamera(false);
    expect(blue.running()).toBe(false);
    it.local.setCamera(true);
    await expect.poll(() => seen(it.video), { timeout: 10_000 }).toBe('blue');
  });

  it('that fails leaves the camera as it is', async () => {
    const it = await call();
    it.controls.process({ start: () => Promise.reject(new Error('no WebGL here')), stop: () => undefined });
    await flows(it);
    expect(it.controls.processing).toBe(false);
  });
});
