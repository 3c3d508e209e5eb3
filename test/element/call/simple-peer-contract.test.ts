/**
 * What Segue uses of simple-peer 9.11.1, its inside included, held against the real thing: a release that changes any of it
 * fails here. What becomes of a failed connection has a file of its own.
 */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { camera, closeAll, connectionOf, framesDecoded, give, inside, isConnected, isStable, join, keepsDecoding, negotiate, ours, settled, signalsOf, ufragOf, type Signal } from './peer-pair.js';

const typesOf = (signals: readonly Signal[]): string[] => signals.map(({ type }) => type ?? 'none');
const offersIn = (signals: readonly Signal[]): Signal[] => signals.filter(({ type }) => type === 'offer');

/** The first error, by its code. */
const codeOf = (it: ReturnType<typeof ours>): Promise<unknown> =>
  new Promise((resolve) => it.on('error', (error) => resolve(Reflect.get(error, 'code'))));

afterEach(closeAll);

describe('simple-peer’s connection', () => {
  it('is in _pc until the peer is destroyed, and then closed and gone', async () => {
    const peer = ours(true);
    expect(inside(peer, '_pc')).toBeInstanceOf(RTCPeerConnection);
    const pc = connectionOf(peer);
    peer.destroy();
    expect(inside(peer, 'destroying')).toBe(true);
    await expect.poll(() => inside(peer, '_pc')).toBeNull();
    expect(peer.destroyed).toBe(true);
    expect(pc.signalingState).toBe('closed');
  });

  it('uses no server but those it is given', () => {
    expect(connectionOf(ours(true)).getConfiguration().iceServers).toEqual([]);
  });

  it('reports its states to the two methods that we override, by name', async () => {
    const left = ours(true);
    const ice = vi.spyOn(left, '_onIceStateChange');
    const connection = vi.spyOn(left, '_onConnectionStateChange');
    join(left, ours(false));
    await isConnected(left);
    await expect.poll(() => [ice.mock.calls.length > 0, connection.mock.calls.length > 0]).toEqual([true, true]);
  });

  it('tells of ICE and signaling states with the state as the first argument', async () => {
    const left = ours(true);
    const ice: unknown[] = [];
    const signaling: unknown[] = [];
    left.on('iceStateChange', (state) => ice.push(state));
    left.on('signalingStateChange', (state) => signaling.push(state));
    join(left, ours(false));
    await expect.poll(() => ice.some((state) => state === 'connected' || state === 'completed'), { timeout: 10_000 }).toBe(true);
    expect(signaling).toEqual(['have-local-offer', 'stable']);
  });
});

describe('simple-peer’s offers', () => {
  it('hold the transceivers that are added in the task that made the peer', async () => {
    const peer = ours(true);
    const signals = signalsOf(peer);
    peer.addTransceiver('audio', { direction: 'sendrecv' });
    peer.addTransceiver('video', { direction: 'recvonly' });
    await expect.poll(() => offersIn(signals).length).toBe(1);
    const sdp = offersIn(signals)[0]?.sdp ?? '';
    expect(sdp.match(/^m=(audio|video)/gm)).toEqual(['m=audio', 'm=video']);
    expect(sdp).toMatch(/a=recvonly/);
  });

  it('only queue while one is unanswered, and the queued one follows the answer', async () => {
    const left = ours(true);
    const right = ours(false);
    const signals = signalsOf(left);
    const held: Signal[] = [];
    join(left, right, (signal, from) => {
      if (from === 'left' || signal.type !== 'answer' || held.length > 0) return signal;
      held.push(signal);
      return undefined;
    });
    await expect.poll(() => held.length).toBe(1);
    connectionOf(left).restartIce();
    negotiate(left);
    await settled();
    expect(offersIn(signals)).toHaveLength(1);
    give(left, held[0] ?? {});
    await expect.poll(() => offersIn(signals).length).toBe(2);
    await isStable(left);
    expect(offersIn(signals)[1]?.sdp).not.toContain(/a=ice-ufrag:\S+/.exec(offersIn(signals)[0]?.sdp ?? '')?.[0]);
  });

  it('pass through sdpTransform before they are set and sent', async () => {
    const shown: string[] = [];
    const peer = ours(true, { sdpTransform: (sdp: string) => (shown.push(sdp), sdp.replace(/useinbandfec=1/, 'useinbandfec=1;usedtx=1')) });
    const signals = signalsOf(peer);
    peer.addTransceiver('audio', { direction: 'sendrecv' });
    await expect.poll(() => offersIn(signals).length).toBe(1);
    expect(shown).toHaveLength(1);
    expect(shown[0]).toMatch(/^m=audio/m);
    expect(shown[0]).not.toContain('usedtx=1');
    expect(offersIn(signals)[0]?.sdp).toContain('usedtx=1');
  });

  it('are made by the initiator alone: the other side asks for one', async () => {
    const left = ours(true);
    const right = ours(false);
    const [fromLeft, fromRight] = [signalsOf(left), signalsOf(right)];
    join(left, right);
    await isConnected(right);
    await isStable(right);
    negotiate(right);
    await expect.poll(() => offersIn(fromLeft).length).toBe(2);
    expect(fromRight).toContainEqual({ type: 'renegotiate', renegotiate: true });
    expect(offersIn(fromRight)).toEqual([]);
  });
});

