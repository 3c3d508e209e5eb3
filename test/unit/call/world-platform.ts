/**
 * The platform of a world: its real upgrade machine and view, fed by what pages say, by a search that is played, and by time.
 *
 * Knows what stands between frames and the machine's events, for one contact and one agent; when a flow reaches its
 * video-chat block and what a search brings, chance decides. Holds the machine's effects to what they must keep: a medium that
 * goes there and back, one ending. Does not know wires: the world carries what it says, and the leases are in world-leases.ts.
 */
import type { View } from '../../../src/call/machine-state.js';
import { viewOf as pageViewOf } from '../../../src/call/session-words.js';
import { Config } from '../../../src/platform/contacts/config-store.js';
import type { Stage, UpgradeEffect, UpgradeEvent } from '../../../src/platform/upgrades/stage.js';
import { callOf, deadlineOf, next, promptMs } from '../../../src/platform/upgrades/upgrade-machine.js';
import type { Upgrade } from '../../../src/platform/upgrades/upgrade-store.js';
import { viewOf } from '../../../src/platform/upgrades/upgrade-view.js';
import type { Result, UpgradeState } from '../../../src/protocol/index.js';
import { Leases } from './world-leases.js';
import type { Answer, Deed } from './world-page.js';
import type { Side } from './world.js';

const agentId = 'ana';
const queueId = 'support';
const seek = { queueId, timeoutSeconds: 60, ringSeconds: 20 } as const;
const config = new Config();

/** What the platform has of its world. */
export interface Surroundings {
  readonly clock: { now(): number; after(ms: number, task: () => void): () => void };
  chance(share: number): boolean;
  online(side: Side): boolean;
  newId(prefix: string): string;
  /** The upgrade has changed: both sides are told. */
  changed(line: string): void;
  /** What the customer's page has said ahead of the call, if it counts. */
  takeSaid(): string | undefined;
  /** The agent is given what was said ahead, behind the view of the call. */
  handOn(callId: string, offer: string): void;
}

export class WorldPlatform {
  upgrade: Upgrade | undefined;
  /** The reservation that rings at the agent. */
  reservation: string | undefined;
  /** Calls of each upgrade. */
  readonly calls = new Map<string, Set<string>>();
  readonly leases: Leases;
  /** Every stage that an upgrade of this world was in. */
  readonly reached = new Set<UpgradeState>();
  private medium: 'webChat' | 'videoChat' = 'webChat';
  private readonly finished = new Set<string>();
  private disarm: (() => void) | undefined;
  private disarmRing: (() => void) | undefined;

  constructor(private readonly around: Surroundings) {
    this.leases = new Leases(this, around);
  }

  get view(): View | undefined {
    return this.upgrade && pageViewOf(viewOf(config, this.upgrade));
  }

  /** The call under way. */
  get callId(): string | undefined {
    return this.upgrade && callOf(this.upgrade.stage)?.callId;
  }

  commit(side: Side, deed: Deed): Answer {
    const at = this.around.clock.now();
    switch (deed.type) {
      case 'request':
        return { upgradeId: this.request(at) };
      case 'answer':
        return this.named(deed.upgradeId) === 'asked' ? this.taken(this.answerYes(at)) : 'refused';
      case 'reportCapture':
        if ((deed.upgradeId === undefined ? this.open()?.state : this.named(deed.upgradeId)) !== 'accepted') return 'refused';
        return this.taken(this.advance({ kind: 'capture', outcome: deed.failure?.outcome ?? 'ready', at }));
      case 'cancelUpgrade':
        if (this.named(deed.upgradeId) === undefined || (side === 'agent' && this.upgrade?.by.kind !== 'agent')) return 'refused';
        return this.taken(this.advance({ kind: 'cancel', by: side, at }));
      case 'answerReservation':
        return this.answerReservation(deed.reservationId, deed.accepted, at);
      case 'report':
        return deed.callId === this.callId ? this.report(side, deed, at) : 'refused';
      case 'endCall':
        return deed.callId === this.callId ? this.taken(this.advance({ kind: 'hang-up', by: side, at })) : 'refused';
    }
  }

