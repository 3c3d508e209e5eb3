import { afterEach, describe, expect, it, vi } from 'vitest';
import { createRunner } from '../../../src/call/engine.js';
import { createUpgrade, type Upgrade, type UpgradeOptions } from '../../../src/call/index.js';
import type { VideoSettings } from '../../../src/protocol/index.js';
import { agent, contactId, ScriptedPlatform, type End } from './scripted-platform.js';

const both: VideoSettings = { enabled: true, camera: true, microphone: true, cameraConstraints: { width: { ideal: 320 }, height: { ideal: 240 } } };

/** Every connection that the page made. */
const connections: RTCPeerConnection[] = [];
const Native = window.RTCPeerConnection;
window.RTCPeerConnection = class extends Native {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    connections.push(this);
  }
};

interface Call {
  readonly platform: ScriptedPlatform;
  readonly customer: Upgrade;
  readonly agent: Upgrade;
  readonly videos: Readonly<Record<End, HTMLVideoElement>>;
  /** Every stream that a side captured. */
  readonly streams: MediaStream[];
}

let open: Call | undefined;

function upgradeOf(platform: ScriptedPlatform, side: End, more: Partial<UpgradeOptions> = {}): Upgrade {
  return createUpgrade({ session: platform.sessions[side], side, contactId: () => contactId, video: () => both, load: () => Promise.resolve({ createRunner }), ...more });
}

function begin(settings: Partial<Record<End, VideoSettings>> = {}): Call {
  const platform = new ScriptedPlatform();
  const streams: MediaStream[] = [];
  const original = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockImplementation(async (constraints) => {
    const stream = await original(constraints);
    streams.push(stream);
    return stream;
  });
  const upgrades = {
    customer: upgradeOf(platform, 'customer', { video: () => settings.customer ?? both }),
    agent: upgradeOf(platform, 'agent', { video: () => settings.agent ?? both }),
  };
  const videos = { customer: document.createElement('video'), agent: document.createElement('video') };
  for (const side of ['customer', 'agent'] as const) {
    document.body.append(videos[side]);
    upgrades[side].attach(videos[side]);
  }
  platform.sessions.agent.on('reservation', (reservation) => upgrades.agent.acceptReservation(reservation));
  open = { platform, ...upgrades, videos, streams };
  return open;
}

const live = async (call: Call): Promise<void> => {
  await expect.poll(() => [call.customer.state.kind, call.agent.state.kind], { timeout: 10_000 }).toEqual(['live', 'live']);
};

async function framesDecoded(pc: RTCPeerConnection): Promise<number> {
  let frames = 0;
  (await pc.getStats()).forEach((stat: { type?: string; framesDecoded?: number }) => {
    if (stat.type === 'inbound-rtp') frames += stat.framesDecoded ?? 0;
  });
  return frames;
}

const openConnections = (): RTCPeerConnection[] => connections.filter(({ connectionState }) => connectionState !== 'closed');
const liveTracks = (call: Call): MediaStreamTrack[] => call.streams.flatMap((stream) => stream.getTracks()).filter(({ readyState }) => readyState === 'live');

async function keepsDecoding(pc: RTCPeerConnection): Promise<void> {
  const before = await framesDecoded(pc);
  await expect.poll(() => framesDecoded(pc), { timeout: 10_000 }).toBeGreaterThan(before + 2);
}

const ufragOf = (pc: RTCPeerConnection): string => /a=ice-ufrag:(\S+)/.exec(pc.localDescription?.sdp ?? '')?.[1] ?? '';

afterEach(async () => {
  const call = open;
  open = undefined;
  if (!call) return;
  call.customer.destroy();
  call.agent.destroy();
  for (const video of Object.values(call.videos)) video.remove();
  // Whatever a test did, nothing is left over.
  await expect.poll(() => openConnections().length).toBe(0);
  expect(liveTracks(call)).toEqual([]);
  connections.length = 0;
  vi.restoreAllMocks();
});

