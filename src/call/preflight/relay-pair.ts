/**
 * Two peer connections in this page with one relay between them, and a data channel through it.
 *
 * Proves that this network reaches that relay by that transport and that data passes. The first side uses nothing but the
 * relay; the second one may also be reached directly, so that a relay that will not talk to itself is no failure. Closes
 * both in every end. Knows no report and no platform.
 */
import type { Clock } from '../../protocol/index.js';

export type Connect = (configuration: RTCConfiguration) => RTCPeerConnection;

export type PairOutcome =
  | { readonly kind: 'open'; readonly ms: number }
  | { readonly kind: 'refused'; readonly code: number }
  | { readonly kind: 'silent'; readonly ms: number; readonly allocated: boolean };

export interface PairOptions {
  readonly server: RTCIceServer;
  readonly connect: Connect;
  readonly clock: Clock;
  /** How long to wait for the first round trip. */
  readonly timeoutMs: number;
}

/** STUN errors that a server gives on purpose; 701 is the browser's word for no answer. */
const refusals: readonly number[] = [400, 401, 403, 437, 438, 441, 442, 486, 508];

export class RelayPair {
  /** Never rejects. */
  readonly outcome: Promise<PairOutcome>;
  private readonly near: RTCPeerConnection;
  private readonly far: RTCPeerConnection;
  private readonly out: RTCDataChannel;
  private settle: (outcome: PairOutcome) => void = () => undefined;
  private readonly began: number;
  private readonly stopWaiting: () => void;
  private allocated = false;
  private refusal: number | undefined;
  private onPacket: ((bytes: ArrayBuffer) => void) | undefined;
  private onAnswer: ((bytes: ArrayBuffer) => void) | undefined;
  private back: RTCDataChannel | undefined;

  constructor(private readonly options: PairOptions) {
    const { connect, server, clock } = options;
    this.began = clock.now();
    // Throws where the browser does not take the URL, before anything is open.
    this.near = connect({ iceServers: [server], iceTransportPolicy: 'relay' });
    this.far = connect({ iceServers: [server] });
    this.outcome = new Promise((resolve) => (this.settle = resolve));
    this.stopWaiting = clock.after(options.timeoutMs, () => this.giveUp());
    // Packets that come late are of no use to a call, and so to its rehearsal.
    this.out = this.near.createDataChannel('check', { ordered: false, maxRetransmits: 0 });
    this.out.binaryType = 'arraybuffer';
    this.wire();
    void this.negotiate().catch(() => this.giveUp());
  }

  /** Sends to the other side; false while the channel is busy or gone. */
  send(bytes: ArrayBuffer): boolean {
    if (this.out.readyState !== 'open' || this.out.bufferedAmount > 64_000) return false;
    this.out.send(bytes);
    return true;
  }

  /** Sends from the other side back. */
  answer(bytes: ArrayBuffer): void {
    if (this.back?.readyState === 'open') this.back.send(bytes);
  }

  /** Who hears of packets that arrive over there, and of answers that are back here. */
  listen(onPacket: (bytes: ArrayBuffer) => void, onAnswer: (bytes: ArrayBuffer) => void): void {
    this.onPacket = onPacket;
    this.onAnswer = onAnswer;
  }

  close(): void {
    this.finish({ kind: 'silent', ms: this.options.clock.now() - this.began, allocated: this.allocated });
    this.onPacket = undefined;
    this.onAnswer = undefined;
    this.near.close();
    this.far.close();
  }

  private wire(): void {
    const { near, far, out } = this;
    near.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate?.candidate.includes(' relay') === true) this.allocated = true;
      this.pass(far, candidate);
      if (candidate === null && !this.allocated) this.giveUp();
    });
    far.addEventListener('icecandidate', ({ candidate }) => this.pass(near, candidate));
    near.addEventListener('icecandidateerror', ({ errorCode }) => {
      if (refusals.includes(errorCode)) this.refusal = errorCode;
    });
    near.addEventListener('connectionstatechange', () => {
      if (near.connectionState === 'failed') this.giveUp();
    });
    far.addEventListener('datachannel', ({ channel }) => {
      this.back = channel;
      channel.binaryType = 'arraybuffer';
      channel.addEventListener('message', ({ data }) => {
        if (!(data instanceof ArrayBuffer)) return;
        if (this.onPacket === undefined) channel.send(data);
        else this.onPacket(data);
      });
    });
    out.addEventListener('open', () => out.send(new ArrayBuffer(4)));
    out.addEventListener('message', ({ data }) => {
      this.finish({ kind: 'open', ms: this.options.clock.now() - this.began });
      if (data instanceof ArrayBuffer) this.onAnswer?.(data);
    });
  }

  private pass(to: RTCPeerConnection, candidate: RTCIceCandidate | null): void {
    // A candidate before the description waits for it inside the negotiation's own order; one that does not fit is no loss.
    if (candidate !== null && candidate.candidate !== '') void this.described.then(() => to.addIceCandidate(candidate)).catch(() => undefined);
  }

  private described: Promise<void> = Promise.resolve();

  private async negotiate(): Promise<void> {
    const { near, far } = this;
    let ready: () => void = () => undefined;
    this.described = new Promise((resolve) => (ready = resolve));
    const offer = await near.createOffer();
    await near.setLocalDescription(offer);
    await far.setRemoteDescription(offer);
    const answer = await far.createAnswer();
    await far.setLocalDescription(answer);
    await near.setRemoteDescription(answer);
    ready();
  }

  private giveUp(): void {
    const ms = this.options.clock.now() - this.began;
    this.finish(this.refusal === undefined ? { kind: 'silent', ms, allocated: this.allocated } : { kind: 'refused', code: this.refusal });
  }

  private finish(outcome: PairOutcome): void {
    this.stopWaiting();
    this.settle(outcome);
  }
}
