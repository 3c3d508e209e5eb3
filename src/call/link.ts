/**
 * A link: one attempt at a media connection, made of one simple-peer.
 *
 * Knows the signals of simple-peer, how its inside restarts ICE, and what to make of a peer that fails, closes or never
 * answers. Does not know numbers and acknowledgements (mailbox.ts), tracks (link-tracks.ts), the session or what is done
 * about trouble (the upgrade machine).
 */
import type { CancelTimer, Cause, Clock, Signal } from '../protocol/index.js';
import type { CallMark } from './call-marks.js';
import { belongs, CandidateBatch, fragmentsOf } from './candidate-batch.js';
import type { CallTimes } from './deadlines.js';
import type { EngineEvent, MediaKind, MediaModes, LinkSignal } from './engine-port.js';
import { reconfigure } from './ice.js';
import { causeOf, fold, noEvidence, turnRefused, type Evidence, type Fact } from './link-evidence.js';
import { LinkTracks, type TracksOptions } from './link-tracks.js';
import type { Loss } from './machine-event.js';
import { MediaWatch } from './media-watch.js';
import { OpenOffer } from './open-offer.js';
import { opusOptions } from './opus-sdp.js';
import { Peer } from './peer.js';
import { withStartBitrate } from './start-bitrate.js';
import { readingOf, type Reading } from './stats.js';
import type SimplePeer from 'simple-peer';

export interface LinkOptions extends TracksOptions {
  readonly initiator: boolean;
  readonly configuration: RTCConfiguration;
  readonly clock: Clock;
  readonly peerModes: () => MediaModes | undefined;
  readonly post: (signal: LinkSignal) => void;
  readonly event: (event: EngineEvent) => void;
  readonly mark: (name: CallMark) => void;
  /** Whether the other side is there and has heard everything so far. */
  readonly answerable: () => boolean;
  readonly times: Pick<CallTimes, 'answer' | 'goodbye'>;
  /** The policy leaves this side nothing but relays. */
  readonly relaysOnly: boolean;
  /** The other side's tracks changed. */
  readonly changed: () => void;
  /** Whether media that flowed stands still; no trouble yet. */
  readonly quiet: (quiet: boolean) => void;
  /** Statistics were read, for the watch and whoever else wants them. */
  readonly measured: (pc: RTCPeerConnection, report: RTCStatsReport) => void;
}

type IncomingSignal = Extract<Signal, { kind: 'description' | 'candidates' | 'renegotiate' | 'transceiver' }>;

export class Link {
  readonly remote = new MediaStream();
  /** `retired`: its media goes on, and it has no say any more. */
  private phase: 'active' | 'retired' | 'lost' | 'closed' = 'active';
  private shown = false;
  private iceFailed = false;
  private readonly peer: Peer;
  private readonly batch: CandidateBatch;
  private evidence: Evidence;
  private readonly watch: MediaWatch;
  private readonly openOffer: OpenOffer;
  private readonly tracks: LinkTracks;
  private fragments: ReadonlySet<string> = new Set();
  /** The other side's offer, and what was answered. */
  private offered: { readonly sdp: string; readonly answer?: LinkSignal } | undefined;
  private onStable: (() => void) | undefined;
  private cancelLoss: CancelTimer | undefined;

  constructor(private readonly options: LinkOptions) {
    const { initiator, configuration, clock, local, peerModes, answerable, times } = options;
    this.batch = new CandidateBatch(clock, (candidates) => options.post({ kind: 'candidates', body: { candidates } }));
    this.evidence = noEvidence(configuration);
    // The answering side's tracks have to be there before the offer, to be sent in answer to it.
    this.peer = new Peer({ initiator, config: configuration, trickle: true, streams: initiator || !local ? [] : [local], sdpTransform: opusOptions });
    this.watch = new MediaWatch({ clock, read: () => this.read(), peerModes, event: (type) => this.watched(type), quiet: options.quiet });
    this.openOffer = new OpenOffer({
      clock,
      ms: times.answer,
      open: () => this.connection?.signalingState === 'have-local-offer',
      answerable,
      givenUp: () => this.lose('path'),
    });
    this.listen();
    this.tracks = new LinkTracks(this.peer, options);
    if (initiator) this.tracks.offer();
  }

  /** Whether the other side's media was there once. */
  get hasShown(): boolean {
    return this.shown;
  }

  get isActive(): boolean {
    return this.phase === 'active';
  }

