/**
 * Upgrades of the memory platform: from the question to the end of the call, as a platform's own machine takes them.
 *
 *   asked -> accepted -> waiting or ringing -> bound -> live -> ended
 *
 * Knows the order of events and frames, the refusals, and when each state gives up by itself. There is one agent: who is
 * busy makes the customer wait, who declines or lets it ring out ends it. Does not know who is allowed to say what.
 */
import type { Actor, AgentCard, AheadSignal, CancelTimer, Clock, ClientFrameOf, Manifest, PlatformFrame, Result, UpgradeView } from '../protocol/index.js';
import { SegueError } from '../protocol/index.js';
import { moment, platformActor, type MemoryContact } from './memory-contact.js';

/** What a deployment without a flow of its own says to a customer who goes to video. */
export const upgradeText = 'Upgrading to video session. Please accept the camera request.';

const promptMs = 60_000;
const ringMs = 20_000;
const waitMs = 60_000;
const negotiationMs = 40_000;

type Ending<S extends Result['status']> = Omit<Extract<Result, { status: S }>, 'by' | 'at'>;
/** How every upgrade ends until a test says otherwise. */
export type UpgradeRefusal = Ending<'no-agent'> | Ending<'not-allowed'>;

export interface UpgradeWorld {
  readonly clock: Clock;
  readonly agent: AgentCard;
  readonly newId: (prefix: string) => string;
  readonly refusal: () => UpgradeRefusal | undefined;
  /** The agent is in another call. */
  readonly busy: () => boolean;
  /** A call begins: what the customer has said ahead of it is for the agent. */
  readonly bound: (callId: string, ahead: readonly AheadSignal[]) => void;
  /** Anything changed that somebody may wait for. */
  readonly changed: () => void;
}

type Capture = ClientFrameOf<'upgrade.capture'>;

export class MemoryUpgrades {
  private captured = false;
  private ahead: { readonly id: string; readonly signals: AheadSignal[] } | undefined;
  private boundAt = 0;
  private cancelTimer: CancelTimer | undefined;

  constructor(
    private readonly contact: MemoryContact,
    private readonly world: UpgradeWorld,
  ) {}

  get view(): UpgradeView | undefined {
    const { upgrade } = this.contact;
    return upgrade && upgrade.state !== 'ended' ? upgrade : undefined;
  }

  /** The customer's click. Crosses with a question already open: it is the answer to it. */
  request(manifest: Manifest): string {
    const { view, contact } = this;
    if (view) {
      if (view.state === 'asked') this.answer(true, manifest);
      return view.upgradeId;
    }
    const upgradeId = this.begin(contact.customer, 'accepted');
    const refusal = this.refusalOf(manifest);
    if (refusal) return this.finish(refusal);
    contact.append('message', { kind: 'flow', id: 'ask' }, { messageId: this.world.newId('m'), text: upgradeText });
    return this.refuseWithoutAgent(upgradeId);
  }

  /** The agent's invitation. */
  invite(message = upgradeText): string {
    const { view, contact, world } = this;
    if (view) return view.upgradeId;
    const by = this.agentActor;
    const upgradeId = this.begin(by, 'asked', message);
    const refusal = this.refusalOf(undefined);
    if (refusal) return this.finish(refusal);
    const deadline = moment(world.clock.now() + promptMs);
    contact.say({ type: 'upgrade.ask', contactId: contact.id, upgradeId, medium: 'video', by, message, deadline });
    return upgradeId;
  }

  /** @throws SegueError `no-upgrade`, `stale-upgrade` */
  answer(accepted: boolean, manifest: Manifest | undefined): void {
    const view = this.in('asked');
    const { contact, world } = this;
    const refusal = accepted ? this.refusalOf(manifest) : undefined;
    if (refusal) {
      this.finish(refusal);
      return;
    }
    contact.append('upgrade.answered', contact.customer, { upgradeId: view.upgradeId, accepted });
    if (!accepted) {
      this.finish({ status: 'declined', ...this.by('customer') });
      return;
    }
    const { message: _asked, ...rest } = view;
    this.captured = false;
    this.go({ ...rest, state: 'accepted', deadline: moment(world.clock.now() + promptMs) }, promptMs);
    this.refuseWithoutAgent(view.upgradeId);
  }

  /** @throws SegueError `no-upgrade`, `stale-upgrade` */
  capture({ outcome, missing }: Pick<Capture, 'outcome' | 'missing'>): void {
    const view = this.in('accepted');
    if (this.captured) return;
    this.contact.append('upgrade.captured', this.contact.customer, { upgradeId: view.upgradeId, outcome });
    if (outcome === 'ready') {
      this.captured = true;
      this.find();
    } else if (outcome === 'no-device') {
      this.finish({ status: outcome, ...(missing === undefined ? {} : { reason: missing }), ...this.by('customer') });
    } else {
      this.finish({ status: outcome, ...this.by('customer') });
    }
  }

