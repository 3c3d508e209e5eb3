/**
 * The part of simple-peer 9.11.1 that the link uses, its inside included.
 *
 * The published types are of its Node build, and would bring Node's globals into a browser room. Contract tests hold
 * every member here against the real thing in real browsers.
 */
declare module 'simple-peer' {
  interface PeerOptions {
    readonly initiator: boolean;
    readonly config: RTCConfiguration;
    readonly trickle: true;
    readonly streams: readonly MediaStream[];
    /** Over every local description before it is set. */
    readonly sdpTransform?: (sdp: string) => string;
  }

  interface PeerEvents {
    signal: [signal: SimplePeer.OutSignal];
    signalingStateChange: [state: RTCSignalingState];
    iceStateChange: [connection: RTCIceConnectionState, gathering: RTCIceGatheringState];
    error: [error: Error & { readonly code?: string }];
    close: [];
  }

  class SimplePeer {
    constructor(options: PeerOptions);
    readonly destroyed: boolean;
    readonly destroying: boolean;
    /** Null once destroyed, absent if the browser refused to make one. */
    readonly _pc?: RTCPeerConnection | null;
    /** Overridden: the stock one destroys the peer when ICE has failed. */
    _onIceStateChange(): void;
    /** Overridden likewise. */
    _onConnectionStateChange(): void;
    on<K extends keyof PeerEvents>(name: K, listener: (...payload: PeerEvents[K]) => void): this;
    emit<K extends keyof PeerEvents>(name: K, ...payload: PeerEvents[K]): boolean;
    signal(signal: SimplePeer.InSignal): void;
    /** The initiator offers; the other side asks it to. Queued while an offer is unanswered. */
    negotiate(): void;
    addTransceiver(kindOrTrack: string | MediaStreamTrack, init?: RTCRtpTransceiverInit): void;
    destroy(): void;
  }

  namespace SimplePeer {
    interface Candidate {
      readonly candidate: string;
      readonly sdpMid?: string | null;
      readonly sdpMLineIndex?: number | null;
    }
    type Description = { readonly type: 'offer' | 'answer'; readonly sdp: string };
    type OutSignal =
      | Description
      | { readonly type: 'candidate'; readonly candidate: Candidate }
      | { readonly type: 'renegotiate'; readonly renegotiate: true }
      | { readonly type: 'transceiverRequest'; readonly transceiverRequest: { readonly kind: string } };
    type InSignal = OutSignal;
  }

  export = SimplePeer;
}
