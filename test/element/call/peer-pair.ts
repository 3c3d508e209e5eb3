/**
 * Two of our peers in one page, joined by a wire that a test can cut, bend and listen to.
 *
 * Reaches into simple-peer by name, as the link does: no published type knows those members, so each is checked when it is
 * read. Knows nothing of what the tests expect of them.
 */
import SimplePeer from 'simple-peer';
import { expect } from 'vitest';
import { Peer } from '../../../src/call/peer.js';

type Made = Peer | SimplePeer.Instance;
type Options = ConstructorParameters<typeof Peer>[0];

/** A signal as it is emitted; which members there are is what the tests are about. */
export interface Signal {
  readonly type?: string;
  readonly sdp?: string;
  readonly candidate?: { readonly candidate: string; readonly sdpMid?: string | null; readonly sdpMLineIndex?: number | null };
}
export type Bend = (signal: Signal, from: 'left' | 'right') => Signal | undefined;

const open: { readonly destroy: () => void }[] = [];

const options = (initiator: boolean, more: Partial<Options>): Options => ({ initiator, config: { iceServers: [] }, trickle: true, streams: [], ...more });

function keep<T extends Made>(it: T): T {
  it.on('error', () => undefined);
  open.push(it);
  return it;
}

export const ours = (initiator: boolean, more: Partial<Options> = {}): Peer => keep(new Peer(options(initiator, more)));
export const stock = (initiator: boolean, more: Partial<Options> = {}): SimplePeer.Instance => keep(new SimplePeer(options(initiator, more)));

/** Ends every peer and every captured track of a test. */
export function closeAll(): void {
  for (const it of open.splice(0)) it.destroy();
}

/** Camera and microphone, which stop with the test. */
export async function camera(): Promise<MediaStream> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 320, height: 240 } });
  open.push({ destroy: () => stream.getTracks().forEach((track) => track.stop()) });
  return stream;
}

/** A member of the inside, by name. */
export const inside = (it: Made, name: '_pc' | 'connected' | 'destroying'): unknown => Reflect.get(it, name);

export function connectionOf(it: Made): RTCPeerConnection {
  const pc = inside(it, '_pc');
  if (!(pc instanceof RTCPeerConnection)) throw new Error('_pc is no connection');
  return pc;
}

export function negotiate(it: Made): void {
  const method: unknown = Reflect.get(it, 'negotiate');
  if (typeof method !== 'function') throw new Error('there is no negotiate');
  Reflect.apply(method, it, []);
}

/** Hands a signal over as a link does: not to a peer that is gone. */
export function give(it: Made, signal: Signal): void {
  if (!it.destroyed && inside(it, 'destroying') !== true) Reflect.apply(it.signal, it, [signal]);
}

/** Every signal of a peer from now on. */
export function signalsOf(it: Made): Signal[] {
  const signals: Signal[] = [];
  it.on('signal', (signal: Signal) => signals.push(signal));
  return signals;
}

/** Joins two peers; `bend` may change a signal on its way or lose it. */
export function join(left: Made, right: Made, bend: Bend = (signal) => signal): void {
  const carry = (from: Made, to: Made, name: 'left' | 'right'): void => {
    from.on('signal', (signal: Signal) => {
      const arriving = bend(signal, name);
      if (arriving) give(to, arriving);
    });
  };
  carry(left, right, 'left');
  carry(right, left, 'right');
}

export const isConnected = async (it: Made): Promise<void> => {
  await expect.poll(() => connectionOf(it).iceConnectionState, { timeout: 10_000 }).toMatch(/^(connected|completed)$/);
};

export const isStable = async (it: Made): Promise<void> => {
  await expect.poll(() => connectionOf(it).signalingState, { timeout: 10_000 }).toBe('stable');
};

export async function framesDecoded(it: Made): Promise<number> {
  let frames = 0;
  (await connectionOf(it).getStats()).forEach((stat: { type?: string; framesDecoded?: number }) => {
    if (stat.type === 'inbound-rtp') frames += stat.framesDecoded ?? 0;
  });
  return frames;
}

/** More frames than now are decoded, a few. */
export async function keepsDecoding(it: Made): Promise<void> {
  const before = await framesDecoded(it);
  await expect.poll(() => framesDecoded(it), { timeout: 10_000 }).toBeGreaterThan(before + 2);
}

export const ufragOf = (it: Made): string => /a=ice-ufrag:(\S+)/.exec(connectionOf(it).localDescription?.sdp ?? '')?.[1] ?? '';

/** Everything that a peer's promises and zero timers were about to do is done. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setTimeout(resolve, 0));
}
