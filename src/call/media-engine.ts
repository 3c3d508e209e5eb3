/**
 * The media engine: one call's signals, connection and picture.
 *
 * Knows how mailbox, links and playback work together for one call at a time, and that a link which has shown a picture
 * is closed only when the next one shows its own. The upgrade machine decides (through the runner) when a connection is
 * made, restarted or replaced; this tells it what happens.
 */
import type { Cause, Signal } from '../protocol/index.js';
import type { CallHealth } from './call-health.js';
import { CallMonitor, type CallSummary } from './call-monitor.js';
import { askMachine } from './codecs.js';
import type { CallEngine, EngineEvent, EngineOptions, MediaKind, MediaModes, OpenOptions, Turn, WarmOptions, LinkSignal } from './engine-port.js';
import { iceConfiguration, relaysOnly } from './ice.js';
import { Link } from './link.js';
import type { Way } from './machine-state.js';
import { Mailbox } from './mailbox.js';
import { Playback } from './playback.js';

/** Of a link made ahead: where its signals go, or what it has to say until then. */
interface Outlet { held: LinkSignal[] | undefined }

interface Warmed {
  readonly link: Link;
  readonly outlet: Outlet;
  readonly way: Way;
  readonly madeAt: number;
}

/** One engine serves all calls of an `Upgrade`, one after another. */
export class MediaEngine implements CallEngine {
  private monitor: CallMonitor | undefined;
  private mailbox: Mailbox | undefined;
  private link: Link | undefined;
  /** The link before, which plays until the present one has something to show. */
  private before: Link | undefined;
  private warmed: Warmed | undefined;
  private opened: OpenOptions | undefined;
  private peer: MediaModes | undefined;
  private readonly screen: Playback;

  constructor(private readonly options: EngineOptions) {
    void askMachine();
    this.screen = new Playback({ changed: options.changed, frame: () => this.framed() });
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
    return (this.link?.hasShown ? this.link : (this.before ?? this.link))?.remote;
  }

  get peerMedia(): MediaModes | undefined {
    return this.peer;
  }

  get playback(): 'ok' | 'blocked' {
    return this.screen.state;
  }

  enter(callId: string, attempt: number): void {
    const { clock, send, ack, event, heard, times } = this.options;
    this.mailbox?.close();
    this.monitor?.close();
    this.retire();
    this.peer = undefined;
    this.monitor = this.createMonitor();
    this.mailbox = new Mailbox({
      callId,
      attempt,
      clock,
      send,
      ack,
      heard,
      times,
      deliver: (signal) => this.deliver(signal),
      ahead: (ahead) => event({ type: 'attempted', attempt: ahead }),
      restarted: (generation) => {
        this.monitor?.restarted();
        event({ type: 'restarted', generation });
      },
    });
  }

  warm(options: WarmOptions): void {
    if (this.link) return;
    if (this.isGood(this.warmed, options.way)) {
      this.warmed.outlet.held?.forEach((signal, at) => this.options.ahead(signal, at + 1));
      return;
    }
    this.cool();
    const outlet: Outlet = { held: [] };
    this.warmed = { link: this.makeLink(options, outlet, true), outlet, way: options.way, madeAt: this.options.clock.now() };
  }

  cool(): void {
    this.warmed?.link.close();
    this.warmed = undefined;
  }

  open(opened: OpenOptions): void {
    const mailbox = this.mailbox;
    if (!mailbox) return;
    this.retire();
    this.opened = opened;
    this.monitor?.opened();
    const { link, outlet } = this.takeWarmed(opened) ?? this.makeCold(opened);
    this.link = link;
    mailbox.advance(opened.attempt);
    const { held = [] } = outlet;
    outlet.held = undefined;
    for (const signal of held) this.post(signal);
    this.announce();
    link.taken();
    this.options.changed();
  }

  restart(generation: number, turn: Turn, suspect: boolean): void {
    const mailbox = this.mailbox;
    if (!mailbox || !this.opened) return;
    const configuration = iceConfiguration(turn, this.options.side, this.opened.way);
    this.monitor?.restarted();
    this.link?.restart(configuration, suspect, () => {
      mailbox.generation = generation;
      this.options.event({ type: 'restarted', generation });
    });
  }

