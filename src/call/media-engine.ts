/**
 * The media engine: one call's signals, connection and picture.
 *
 * Knows how mailbox, link and playback work together for one call at a time. The upgrade machine decides (through the
 * runner) when a connection is made, restarted or replaced; this tells it what happens.
 */
import type { Cause, Signal } from '../protocol/index.js';
import type { CallHealth } from './call-health.js';
import { CallMonitor, type CallSummary } from './call-monitor.js';
import type { CallEngine, EngineOptions, MediaKind, MediaModes, OpenOptions, Turn } from './engine-port.js';
import { iceConfiguration } from './ice.js';
import { Link } from './link.js';
import { Mailbox } from './mailbox.js';
import { Playback } from './playback.js';

/** One engine serves all calls of an `Upgrade`, one after another. */
export class MediaEngine implements CallEngine {
  private monitor: CallMonitor | undefined;
  private mailbox: Mailbox | undefined;
  private link: Link | undefined;
  private opened: OpenOptions | undefined;
  private peer: MediaModes | undefined;
  private readonly screen: Playback;

  constructor(private readonly options: EngineOptions) {
    this.screen = new Playback({ changed: options.changed, frame: () => this.link?.frame() });
  }

  /** None before anything was measured. */
  get health(): CallHealth | undefined {
    return this.monitor?.health;
  }

  /** How the call was so far; to be taken before `leave()`. */
  get summary(): CallSummary | undefined {
    return this.monitor?.summary();
  }

  get remote(): MediaStream | undefined {
    return this.link?.remote;
  }

  get peerMedia(): MediaModes | undefined {
    return this.peer;
  }

  get playback(): 'ok' | 'blocked' {
    return this.screen.state;
  }

  enter(callId: string, attempt: number): void {
    this.leave();
    const { clock, send, ack, event } = this.options;
    this.monitor = this.createMonitor();
    this.mailbox = new Mailbox({
      callId,
      attempt,
      clock,
      send,
      ack,
      deliver: (signal) => this.deliver(signal),
      ahead: (ahead) => event({ type: 'attempted', attempt: ahead }),
      restarted: (generation) => {
        this.monitor?.restarted();
        event({ type: 'restarted', generation });
      },
    });
  }

  open(opened: OpenOptions): void {
    const mailbox = this.mailbox;
    if (!mailbox) return;
    this.link?.close();
    this.opened = opened;
    this.monitor?.opened();
    this.link = new Link({
      initiator: this.offers,
      configuration: iceConfiguration(opened.turn, this.options.side, opened),
      clock: this.options.clock,
      local: this.options.local(),
      sends: (kind) => this.options.modes()[kind] !== 'none',
      peerModes: () => this.peer,
      post: ({ kind, body }) => mailbox.post(kind, body),
      event: this.options.event,
      changed: () => this.screen.show(this.remote),
      measured: (pc, report) => this.monitor?.take(pc, report),
    });
    // The picture of the attempt before stays on screen until this one has a track to show.
    mailbox.advance(opened.attempt);
    this.announce();
    this.options.changed();
  }

  restart(generation: number, turn: Turn): void {
    const mailbox = this.mailbox;
    if (!mailbox || !this.opened) return;
    const configuration = iceConfiguration(turn, this.options.side, this.opened);
    this.monitor?.restarted();
    this.link?.restart(configuration, () => (mailbox.generation = generation));
  }

  askRestart(): void {
    this.mailbox?.post('restart', {});
  }

  join(): void {
    this.mailbox?.post('join', {});
  }

  receive(signal: Signal): void {
    this.mailbox?.receive(signal);
  }

  acked(ack: { readonly callId: string; readonly attempt: number; readonly n: number }): void {
    this.mailbox?.acked(ack);
  }

  resend(): void {
    this.mailbox?.resend();
  }

  replace(kind: MediaKind, track: MediaStreamTrack | null): void {
    this.link?.replace(kind, track);
  }

  announce(): void {
    const modes = this.options.modes();
    if (this.link) this.mailbox?.post('media-state', this.monitor?.modes(modes) ?? modes);
  }

  attach(element: HTMLVideoElement | undefined): void {
    this.screen.attach(element);
  }

  unlock(): void {
    this.screen.unlock();
  }

  cause(): Cause {
    return this.link?.cause() ?? 'signaling-lost';
  }

  leave(): void {
    this.mailbox?.close();
    this.link?.close();
    this.monitor?.close();
    this.monitor = this.mailbox = this.link = this.opened = this.peer = undefined;
    this.screen.show(undefined);
  }

  private get offers(): boolean {
    return this.options.side === 'customer';
  }

  private createMonitor(): CallMonitor {
    const { clock, local, modes, changed } = this.options;
    return new CallMonitor({
      clock,
      local,
      modes,
      changed,
      picture: () => this.screen.picture,
      peerModes: () => this.peer,
      announce: () => this.announce(),
    });
  }

  private deliver(signal: Signal): void {
    const { event, changed } = this.options;
    switch (signal.kind) {
      case 'media-state':
        this.peer = signal.body;
        changed();
        return;
      case 'join':
        if (this.offers) event({ type: 'joined' });
        return;
      case 'restart':
        if (this.offers) event({ type: 'restartAsked' });
        return;
      default:
        this.link?.receive(signal);
    }
  }
}