describe('a call between a customer and an agent', () => {
  it('shows the frames of each to the other', async () => {
    const call = begin();
    call.customer.start();
    await live(call);
    expect(call.customer.state).toMatchObject({ kind: 'live', attempt: 1, agent });
    for (const pc of openConnections()) await keepsDecoding(pc);
    await expect.poll(() => call.videos.customer.videoWidth * call.videos.agent.videoWidth).toBeGreaterThan(0);
    expect(call.platform.sessions.customer.submitted).toContainEqual(
      expect.objectContaining({ type: 'call.report', state: 'live', firstFrameMs: expect.any(Number) as number }),
    );
    expect(call.customer.playback).toBe('ok');
  });

  it('asks the browser within the click', () => {
    const call = begin();
    call.customer.start();
    expect(navigator.mediaDevices.getUserMedia).toHaveBeenCalledTimes(1);
    expect(call.customer.state.kind).toBe('capturing');
  });

  it('makes its connection and its offer with the capture, before anybody is rung', async () => {
    const call = begin();
    const ring = call.platform.holdCapture();
    call.customer.start();
    await expect.poll(() => connections[0]?.signalingState, { timeout: 10_000 }).toBe('have-local-offer');
    expect(call.platform.view).toMatchObject({ state: 'accepted' });
    expect(call.customer.state.kind).toBe('requesting');
    const said = ufragOf(connections[0]!);
    ring();
    await live(call);
    // It is this one that the call goes by.
    expect(openConnections()).toHaveLength(2);
    expect(connections).toHaveLength(2);
    expect(ufragOf(connections[0]!)).toBe(said);
  });

  it('mutes without ending the track, and says so', async () => {
    const call = begin();
    call.customer.start();
    await live(call);
    call.customer.setMicrophone(false);
    expect(call.customer.devices).toEqual({ audio: 'off', video: 'on' });
    await expect.poll(() => call.agent.peerMedia).toEqual({ audio: 'off', video: 'on' });
    expect(call.customer.local?.getAudioTracks()[0]?.readyState).toBe('live');
    call.customer.setMicrophone(true);
    await expect.poll(() => call.agent.peerMedia).toEqual({ audio: 'on', video: 'on' });
  });

  it('stops the camera for good and starts it anew, on the same connection', async () => {
    const call = begin();
    call.customer.start();
    await live(call);
    const track = call.customer.local?.getVideoTracks()[0];
    call.customer.setCamera(false);
    expect(track?.readyState).toBe('ended');
    await expect.poll(() => call.agent.peerMedia?.video).toBe('off');
    call.customer.setCamera(true);
    await expect.poll(() => call.customer.devices.video).toBe('on');
    await expect.poll(() => call.agent.peerMedia?.video).toBe('on');
    for (const pc of openConnections()) await keepsDecoding(pc);
    expect(openConnections()).toHaveLength(2);
  });

  it('restarts ICE on the same connections and goes on decoding', async () => {
    const call = begin();
    call.customer.start();
    await live(call);
    const [first] = openConnections();
    const before = ufragOf(first!);
    // The agent asks for it, as it does when its media stops.
    const { callId, attempt } = call.customer.state as { callId: string; attempt: number };
    const n = 1 + Math.max(...call.platform.signals.filter(({ from }) => from === 'agent').map(({ signal }) => signal.n));
    call.platform.relay('agent', { callId, attempt, generation: 0, n, kind: 'restart', body: {} });
    await expect.poll(() => call.customer.state.kind).toBe('recovering');
    await expect.poll(() => ufragOf(first!)).not.toBe(before);
    await live(call);
    expect(openConnections()).toHaveLength(2);
    for (const pc of openConnections()) await keepsDecoding(pc);
  });

  it('survives signals that are lost', async () => {
    const call = begin();
    const seen = new Set<string>();
    call.platform.drop = ({ n, attempt }, from) => {
      const key = `${from} ${String(attempt)} ${String(n)}`;
      const first = !seen.has(key);
      seen.add(key);
      return first;
    };
    call.customer.start();
    await live(call);
  });

  it('ends with no track live and no connection open', async () => {
    const call = begin();
    call.customer.start();
    await live(call);
    call.agent.end();
    expect(call.agent.state).toMatchObject({ kind: 'ended', result: { status: 'completed', by: 'agent' } });
    await expect.poll(() => call.customer.state).toMatchObject({ kind: 'ended', result: { status: 'completed', by: 'agent' } });
    expect(liveTracks(call)).toEqual([]);
    await expect.poll(() => openConnections().length).toBe(0);
    expect(call.customer.local).toBeUndefined();
    expect(call.customer.remote).toBeUndefined();
    expect(call.videos.customer.srcObject).toBeNull();
  });

  it('can be entered again by a customer whose page is new', async () => {
    const call = begin();
    call.customer.start();
    await live(call);
    call.platform.reload('customer');
    const again = upgradeOf(call.platform, 'customer');
    expect(again.canRejoin).toBe(true);
    again.rejoin();
    await expect.poll(() => again.state, { timeout: 10_000 }).toMatchObject({ kind: 'live', attempt: 2 });
    await live({ ...call, customer: again });
    again.destroy();
  });

  it('can be entered again by an agent whose page is new', async () => {
    const call = begin();
    call.customer.start();
    await live(call);
    call.platform.reload('agent');
    const again = upgradeOf(call.platform, 'agent');
    expect(again.canRejoin).toBe(true);
    again.rejoin();
    await expect.poll(() => again.state, { timeout: 10_000 }).toMatchObject({ kind: 'live', attempt: 2 });
    await live({ ...call, agent: again });
    again.destroy();
  });
});

describe('a customer who only watches', () => {
  it('sends no camera and sees the agent', async () => {
    const call = begin({ customer: { ...both, camera: false } });
    call.customer.start();
    await live(call);
    expect(call.customer.devices).toEqual({ audio: 'on', video: 'none' });
    expect(call.agent.peerMedia).toEqual({ audio: 'on', video: 'none' });
    expect(call.streams[0]?.getVideoTracks()).toEqual([]);
    await expect.poll(() => call.videos.customer.videoWidth).toBeGreaterThan(0);
  });

  it('sends nothing but a picture where the microphone is not enabled', async () => {
    const call = begin({ customer: { ...both, microphone: false } });
    call.customer.start();
    await live(call);
    expect(call.agent.peerMedia).toEqual({ audio: 'none', video: 'on' });
  });
});

describe('joining with sound only', () => {
  it('lets the camera come later without a new offer', async () => {
    const call = begin();
    call.customer.start({ camera: false });
    await live(call);
    expect(call.agent.peerMedia).toEqual({ audio: 'on', video: 'off' });
    const offers = (): number => call.platform.signals.filter(({ signal }) => signal.kind === 'description').length;
    const before = offers();
    call.customer.setCamera(true);
    await expect.poll(() => call.videos.agent.videoWidth, { timeout: 10_000 }).toBeGreaterThan(0);
    expect(offers()).toBe(before);
  });
});
