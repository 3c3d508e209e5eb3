/** What the engine's own connections agree on with each other, and what they keep from simple-peer. */
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { firstCodec } from '../../../src/call/codecs.js';
import { createRunner } from '../../../src/call/engine.js';
import { createUpgrade, type Upgrade } from '../../../src/call/index.js';
import type { VideoSettings } from '../../../src/protocol/index.js';
import { contactId, ScriptedPlatform, type End } from './scripted-platform.js';

const both: VideoSettings = { enabled: true, camera: true, microphone: true, cameraConstraints: { width: { ideal: 320 }, height: { ideal: 240 } } };
const ends = ['customer', 'agent'] as const;

const connections: RTCPeerConnection[] = [];
const Native = window.RTCPeerConnection;
window.RTCPeerConnection = class extends Native {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    connections.push(this);
  }
};

/** The one thing that this machine does in hardware, for all that it says: asked once in a page. */
const inHardware = 'video/VP9';

beforeAll(() => {
  const answer = ({ video }: { readonly video?: { readonly contentType: string } }) => ({ supported: true, smooth: true, powerEfficient: video?.contentType === inHardware });
  const { mediaCapabilities } = navigator;
  vi.spyOn(mediaCapabilities, 'encodingInfo').mockImplementation((question) => Promise.resolve({ ...answer(question), configuration: question }));
  vi.spyOn(mediaCapabilities, 'decodingInfo').mockImplementation((question) => Promise.resolve({ ...answer(question), configuration: question, keySystemAccess: null }));
});
afterAll(() => {
  vi.restoreAllMocks();
});

interface Call {
  readonly platform: ScriptedPlatform;
  readonly upgrades: Readonly<Record<End, Upgrade>>;
  readonly videos: readonly HTMLVideoElement[];
}
let made: Call | undefined;

function call(): Call {
  const platform = new ScriptedPlatform();
  const upgrade = (side: End): Upgrade => createUpgrade({ session: platform.sessions[side], side, contactId: () => contactId, video: () => both, load: () => Promise.resolve({ createRunner }) });
  const upgrades = { customer: upgrade('customer'), agent: upgrade('agent') };
  const videos = ends.map((end) => {
    const video = document.createElement('video');
    document.body.append(video);
    upgrades[end].attach(video);
    return video;
  });
  platform.sessions.agent.on('reservation', (reservation) => upgrades.agent.acceptReservation(reservation));
  made = { platform, upgrades, videos };
  return made;
}

const live = ({ upgrades }: Call) => expect.poll(() => ends.map((end) => upgrades[end].state.kind), { timeout: 20_000 }).toEqual(['live', 'live']);

afterEach(async () => {
  for (const end of ends) made?.upgrades[end].destroy();
  made?.videos.forEach((video) => video.remove());
  made = undefined;
  await expect.poll(() => connections.filter(({ connectionState }) => connectionState !== 'closed')).toEqual([]);
  connections.length = 0;
});

type Stat = Readonly<Record<string, unknown>>;

/** What a connection sends of this kind is coded like this, by its own statistics. */
async function codecOf(pc: RTCPeerConnection, kind: 'audio' | 'video'): Promise<Stat | undefined> {
  const stats: Stat[] = [];
  (await pc.getStats()).forEach((stat: Stat) => stats.push(stat));
  const outbound = stats.find((stat) => stat['type'] === 'outbound-rtp' && stat['kind'] === kind && Number(stat['packetsSent']) > 0);
  return stats.find((stat) => stat['id'] === outbound?.['codecId']);
}

/** What both sides send of this kind. */
const sends = (kind: 'audio' | 'video', what: Stat) => expect.poll(() => Promise.all(connections.map((pc) => codecOf(pc, kind))), { timeout: 20_000 }).toMatchObject([what, what]);

describe('a call’s sound', () => {
  it('is asked for with redundancy and without the bytes of silence, by both sides', async () => {
    const it = call();
    it.upgrades.customer.start();
    await live(it);
    const said = it.platform.signals.flatMap(({ from, signal }) => (signal.kind === 'description' ? [{ from, sdp: signal.body.sdp }] : []));
    expect(said.map(({ from }) => from)).toEqual(expect.arrayContaining(['customer', 'agent']));
    // And each side has taken the other's wish.
    for (const sdp of [...said.map((it) => it.sdp), ...connections.map((pc) => pc.remoteDescription?.sdp ?? '')]) {
      expect(sdp.split('\r\n').filter((line) => /^a=fmtp:.*\buseinbandfec=1\b/.test(line) && /\busedtx=1\b/.test(line))).toHaveLength(1);
    }
  });

  it('goes out with what was sent before beside it, where the browser can', async () => {
    const it = call();
    it.upgrades.customer.start();
    await live(it);
    // Statistics name the codec inside.
    for (const pc of connections) expect(firstCodec(pc.localDescription?.sdp ?? '', 'audio')).toBe(redundant);
  });
});

