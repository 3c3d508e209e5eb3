/**
 * A platform of one contact in memory: two sessions in one page, one upgrade at a time, signals relayed between them.
 *
 * It keeps to the protocol's order of frames and knows no flow, queue or store. `drop` loses what a test wants lost.
 */
import type { AheadSignal, PlatformFrameOf, Signal, UpgradeView } from '../../../src/protocol/index.js';
import { SegueError } from '../../../src/protocol/index.js';
import { TypedEmitter, type Accepted, type DurableFrameWithoutId, type SessionEvents, type SessionState } from '../../../src/session/index.js';
import type { CallSession } from '../../../src/call/index.js';

type Model = NonNullable<CallSession['contact']>;
export type End = 'customer' | 'agent';

export const contactId = 'c_1';
export const agent = { agentId: 'a_1', name: 'Ana' };
const other = (end: End): End => (end === 'customer' ? 'agent' : 'customer');

export class ScriptedSession implements CallSession {
  state: SessionState;
  readonly clockOffset = 0;
  readonly presence = undefined;
  readonly submitted: DurableFrameWithoutId[] = [];
  readonly emitter = new TypedEmitter<SessionEvents>();
  inCall = false;
  doubts = 0;
  model: Model;

  constructor(
    readonly platform: ScriptedPlatform,
    readonly end: End,
  ) {
    this.state = { kind: 'connected', participantId: end === 'agent' ? agent.agentId : 'g_1', role: end };
    this.model = {
      contactId,
      snapshot: {
        contactId,
        deploymentId: 'd_1',
        state: 'connected',
        medium: 'webChat',
        relation: end === 'agent' ? 'owner' : 'customer',
        customer: { customerId: 'g_1' },
        seq: 0,
        read: { customer: 0, agent: 0 },
        video: { allowed: true },
      },
      events: [],
      pending: [],
      typing: undefined,
      unread: 0,
      ask: undefined,
    };
  }

  get contact(): Model | undefined {
    return this.end === 'customer' ? this.model : undefined;
  }

  get contacts(): ReadonlyMap<string, Model> {
    return new Map([[contactId, this.model]]);
  }

  on<K extends keyof SessionEvents>(name: K, listener: (...payload: SessionEvents[K]) => void): () => void {
    return this.emitter.on(name, listener);
  }

  submit(frame: DurableFrameWithoutId): Promise<Accepted> {
    this.submitted.push(frame);
    return this.gone ? new Promise(() => undefined) : this.platform.take(this.end, frame);
  }

  turn(): Promise<PlatformFrameOf<'turn'>> {
    return Promise.resolve({ type: 'turn', re: 'f', policy: 'all', iceServers: [] });
  }

  signalAhead({ n, kind, body }: Parameters<CallSession['signalAhead']>[0]): string {
    if (this.gone) return '';
    // The kind and its body came together.
    this.platform.ahead = [...this.platform.ahead.slice(0, n - 1), { kind, body } as AheadSignal];
    return 'f_ahead';
  }

  signal(signal: Parameters<CallSession['signal']>[0]): void {
    if (!this.gone) this.platform.relay(this.end, signal);
  }

  ackSignal(ack: Parameters<CallSession['ackSignal']>[0]): void {
    if (!this.gone) this.platform.deliver(() => this.platform.sessions[other(this.end)].emitter.emit('call.ack', { type: 'call.ack', ...ack }));
  }

  doubt(): void {
    this.doubts += 1;
  }

  setInCall(on: boolean): void {
    this.inCall = on;
  }

  /** Whether another page has taken this one's place. */
  get gone(): boolean {
    return this.platform.sessions[this.end] !== this;
  }

  /** The model as a `contact` frame or an `upgrade.state` would leave it. */
  show(upgrade: UpgradeView, ask?: Model['ask']): void {
    this.model = { ...this.model, ask, snapshot: { ...this.model.snapshot, upgrade } };
    this.emitter.emit('contact', this.model);
  }
}

export class ScriptedPlatform {
  readonly sessions: Record<End, ScriptedSession> = {
    customer: new ScriptedSession(this, 'customer'),
    agent: new ScriptedSession(this, 'agent'),
  };
  readonly signals: { readonly from: End; readonly signal: Signal }[] = [];
  /** Loses signals for which it is true. */
  drop: (signal: Signal, from: End) => boolean = () => false;
  view: UpgradeView | undefined;
  /** What the customer said for the call that an agent is rung for. */
  ahead: readonly AheadSignal[] = [];
  private upgrades = 0;
  private held: Promise<void> = Promise.resolve();

  /** Rings nobody for a capture before the returned function is called: an agent is yet to be found. */
  holdCapture(): () => void {
    let release = (): void => undefined;
    this.held = new Promise((resolve) => (release = resolve));
    return () => release();
  }