describe('simple-peer’s signals', () => {
  it('are descriptions of type and sdp, and candidates of three members', async () => {
    const left = ours(true);
    const right = ours(false);
    const signals = [signalsOf(left), signalsOf(right)];
    join(left, right);
    await isConnected(left);
    const shapes = new Set(signals.flat().map((signal) => JSON.stringify([signal.type, ...Object.keys(signal).sort(), ...Object.keys(signal.candidate ?? {}).sort()])));
    expect([...shapes].sort()).toEqual([
      JSON.stringify(['answer', 'sdp', 'type']),
      JSON.stringify(['candidate', 'candidate', 'type', 'candidate', 'sdpMLineIndex', 'sdpMid']),
      JSON.stringify(['offer', 'sdp', 'type']),
    ]);
  });

  it('ask the initiator for a transceiver with its kind', async () => {
    const right = ours(false);
    const signals = signalsOf(right);
    right.addTransceiver('video', {});
    await expect.poll(() => signals).toEqual([{ type: 'transceiverRequest', transceiverRequest: { kind: 'video', init: {} } }]);
  });

  it('trickle: the offer goes first and waits for no candidate', async () => {
    const peer = ours(true);
    const signals = signalsOf(peer);
    await expect.poll(() => typesOf(signals)).toContain('candidate');
    expect(signals[0]?.type).toBe('offer');
    expect(signals[0]?.sdp).not.toMatch(/^a=candidate/m);
  });

  it('may bring candidates before the description: they are kept for it', async () => {
    const left = ours(true);
    const right = ours(false);
    const offers: Signal[] = [];
    join(left, right, (signal) => {
      if (signal.type !== 'offer') return signal;
      offers.push(signal);
      return undefined;
    });
    const early = signalsOf(left);
    await expect.poll(() => typesOf(early)).toContain('candidate');
    give(right, offers[0] ?? {});
    await isConnected(left);
    await isConnected(right);
  });
});

describe('what destroys simple-peer, so that the link keeps it away', () => {
  it('is a candidate that does not fit the description', async () => {
    const left = ours(true);
    join(left, ours(false));
    await isConnected(left);
    const code = codeOf(left);
    give(left, { type: 'candidate', candidate: { candidate: 'candidate:1 1 udp 2113937151 192.0.2.7 4000 typ host', sdpMid: 'nowhere', sdpMLineIndex: 9 } });
    expect(await code).toBe('ERR_ADD_ICE_CANDIDATE');
    expect(left.destroyed).toBe(true);
  });

  it('is an answer to no offer', async () => {
    const left = ours(true);
    const right = ours(false);
    const signals = signalsOf(right);
    join(left, right);
    await isConnected(left);
    const code = codeOf(left);
    give(left, signals.find(({ type }) => type === 'answer') ?? {});
    expect(await code).toBe('ERR_SET_REMOTE_DESCRIPTION');
  });

  it('is a signal of a shape it does not know', async () => {
    const peer = ours(true);
    const code = codeOf(peer);
    give(peer, { type: 'media-state' });
    expect(await code).toBe('ERR_SIGNALING');
    expect(peer.destroyed).toBe(true);
  });

  it('does not come twice: a signal after the end throws', async () => {
    const peer = ours(true);
    peer.destroy();
    await expect.poll(() => peer.destroyed).toBe(true);
    expect(() => peer.signal({ type: 'renegotiate', renegotiate: true })).toThrow(expect.objectContaining({ code: 'ERR_DESTROYED' }) as Error);
  });
});

