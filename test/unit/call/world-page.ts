/** A page in a world: a real machine and mailbox, with a modelled camera, outbox and connection. */
import { defaultTimes, timersOf } from '../../../src/call/deadlines.js';
import { upgradeMachine } from '../../../src/call/machine.js';
import type { Effect, Unstamped } from '../../../src/call/machine-event.js';
import { isInCall, type MachineState, type Reach, type View } from '../../../src/call/machine-state.js';
import { Mailbox } from '../../../src/call/mailbox.js';
import { Reachability } from '../../../src/call/reachability.js';
import { StateTimers } from '../../../src/call/state-timers.js';
import type { Signal } from '../../../src/protocol/index.js';
import type { Side, World } from './world.js';

/** What a page owes the platform until it is acknowledged. */
export type Deed = Exclude<Effect, { type: 'capture' | 'prepare' | 'release' | 'enter' | 'open' | 'restart' | 'askRestart' | 'join' | 'summarize' | 'leave' | 'warm' | 'cool' }>;
interface Durable { readonly id: string; readonly deed: Deed }

export type Answer = { readonly upgradeId?: string } | 'refused';

/** `offer`: what the two ends must have in common. */
interface Link { readonly attempt: number; offer: string; generation: number; connected: boolean; shown: boolean; troubled: boolean }

/** An event, a state or an effect in a line. */
function wordsOf(it: Unstamped | Effect | MachineState): string {
  const parts = ['attempt', 'generation', 'way', 'waitsFor', 'name', 'why'].flatMap((key) => (key in it ? [`${key} ${String(Reflect.get(it, key))}`] : []));
  const reach = 'reach' in it ? [`waits for ${it.reach.waitsFor}`] : [];
  const view = 'view' in it ? [`${it.view.upgradeId} ${it.view.state}`] : [];
  return [('kind' in it ? it.kind : it.type), ...[...parts, ...reach, ...view].map((part) => `(${part})`)].join(' ');
}

export class Page {
  state: MachineState = { kind: 'idle' };
  camera = false;
  question = false;
  outbox: Durable[] = [];
  /** What of the outbox went out on the socket of now. */
  readonly sent = new Set<string>();
  view: View | undefined;
  link: Link | undefined;
  /** The link before, which has shown a picture and stays until the present one has. */
  before: Link | undefined;
  /** The offer of a link that was made ahead of the call. */
  warm: string | undefined;
  /** What was said ahead, and counts. */
  said: string | undefined;
  private warmedAt = 0;
  mailbox: Mailbox | undefined;
  online = true;
  reservation: string | undefined;
  private readonly queue: Unstamped[] = [];
  private readonly timers: StateTimers;
  private readonly reachability: Reachability;

  constructor(
    readonly world: World,
    readonly side: Side,
    readonly name: string,
  ) {
    this.timers = new StateTimers(world.clock, (name) => this.dispatch({ type: 'timer', name, cause: 'ice-failed' }));
    this.reachability = new Reachability(world.clock, defaultTimes);
  }

  dispatch(event: Unstamped): void {
    this.queue.push(event);
    if (this.queue.length > 1) return;
    const before = this.state;
    for (let first = this.queue[0]; first; first = this.queue[0]) {
      const { state, effects } = upgradeMachine(this.side)(this.state, { ...first, at: this.world.clock.now() });
      this.world.note?.(`${this.name}: ${this.state.kind} on ${wordsOf(first)} becomes ${wordsOf(state)}${effects.map((it) => `, ${wordsOf(it)}`).join('')}`);
      this.state = state;
      for (const effect of effects) this.perform(effect);
      this.queue.shift();
    }
    this.timers.set(timersOf(this.state, defaultTimes));
    if (isInCall(this.state) && !(isInCall(before) && before.callId === this.state.callId)) this.reachability.reset();
  }

  get armed(): number {
    return this.timers.size;
  }

  get reach(): Reach {
    return this.reachability.reach;
  }

  /** Connections that this page has. */
  get links(): number {
    return (this.link ? 1 : 0) + (this.before ? 1 : 0) + (this.warm === undefined ? 0 : 1);
  }

