/** Trouble found with real pictures and real sound: black, silent, still, and speech behind a mute. */
import { afterEach, describe, expect, it } from 'vitest';
import type { MediaTrouble } from '../../../src/call/call-health.js';
import type { MediaModes } from '../../../src/call/engine-port.js';
import { decoded, loopback, watched, type Doctor, type Loopback, type Watched } from './loopback.js';

const closes: (() => void)[] = [];

afterEach(() => {
  for (const close of closes.splice(0).reverse()) close();
});

/** A picture of one colour that moves all the time, so that frames come. */
function painted(colour: string): MediaStreamTrack {
  const canvas = document.createElement('canvas');
  canvas.width = 320;
  canvas.height = 180;
  const context = canvas.getContext('2d') ?? expect.fail();
  let at = 0;
  const timer = setInterval(() => {
    context.fillStyle = 'black';
    context.fillRect(0, 0, 320, 180);
    context.fillStyle = colour;
    context.fillRect((at += 5) % 200, 40, 120, 120);
  }, 40);
  const track = canvas.captureStream(20).getVideoTracks()[0] ?? expect.fail();
  closes.push(() => clearInterval(timer), () => track.stop());
  return track;
}

/** Firefox runs no sound graph on a machine without a sound card. */
const graphs = await (async (): Promise<boolean> => {
  const context = new AudioContext();
  await Promise.race([context.resume(), new Promise((resolve) => setTimeout(resolve, 1_000))]);
  const runs = context.state === 'running';
  await context.close();
  return runs;
})();

/** A microphone that hears a tone all the time, or nothing. */
async function microphone(loudness: number): Promise<MediaStreamTrack> {
  if (!graphs) return captured(loudness > 0);
  const context = new AudioContext();
  const tone = context.createOscillator();
  const gain = context.createGain();
  gain.gain.value = loudness;
  const out = context.createMediaStreamDestination();
  tone.connect(gain).connect(out);
  tone.start();
  closes.push(() => void context.close());
  return out.stream.getAudioTracks()[0] ?? expect.fail();
}

/** Firefox's own device for tests hums without a pause. */
async function captured(loud: boolean): Promise<MediaStreamTrack> {
  const track = (await navigator.mediaDevices.getUserMedia({ audio: true })).getAudioTracks()[0] ?? expect.fail();
  track.enabled = loud;
  closes.push(() => track.stop());
  return track;
}

interface Scene {
  readonly it: Watched;
  readonly pair: Loopback;
  readonly local: MediaStream;
  readonly modes: { own: MediaModes; peer: MediaModes };
}

interface Side {
  readonly colour: string;
  readonly loudness: number;
}

const sideOf = async ({ colour, loudness }: Side): Promise<MediaStream> => new MediaStream([painted(colour), await microphone(loudness)]);
const well = { colour: 'green', loudness: 0.4 };

async function scene(own: Partial<Side>, peer: Partial<Side> = {}): Promise<Scene> {
  const local = await sideOf({ ...well, ...own });
  const remote = await sideOf({ ...well, ...peer });
  const picture = document.createElement('video');
  picture.autoplay = true;
  document.body.append(picture);
  const pair = await loopback(local, remote, (near) => near.addEventListener('track', ({ streams }) => (picture.srcObject = streams[0] ?? null)));
  const modes: Scene['modes'] = { own: { audio: 'on', video: 'on' }, peer: { audio: 'on', video: 'on' } };
  const it = watched(pair.near, local, { picture: () => picture, modes: () => modes.own, peerModes: () => modes.peer });
  closes.push(() => pair.close(), () => picture.remove(), () => it.monitor.close());
  await expect.poll(() => decoded(pair.near), { timeout: 10_000 }).toBeGreaterThan(2);
  return { it, pair, local, modes };
}

async function troubles({ it }: Scene, seconds: number, doctor?: Doctor): Promise<readonly MediaTrouble[]> {
  for (let second = 0; second < seconds; second += 1) await it.second(doctor);
  return it.health().troubles;
}

const finds = (it: Scene, trouble: MediaTrouble, doctor?: Doctor) => expect.poll(() => troubles(it, 3, doctor), { timeout: 12_000 }).toContainEqual(trouble);
const clears = (it: Scene) => expect.poll(() => troubles(it, 3), { timeout: 12_000 }).toEqual([]);

describe('a call in which all is well', () => {
  it('has no trouble', async () => {
    const it = await scene({});
    expect(await troubles(it, 20)).toEqual([]);
  });
});

describe('a picture', () => {
  it('that this side sends is found to be black, and not so when the camera is off', async () => {
    const it = await scene({ colour: 'black' });
    await finds(it, { kind: 'black', side: 'own' });
    it.modes.own = { audio: 'on', video: 'off' };
    await clears(it);
  });

  it('of the other side is found to be black', async () => {
    const it = await scene({}, { colour: 'black' });
    await finds(it, { kind: 'black', side: 'peer' });
  });

  it('that stands still while its bytes come is frozen, and is not when it moves again', async () => {
    const it = await scene({});
    await finds(it, { kind: 'frozen', side: 'peer' }, (stat) => (stat['kind'] === 'video' && stat['type'] === 'inbound-rtp' ? { ...stat, framesDecoded: 7 } : stat));
    await clears(it);
  });
});

describe('a microphone', () => {
  it.skipIf(!graphs)('of this side that gives nothing is silent, and is not when it is muted', async () => {
    const it = await scene({ loudness: 0 });
    await finds(it, { kind: 'silent', side: 'own' });
    it.modes.own = { audio: 'off', video: 'on' };
    await clears(it);
  });

  it.skipIf(!graphs)('that is muted while somebody speaks into it is told of, and ends with the call', async () => {
    const it = await scene({ loudness: 0.6 });
    const track = it.local.getAudioTracks()[0] ?? expect.fail();
    const copies: MediaStreamTrack[] = [];
    const clone = track.clone.bind(track);
    track.clone = () => {
      const copy = clone();
      copies.push(copy);
      return copy;
    };
    track.enabled = false;
    it.modes.own = { audio: 'off', video: 'on' };
    // The ear listens by the test's clock to sound that lives in real time.
    const listen = async (): Promise<readonly MediaTrouble[]> => {
      for (let look = 0; look < 5; look += 1) {
        it.it.clock.advance(200);
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
      return troubles(it, 1);
    };
    await expect.poll(listen, { timeout: 12_000 }).toContainEqual({ kind: 'muted-speech', side: 'own' });
    expect(copies.map(({ readyState }) => readyState)).toEqual(['live']);
    it.it.monitor.close();
    expect(copies.map(({ readyState }) => readyState)).toEqual(['ended']);
  });

  it('of the other side from which nothing comes is silent', async () => {
    const it = await scene({}, { loudness: 0 });
    await finds(it, { kind: 'silent', side: 'peer' }, (stat) => (stat['type'] === 'inbound-rtp' && stat['kind'] === 'audio' ? { ...stat, packetsReceived: 9 } : stat));
  });
});
