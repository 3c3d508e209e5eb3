/**
 * A link: one attempt at a media connection, made of one simple-peer.
 *
 * Knows transceivers, signals of simple-peer and how its inside restarts ICE. The customer's side offers a transceiver for
 * sound and one for the picture, whatever it sends, so that a camera can come later without a new offer. Does not know
 * numbers and acknowledgements (mailbox.ts), the session or what is done about trouble (the upgrade machine).
 */
import type { CancelTimer, Cause, Clock, Signal } from '../protocol/index.js';
import { belongs, CandidateBatch, fragmentsOf } from './candidate-batch.js';
import { preferCodecs } from './codecs.js';
import type { EngineEvent, MediaKind, MediaModes } from './engine-port.js';
import { LinkEvidence } from './link-evidence.js';
import { MediaWatch } from './media-watch.js';
import { opusOptions } from './opus-sdp.js';
import { Peer } from './peer.js';
import { readingOf, type Reading } from './stats.js';
import type SimplePeer from 'simple-peer';

export interface LinkOptions {
  readonly initiator: boolean;
  readonly configuration: RTCConfiguration;
  readonly clock: Clock;
  readonly local: MediaStream | undefined;
  /** Whether this side may ever send a kind; a kind that it may not is only received. */
  readonly sends: (kind: MediaKind) => boolean;
  readonly peerModes: () => MediaModes | undefined;
  readonly post: (signal: LinkSignal) => void;
  readonly event: (event: EngineEvent) => void;
  /** The other side's tracks changed. */
  readonly changed: () => void;
  /** Statistics were read, for the watch and whoever else wants them. */
  readonly measured: (pc: RTCPeerConnection, report: RTCStatsReport) => void;
}

/** What links say to one another. */
export type LinkSignal = Pick<Extract<Signal, { kind: 'description' | 'candidates' | 'renegotiate' | 'transceiver' }>, 'kind' | 'body'>;
type IncomingSignal = Extract<Signal, { kind: 'description' | 'candidates' | 'renegotiate' | 'transceiver' }>;

const kinds = ['audio', 'video'] as const;
/** The other side's connection closed: its word why may be on the way, and comes first. In milliseconds. */
const closeGrace = 1_000;

export class Link {
  readonly remote = new MediaStream();
  private readonly peer: Peer;
  private readonly batch: CandidateBatch;
  private readonly evidence: LinkEvidence;
  private readonly watch: MediaWatch;
  private fragments: ReadonlySet<string> = new Set();
  private onStable: (() => void) | undefined;
  private cancelLoss: CancelTimer | undefined;
  private closed = false;

  constructor(private readonly options: LinkOptions) {
    const { initiator, configuration, clock, local } = options;
    this.batch = new CandidateBatch(clock, (candidates) => options.post({ kind: 'candidates', body: { candidates } }));
    this.evidence = new LinkEvidence(configuration, initiator);
    // The answering side's tracks have to be there before the offer, to be sent in answer to it.
    this.peer = new Peer({ initiator, config: configuration, trickle: true, streams: initiator || !local ? [] : [local], sdpTransform: opusOptions });
    this.watch = new MediaWatch({ clock, read: () => this.read(), peerModes: options.peerModes, event: (type) => options.event({ type }) });
    this.listen();
    if (initiator) for (const kind of kinds) this.addTransceiver(kind);
  }

  /** Undefined once simple-peer has let go of it. */
  get connection(): RTCPeerConnection | undefined {
    return this.peer._pc ?? undefined;
  }

  receive(signal: IncomingSignal): void {
    if (this.peer.destroyed || this.peer.destroying) return;
    switch (signal.kind) {
      case 'description':
        this.describe(signal.body);
        return;
      case 'candidates':
        for (const candidate of signal.body.candidates) {
          if (belongs(candidate, this.fragments)) this.peer.signal({ type: 'candidate', candidate });
        }
        return;
      case 'renegotiate':
        this.peer.signal({ type: 'renegotiate', renegotiate: true });
        return;
      case 'transceiver':
        this.peer.signal({ type: 'transceiverRequest', transceiverRequest: { kind: signal.body.mediaKind } });
        return;
    }
  }

  /**
   * Restarts ICE as soon as no offer is open: simple-peer would only queue another one.
   * @param begin Called when the restart truly begins; signals from then on are of the new generation.
   */
  restart(configuration: RTCConfiguration, begin: () => void): void {
    const pc = this.connection;
    if (!pc) return;
    this.onStable = () => {
      this.onStable = undefined;
      this.batch.flush();
      begin();
      reconfigure(pc, configuration);
      pc.restartIce();
      this.peer.negotiate();
    };
    this.watch.suspect();
    if (pc.signalingState === 'stable') this.onStable();
  }

  replace(kind: MediaKind, track: MediaStreamTrack | null): void {
    // A sender refuses only a track of another kind or one after it was stopped with the connection.
    void this.transceiver(kind)?.sender.replaceTrack(track).catch(() => undefined);
  }

  /** A frame of the other side was shown. */
  frame(): void {
    this.watch.frame();
  }