  reached(learn: (reachability: Reachability) => void): void {
    learn(this.reachability);
    this.dispatch({ type: 'reach', reach: this.reach });
  }

  /** The present link has a picture. */
  show(): void {
    this.before = undefined;
    this.dispatch({ type: 'firstMedia' });
  }

  /** The page is gone: nothing of it happens any more. */
  vanish(): void {
    this.timers.set({});
    this.mailbox?.close();
    this.camera = this.question = false;
    this.warm = undefined;
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
        this.warm = undefined;
        return;
      case 'warm':
        this.prepare();
        return;
      case 'cool':
        this.warm = this.said = undefined;
        return;
      case 'enter':
        this.enter(effect.callId, effect.attempt);
        return;
      case 'open':
        this.open(effect.attempt);
        return;
      case 'restart':
        if (!this.link || !this.mailbox) return;
        this.mailbox.generation = this.link.generation = effect.generation;
        this.link.troubled ||= effect.suspect;
        this.mailbox.post('description', { type: 'offer', sdp: this.link.offer });
        this.dispatch({ type: 'restarted', generation: effect.generation });
        return;
      case 'askRestart':
        return this.mailbox?.post('restart', {});
      case 'join':
        return this.mailbox?.post('join', {});
      case 'summarize':
        return;
      case 'leave':
        this.mailbox?.close();
        this.mailbox = this.link = this.before = undefined;
        return;
      default:
        this.outbox.push({ id: `${this.name}-${String(this.world.counter++)}`, deed: effect });
    }
  }

  private prepare(): void {
    if (this.link !== undefined) return;
    const now = this.world.clock.now();
    if (this.warm === undefined || now - this.warmedAt >= defaultTimes.ahead) {
      this.warm = this.newOffer();
      this.warmedAt = now;
    }
    if (this.state.kind !== 'waiting') return;
    this.said = this.warm;
    this.world.sayAhead(this, this.warm);
  }

  private open(attempt: number): void {
    this.retire();
    const { warm } = this;
    this.warm = undefined;
    this.link = { attempt, offer: this.side === 'customer' ? (warm ?? this.newOffer()) : '', generation: 0, connected: false, shown: false, troubled: false };
    this.mailbox?.advance(attempt);
    if (this.side === 'customer') this.mailbox?.post('description', { type: 'offer', sdp: this.link.offer });
  }

  private readonly newOffer = (): string => String(this.world.counter++);

  private enter(callId: string, attempt: number): void {
    this.mailbox?.close();
    this.retire();
    this.mailbox = new Mailbox({
      callId,
      attempt: this.side === 'customer' ? attempt - 1 : attempt,
      clock: this.world.clock,
      send: (signal) => this.world.send(this, { signal }),
      ack: (ack) => this.world.send(this, { ack }),
      deliver: (signal) => this.heed(signal),
      ahead: (ahead) => this.dispatch({ type: 'attempted', attempt: ahead, reach: this.reach }),
      restarted: (generation) => this.dispatch({ type: 'restarted', generation }),
      heard: (heard) => this.reached((it) => it.heard(heard)),
      times: defaultTimes,
    });
  }

  private retire(): void {
    if (this.link?.shown) this.before = this.link;
    this.link = undefined;
  }

  private heed(signal: Signal): void {
    if (signal.kind === 'join' && this.side === 'customer') {
      this.dispatch({ type: 'joined', reach: this.reach });
      return;
    }
    if (signal.kind === 'restart' && this.side === 'customer') {
      this.dispatch({ type: 'restartAsked', reach: this.reach });
      return;
    }
    if (signal.kind !== 'description' || !this.link) return;
    this.link.generation = signal.generation;
    // An answer to another offer than the one there is leads nowhere.
    if (this.side === 'customer') this.link.connected = signal.body.sdp === this.link.offer;
    else {
      this.link.offer = signal.body.sdp;
      this.link.connected = true;
      this.mailbox?.post('description', { type: 'answer', sdp: signal.body.sdp });
    }
  }
}