  /** The agent asks; where an upgrade is under way it is that one. */
  invite(): void {
    const at = this.around.clock.now();
    if (!this.open()) this.begin({ state: 'asked', deadline: at + promptMs }, 'agent', at);
  }

  /** The agent may have come free. */
  retry(): void {
    if (this.upgrade?.stage.state === 'waiting') for (const event of this.search(this.upgrade.stage.find.passed.length > 0)) this.advance(event);
  }

  /** The page learns that it can do no video after all. */
  withdraw(): void {
    const result: Result = { status: 'unsupported', reason: 'no-webrtc', by: 'platform', at: new Date(this.around.clock.now()).toISOString() };
    const { state } = this.upgrade?.stage ?? {};
    if (state === 'asked' || state === 'accepted') this.advance({ kind: 'refuse', result });
  }

  /** The agent's desk is closed for good, as far as the platform knows: what rings there is taken back. */
  takeBack(): void {
    if (this.reservation === undefined) return;
    this.endRing();
    this.advance({ kind: 'pass', agentId, outcome: 'rescinded' });
  }

  seen(attempt: number): void {
    if (!this.upgrade || attempt <= this.upgrade.attempt) return;
    this.upgrade = { ...this.upgrade, attempt };
    this.leases.watchMedia();
  }

  /** Takes the upgrade on by an event and whatever follows at once. False where the machine has no row for it. */
  advance(event: UpgradeEvent): boolean {
    const events: UpgradeEvent[] = [event];
    const behind: (() => void)[] = [];
    let taken = false;
    for (let it = events.shift(); it; it = events.shift()) {
      const step = this.upgrade && next(this.upgrade.stage, it);
      if (!this.upgrade || !step) continue;
      taken = true;
      this.upgrade = { ...this.upgrade, stage: step.stage };
      this.reached.add(step.stage.state);
      for (const effect of step.effects) events.push(...this.perform(effect, behind));
    }
    if (taken) this.told();
    for (const task of behind) task();
    return taken;
  }

  private open(): Stage | undefined {
    return this.upgrade?.stage.state === 'ended' ? undefined : this.upgrade?.stage;
  }

  private named(upgradeId: string): Stage['state'] | undefined {
    return this.upgrade?.id === upgradeId ? this.upgrade.stage.state : undefined;
  }

  private readonly taken = (taken: boolean): Answer => (taken ? {} : 'refused');

  private request(at: number): string {
    const stage = this.open();
    // Crossing requests merge: the agent's question is answered by the customer's wish.
    if (stage?.state === 'asked') this.answerYes(at);
    if (this.upgrade && stage) return this.upgrade.id;
    return this.begin({ state: 'accepted', capture: 'open', deadline: at + promptMs }, 'customer', at);
  }

  private begin(stage: Stage, by: Side, at: number): string {
    const id = this.around.newId('u');
    this.upgrade = { id, contactId: 'c', by: { kind: by, id: by }, createdAt: at, announced: true, attempt: 0, stage };
    this.leases.forget();
    this.reached.add(stage.state);
    this.told();
    // A flow without a question of its own reaches its video-chat block at once.
    if (this.around.chance(0.4)) this.advance({ kind: 'seek', seek, at });
    return id;
  }

  private answerYes(at: number): boolean {
    return this.advance({ kind: 'answer', accepted: true, at });
  }

  private answerReservation(reservationId: string, accepted: boolean, at: number): Answer {
    if (reservationId !== this.reservation) return 'refused';
    this.endRing();
    if (!accepted) return this.taken(this.advance({ kind: 'pass', agentId, outcome: 'declined' }));
    return this.taken(this.advance({ kind: 'bind', callId: this.around.newId('v'), at }));
  }