  /** Rings at the agent, or stands in line for them. */
  find(): void {
    const { view, world } = this;
    if (!view) return;
    const { place: _place, ...found } = view;
    if (world.busy()) this.go({ ...found, state: 'waiting', place: { position: 1 }, deadline: moment(world.clock.now() + waitMs) }, waitMs);
    else this.go({ ...found, state: 'ringing', agent: world.agent, deadline: moment(world.clock.now() + ringMs) }, ringMs);
  }

  /** The agent is free again. */
  retry(): void {
    if (this.view?.state === 'waiting') this.find();
  }

  /** The customer says first words of a call that is yet to begin. */
  sayAhead({ id, n, kind, body }: ClientFrameOf<'call.ahead'>): void {
    if (this.view?.state !== 'ringing') return;
    const signal: AheadSignal = kind === 'description' ? { kind, body } : { kind, body };
    if (n === 1) this.ahead = { id, signals: [signal] };
    else if (this.ahead?.signals.length === n - 1) this.ahead.signals.push(signal);
  }

  /** The agent accepts: one moment in which owner, medium and call become what they are. */
  bind(): void {
    const view = this.in('ringing');
    const { contact, world, ahead } = this;
    const { agent } = world;
    const { upgradeId } = view;
    const callId = world.newId('v');
    this.boundAt = world.clock.now();
    contact.join(agent);
    const from = contact.medium;
    contact.medium = 'videoChat';
    contact.append('media-upgrade', this.agentActor, { upgradeId, callId, from, to: 'videoChat', agent });
    const begun = ahead === undefined ? {} : { attempt: 1, ahead: ahead.id };
    contact.sayFirst({ type: 'media-upgrade', contactId: contact.id, upgradeId, callId, medium: 'video', agent, ...begun });
    contact.changed();
    const { deadline: _ringing, ...rest } = view;
    this.go({ ...rest, state: 'bound', callId, agent, attempt: 0, ...begun, deadline: moment(this.boundAt + negotiationMs) }, negotiationMs);
    this.ahead = undefined;
    world.bound(callId, ahead?.signals ?? []);
  }

  /** The agent turns it down. */
  decline(): void {
    this.in('ringing');
    this.finish({ status: 'declined', ...this.by('agent') });
  }

  /** A side saw its first frame, or has it again. */
  live(actor: Actor, { firstFrameMs, marks }: Pick<ClientFrameOf<'call.report'>, 'firstFrameMs' | 'marks'>): void {
    const { view, contact, world } = this;
    if (view?.callId === undefined) return;
    if (view.state === 'live') {
      this.go(view);
      return;
    }
    contact.append('call.live', actor, { callId: view.callId, ...(firstFrameMs === undefined ? {} : { firstFrameMs }), ...(marks === undefined ? {} : { marks }) });
    const { deadline: _bound, ...rest } = view;
    this.go({ ...rest, state: 'live', liveSince: moment(world.clock.now()) });
  }

  interrupted(actor: Actor, cause: ClientFrameOf<'call.report'>['cause']): void {
    const { view, contact } = this;
    if (view?.callId === undefined) return;
    contact.append('call.interrupted', actor, { callId: view.callId, ...(cause === undefined ? {} : { cause }) });
    this.go(view);
  }

  failed(by: 'customer' | 'agent', cause: ClientFrameOf<'call.report'>['cause'] = 'ice-failed'): void {
    this.finish({ status: 'failed', reason: cause, ...this.by(by) });
  }

  hangUp(by: 'customer' | 'agent'): void {
    if (this.view?.callId === undefined) throw new SegueError('unknown-call');
    this.finish({ status: this.view.state === 'live' ? 'completed' : 'cancelled', ...this.by(by) });
  }

  /** @throws SegueError `no-upgrade`, `stale-upgrade` */
  cancel(by: 'customer' | 'agent'): void {
    const { view } = this;
    if (!view || view.state === 'live') throw new SegueError('stale-upgrade');
    this.finish({ status: 'cancelled', ...this.by(by) });
  }

  /** The contact ends, and what there is of an upgrade with it. */
  endWithContact(by: 'customer' | 'agent'): void {
    if (this.view) this.finish({ status: this.view.state === 'live' ? 'completed' : 'cancelled', ...this.by(by) });
  }

