/**
 * A media connection without a network: a call engine that shows a picture as soon as a call is bound, or does not.
 *
 * Everything above it is the real thing: capture, the upgrade's machine, its deadlines, controls, what is told to the
 * platform. Knows no WebRTC. One `FakeLink` decides for all calls that are made over it.
 */
import type { CallEngineModule } from '../call/index.js';
import type { CallEngine, EngineOptions, MediaModes, OpenOptions } from '../call/engine-port.js';
import { Playback } from '../call/playback.js';
import { UpgradeRunner } from '../call/upgrade-runner.js';
import type { CancelTimer, Signal } from '../protocol/index.js';

/** How the connection of a call does. */
export interface FakeLink {
  /** Whether a connection comes about, and holds. Setting it to false in a call is a path that is cut; true mends it. Default: true. */
  works: boolean;
}

/** The other side's picture, for a page that can play one. */
export type RemotePicture = () => MediaStream | undefined;

const both: MediaModes = { audio: 'on', video: 'on' };

export class FakeLinks implements FakeLink {
  private working = true;
  private readonly engines = new Set<FakeEngine>();

  constructor(private readonly picture: RemotePicture) {}

  get works(): boolean {
    return this.working;
  }

  set works(works: boolean) {
    if (works === this.working) return;
    this.working = works;
    for (const engine of this.engines) engine.pathChanged();
  }

  /** The call chunk, for `createUpgrade({ load })`. */
  readonly load = (): Promise<CallEngineModule> =>
    Promise.resolve({
      createRunner: (options) => new UpgradeRunner({ ...options, createEngine: (engine) => this.create(engine) }),
    });

  private create(options: EngineOptions): CallEngine {
    const engine = new FakeEngine(options, this, this.picture);
    this.engines.add(engine);
    return engine;
  }
}

class FakeEngine implements CallEngine {
  remote: MediaStream | undefined;
  peerMedia: MediaModes | undefined;
  readonly health = undefined;
  readonly summary = undefined;
  private callId: string | undefined;
  private opened: OpenOptions | undefined;
  private sent = 0;
  private generation = 0;
  private state: 'none' | 'connecting' | 'shown' | 'broken' = 'none';
  private cancel: CancelTimer | undefined;
  private readonly screen: Playback | undefined;

  constructor(
    private readonly options: EngineOptions,
    private readonly link: FakeLink,
    private readonly picture: RemotePicture,
  ) {
    this.screen = typeof document === 'undefined' ? undefined : new Playback({ changed: options.changed, frame: () => undefined });
  }

  get playback(): 'ok' | 'blocked' {
    return this.screen?.state ?? 'ok';
  }

  pathChanged(): void {
    if (this.link.works) this.tryIt();
    else if (this.state === 'shown') {
      this.state = 'broken';
      this.options.event({ type: 'trouble' });
    }
  }

  warm(): void {}

  cool(): void {}

  enter(callId: string): void {
    this.forget();
    this.callId = callId;
  }

  open(opened: OpenOptions): void {
    if (this.callId === undefined) return;
    this.opened = opened;
    this.sent = 0;
    this.generation = 0;
    this.state = 'connecting';
    this.announce();
    this.tryIt();
  }

  restart(generation: number): void {
    this.generation = generation;
    this.options.event({ type: 'restarted', generation });
    this.tryIt();
  }

  askRestart(): void {}

  renew(): void {}

  join(): void {}

  receive(signal: Signal): void {
    const { callId, attempt, n } = signal;
    this.options.ack({ callId, attempt, n });
    if (signal.kind !== 'media-state') return;
    this.peerMedia = signal.body;
    this.options.changed();
  }

  acked(): void {}

  resend(): void {}

  replace(): void {}

  /** What this side does with camera and microphone is all that it has to say. */
  announce(): void {
    const { callId, opened } = this;
    if (callId === undefined || !opened) return;
    this.sent += 1;
    this.options.send({ callId, attempt: opened.attempt, generation: this.generation, n: this.sent, kind: 'media-state', body: this.options.modes() });
  }

  attach(element: HTMLVideoElement | undefined): void {
    this.screen?.attach(element);
  }

  unlock(): void {
    this.screen?.unlock();
  }

  cause(): 'ice-failed' {
    return 'ice-failed';
  }

  leave(): void {
    this.forget();
  }

  private forget(): void {
    this.cancel?.();
    for (const track of this.remote?.getTracks() ?? []) track.stop();
    this.callId = this.opened = this.remote = this.peerMedia = undefined;
    this.state = 'none';
    this.screen?.show(undefined);
  }

  /** In a later task, as news of a network always is. */
  private tryIt(): void {
    this.cancel?.();
    this.cancel = this.options.clock.after(0, () => {
      if (!this.link.works || this.state === 'none' || this.state === 'shown') return;
      const { state } = this;
      this.state = 'shown';
      if (state === 'broken') {
        this.options.event({ type: 'recovered' });
        return;
      }
      this.remote ??= this.picture();
      this.peerMedia ??= both;
      this.screen?.show(this.remote);
      this.options.event({ type: 'firstMedia' });
      this.options.changed();
    });
  }
}
