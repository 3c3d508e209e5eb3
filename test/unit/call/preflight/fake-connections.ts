/**
 * Peer connections in pairs, as a check makes them, over a network that a test describes: which relay answers, which
 * refuses, which lets no data through. Nothing of a browser.
 */
import type { Connect } from '../../../../src/call/preflight/relay-pair.js';

export type Relay = 'works' | 'silent' | 'refuses' | 'no-data';

class FakeChannel extends EventTarget {
  readyState: RTCDataChannelState = 'connecting';
  bufferedAmount = 0;
  binaryType: BinaryType = 'blob';
  peer: FakeChannel | undefined;
  send(data: ArrayBuffer): void {
    queueMicrotask(() => this.peer?.dispatchEvent(Object.assign(new Event('message'), { data })));
  }
  open(): void {
    this.readyState = 'open';
    this.dispatchEvent(new Event('open'));
  }
}

class FakeConnection extends EventTarget {
  connectionState: RTCPeerConnectionState = 'new';
  closed = false;
  readonly channel = new FakeChannel();
  /** The other end of the offer that it was given. */
  offeredBy: FakeConnection | undefined;

  constructor(
    readonly configuration: RTCConfiguration,
    readonly relay: Relay,
    readonly outside: string | undefined,
  ) {
    super();
  }

  createDataChannel(): FakeChannel {
    return this.channel;
  }
  createOffer(): Promise<{ type: string; from: FakeConnection }> {
    return Promise.resolve({ type: 'offer', from: this });
  }
  createAnswer(): Promise<{ type: string; from: FakeConnection }> {
    return Promise.resolve({ type: 'answer', from: this });
  }
  setLocalDescription(description: { type: string }): Promise<void> {
    if (description.type === 'offer') queueMicrotask(() => this.gather());
    return Promise.resolve();
  }
  setRemoteDescription({ type, from }: { type: string; from: FakeConnection }): Promise<void> {
    if (type === 'answer' && this.relay === 'works') queueMicrotask(() => this.meet(from));
    return Promise.resolve();
  }
  addIceCandidate(): Promise<void> {
    return Promise.resolve();
  }
  close(): void {
    this.closed = true;
  }

  private gather(): void {
    if (this.configuration.iceTransportPolicy !== 'relay') {
      this.candidate('candidate:1 1 udp 1 10.0.0.7 5000 typ host');
      if (this.outside !== undefined) this.candidate(`candidate:2 1 udp 1 ${this.outside} 5000 typ srflx raddr 10.0.0.7 rport 5000`);
    } else if (this.relay === 'refuses') {
      this.dispatchEvent(Object.assign(new Event('icecandidateerror'), { errorCode: 401 }));
    } else if (this.relay !== 'silent') {
      this.candidate('candidate:3 1 udp 1 203.0.113.9 49152 typ relay raddr 0.0.0.0 rport 0');
    }
    // A server that says nothing keeps the gathering waiting.
    if (this.relay !== 'silent' || this.configuration.iceTransportPolicy !== 'relay') this.candidate(null);
  }

  private candidate(line: string | null): void {
    this.dispatchEvent(Object.assign(new Event('icecandidate'), { candidate: line === null ? null : { candidate: line } }));
  }

  private meet(far: FakeConnection): void {
    const back = new FakeChannel();
    back.readyState = 'open';
    back.peer = this.channel;
    this.channel.peer = back;
    far.dispatchEvent(Object.assign(new Event('datachannel'), { channel: back }));
    this.channel.open();
  }
}

export interface FakeNetwork {
  readonly connect: Connect;
  readonly open: number;
  readonly made: number;
}

/** `relays` by the start of a URL; `outside`: what STUN servers see. */
export function fakeNetwork(relays: Readonly<Record<string, Relay>>, outside?: string): FakeNetwork {
  const made: FakeConnection[] = [];
  return {
    connect(configuration) {
      const url = String(configuration.iceServers?.[0]?.urls ?? '');
      const relay = Object.entries(relays).find(([start]) => url.startsWith(start))?.[1] ?? 'silent';
      const connection = new FakeConnection(configuration, relay, outside);
      made.push(connection);
      return connection as unknown as RTCPeerConnection;
    },
    get open() {
      return made.filter(({ closed }) => !closed).length;
    },
    get made() {
      return made.length;
    },
  };
}
