/**
 * The runner: turns clicks, frames, link news and timers into events of the upgrade machine, and performs its effects.
 *
 * Knows session, media and engine, and decides nothing: what follows from what is in machine.ts. An event is handled to
 * its end, effects included, before the next one, and within the task that brought it: so a click's capture is the click's.
 */
import type { PlatformFrameOf } from '../protocol/index.js';
import { TypedEmitter } from '../session/index.js';
import { stopTracks } from './capture.js';
import type { CallControls } from './call-controls.js';
import type { CallHealth } from './call-health.js';
import { CallMarks } from './call-marks.js';
import { ContactWatch } from './contact-watch.js';
import { Credentials } from './credentials.js';
import { defaultTimes, timersOf, type CallTimes } from './deadlines.js';
import { EffectPerformer } from './effect-performer.js';
import type { Opening, Runner, RunnerOptions } from './engine-module.js';
import type { CallEngine, EngineEvent, EngineOptions, MediaModes, LinkSignal } from './engine-port.js';
import { InCallLoader } from './in-call-loader.js';
import { LocalMedia } from './local-media.js';
import type { MachineEvent, Unstamped } from './machine-event.js';
import { isInCall, type CaptureFailure, type MachineState, type View } from './machine-state.js';
import { initial, upgradeMachine } from './machine.js';
import { moment } from './machine-step.js';
import { watchPath } from './path-hints.js';
import { Reachability } from './reachability.js';
import { canRejoin } from './rejoin.js';
import { StateTimers } from './state-timers.js';
import type { JoinOptions } from './upgrade.js';
import { WayMemory } from './way-memory.js';

/** For so long after the bind, in milliseconds, a page leaves the connection its time: a blink, in which an answer and its candidates are made. */
const hurryMs = 200;

export class UpgradeRunner implements Runner {
  private current: MachineState = initial;
  private readonly emitter = new TypedEmitter<{ change: [] }>();
  private readonly media: LocalMedia;
  private readonly engine: CallEngine;
  private readonly performer: EffectPerformer;
  private readonly queue: MachineEvent[] = [];
  private readonly next: ReturnType<typeof upgradeMachine>;
  private readonly timers: StateTimers;
  private readonly removals: (() => void)[];
  private readonly contact: ContactWatch;
  private readonly times: CallTimes;
  private readonly marks: CallMarks;
  private readonly ways: WayMemory;
  private readonly reachability: Reachability;
  private readonly inCall: InCallLoader;
  /** The first frame of what this page said ahead of a call. */
  private said: string | undefined;
  /** Media stands still. */
  private quiet = false;
  /** While there is a call. */
  private unwatchPath: (() => void) | undefined;

  constructor(private readonly options: RunnerOptions & { readonly createEngine: (options: EngineOptions) => CallEngine }) {
    const { session, clock, media, side } = options;
    this.times = { ...defaultTimes, ...options.times };
    this.marks = new CallMarks(clock);
    this.ways = new WayMemory(clock);
    this.reachability = new Reachability(clock, this.times);
    this.reachability.connected(session.state.kind === 'connected');
    this.next = upgradeMachine(side, this.times);
    this.timers = new StateTimers(clock, (name) => this.dispatch({ type: 'timer', name, cause: this.engine.cause() }));
    const changed = (): void => this.emitter.emit('change');
    this.inCall = new InCallLoader(options.loadInCall ?? (() => import('./in-call.js')));
    this.inCall.loaded.then(({ createControls }) => this.media.extend(createControls), () => undefined);
    this.media = new LocalMedia({
      media,
      clock,
      settings: options.video,
      peerMedia: () => this.engine.peerMedia,
      changed: () => {
        this.engine.announce();
        changed();
      },
      replaced: (kind, track) => this.engine.replace(kind, track),
    });
    this.engine = options.createEngine(this.engineOptions(changed));
    this.contact = new ContactWatch({
      ...options,
      changed,
      seen: (view) => this.dispatch({ type: 'view', view: { ...this.placed(view), way: this.ways.way } }),
      moved: () => this.dispatch({ type: 'closed', result: { status: 'completed', by: 'platform', at: this.moment() } }),
    });
    this.performer = new EffectPerformer({
      ...options,
      local: this.media,
      engine: this.engine,
      credentials: new Credentials(session, clock),
      marks: this.marks,
      state: () => this.current,
      view: () => this.contact.view && this.placed(this.contact.view),
      cooled: () => (this.said = undefined),
      dispatch: (event) => this.dispatch(event),
    });
    this.removals = this.listen();
  }