  /** A reload: the old page's session falls silent without a word, the new one knows what the platform knows. */
  reload(end: End): void {
    const session = new ScriptedSession(this, end);
    this.sessions[end] = session;
    if (this.view) session.show(this.view);
  }

  /** Later, as everything on a wire. */
  deliver(task: () => void): void {
    queueMicrotask(task);
  }

  relay(from: End, signal: Signal): void {
    this.signals.push({ from, signal });
    if (this.view?.callId !== signal.callId || this.drop(signal, from)) return;
    if (signal.attempt > (this.view.attempt ?? 0)) this.view = { ...this.view, attempt: signal.attempt };
    this.deliver(() => this.sessions[other(from)].emitter.emit('call.signal', { ...signal, type: 'call.signal', contactId }));
  }

  async take(from: End, frame: DurableFrameWithoutId): Promise<Accepted> {
    await Promise.resolve();
    switch (frame.type) {
      case 'upgrade.request':
        return this.request({ kind: 'customer' });
      case 'upgrade.invite':
        return this.request({ kind: 'agent', id: agent.agentId });
      case 'upgrade.answer':
        if (!frame.accepted) this.finish({ status: 'declined', by: from, at: this.now() });
        else this.move({ state: 'accepted' });
        return {};
      case 'upgrade.capture':
        if (frame.outcome === 'ready') void this.held.then(() => this.ring());
        else if (frame.outcome !== 'no-device') this.finish({ status: frame.outcome, by: from, at: this.now() });
        return {};
      case 'reservation.answer':
        if (this.view?.state !== 'ringing') throw new SegueError('stale-reservation');
        if (frame.accepted) this.bind();
        return {};
      case 'call.report':
        if (frame.state === 'live' && this.view?.state === 'bound') this.move({ state: 'live', liveSince: this.now() });
        if (frame.state === 'failed') this.finish({ status: 'failed', reason: frame.cause ?? 'ice-failed', by: from, at: this.now() });
        return {};
      case 'call.end':
        this.finish({ status: 'completed', by: from, at: this.now() });
        return {};
      case 'upgrade.cancel':
        this.finish({ status: 'cancelled', by: from, at: this.now() });
        return {};
      default:
        return {};
    }
  }

  request(by: UpgradeView['by']): Accepted {
    if (!this.view || this.view.state === 'ended') {
      this.upgrades += 1;
      this.view = { upgradeId: `u_${String(this.upgrades)}`, state: by.kind === 'customer' ? 'accepted' : 'asked', medium: 'video', by };
      this.show();
    }
    return { upgradeId: this.view.upgradeId };
  }

  private ring(): void {
    if (!this.view || this.view.state === 'ended') return;
    const { upgradeId } = this.view;
    this.move({ state: 'ringing', agent });
    const at = this.now();
    this.deliver(() =>
      this.sessions.agent.emitter.emit('reservation', {
        type: 'reservation', reservationId: `r_${upgradeId}`, contactId, medium: 'videoChat', queue: { queueId: 'q', name: 'Support' },
        waitingSince: at, expiresAt: at, upgradeId, kept: true,
      }),
    );
  }

  private bind(): void {
    if (!this.view) return;
    const { upgradeId } = this.view;
    const callId = `v_${upgradeId}`;
    this.view = { ...this.view, state: 'bound', callId, attempt: 0, agent };
    for (const { emitter } of Object.values(this.sessions)) {
      this.deliver(() => emitter.emit('media-upgrade', { type: 'media-upgrade', contactId, upgradeId, callId, medium: 'video', agent }));
    }
    this.show();
    this.ahead.forEach((signal, at) => {
      this.deliver(() => this.sessions.agent.emitter.emit('call.signal', { type: 'call.signal', contactId, callId, attempt: 1, generation: 0, n: at + 1, ...signal }));
    });
    this.ahead = [];
  }

  private finish(result: NonNullable<UpgradeView['result']>): void {
    if (this.view?.state !== 'ended') this.move({ state: 'ended', result });
  }

  private move(change: Partial<UpgradeView>): void {
    if (!this.view) return;
    this.view = { ...this.view, ...change };
    this.show();
  }

  private show(): void {
    const { view } = this;
    if (!view) return;
    const { upgradeId, medium, by, state } = view;
    const ask = { type: 'upgrade.ask', contactId, upgradeId, medium, by, message: 'Video?', deadline: this.now() } as const;
    this.deliver(() => this.sessions.customer.show(view, state === 'asked' && by.kind !== 'customer' ? ask : undefined));
    this.deliver(() => this.sessions.agent.show(view));
  }

  private now(): string {
    return new Date().toISOString();
  }
}
