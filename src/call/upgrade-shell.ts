/**
 * The shell of an upgrade: what a page needs of it before the first click, and the click itself.
 *
 * Knows how to set everything going within the click's task: the browser's question, the request, the credentials and the
 * call chunk, all at once. When the chunk is there its runner takes over for good, clicks made meanwhile included; the
 * shell only passes on from then. Refuses by itself what this client cannot do.
 */
import type { PlatformFrameOf } from '../protocol/index.js';
import { TypedEmitter } from '../session/index.js';
import type { CallControls } from './call-controls.js';
import type { CallHealth } from './call-health.js';
import type { CallEngineModule, Opening, Runner, RunnerOptions } from './engine-module.js';
import type { MediaModes } from './engine-port.js';
import type { CaptureFailure, UpgradeClientState } from './machine-state.js';
import { askFor, questionFor } from './media-port.js';
import { canRejoin, concerns } from './rejoin.js';
import type { JoinOptions, Upgrade } from './upgrade.js';

type ShellOptions = RunnerOptions & { readonly load: () => Promise<CallEngineModule> };
type ContactModel = NonNullable<RunnerOptions['session']['contact']>;
type Frame = Parameters<RunnerOptions['session']['submit']>[0];

export class UpgradeShell implements Upgrade {
  private runner: Runner | undefined;
  /** Shown until there is a runner. */
  private shown: Extract<UpgradeClientState, { kind: 'idle' | 'capturing' | 'ended' }> = { kind: 'idle' };
  /** Clicks, in order, for the runner that is on its way. */
  private clicks: ((runner: Runner) => void)[] = [];
  private openings: Opening[] = [];
  private loading: Promise<void> | undefined;
  private element: HTMLVideoElement | undefined;
  private refusedAsk: string | undefined;
  private destroyed = false;
  private readonly emitter = new TypedEmitter<{ change: [] }>();
  private readonly removals: (() => void)[];

  constructor(private readonly options: ShellOptions) {
    const { session, contactId } = options;
    this.removals = [
      // Until there is a runner, the card and what can be rejoined change with the contact.
      session.on('contact', (contact) => !this.runner && contact.contactId === contactId() && this.changed()),
      session.on('call.moved', () => this.leave((runner) => runner.moved())),
      session.on('upgrade.ask', (ask) => ask.contactId === contactId() && this.refuseIfUnable(ask)),
    ];
  }

  get state(): UpgradeClientState {
    return this.runner?.state ?? this.shown;
  }

  /** A page that can't, beside one that may, has nothing to ask. */
  get ask(): PlatformFrameOf<'upgrade.ask'> | undefined {
    const ask = this.contact()?.ask;
    return ask && this.answers ? ask : undefined;
  }

  get local(): MediaStream | undefined {
    return this.runner?.local;
  }

  get remote(): MediaStream | undefined {
    return this.runner?.remote;
  }

  get devices(): Upgrade['devices'] {
    if (this.runner) return this.runner.devices;
    const video = this.options.video();
    return { audio: video.enabled && video.microphone ? 'off' : 'none', video: video.enabled && video.camera ? 'off' : 'none' };
  }

  get cameraTrouble(): CaptureFailure | undefined {
    return this.runner?.cameraTrouble;
  }

  get peerMedia(): MediaModes | undefined {
    return this.runner?.peerMedia;
  }

  get playback(): 'ok' | 'blocked' {
    return this.runner?.playback ?? 'ok';
  }

  get controls(): CallControls | undefined {
    return this.runner?.controls;
  }

  get health(): CallHealth | undefined {
    return this.runner?.health;
  }

  get hurried(): boolean {
    return this.runner?.hurried ?? false;
  }

  get canRejoin(): boolean {
    if (this.runner) return this.runner.canRejoin;
    const { session, side } = this.options;
    const view = this.contact()?.snapshot.upgrade;
    const participant = session.state.kind === 'connected' ? session.state.participantId : undefined;
    const agentId = side === 'agent' ? (session.presence?.agentId ?? participant) : undefined;
    return view !== undefined && concerns(view, agentId) && canRejoin(this.shown, view, side);
  }

  on(name: 'change', listener: () => void): () => void {
    return this.emitter.on(name, listener);
  }

  prepare(): Promise<void> {
    this.loading ??= this.options.load().then(
      (module) => this.handOver(module),
      () => this.giveUp(),
    );
    return this.loading;
  }

  start(how: JoinOptions = {}): void {
    if (this.options.side !== 'customer') return;
    const manifest = this.options.manifest();
    this.click('customer', how, (contactId) => ({ type: 'upgrade.request', contactId, manifest }), (runner, opening) => runner.start(how, opening));
  }

  accept(how: JoinOptions = {}): void {
    const { ask } = this;
    if (!ask) return;
    const { upgradeId, by } = ask;
    const frame = (contactId: string): Frame => ({ type: 'upgrade.answer', contactId, upgradeId, accepted: true, manifest: this.options.manifest() });
    if (this.options.manifest().media.video.supported) {
      this.click(by.kind === 'flow' ? 'flow' : 'agent', how, frame, (runner, opening) => runner.accept(ask, how, opening));
    } else {
      this.refuse(upgradeId);
    }
  }

  decline(): void {
    const { ask } = this;
    if (ask) this.refuse(ask.upgradeId);
  }

  acceptReservation(reservation: PlatformFrameOf<'reservation'>, how: JoinOptions = {}): void {
    this.click('customer', how, undefined, (runner, opening) => runner.acceptReservation(reservation, how, opening));
  }