  private engineOptions(changed: () => void): EngineOptions {
    const { session, clock, side } = this.options;
    return {
      side,
      clock,
      send: (signal) => this.withContact((contactId) => session.signal({ ...signal, contactId })),
      ahead: (signal, n) => this.say(signal, n),
      ack: (ack) => this.withContact((contactId) => session.ackSignal({ ...ack, contactId })),
      event: (event) => this.heed(event),
      mark: (name) => this.marks.mark(name),
      heard: (heard) => this.reached(() => this.reachability.heard(heard)),
      quiet: (quiet) => this.hush(quiet),
      reachable: () => this.reachability.reach.waitsFor === 'path',
      times: this.times,
      loadInCall: () => this.inCall.loaded,
      changed: () => {
        this.media.peerChanged();
        changed();
      },
      local: () => this.media.stream,
      modes: () => this.media.sent,
    };
  }

  get state(): MachineState {
    return this.current;
  }

  get local(): MediaStream | undefined {
    return this.media.stream;
  }

  get remote(): MediaStream | undefined {
    return this.engine.remote;
  }

  get devices(): LocalMedia['modes'] {
    return this.media.modes;
  }

  get cameraTrouble(): CaptureFailure | undefined {
    return this.media.trouble;
  }

  get peerMedia(): MediaModes | undefined {
    return this.engine.peerMedia;
  }

  get playback(): 'ok' | 'blocked' {
    return this.engine.playback;
  }

  get controls(): CallControls | undefined {
    return this.media.controls;
  }

  get health(): CallHealth | undefined {
    return this.engine.health;
  }

  get hurried(): boolean {
    const { current } = this;
    return this.options.side === 'agent' && current.kind === 'connecting' && this.options.clock.now() - current.since < hurryMs;
  }

  get canRejoin(): boolean {
    return canRejoin(this.current, this.contact.view, this.options.side);
  }

  on(name: 'change', listener: () => void): () => void {
    return this.emitter.on(name, listener);
  }

  start({ camera = true }: JoinOptions, opening?: Opening): void {
    this.click({ type: 'start', camera }, opening);
  }

  accept({ upgradeId, by }: PlatformFrameOf<'upgrade.ask'>, { camera = true }: JoinOptions, opening?: Opening): void {
    this.click({ type: 'accept', camera, upgradeId, by: by.kind === 'flow' ? 'flow' : 'agent' }, opening);
  }

  acceptReservation({ reservationId, upgradeId }: PlatformFrameOf<'reservation'>, { camera = true }: JoinOptions, opening?: Opening): void {
    this.click({ type: 'take', camera, reservationId, ...(upgradeId === undefined ? {} : { upgradeId }) }, opening);
  }

  cancel(): void {
    this.dispatch({ type: 'cancel' });
  }

  end(): void {
    this.dispatch({ type: 'end' });
  }

  rejoin({ camera = true }: JoinOptions, opening?: Opening): void {
    const { view } = this.contact;
    if (this.canRejoin && view) this.click({ type: 'rejoin', camera, view: this.placed(view) }, opening);
    else if (this.current.kind === 'ended' && this.current.rejoin) this.start({ camera }, opening);
    else if (opening) {
      // The call was over before this chunk was there: nothing stays of the click.
      opening.stream.then(stopTracks, () => undefined);
      this.options.session.setInCall(false);
    }
  }

  dismiss(): void {
    this.dispatch({ type: 'dismiss' });
  }

  moved(): void {
    if (this.current.kind === 'idle' || this.current.kind === 'ended') return;
    this.dispatch({ type: 'closed', result: { status: 'completed', by: 'platform', at: this.moment() } });
    this.dismiss();
  }

  setMicrophone(on: boolean): void {
    this.media.setMicrophone(on);
  }

  setCamera(on: boolean): void {
    this.media.setCamera(on);
  }

  attach(video: HTMLVideoElement | undefined): void {
    this.media.attach(video);
    this.engine.attach(video);
  }

  unlock(): void {
    this.engine.unlock();
  }

  destroy(call?: 'end' | 'leave'): void {
    if (call === 'leave') this.moved();
    else this.end();
    for (const remove of this.removals) remove();
    this.removals.length = 0;
    this.engine.attach(undefined);
    this.emitter.clear();
  }

  /* ---- from the session ---- */

