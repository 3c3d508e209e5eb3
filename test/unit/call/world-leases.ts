/**
 * Who is there for an upgrade of a world: the leases of sockets that are gone, and of media that is.
 *
 * Says in short what the platform does with them (call-peers.ts): from the customer's yes on the upgrade needs its customer,
 * in the call both; what follows is an event of the machine. Does not decide what that means.
 */
import { absoluteMs, goneMs } from '../../../src/platform/upgrades/call-watch.js';
import { callOf, negotiationMs } from '../../../src/platform/upgrades/upgrade-machine.js';
import type { Surroundings, WorldPlatform } from './world-platform.js';
import type { Side } from './world.js';

const otherOf = (side: Side): Side => (side === 'customer' ? 'agent' : 'customer');

export class Leases {
  private readonly timers = new Map<Side, () => void>();
  private readonly goneSince = new Map<Side, number>();
  /** Sides that have no media now, or not yet. */
  private readonly without = new Set<Side>();
  private disarmMedia: (() => void) | undefined;

  constructor(
    private readonly platform: WorldPlatform,
    private readonly around: Surroundings,
  ) {}

  /** Another upgrade begins. */
  forget(): void {
    for (const disarm of this.timers.values()) disarm();
    for (const it of [this.timers, this.goneSince, this.without]) it.clear();
    this.disarmMedia?.();
    this.without.add('customer').add('agent');
  }

  gone(side: Side): void {
    if (!this.needed(side)) return;
    const now = this.around.clock.now();
    this.goneSince.set(side, now);
    this.arm(side, now + goneMs);
  }

  /** `reloaded`: a page that has nothing of the call. */
  back(side: Side, reloaded: boolean): void {
    this.timers.get(side)?.();
    if (!this.needed(side) || !this.goneSince.delete(side)) return;
    const { stage } = this.platform.upgrade ?? {};
    if (stage?.state === 'live' && reloaded) {
      this.without.add(side);
      this.watchMedia();
    }
    if (stage?.state !== 'bound') return;
    // Nobody could connect to somebody who was not there: the time to do so begins anew, within the whole.
    const until = Math.min(this.around.clock.now() + negotiationMs, Math.max(stage.deadline, stage.call.boundAt + absoluteMs));
    this.platform.advance({ kind: 'extend', until });
  }

  /** A call begins: a missing agent's time runs from here. */
  watchAgent(): void {
    if (!this.around.online('agent')) this.gone('agent');
  }

  media(side: Side, flows: boolean): void {
    if (flows) this.without.delete(side);
    else this.without.add(side);
  }

  /** Neither side has the media: the time for either to come back runs from the last that was heard of it. */
  watchMedia(): void {
    this.disarmMedia?.();
    const due = (): void => {
      if (this.lacksMedia) this.platform.advance({ kind: 'failed', cause: 'media-stalled', by: 'platform', at: this.around.clock.now() });
    };
    this.disarmMedia = this.lacksMedia ? this.around.clock.after(absoluteMs, due) : undefined;
  }

  mediaLost(side: Side): void {
    const now = this.around.clock.now();
    const since = this.goneSince.get(otherOf(side));
    if (since !== undefined && now - since >= goneMs) this.arm(otherOf(side), now + goneMs);
  }

  /** A stage's own time is up; a call that could not begin because somebody is not there waits for them. */
  stageDue(): void {
    const { stage } = this.platform.upgrade ?? {};
    const now = this.around.clock.now();
    const missing = stage?.state === 'bound' ? (['customer', 'agent'] as const).find((side) => !this.around.online(side)) : undefined;
    const whole = stage?.state === 'bound' ? stage.call.boundAt + absoluteMs : 0;
    if (missing && now < whole) this.platform.advance({ kind: 'extend', until: whole });
    else this.platform.advance(missing ? { kind: 'gone', by: missing, at: now } : { kind: 'deadline', at: now });
  }

  private get lacksMedia(): boolean {
    return this.platform.upgrade?.stage.state === 'live' && this.without.size === 2;
  }

  private needed(side: Side): boolean {
    const { stage } = this.platform.upgrade ?? {};
    if (!stage || stage.state === 'asked' || stage.state === 'ended') return false;
    return side === 'customer' || callOf(stage) !== undefined;
  }

  private arm(side: Side, due: number): void {
    this.timers.get(side)?.();
    this.timers.set(side, this.around.clock.after(Math.max(0, due - this.around.clock.now()), () => this.lost(side)));
  }

  private lost(side: Side): void {
    const now = this.around.clock.now();
    const until = this.keepUntil(side, now);
    if (until > now) this.arm(side, until);
    else this.platform.advance({ kind: 'gone', by: side, at: now });
  }

  private keepUntil(side: Side, now: number): number {
    const other = otherOf(side);
    if (this.platform.upgrade?.stage.state !== 'live' || this.without.has(other)) return now;
    return this.around.online(other) ? now + goneMs : (this.goneSince.get(side) ?? now - goneMs) + absoluteMs;
  }
}
