/**
 * What Segue uses of simple-peer's inside, held against the real thing: a release that changes any of it fails here.
 */
import SimplePeer from 'simple-peer';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Peer } from '../../../src/call/peer.js';

type Options = ConstructorParameters<typeof Peer>[0];
const made: { destroy(): void }[] = [];

function peer(initiator: boolean, more: Partial<Options> = {}): Peer {
  const it = new Peer({ initiator, config: { iceServers: [] }, trickle: true, streams: [], ...more });
  it.on('error', () => undefined);
  made.push(it);
  return it;
}

/** The inside, which no published type knows. */
const inside = (it: object, key: '_pc' | 'connected'): unknown => Reflect.get(it, key);
function negotiate(it: object): void {
  const method: unknown = Reflect.get(it, 'negotiate');
  if (typeof method !== 'function') throw new Error('there is no negotiate');
  Reflect.apply(method, it, []);
}
const connectionOf = (it: object): RTCPeerConnection => {
  const pc = inside(it, '_pc');
  if (!(pc instanceof RTCPeerConnection)) throw new Error('_pc is no connection');
  return pc;
};

const nextOffer = (it: Peer): Promise<string> =>
  new Promise((resolve) => it.on('signal', (signal) => 'sdp' in signal && signal.type === 'offer' && resolve(signal.sdp)));

function connect(left: Peer, right: Peer): void {
  left.on('signal', (signal) => right.destroyed || right.signal(signal));
  right.on('signal', (signal) => left.destroyed || left.signal(signal));
}

const connected = (it: Peer) => expect.poll(() => connectionOf(it).iceConnectionState, { timeout: 10_000 }).toMatch(/^(connected|completed)$/);

/** Lets a connection look failed, and say so. */
function fail(pc: RTCPeerConnection): void {
  Object.defineProperty(pc, 'iceConnectionState', { value: 'failed', configurable: true });
  Object.defineProperty(pc, 'connectionState', { value: 'failed', configurable: true });
  // Firefox does not hand events on that a page made itself.
  pc.oniceconnectionstatechange?.(new Event('iceconnectionstatechange'));
  pc.onconnectionstatechange?.(new Event('connectionstatechange'));
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

afterEach(() => {
  for (const it of made.splice(0)) it.destroy();
});

describe('simple-peer', () => {
  it('holds its connection in _pc until it is destroyed, and then null', async () => {
    const it = peer(true);
    expect(inside(it, '_pc')).toBeInstanceOf(RTCPeerConnection);
    const pc = connectionOf(it);
    it.destroy();
    await expect.poll(() => inside(it, '_pc')).toBeNull();
    expect(pc.signalingState).toBe('closed');
  });

  it('uses no server but those it is given', () => {
    expect(connectionOf(peer(true)).getConfiguration().iceServers).toEqual([]);
  });

  it('calls the two handlers that we override by name', async () => {
    const left = peer(true);
    const ice = vi.spyOn(left, '_onIceStateChange');
    const connection = vi.spyOn(left, '_onConnectionStateChange');
    connect(left, peer(false));
    await connected(left);
    await expect.poll(() => [ice.mock.calls.length > 0, connection.mock.calls.length > 0]).toEqual([true, true]);
  });

  it('destroys itself when its connection has failed, and ours does not but says so', async () => {
    const stock = new SimplePeer({ initiator: true, config: { iceServers: [] } });
    stock.on('error', () => undefined);
    made.push(stock);
    const ours = peer(true);
    const states: string[] = [];
    ours.on('iceStateChange', (state: unknown) => states.push(String(state)));
    fail(connectionOf(stock));
    fail(connectionOf(ours));
    await expect.poll(() => stock.destroyed).toBe(true);
    expect(ours.destroyed).toBe(false);
    expect(states).toContain('failed');
  });

  it('puts transceivers that are added at once into its first offer', async () => {
    const it = peer(true);
    it.addTransceiver('audio', { direction: 'sendrecv' });
    it.addTransceiver('video', { direction: 'recvonly' });
    const sdp = await nextOffer(it);
    expect(sdp.match(/^m=(audio|video)/gm)).toEqual(['m=audio', 'm=video']);
    expect(sdp).toMatch(/a=recvonly/);
  });

  it('offers with a new user fragment after restartIce and negotiate, and goes on', async () => {
    const left = peer(true);
    const right = peer(false);
    connect(left, right);
    await connected(left);
    await expect.poll(() => connectionOf(left).signalingState).toBe('stable');
    const before = connectionOf(left).localDescription?.sdp.match(/a=ice-ufrag:\S+/)?.[0];
    const offer = nextOffer(left);
    connectionOf(left).restartIce();
    negotiate(left);
    expect((await offer).match(/a=ice-ufrag:\S+/)?.[0]).not.toBe(before);
    await expect.poll(() => connectionOf(left).signalingState).toBe('stable');
    await connected(right);
    expect([left.destroyed, right.destroyed]).toEqual([false, false]);
  });

  it('only queues an offer while one is unanswered', async () => {
    const it = peer(true);
    const offers: unknown[] = [];
    it.on('signal', (signal) => signal.type === 'offer' && offers.push(signal));
    await expect.poll(() => offers.length).toBe(1);
    negotiate(it);
    await settled();
    await settled();
    expect(offers).toHaveLength(1);
  });

  it('sends the answering side’s tracks in the first answer', async () => {
    const local = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
    const left = peer(true);
    left.addTransceiver('audio', { direction: 'sendrecv' });
    left.addTransceiver('video', { direction: 'sendrecv' });
    const right = peer(false, { streams: [local] });
    const kinds: string[] = [];
    connectionOf(left).addEventListener('track', ({ track }) => kinds.push(track.kind));
    const asked: string[] = [];
    right.on('signal', ({ type }) => asked.push(type));
    connect(left, right);
    await connected(left);
    expect(kinds.sort()).toEqual(['audio', 'video']);
    expect(asked.filter((type) => type === 'renegotiate' || type === 'transceiverRequest')).toEqual([]);
    left.destroy();
    right.destroy();
    await expect.poll(() => right.destroyed).toBe(true);
    expect(local.getTracks().map(({ readyState }) => readyState)).toEqual(['live', 'live']);
    for (const track of local.getTracks()) track.stop();
  });

  it('is destroyed on the other side, too, without an error, when one side is', async () => {
    const left = peer(true);
    const right = peer(false);
    const errors: unknown[] = [];
    right.on('error', (error) => errors.push(error));
    connect(left, right);
    await connected(left);
    await expect.poll(() => inside(right, 'connected'), { timeout: 5_000 }).toBe(true);
    left.destroy();
    await expect.poll(() => right.destroyed, { timeout: 10_000 }).toBe(true);
  });
});
