/** A page in a world: a real machine and mailbox, with a modelled camera, outbox and connection. */
import { timersOf } from '../../../src/call/deadlines.js';
import { upgradeMachine } from '../../../src/call/machine.js';
import type { Effect, TimerName, Unstamped } from '../../../src/call/machine-event.js';
import type { MachineState, View } from '../../../src/call/machine-state.js';
import { Mailbox } from '../../../src/call/mailbox.js';
import type { Signal } from '../../../src/protocol/index.js';
import type { Side, World } from './world.js';

/** What a page owes the platform until it is acknowledged. */
export type Deed = Exclude<Effect, { type: 'capture' | 'prepare' | 'release' | 'enter' | 'open' | 'restart' | 'askRestart' | 'join' | 'leave' }>;
interface Durable { readonly id: string; readonly deed: Deed }

export type Answer = { readonly upgradeId?: string } | 'refused';

interface Link { readonly attempt: number; generation: number; connected: boolean; shown: boolean; troubled: boolean }

export class Page {
  state: MachineState = { kind: 'idle' };
  camera = false;
  question = false;
  outbox: Durable[] = [];
  /** What of the outbox went out on the socket of now. */
  readonly sent = new Set<string>();
  view: View | undefined;
  link: Link | undefined;
  mailbox: Mailbox | undefined;
  online = true;
  reservation: string | undefined;
  private readonly queue: Unstamped[] = [];
  private readonly timers = new Map<TimerName, { due: number; cancel: () => void }>();

  constructor(
    readonly world: World,
    readonly side: Side,
    readonly name: string,
  ) {}

  dispatch(event: Unstamped): void {
    this.queue.push(event);
    if (this.queue.length > 1) return;
    for (let first = this.queue[0]; first; first = this.queue[0]) {
      const { state, effects } = upgradeMachine(this.side)(this.state, { ...first, at: this.world.clock.now() });
      this.state = state;
      for (const effect of effects) this.perform(effect);
      this.queue.shift();
    }
    this.arm();
  }

  get armed(): number {
    return this.timers.size;
  }

  /** The page is gone: nothing of it happens any more. */
  vanish(): void {
    for (const { cancel } of this.timers.values()) cancel();
    this.mailbox?.close();
    this.camera = this.question = false;
  }

  private arm(): void {
    const due = timersOf(this.state);
    for (const [name, timer] of this.timers) {
      if (due[name] === timer.due) continue;
      timer.cancel();
      this.timers.delete(name);
    }
    for (const [name, at] of Object.entries(due) as [TimerName, number][]) {
      if (this.timers.has(name)) continue;
      const cancel = this.world.clock.after(at - this.world.clock.now(), () => {
        this.timers.delete(name);
        this.dispatch({ type: 'timer', name, cause: 'ice-failed' });
      });
      this.timers.set(name, { due: at, cancel });
    }
  }

  private perform(effect: Effect): void {
    switch (effect.type) {
      case 'capture':
        this.question = true;
        return;
      case 'prepare':
        return;
      case 'release':
        this.camera = this.question = false;
        return;
      case 'enter':
        this.enter(effect.callId, effect.attempt);
        return;
      case 'open':
        this.link = { attempt: effect.attempt, generation: 0, connected: false, shown: false, troubled: false };
        this.mailbox?.advance(effect.attempt);
        if (this.side === 'customer') this.mailbox?.post('description', { type: 'offer', sdp: '' });
        return;
      case 'restart':
        if (!this.link || !this.mailbox) return;
        this.mailbox.generation = this.link.generation = effect.generation;
        this.link.troubled = true;
        this.mailbox.post('description', { type: 'offer', sdp: '' });
        return;
      case 'askRestart':
        if (this.link) this.link.troubled = true;
        return this.mailbox?.post('restart', {});
      case 'join':
        return this.mailbox?.post('join', {});
      case 'leave':
        this.mailbox?.close();
        this.mailbox = this.link = undefined;
        return;
      default:
        this.outbox.push({ id: `${this.name}-${String(this.world.counter++)}`, deed: effect });
    }
  }

  private enter(callId: string, attempt: number): void {
    this.mailbox?.close();
    this.link = undefined;
    this.mailbox = new Mailbox({
      callId,
      attempt,
      clock: this.world.clock,
      send: (signal) => this.world.send(this, { signal }),
      ack: (ack) => this.world.send(this, { ack }),
      deliver: (signal) => this.heed(signal),
      ahead: (ahead) => this.dispatch({ type: 'attempted', attempt: ahead, online: this.online }),
      restarted: (generation) => this.dispatch({ type: 'restarted', generation }),
    });
  }

  private heed(signal: Signal): void {
    if (signal.kind === 'join' && this.side === 'customer') {
      this.dispatch({ type: 'joined', online: this.online });
      return;
    }
    if (signal.kind === 'restart' && this.side === 'customer') {
      this.dispatch({ type: 'restartAsked', online: this.online });
      return;
    }
    if (signal.kind !== 'description' || !this.link) return;
    this.link.generation = signal.generation;
    this.link.connected = true;
    if (this.side === 'agent') this.mailbox?.post('description', { type: 'answer', sdp: '' });
  }
}