  private report(side: Side, deed: Extract<Deed, { type: 'report' }>, at: number): Answer {
    this.leases.media(side, deed.state === 'live');
    if (deed.state === 'failed') return this.taken(this.advance({ kind: 'failed', cause: deed.cause, by: side, at }));
    const taken = this.advance(deed.state === 'live' ? { kind: 'live', at } : { kind: 'interrupted' });
    if (deed.state === 'interrupted') this.leases.mediaLost(side);
    this.leases.watchMedia();
    return this.taken(taken);
  }

  private perform(effect: UpgradeEffect, behind: (() => void)[]): readonly UpgradeEvent[] {
    switch (effect.kind) {
      case 'ready':
        return this.flowGoesOn();
      case 'find':
        return this.search(this.upgrade?.stage.state === 'finding' && this.upgrade.stage.find.passed.length > 0);
      case 'rescind':
        if (effect.reservationId !== this.reservation) throw new Error('a reservation is taken back that does not ring');
        this.endRing();
        return [];
      case 'bind':
        this.bind(effect.call.callId, behind);
        return [];
      case 'restore':
        if (this.medium !== 'videoChat') throw new Error('the medium goes back without having gone there');
        this.medium = 'webChat';
        return [];
      case 'finish':
        this.finish();
        return [];
      case 'hand-over':
        throw new Error('there is no other agent');
    }
  }

  /** The asking block has its result: the run goes on to its video-chat block, or ends without one. */
  private flowGoesOn(): readonly UpgradeEvent[] {
    const at = this.around.clock.now();
    return this.around.chance(0.03) ? [{ kind: 'unclaimed', at }] : [{ kind: 'seek', seek, at }];
  }

  private search(passed: boolean): readonly UpgradeEvent[] {
    const { around, upgrade } = this;
    const at = around.clock.now();
    if (passed) return [{ kind: 'nobody', reason: 'all-busy', at }];
    if (!around.online('agent') || around.chance(0.15)) return upgrade?.stage.state === 'waiting' ? [] : [{ kind: 'line', queueId, position: 1 }];
    if (around.chance(0.03)) return [{ kind: 'nobody', reason: 'nobody-on-queue', at }];
    const reservationId = around.newId('r');
    this.reservation = reservationId;
    this.disarmRing = around.clock.after(seek.ringSeconds * 1_000, () => {
      this.endRing();
      this.advance({ kind: 'pass', agentId, outcome: 'timeout' });
    });
    return [{ kind: 'ring', reservationId, agentId, queueId }];
  }

  private endRing(): void {
    this.disarmRing?.();
    this.reservation = this.disarmRing = undefined;
  }

  private bind(callId: string, behind: (() => void)[]): void {
    if (!this.upgrade) return;
    if (this.medium !== 'webChat') throw new Error('a call is bound beside another');
    this.medium = 'videoChat';
    this.calls.set(this.upgrade.id, (this.calls.get(this.upgrade.id) ?? new Set()).add(callId));
    const said = this.around.takeSaid();
    this.upgrade = { ...this.upgrade, attempt: said === undefined ? 0 : 1, ...(said === undefined ? {} : { ahead: said }) };
    behind.push(() => this.leases.watchAgent());
    if (said !== undefined) behind.push(() => this.around.handOn(callId, said));
  }

  private finish(): void {
    const { id = '' } = this.upgrade ?? {};
    if (this.medium !== 'webChat') throw new Error('the upgrade is over and the medium is still video');
    if (this.reservation !== undefined) throw new Error('the upgrade is over and an agent is still rung');
    if (this.finished.has(id)) throw new Error('the upgrade ends twice');
    this.finished.add(id);
  }

  private told(): void {
    if (!this.upgrade) return;
    const { id, stage } = this.upgrade;
    if ((stage.state === 'ringing') !== (this.reservation !== undefined)) throw new Error(`${stage.state} with ${this.reservation ?? 'no reservation'}`);
    this.disarm?.();
    const due = deadlineOf(stage);
    this.disarm = due === undefined ? undefined : this.around.clock.after(Math.max(0, due - this.around.clock.now()), () => this.leases.stageDue());
    this.around.changed(`${id} is ${stage.state}${this.callId === undefined ? '' : ` (${this.callId})`}`);
  }
}
