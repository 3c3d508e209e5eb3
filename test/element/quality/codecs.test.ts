/** What is negotiated for sound and picture, and that it carries both. */
import { afterEach, expect, it } from 'vitest';
import { askMachine, firstCodec, preferCodecs } from '../../../src/call/codecs.js';
import { opusOptions } from '../../../src/call/opus-sdp.js';
import { decoded } from './loopback.js';

const closes: (() => void)[] = [];

afterEach(() => {
  for (const close of closes.splice(0)) close();
});

const kindOf = ({ receiver }: RTCRtpTransceiver): 'audio' | 'video' => (receiver.track.kind === 'audio' ? 'audio' : 'video');
const described = (description: RTCSessionDescriptionInit): RTCSessionDescriptionInit => ({ ...description, sdp: opusOptions(description.sdp ?? '') });

/** Two connections that negotiate as two links do. */
async function negotiated(): Promise<readonly [RTCPeerConnection, RTCPeerConnection]> {
  await askMachine();
  const local = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
  const [left, right] = [new RTCPeerConnection(), new RTCPeerConnection()];
  closes.push(() => left.close(), () => right.close(), () => local.getTracks().forEach((track) => track.stop()));
  left.addEventListener('icecandidate', ({ candidate }) => candidate && void right.addIceCandidate(candidate));
  right.addEventListener('icecandidate', ({ candidate }) => candidate && void left.addIceCandidate(candidate));
  for (const track of local.getTracks()) {
    left.addTrack(track, local);
    right.addTrack(track, local);
  }
  for (const transceiver of left.getTransceivers()) preferCodecs(transceiver, kindOf(transceiver));
  await left.setLocalDescription(described(await left.createOffer()));
  await right.setRemoteDescription(left.localDescription ?? expect.fail());
  for (const transceiver of right.getTransceivers()) preferCodecs(transceiver, kindOf(transceiver), right.remoteDescription?.sdp);
  await right.setLocalDescription(described(await right.createAnswer()));
  await left.setRemoteDescription(right.localDescription ?? expect.fail());
  return [left, right];
}

async function outgoing(pc: RTCPeerConnection, kind: string): Promise<string | undefined> {
  const stats = new Map<string, Record<string, unknown>>();
  (await pc.getStats()).forEach((stat: Record<string, unknown>, id: string) => stats.set(id, stat));
  const stream = [...stats.values()].find((stat) => stat['type'] === 'outbound-rtp' && stat['kind'] === kind && Number(stat['packetsSent']) > 0);
  const codec = stats.get(String(stream?.['codecId']))?.['mimeType'];
  return typeof codec === 'string' ? codec : undefined;
}

it('sound is redundant where both sides can, and Opus else; silence costs nothing', async () => {
  const [left, right] = await negotiated();
  const red = RTCRtpReceiver.getCapabilities('audio')?.codecs.some(({ mimeType }) => mimeType === 'audio/red') ?? false;
  // Statistics name the codec inside.
  await expect.poll(() => outgoing(left, 'audio'), { timeout: 10_000 }).toBe('audio/opus');
  expect(firstCodec(right.localDescription?.sdp ?? '', 'audio')).toBe(red ? 'audio/red' : 'audio/opus');
  for (const pc of [left, right]) expect(pc.localDescription?.sdp).toMatch(/^a=fmtp:\d+ .*usedtx=1/m);
});

it('the picture goes both ways by VP8 where no hardware helps', async () => {
  const [left, right] = await negotiated();
  await expect.poll(() => decoded(left), { timeout: 10_000 }).toBeGreaterThan(3);
  await expect.poll(() => decoded(right), { timeout: 10_000 }).toBeGreaterThan(3);
  const offered = firstCodec(left.localDescription?.sdp ?? '');
  expect(offered).toBeDefined();
  expect(await outgoing(left, 'video')).toBe(await outgoing(right, 'video'));
});
