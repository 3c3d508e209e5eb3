import { afterEach, describe, expect, it, vi } from 'vitest';
import { createRunner } from '../../../src/call/engine.js';
import { browserMedia, createUpgrade, type MediaPort, type Upgrade } from '../../../src/call/index.js';
import type { VideoSettings } from '../../../src/protocol/index.js';
import { contactId, ScriptedPlatform, type End } from '../call/scripted-platform.js';
import { endable, type Endable } from './endable.js';

const both: VideoSettings = { enabled: true, camera: true, microphone: true, cameraConstraints: { width: { ideal: 320 }, height: { ideal: 240 } } };

interface Call {
  readonly customer: Upgrade;
  readonly agent: Upgrade;
  readonly videos: Readonly<Record<End, HTMLVideoElement>>;
  readonly streams: MediaStream[];
  /** What is shared when something is. */
  readonly screen: Endable;
}

let open: Call | undefined;

async function call(how: Parameters<Upgrade['start']>[0] = {}): Promise<Call> {
  const screen = await endable();
  const platform = new ScriptedPlatform();
  const streams: MediaStream[] = [];
  const note = async (stream: Promise<MediaStream>): Promise<MediaStream> => {
    streams.push(await stream);
    return stream;
  };
  const media: MediaPort = {
    ...browserMedia,
    getUserMedia: (constraints) => note(browserMedia.getUserMedia(constraints)),
    getDisplayMedia: () => note(Promise.resolve(screen.stream)),
  };
  const upgradeOf = (side: End): Upgrade =>
    createUpgrade({ session: platform.sessions[side], side, contactId: () => contactId, video: () => both, load: () => Promise.resolve({ createRunner }), media });
  const videos = { customer: document.createElement('video'), agent: document.createElement('video') };
  const [customer, agent] = [upgradeOf('customer'), upgradeOf('agent')];
  open = { customer, agent, videos, streams, screen };
  for (const side of ['customer', 'agent'] as const) {
    document.body.append(videos[side]);
    open[side].attach(videos[side]);
  }
  platform.sessions.agent.on('reservation', (reservation) => agent.acceptReservation(reservation));
  customer.start(how);
  await expect.poll(() => [customer.state.kind, agent.state.kind], { timeout: 10_000 }).toEqual(['live', 'live']);
  await expect.poll(() => [customer.controls !== undefined, agent.controls !== undefined], { timeout: 10_000 }).toEqual([true, true]);
  return open;
}

afterEach(async () => {
  const it = open;
  open = undefined;
  if (!it) return;
  it.customer.destroy();
  it.agent.destroy();
  it.screen.end();
  for (const video of Object.values(it.videos)) video.remove();
  expect(it.streams.flatMap((stream) => stream.getTracks()).filter(({ readyState }) => readyState === 'live')).toEqual([]);
  localStorage.clear();
  vi.restoreAllMocks();
  await expect.poll(() => it.customer.controls).toBeUndefined();
});

describe('in a call', () => {
  it('the other side is told of a screen, and of its end', async () => {
    const { customer, agent, screen } = await call();
    customer.controls?.share(true);
    await expect.poll(() => agent.peerMedia).toEqual({ audio: 'on', video: 'screen' });
    screen.end();
    await expect.poll(() => agent.peerMedia).toEqual({ audio: 'on', video: 'on' });
    expect(customer.controls?.screen).toBe('off');
  });

  it('the other side’s camera rests while this one shows something, and goes on afterwards', async () => {
    const { customer, agent } = await call();
    customer.controls?.show(true);
    await expect.poll(() => agent.peerMedia).toEqual({ audio: 'on', video: 'on', show: true });
    await expect.poll(() => customer.peerMedia?.video).toBe('paused');
    expect(agent.devices.video).toBe('on');
    customer.controls?.show(false);
    await expect.poll(() => customer.peerMedia?.video).toBe('on');
    await expect.poll(() => agent.peerMedia).toEqual({ audio: 'on', video: 'on' });
  });

  it('one who only watches sees and hears, and is asked for nothing', async () => {
    const { customer, agent, videos, streams } = await call({ camera: false, microphone: false });
    await expect.poll(() => videos.customer.videoWidth).toBeGreaterThan(0);
    expect(streams).toHaveLength(1);
    await expect.poll(() => agent.peerMedia).toEqual({ audio: 'off', video: 'off' });
    customer.setMicrophone(true);
    await expect.poll(() => agent.peerMedia).toEqual({ audio: 'on', video: 'off' });
  });

  it('everything ends with it', async () => {
    const { customer, agent, streams } = await call();
    customer.controls?.share(true);
    await expect.poll(() => agent.peerMedia?.video).toBe('screen');
    customer.end();
    await expect.poll(() => [customer.state.kind, agent.state.kind]).toEqual(['ended', 'ended']);
    expect(streams.flatMap((stream) => stream.getTracks()).filter(({ readyState }) => readyState === 'live')).toEqual([]);
    expect(customer.controls).toBeUndefined();
  });
});