  /** What somebody who comes in the middle has to know of it. */
  greeting(): readonly PlatformFrame[] {
    const { view, contact, world } = this;
    if (!view) return [];
    const { upgradeId, by, message = '', deadline, callId, attempt, ahead } = view;
    const state: PlatformFrame = { type: 'upgrade.state', contactId: contact.id, ...view };
    if (view.state === 'asked' && deadline !== undefined) return [{ type: 'upgrade.ask', contactId: contact.id, upgradeId, medium: 'video', by, message, deadline }, state];
    if (callId === undefined) return [state];
    const begun = { ...(attempt ? { attempt } : {}), ...(ahead === undefined ? {} : { ahead }) };
    return [
      state,
      { type: 'media-upgrade', contactId: contact.id, upgradeId, callId, medium: 'video', agent: world.agent, ...begun },
      { type: 'call.peer', contactId: contact.id, callId, present: true },
    ];
  }

  /** The customer's page has begun this attempt. */
  attempted(attempt: number): void {
    const { upgrade } = this.contact;
    if (upgrade && attempt > (upgrade.attempt ?? 0)) this.contact.upgrade = { ...upgrade, attempt };
  }

  /** Stops the clock that is running. */
  stop(): void {
    this.cancelTimer?.();
    this.cancelTimer = undefined;
  }

  private get agentActor(): Actor {
    const { agentId, name } = this.world.agent;
    return { kind: 'agent', id: agentId, name };
  }

  private by<P extends Result['by']>(by: P): { readonly by: P; readonly at: string } {
    return { by, at: moment(this.world.clock.now()) };
  }

  /** @throws SegueError `no-upgrade` without any, `stale-upgrade` in another state */
  private in(state: UpgradeView['state']): UpgradeView {
    const { upgrade } = this.contact;
    if (!upgrade) throw new SegueError('no-upgrade');
    if (upgrade.state !== state) throw new SegueError('stale-upgrade');
    return upgrade;
  }

  private begin(by: Actor, state: 'asked' | 'accepted', message?: string): string {
    const { contact, world } = this;
    const upgradeId = world.newId('u');
    const deadline = moment(world.clock.now() + promptMs);
    this.captured = false;
    contact.append('upgrade.asked', by, { upgradeId, medium: 'video', deadline, ...(message === undefined ? {} : { message }) });
    contact.changed();
    this.go({ upgradeId, state, medium: 'video', by, deadline, ...(message === undefined ? {} : { message }) }, promptMs);
    return upgradeId;
  }

  private refusalOf(manifest: Manifest | undefined): Result | undefined {
    const video = manifest?.media.video;
    if (video?.supported === false) return { status: 'unsupported', reason: video.reason, ...this.by('platform') };
    const refusal = this.world.refusal();
    return refusal?.status === 'not-allowed' ? { ...refusal, ...this.by('platform') } : undefined;
  }

  /** Said while the browser asks, so that nobody sits before a camera for nothing. */
  private refuseWithoutAgent(upgradeId: string): string {
    const refusal = this.world.refusal();
    if (refusal?.status === 'no-agent') this.finish({ ...refusal, ...this.by('platform') });
    return upgradeId;
  }

  private go(view: UpgradeView, withinMs?: number): void {
    this.stop();
    this.contact.setUpgrade(view);
    if (withinMs !== undefined) this.cancelTimer = this.world.clock.after(withinMs, () => this.expire());
  }

  private expire(): void {
    const { view } = this;
    if (!view) return;
    const at = this.by('platform');
    if (view.state === 'ringing') this.finish({ status: 'timeout', reason: 'agent', ...at });
    else if (view.state === 'waiting') this.finish({ status: 'no-agent', reason: 'all-busy', ...at });
    else this.finish({ status: 'timeout', reason: view.state === 'bound' ? 'negotiation' : 'prompt', ...at });
    this.contact.flush();
    this.world.changed();
  }

  /** From a call's state the medium goes back first. */
  private finish(result: Result): string {
    const { view, contact } = this;
    if (!view) throw new SegueError('stale-upgrade');
    const { upgradeId, callId } = view;
    if (callId !== undefined) {
      contact.medium = 'webChat';
      const durationMs = Math.max(0, this.world.clock.now() - this.boundAt);
      contact.append('media.restored', platformActor, { upgradeId, callId, from: 'videoChat', to: 'webChat', durationMs });
    }
    contact.append('upgrade.ended', platformActor, { upgradeId, result });
    contact.changed();
    const { deadline: _due, place: _place, message: _message, ...rest } = view;
    const { agent: _rang, ...unbound } = rest;
    this.go({ ...(callId === undefined ? unbound : rest), state: 'ended', result });
    return upgradeId;
  }
}