  renew(turn: Turn): void {
    if (this.opened) this.link?.renew(iceConfiguration(turn, this.options.side, this.opened.way));
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
    for (const link of [this.link, this.before, this.warmed?.link]) link?.replace(kind, track);
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
    this.cool();
    this.mailbox?.close();
    this.link?.close();
    this.before?.close();
    this.monitor?.close();
    this.monitor = this.mailbox = this.link = this.before = this.opened = this.peer = undefined;
    this.screen.show(undefined);
  }

  private get offers(): boolean {
    return this.options.side === 'customer';
  }

  /** The present link makes room: it plays on if it has shown something, and is closed if it never did. */
  private retire(): void {
    const { link } = this;
    this.link = this.opened = undefined;
    if (!link?.hasShown) {
      // Its tracks end, and the frame that this brings about is none of the next link's.
      if (!this.before) this.screen.show(undefined);
      link?.close();
      return;
    }
    link.retire();
    this.before?.close();
    this.before = link;
  }

  /** What the present link tells. Its first media is the moment for which the link before was kept. */
  private hear(event: EngineEvent): void {
    if (event.type === 'firstMedia') {
      this.screen.show(this.remote);
      this.before?.close();
      this.before = undefined;
    }
    this.options.event(event);
  }

  /** A frame was shown: of the present link, unless the one before still plays. */
  private framed(): void {
    if (this.link && this.remote === this.link.remote) this.link.frame();
  }

  /** Keeps what is to be said in the call, and lets it be said ahead. */
  private hold(held: LinkSignal[], signal: LinkSignal): void {
    held.push(signal);
    this.options.ahead(signal, held.length);
  }

  private makeCold(options: WarmOptions): Pick<Warmed, 'link' | 'outlet'> {
    const outlet: Outlet = { held: undefined };
    return { link: this.makeLink(options, outlet, false), outlet };
  }

  /** What was made ahead, if it is what is wanted now; the other side may have begun with it, so that its age is no matter. */
  private takeWarmed({ way }: OpenOptions): Warmed | undefined {
    const { warmed } = this;
    this.warmed = undefined;
    if (warmed?.way === way && warmed.link.isActive) return warmed;
    warmed?.link.close();
    return undefined;
  }

  private isGood(warmed: Warmed | undefined, way: Way): warmed is Warmed {
    return warmed?.way === way && warmed.link.isActive && this.options.clock.now() - warmed.madeAt < this.options.times.ahead;
  }

  private makeLink({ way, turn }: WarmOptions, outlet: Outlet, ahead: boolean): Link {
    const { side, clock, local, modes, mark, reachable, times } = this.options;
    // Whoever answers gathers ahead only if it is told to.
    const pool = ahead && !this.offers ? { iceCandidatePoolSize: 1 } : {};
    return new Link({
      initiator: this.offers,
      configuration: { ...iceConfiguration(turn, side, way), ...pool },
      relaysOnly: relaysOnly(turn, side),
      clock,
      times,
      mark,
      answerable: () => outlet.held === undefined && reachable() && this.mailbox?.settled === true,
      local: local(),
      sends: (kind) => modes()[kind] !== 'none',
      peerModes: () => this.peer,
      post: (signal) => {
        if (outlet.held) this.hold(outlet.held, signal);
        else this.post(signal);
      },
      // What one made ahead tells is heard when it is taken.
      event: (event) => {
        if (!outlet.held) this.hear(event);
      },
      changed: () => this.screen.show(this.remote),
      quiet: this.options.quiet,
      measured: (pc, report) => this.monitor?.take(pc, report),
    });
  }

  private post({ kind, body }: LinkSignal): void {
    if ('type' in body) this.options.mark(body.type);
    this.mailbox?.post(kind, body);
  }

  private createMonitor(): CallMonitor {
    const { clock, local, modes, changed, loadInCall } = this.options;
    return new CallMonitor(
      {
        clock,
        local,
        modes,
        changed,
        picture: () => this.screen.picture,
        peerModes: () => this.peer,
        announce: () => this.announce(),
      },
      loadInCall,
    );
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