  private listen(): (() => void)[] {
    const { session } = this.options;
    const inCall = (frame: { readonly contactId: string; readonly callId: string }): boolean =>
      this.contact.isMine(frame.contactId) && isInCall(this.current) && this.current.callId === frame.callId;
    return [
      ...this.contact.listen(),
      session.on('reservation.gone', ({ contactId, reservationId, outcome }) => {
        if (this.contact.isMine(contactId)) this.dispatch({ type: 'reservationGone', reservationId, outcome });
      }),
      session.on('call.signal', ({ type: _type, contactId, ...signal }) => {
        if (inCall({ contactId, callId: signal.callId })) this.engine.receive(signal);
      }),
      session.on('call.ack', (ack) => inCall(ack) && this.engine.acked(ack)),
      session.on('call.peer', (peer) => inCall(peer) && this.reached(() => this.reachability.present(peer.present))),
      session.on('state', (state) => {
        const connected = state.kind === 'connected';
        if (connected) this.engine.resend();
        if (state.kind === 'closed') this.dispatch({ type: 'closed', result: { status: 'failed', reason: 'signaling-lost', by: 'platform', at: this.moment() } });
        this.reached(() => this.reachability.connected(connected));
        // The line broke with the media: the path is another one.
        if (connected && this.quiet) this.dispatch({ type: 'pathChanged' });
        if (connected) this.performer.resume();
      }),
    ];
  }

  /* ---- the machine ---- */

  private click(event: Unstamped, opening: Opening | undefined): void {
    this.performer.takeOver(opening, () => this.dispatch(event, opening?.at));
  }

  private dispatch(event: Unstamped, at: number = this.options.clock.now()): void {
    this.queue.push({ ...event, at });
    // An effect that brings the next event about does not interrupt the others of this one.
    if (this.queue.length > 1) return;
    const before = this.current;
    for (let first = this.queue[0]; first; first = this.queue[0]) {
      const { state, effects } = this.next(this.current, first);
      this.current = state;
      for (const effect of effects) this.performer.perform(effect);
      this.queue.shift();
    }
    this.timers.set(timersOf(this.current, this.times));
    this.follow(before);
    if (this.current !== before) this.emitter.emit('change');
  }

  /** What goes with a call, beside its effects. */
  private follow(before: MachineState): void {
    const { current } = this;
    // Not before the picture, which it would keep waiting; again with a break, where it failed.
    if (current.kind !== before.kind && (current.kind === 'live' || current.kind === 'recovering')) this.inCall.try();
    if (before.kind === 'connecting' && current.kind === 'live') this.ways.worked(current.way);
    if (isInCall(current) && !(isInCall(before) && before.callId === current.callId)) this.reachability.reset();
    if (!isInCall(current)) {
      this.quiet = false;
      this.unwatchPath?.();
      this.unwatchPath = undefined;
    } else {
      this.unwatchPath ??= (this.options.watchPath ?? watchPath)(this.options.clock, () => this.dispatch({ type: 'pathChanged' }));
    }
  }

  /** Where media stands still the chat's own path may be gone as well, and nothing can be mended before that is known. */
  private hush(quiet: boolean): void {
    this.quiet = quiet;
    if (quiet && isInCall(this.current)) this.options.session.doubt();
  }

  /** Link news, with what the machine needs besides. */
  private heed(event: EngineEvent): void {
    const { reach } = this.reachability;
    switch (event.type) {
      case 'firstMedia':
        this.marks.mark('frame');
        this.quiet = false;
        this.dispatch(event);
        return;
      case 'recovered':
      case 'restarted':
        this.dispatch(event);
        return;
      default:
        this.dispatch({ ...event, reach });
    }
  }

  private reached(learn: () => void): void {
    learn();
    this.dispatch({ type: 'reach', reach: this.reachability.reach });
  }

  /** With the upgrade for which an agent is rung. */
  private say(signal: LinkSignal, n: number): void {
    const { current } = this;
    // Whoever offers has nothing else to say yet.
    if (signal.kind !== 'description' && signal.kind !== 'candidates') return;
    if (current.kind !== 'waiting') return;
    this.withContact((contactId) => {
      const id = this.options.session.signalAhead({ ...signal, contactId, upgradeId: current.upgradeId, n });
      if (n === 1) this.said = id;
    });
  }

  /** With where the call was begun, if what was said ahead has begun it. */
  private placed(view: View): View {
    return view.ahead === undefined ? view : { ...view, begun: view.ahead === this.said ? 'here' : 'elsewhere' };
  }

  private withContact(task: (contactId: string) => void): void {
    const contactId = this.options.contactId();
    if (contactId !== undefined) task(contactId);
  }

  private moment(): string {
    return moment(this.options.clock.now());
  }
}