  cause(): Cause {
    return this.evidence.cause();
  }

  close(): void {
    this.closed = true;
    this.cancelLoss?.();
    this.onStable = undefined;
    this.batch.drop();
    this.watch.close();
    this.peer.destroy();
  }

  private listen(): void {
    const peer = this.peer;
    peer.on('signal', (signal) => this.send(signal));
    peer.on('signalingStateChange', (state) => {
      if (state === 'have-remote-offer') this.prepareAnswer();
      if (state === 'stable') this.onStable?.();
    });
    peer.on('iceStateChange', (state) => {
      this.observe();
      this.watch.ice(state);
    });
    peer.on('error', () => this.lose(0));
    peer.on('close', () => this.lose(closeGrace));
    const pc = this.connection;
    pc?.addEventListener('connectionstatechange', () => this.observe());
    pc?.addEventListener('icecandidateerror', ({ errorCode }) => this.evidence.candidateError(errorCode));
    // simple-peer tells only of tracks with a stream; a camera that is off at first has none.
    pc?.addEventListener('track', ({ track }) => {
      this.remote.addTrack(track);
      this.options.changed();
    });
  }

  private observe(): void {
    const pc = this.connection;
    if (pc) this.evidence.state(pc.iceConnectionState, pc.connectionState);
    if (pc?.connectionState === 'failed' && this.evidence.cause() === 'dtls-failed') this.lose(0, 'dtls-failed');
  }

  private lose(graceMs: number, fatal?: Cause): void {
    if (this.closed) return;
    this.closed = true;
    const tell = (): void => this.options.event(fatal ? { type: 'lost', fatal } : { type: 'lost' });
    if (graceMs === 0) tell();
    else this.cancelLoss = this.options.clock.after(graceMs, tell);
  }

  private send(signal: SimplePeer.OutSignal): void {
    if (this.closed) return;
    switch (signal.type) {
      case 'candidate':
        if (signal.candidate.candidate === '') return;
        this.evidence.localCandidate(signal.candidate.candidate);
        this.batch.add(signal.candidate);
        return;
      case 'renegotiate':
        this.options.post({ kind: 'renegotiate', body: {} });
        return;
      case 'transceiverRequest':
        this.options.post({ kind: 'transceiver', body: { mediaKind: signal.transceiverRequest.kind === 'audio' ? 'audio' : 'video' } });
        return;
      default:
        this.batch.flush();
        this.options.post({ kind: 'description', body: { type: signal.type, sdp: signal.sdp } });
        return;
    }
  }

  /** Only the customer offers, and an answer fits only an open offer; anything else would destroy the peer. */
  private describe(description: SimplePeer.Description): void {
    const offered = this.connection?.signalingState === 'have-local-offer';
    if (this.options.initiator ? description.type !== 'answer' || !offered : description.type !== 'offer') return;
    this.fragments = fragmentsOf(description.sdp);
    this.evidence.remoteDescription();
    this.peer.signal(description);
  }

  private addTransceiver(kind: MediaKind): void {
    const { local, sends } = this.options;
    const track = this.localTrack(kind);
    const streams = local ? [local] : [];
    this.peer.addTransceiver(track ?? kind, sends(kind) ? { direction: 'sendrecv', streams } : { direction: 'recvonly' });
    const transceiver = this.transceiver(kind);
    if (transceiver) preferCodecs(transceiver, kind);
  }

  /** Between the offer and the answer: what this side has or may have later is offered back. */
  private prepareAnswer(): void {
    for (const transceiver of this.connection?.getTransceivers() ?? []) {
      const kind = transceiver.receiver.track.kind === 'audio' ? 'audio' : 'video';
      const track = this.localTrack(kind);
      if (track && !transceiver.sender.track) void transceiver.sender.replaceTrack(track).catch(() => undefined);
      const direction = this.options.sends(kind) ? 'sendrecv' : 'recvonly';
      if (transceiver.direction !== direction) transceiver.direction = direction;
      preferCodecs(transceiver, kind);
    }
  }

  private localTrack(kind: MediaKind): MediaStreamTrack | undefined {
    return this.options.local?.getTracks().find((track) => track.kind === kind && track.readyState === 'live');
  }

  private transceiver(kind: MediaKind): RTCRtpTransceiver | undefined {
    return this.connection?.getTransceivers().find(({ receiver }) => receiver.track.kind === kind);
  }

  private async read(): Promise<Reading> {
    const pc = this.connection;
    if (!pc) throw new Error('closed');
    const report = await pc.getStats();
    if (!this.closed) this.options.measured(pc, report);
    return readingOf(report);
  }
}

/** Firefox before 119 cannot; its next attempt has the new servers. */
function reconfigure(pc: RTCPeerConnection, { iceServers, iceTransportPolicy }: RTCConfiguration): void {
  try {
    pc.setConfiguration({ ...pc.getConfiguration(), ...(iceServers ? { iceServers } : {}), ...(iceTransportPolicy ? { iceTransportPolicy } : {}) });
  } catch {
    // The restart goes on with the servers it has.
  }
}