describe('media over simple-peer', () => {
  it('of the answering side goes out with its first answer, without a question', async () => {
    const stream = await camera();
    const left = ours(true);
    left.addTransceiver('audio', { direction: 'sendrecv' });
    left.addTransceiver('video', { direction: 'sendrecv' });
    const right = ours(false, { streams: [stream] });
    const signals = signalsOf(right);
    join(left, right);
    await keepsDecoding(left);
    expect(typesOf(signals).filter((type) => type === 'renegotiate' || type === 'transceiverRequest')).toEqual([]);
  });

  it('can be set between the offer and the answer, when the state is told', async () => {
    const [track] = (await camera()).getVideoTracks();
    const left = ours(true);
    left.addTransceiver('video', { direction: 'sendrecv' });
    const right = ours(false);
    right.on('signalingStateChange', (state: unknown) => {
      const transceiver = connectionOf(right).getTransceivers()[0];
      if (state !== 'have-remote-offer' || !transceiver || !track) return;
      transceiver.direction = 'sendrecv';
      void transceiver.sender.replaceTrack(track);
    });
    join(left, right);
    await keepsDecoding(left);
  });

  it('without a stream comes as no track event of the peer, only as one of the connection', async () => {
    const stream = await camera();
    const left = ours(true);
    const [track] = stream.getVideoTracks();
    if (track) connectionOf(left).addTransceiver(track, { direction: 'sendonly' });
    const right = ours(false);
    const told: string[] = [];
    right.on('track', () => told.push('peer'));
    connectionOf(right).addEventListener('track', () => told.push('connection'));
    join(left, right);
    await keepsDecoding(right);
    expect(told).toEqual(['connection']);
  });

  it('changes its track without a new offer', async () => {
    const left = ours(true, { streams: [await camera()] });
    const right = ours(false);
    const signals = signalsOf(left);
    join(left, right);
    await keepsDecoding(right);
    const before = offersIn(signals).length;
    const sender = connectionOf(left).getSenders().find((it) => it.track?.kind === 'video');
    const [other] = (await camera()).getVideoTracks();
    await sender?.replaceTrack(null);
    const rested = await framesDecoded(right);
    await sender?.replaceTrack(other ?? null);
    await expect.poll(() => framesDecoded(right), { timeout: 10_000 }).toBeGreaterThan(rested + 2);
    expect(offersIn(signals)).toHaveLength(before);
    expect(left.destroyed).toBe(false);
  });

  it('goes on while restartIce and negotiate change the user fragment on both sides', async () => {
    const left = ours(true, { streams: [await camera()] });
    const right = ours(false);
    join(left, right);
    await keepsDecoding(right);
    await isStable(left);
    const before = [ufragOf(left), ufragOf(right)];
    connectionOf(left).restartIce();
    negotiate(left);
    await expect.poll(() => ufragOf(left)).not.toBe(before[0]);
    await expect.poll(() => ufragOf(right)).not.toBe(before[1]);
    await isStable(left);
    await keepsDecoding(right);
    await isConnected(left);
    expect([left.destroyed, right.destroyed]).toEqual([false, false]);
  });

  it('stops with destroy, the other side follows, and the tracks live on', async () => {
    const stream = await camera();
    const left = ours(true, { streams: [stream] });
    const right = ours(false);
    join(left, right);
    await keepsDecoding(right);
    await expect.poll(() => inside(right, 'connected'), { timeout: 5_000 }).toBe(true);
    const closed = new Promise<void>((resolve) => right.on('close', resolve));
    left.destroy();
    await closed;
    expect(stream.getTracks().map(({ readyState }) => readyState)).toEqual(['live', 'live']);
  });
});

describe('simple-peer on its stand-ins', () => {
  it('carries text and bytes over its data channel, both ways and in order', async () => {
    const left = ours(true);
    const right = ours(false);
    const received = { left: [] as unknown[], right: [] as unknown[] };
    left.on('data', (data) => received.left.push(data));
    right.on('data', (data) => received.right.push(data));
    // Before the channel is open, too: that one waits.
    left.write('early');
    join(left, right);
    await expect.poll(() => [inside(left, 'connected'), inside(right, 'connected')], { timeout: 10_000 }).toEqual([true, true]);
    left.write('second');
    left.write(new Uint8Array([1, 2, 3]));
    right.write(new Uint8Array([4]));
    right.write('back');
    await expect.poll(() => [received.left.length, received.right.length], { timeout: 10_000 }).toEqual([2, 3]);
    expect(received.right).toEqual(['early', 'second', new Uint8Array([1, 2, 3])]);
    expect(received.left).toEqual([new Uint8Array([4]), 'back']);
  });

  it('closes both ends when the data channel’s other end goes', async () => {
    const left = ours(true);
    const right = ours(false);
    join(left, right);
    await expect.poll(() => [inside(left, 'connected'), inside(right, 'connected')], { timeout: 10_000 }).toEqual([true, true]);
    right.destroy();
    await expect.poll(() => left.destroyed, { timeout: 10_000 }).toBe(true);
  });
});