  /** A call goes by this link from now on; what it told before, nobody heard. */
  taken(): void {
    if (turnRefused(this.evidence)) this.tell({ type: 'turnRefused', stranded: this.options.relaysOnly });
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
   * @param suspect Media counts as stopped until it is seen again.
   * @param begin Called when the restart truly begins; signals from then on are of the new generation.
   */
  restart(configuration: RTCConfiguration, suspect: boolean, begin: () => void): void {
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
    if (suspect) this.watch.suspect();
    if (pc.signalingState === 'stable') this.onStable();
  }

  replace(kind: MediaKind, track: MediaStreamTrack | null): void {
    this.tracks.replace(kind, track);
  }

  /** Servers and credentials for what is gathered from now on, at the other side's next restart say. */
  renew(configuration: RTCConfiguration): void {
    const pc = this.connection;
    if (pc) reconfigure(pc, configuration);
  }

  /** A frame of the other side was shown. Without a path it is only the black one that a track leaves when it ends. */
  frame(): void {
    const { progress } = this.evidence;
    if (progress === 'connected' || progress === 'secured') this.watch.frame();
  }

  cause(): Cause {
    return causeOf(this.evidence, this.options.initiator);
  }

  /** Another link takes over: this one plays on until it is closed, and says nothing. */
  retire(): void {
    this.fallSilent();
    this.phase = 'retired';
  }

  close(): void {
    this.fallSilent();
    this.phase = 'closed';
    this.peer.destroy();
  }

  private fallSilent(): void {
    this.cancelLoss?.();
    this.onStable = undefined;
    this.openOffer.close();
    this.batch.drop();
    this.watch.close();
  }

  private listen(): void {
    const { peer, options } = this;
    peer.on('signal', (signal) => this.send(signal));
    peer.on('signalingStateChange', (state) => {
      if (state === 'have-remote-offer') this.tracks.answer();
      if (state === 'stable') this.onStable?.();
    });
    peer.on('iceStateChange', (state) => {
      this.observe();
      this.iceFailed = state === 'failed';
      if (state === 'connected' || state === 'completed') options.mark('ice');
      this.watch.ice(state);
    });
    // A page that goes tears its data channel; a connection that was closed in order closes it.
    peer.on('error', ({ code }) => (code === 'ERR_DATA_CHANNEL' ? this.lost() : this.lose('path')));
    peer.on('close', () => this.lost());
    const pc = this.connection;
    pc?.addEventListener('connectionstatechange', () => this.observe());
    pc?.addEventListener('icecandidateerror', ({ errorCode, url }) => this.learn({ kind: 'candidateError', code: errorCode, url }));
    pc?.addEventListener('icegatheringstatechange', () => pc.iceGatheringState === 'complete' && this.learn({ kind: 'gathered' }));
    // simple-peer tells only of tracks with a stream; a camera that is off at first has none.
    pc?.addEventListener('track', ({ track, streams }) => {
      // All that came with it, before it is played: a video that begins with sound alone shows its first picture later.
      for (const it of streams[0]?.getTracks() ?? [track]) this.remote.addTrack(it);
      options.changed();
    });
  }

  private observe(): void {
    const pc = this.connection;
    if (!pc) return;
    this.learn({ kind: 'states', ice: pc.iceConnectionState, connection: pc.connectionState });
    if (pc.connectionState === 'connected') this.options.mark('dtls');
    if (this.evidence.progress === 'handshake-failed') this.lose('handshake');
  }

  private learn(fact: Fact): void {
    const before = turnRefused(this.evidence);
    this.evidence = fold(this.evidence, fact);
    if (!before && turnRefused(this.evidence)) this.tell({ type: 'turnRefused', stranded: this.options.relaysOnly });
  }

  private watched(type: 'firstMedia' | 'trouble' | 'recovered' | 'lost'): void {
    if (type === 'lost') {
      this.lose('path');
      return;
    }
    if (type === 'firstMedia') this.shown = true;
    this.tell({ type });
  }

  private tell(event: EngineEvent): void {
    if (this.phase === 'active') this.options.event(event);
  }

  /** simple-peer is gone, though nothing went wrong: the other side closed, or Firefox did because ICE has failed. */
  private lost(): void {
    if (this.iceFailed) this.lose('path');
    else this.lose('peer', this.options.times.goodbye);
  }

  private lose(why: Loss, graceMs = 0): void {
    if (this.phase !== 'active') return;
    this.phase = 'lost';
    const tell = (): void => this.options.event({ type: 'lost', why });
    if (graceMs === 0) tell();
    else this.cancelLoss = this.options.clock.after(graceMs, tell);
  }

  private send(signal: SimplePeer.OutSignal): void {
    if (this.phase !== 'active') return;
    switch (signal.type) {
      case 'candidate':
        if (signal.candidate.candidate === '') return;
        this.learn({ kind: 'candidate', line: signal.candidate.candidate });
        this.batch.add(signal.candidate);
        return;
      case 'renegotiate':
        this.options.post({ kind: 'renegotiate', body: {} });
        return;
      case 'transceiverRequest':
        this.options.post({ kind: 'transceiver', body: { mediaKind: signal.transceiverRequest.kind === 'audio' ? 'audio' : 'video' } });
        return;
      default:
        this.sendDescription({ kind: 'description', body: { type: signal.type, sdp: signal.sdp } }, signal.type);
        return;
    }
  }

  private sendDescription(signal: LinkSignal, type: 'offer' | 'answer'): void {
    const { post } = this.options;
    this.batch.flush();
    post(signal);
    if (type === 'offer') this.openOffer.sent(() => post(signal));
    else if (this.offered) this.offered = { ...this.offered, answer: signal };
  }

  /** Only the customer offers, and an answer fits only an open offer; anything else would destroy the peer. */
  private describe(description: SimplePeer.Description): void {
    const { initiator, mark, post } = this.options;
    const open = this.connection?.signalingState === 'have-local-offer';
    if (initiator ? description.type !== 'answer' || !open : description.type !== 'offer') return;
    if (description.type === 'offer') {
      // Said again: the answer did not get there, or is being made.
      if (description.sdp === this.offered?.sdp) {
        if (this.offered.answer) post(this.offered.answer);
        return;
      }
      this.offered = { sdp: description.sdp };
    }
    mark(description.type);
    this.fragments = fragmentsOf(description.sdp);
    this.learn({ kind: 'described' });
    this.peer.signal({ ...description, sdp: withStartBitrate(description.sdp) });
  }

  private async read(): Promise<Reading> {
    const pc = this.connection;
    if (!pc) throw new Error('closed');
    const report = await pc.getStats();
    if (this.isActive) this.options.measured(pc, report);
    return readingOf(report);
  }
}