describe('a call’s picture', () => {
  it('goes by the codec that both do in hardware', async () => {
    const it = call();
    it.upgrades.customer.start();
    await live(it);
    await sends('video', { mimeType: inHardware });
  });
});

describe('an answer', () => {
  it('has an order of its own where the offer begins with what this machine does not do as well', async () => {
    const it = call();
    bend(it.platform, (sdp) => beginsWith(beginsWith(sdp, 'audio', 'opus'), 'video', '(?:H264|AV1)'));
    it.upgrades.customer.start();
    await live(it);
    const agent = connections.find((pc) => pc.localDescription?.type === 'answer');
    const [offer = '', answer = ''] = [agent?.remoteDescription?.sdp, agent?.localDescription?.sdp];
    expect(firstCodec(offer, 'audio')).toBe('audio/opus');
    // A Firefox without a plug-in has no third codec.
    expect(firstCodec(offer)).toMatch(/^video\/(H264|AV1|VP8)$/);
    expect([firstCodec(answer, 'audio'), firstCodec(answer)]).toEqual([redundant, 'video/VP8']);
  });
});

/** What sound should begin with. */
const redundant = RTCRtpReceiver.getCapabilities('audio')?.codecs.some(({ mimeType }) => mimeType === 'audio/red') === true ? 'audio/red' : 'audio/opus';

/** Every offer arrives like this, whichever way it takes. */
function bend(platform: ScriptedPlatform, change: (sdp: string) => string): void {
  const { customer } = platform.sessions;
  const [ahead, relay] = [customer.signalAhead.bind(customer), platform.relay.bind(platform)];
  customer.signalAhead = (signal) => ahead(signal.kind === 'description' ? { ...signal, body: { ...signal.body, sdp: change(signal.body.sdp) } } : signal);
  platform.relay = (from, signal) => relay(from, signal.kind === 'description' && from === 'customer' ? { ...signal, body: { ...signal.body, sdp: change(signal.body.sdp) } } : signal);
}

/** The description with a codec's payload moved to the front of its line; VP8's where there is none. */
function beginsWith(sdp: string, kind: 'audio' | 'video', codec: string): string {
  const payloadOf = (name: string): string | undefined => new RegExp(`^a=rtpmap:(\\d+) ${name}/`, 'm').exec(sdp)?.[1];
  const payload = payloadOf(codec) ?? payloadOf('VP8') ?? '';
  return sdp.replace(new RegExp(`^(m=${kind} \\d+ \\S+)(.*)$`, 'm'), (_line, head: string, payloads: string) => `${head} ${payload}${payloads.replace(new RegExp(` ${payload}\\b`), '')}`);
}

describe('a candidate', () => {
  it('of another description than the one in force does not get to simple-peer, which would end the call over it', async () => {
    const it = call();
    const added = vi.spyOn(Native.prototype, 'addIceCandidate');
    it.upgrades.customer.start();
    await live(it);
    const state = it.upgrades.agent.state as { readonly callId: string; readonly attempt: number };
    const [customer] = connections;
    const fragment = /a=ice-ufrag:(\S+)/.exec(customer?.remoteDescription?.sdp ?? '')?.[1] ?? expect.fail();
    const line = (port: number, ufrag: string): string => `candidate:1 1 udp 2122260223 192.0.2.7 ${String(port)} typ host generation 0 ufrag ${ufrag} network-id 1`;
    const n = 1 + Math.max(...it.platform.signals.filter(({ from }) => from === 'agent').map(({ signal }) => signal.n));
    const candidates = [line(7001, 'stale'), line(7002, fragment)].map((candidate) => ({ candidate, sdpMid: '0', sdpMLineIndex: 0 }));
    const { callId, attempt } = state;
    it.platform.relay('agent', { callId, attempt, generation: 0, n, kind: 'candidates', body: { candidates } });
    const lines = (): string => added.mock.calls.map(([candidate]) => candidate?.candidate ?? '').join('\n');
    await expect.poll(lines).toContain('192.0.2.7 7002');
    expect(lines()).not.toContain('192.0.2.7 7001');
    expect(connections).toHaveLength(2);
    await live(it);
    added.mockRestore();
  });
});