  cancel(): void {
    this.leave((runner) => runner.cancel());
  }

  end(): void {
    this.leave((runner) => runner.end());
  }

  rejoin(how: JoinOptions = {}): void {
    if (this.runner || this.canRejoin) this.click(this.options.side, how, undefined, (runner, opening) => runner.rejoin(how, opening));
  }

  dismiss(): void {
    if (this.runner) this.runner.dismiss();
    else if (this.shown.kind === 'ended') this.show({ kind: 'idle' });
  }

  setMicrophone(on: boolean): void {
    this.runner?.setMicrophone(on);
  }

  setCamera(on: boolean): void {
    this.runner?.setCamera(on);
  }

  attach(video: HTMLVideoElement | undefined): void {
    this.element = video;
    this.runner?.attach(video);
  }

  unlock(): void {
    this.runner?.unlock();
  }

  destroy(call?: 'end' | 'leave'): void {
    this.destroyed = true;
    for (const remove of this.removals) remove();
    this.emitter.clear();
    this.leave((runner) => runner.destroy(call));
  }

  /** One click. Before the chunk is there, all that needs it not is begun here, the browser's question first. */
  private click(
    by: 'customer' | 'agent' | 'flow',
    { camera = true, microphone = true }: JoinOptions,
    frame: ((contactId: string) => Frame) | undefined,
    pass: (runner: Runner, opening?: Opening) => void,
  ): void {
    const { session, clock, media, video, manifest } = this.options;
    const contactId = this.options.contactId();
    const capability = manifest().media.video;
    const at = clock.now();
    if (!capability.supported) {
      this.show({ kind: 'ended', rejoin: false, result: { status: 'unsupported', reason: capability.reason, by: this.options.side, at: new Date(at).toISOString() } }); return;
    }
    const ask = (): Opening => ({ at, microphone, stream: quiet(askFor(media, questionFor(video(), camera, microphone))) });
    if (this.runner) {
      // The machine knows of camera and sound; who joins without a microphone has been asked here.
      pass(this.runner, microphone ? undefined : ask());
      return;
    }
    if (contactId === undefined || this.shown.kind === 'capturing') return;
    const asked = ask();
    // The camera's question first; then, before any frame, the lead among this person's tabs.
    session.setInCall(true);
    const opening: Opening = {
      ...asked,
      ...(frame ? { accepted: quiet(session.submit(frame(contactId))) } : {}),
      turn: quiet(session.turn(contactId, 'call')),
    };
    this.openings.push(opening);
    this.clicks.push((runner) => pass(runner, opening));
    this.show({ kind: 'capturing', by, since: at });
    void this.prepare();
  }

  private leave(pass: (runner: Runner) => void): void {
    if (this.runner) {
      pass(this.runner);
      return;
    }
    if (this.clicks.length === 0) return;
    this.clicks.push(pass);
    this.show({ kind: 'idle' });
  }

  private handOver(module: CallEngineModule): void {
    // Clicks made before still have to be undone; without them there is nothing that a runner would be for.
    if (this.destroyed && this.clicks.length === 0) return;
    const runner = module.createRunner(this.options);
    runner.on('change', () => this.changed());
    runner.attach(this.element);
    this.runner = runner;
    for (const click of this.clicks.splice(0)) click(runner);
    this.openings = [];
    this.changed();
  }

  /** The chunk did not load: nothing stays open, and the next click tries again. */
  private giveUp(): void {
    const { clock, side } = this.options;
    this.loading = undefined;
    if (this.clicks.length > 0) this.options.session.setInCall(false);
    this.clicks = [];
    for (const { stream, accepted } of this.openings.splice(0)) {
      stream.then((it) => it.getTracks().forEach((track) => track.stop()), () => undefined);
      accepted?.then(({ upgradeId }) => upgradeId !== undefined && this.tell((contactId) => ({ type: 'upgrade.cancel', contactId, upgradeId })), () => undefined);
    }
    if (this.shown.kind !== 'capturing') return;
    this.show({ kind: 'ended', rejoin: false, result: { status: 'failed', reason: 'signaling-lost', by: side, at: new Date(clock.now()).toISOString() } });
  }

  /** The platform should not have asked; it and the agent hear why not. */
  private refuseIfUnable({ upgradeId }: PlatformFrameOf<'upgrade.ask'>): void {
    if (!this.answers || this.options.manifest().media.video.supported || this.refusedAsk === upgradeId) return;
    this.refusedAsk = upgradeId;
    this.refuse(upgradeId);
  }

  /** What it says counts for every page of this person: only one of them says what none can do. */
  private get answers(): boolean {
    return this.options.answers?.() !== false || this.options.manifest().media.video.supported;
  }

  private refuse(upgradeId: string): void {
    const manifest = this.options.manifest();
    this.tell((contactId) => ({ type: 'upgrade.answer', contactId, upgradeId, accepted: false, manifest }));
  }

  private tell(frame: (contactId: string) => Frame): void {
    const contactId = this.options.contactId();
    if (contactId !== undefined) void quiet(this.options.session.submit(frame(contactId)));
  }

  private contact(): ContactModel | undefined {
    const { session, side } = this.options;
    const contactId = this.options.contactId();
    return side === 'customer' ? session.contact : contactId === undefined ? undefined : session.contacts.get(contactId);
  }

  private show(state: UpgradeShell['shown']): void {
    this.shown = state;
    this.changed();
  }

  private changed(): void {
    this.emitter.emit('change');
  }
}

/** A rejection waits for whoever takes the promise over, and is nobody's surprise meanwhile. */
function quiet<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
