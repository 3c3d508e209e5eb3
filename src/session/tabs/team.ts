/**
 * This tab among the others: performs what tab-machine.ts decides, on lock, channel and line.
 *
 * A chunk of its own: it comes when another tab is heard, or when another one leads already. Knows whom to believe (the
 * lock), who is spoken to, and which token the session greets with; a follower's is its leader's. Does not know frames.
 */
import type { CancelTimer } from '../../protocol/index.js';
import type { SharingSession } from '../shared-line.js';
import type { Grant } from '../token-source.js';
import type { Wire, WireListener } from '../wire.js';
import { LeaderLock, type Hold } from './leader-lock.js';
import { TabHeirs } from './tab-heirs.js';
import { TabHost } from './tab-host.js';
import { look, next, type TabEffect, type TabEvent, type TabState, type TabStep } from './tab-machine.js';
import { readTabMessage, type TabMessage, type TabMessageOf } from './tab-message.js';
import type { TabChannel, TabPorts } from './tab-ports.js';
import { TabWire } from './tab-wire.js';

/** A line that was dialled before there was a team. */
export interface PlainLine {
  readonly url: string;
  wire: Wire;
  listener: WireListener;
}

export interface TeamOptions {
  readonly name: string;
  /** This tab's. */
  readonly tab: string;
  readonly ports: TabPorts;
  readonly channel: TabChannel;
  readonly own: SharingSession;
  /** The lock, where this tab has it. */
  readonly hold: Hold | undefined;
  readonly line: PlainLine | undefined;
  readonly grant: Grant | undefined;
  readonly call: boolean;
  readonly unsent: string | undefined;
  readonly changed: () => void;
}

type EffectOf<K extends TabEffect['kind']> = Extract<TabEffect, { kind: K }>;

export class Team {
  state: TabState;
  private readonly lock: LeaderLock;
  private readonly wire: TabWire;
  private readonly host: TabHost;
  private readonly heirs: TabHeirs;
  private granted: Grant | undefined;
  private unsent: string | undefined;
  private cancelTimer: CancelTimer | undefined;
  private readonly events: TabEvent[] = [];
  private over = false;
  /** Heard before it began. */
  private early: unknown[] | undefined = [];
  /** The session has asked for a token before. */
  private dialled = false;
  /** Called once it is known which way frames go. */
  private readonly settled: (() => void)[] = [];
  /** Called with the leader's next grant. */
  private readonly awaited: ((grant: Grant | undefined) => void)[] = [];

  constructor(private readonly options: TeamOptions) {
    const { name, ports, own, hold, line, call } = options;
    this.granted = options.grant;
    this.unsent = options.unsent;
    this.state = hold ? { kind: 'leading', call } : { kind: 'looking', call };
    this.lock = new LeaderLock({
      locks: ports.locks, name,
      granted: () => this.dispatch({ kind: 'granted' }),
      robbed: () => this.dispatch({ kind: 'robbed' }),
    });
    if (hold) this.lock.inherit(hold);
    this.wire = new TabWire({
      dial: own.dial,
      post: (leader, text) => this.post({ kind: 'say', from: this.tab, to: leader, frame: text }),
      linked: (on) => this.linked(on),
      heard: (text) => this.serves && this.host.heard(text),
      said: (text) => this.serves && this.host.said(text),
    }, undefined);
    this.host = new TabHost({ own, wire: this.wire, post: (frames, to) => this.post({ kind: 'frames', from: this.tab, ...(to !== undefined && { to }), frames: [...frames] }), outdone: (by) => this.outdone(by) });
    this.heirs = new TabHeirs({ locks: ports.locks, lifeOf: (tab) => `${name} ${tab}`, adopt: own.adopt });
    if (line) Object.assign(line, this.wire.adopt(line.url, line.listener, line.wire, own.session.state.kind === 'connected'));
  }

  /** Begins: with what was heard before there was a team. */
  async begin(early: readonly unknown[]): Promise<void> {
    await this.heirs.live(this.tab);
    if (this.over) return;
    if (this.state.kind === 'leading') this.heirs.lead(true);
    else this.follow(look(this.state.kind === 'looking' && this.state.call));
    const heard = [...early, ...(this.early ?? [])];
    this.early = undefined;
    for (const message of heard) this.hear(message);
  }

  get leads(): boolean {
    return this.state.kind === 'leading' || this.state.kind === 'alone' || this.state.kind === 'yielding';
  }

  get callElsewhere(): boolean {
    return this.state.kind === 'following' && this.state.call;
  }

  readonly dial: TabWire['dial'] = (url, listener) => this.wire.dial(url, listener);

  /** A token to greet with: the leader's, as long as there is one. Undefined where that has changed meanwhile: ask again. */
  async grant(renew: boolean): Promise<Grant | undefined> {
    // Whoever dials again has lost the leader's line.
    if (this.state.kind === 'following' && !renew && this.dialled) this.dispatch({ kind: 'doubt' });
    this.dialled = true;
    if (this.state.kind === 'looking') await new Promise<void>((resolve) => this.settled.push(resolve));
    if (this.over) return undefined;
    const follows = this.state.kind === 'following' || this.state.kind === 'claiming';
    if (this.granted && !renew) return this.granted;
    if (!follows) return this.took(await this.options.own.tokens.get(renew));
    if (renew) this.post({ kind: 'renew', from: this.tab });
    return new Promise((resolve) => this.awaited.push(resolve));
  }

  /** This tab's own token came. */
  took(grant: Grant): Grant {
    const known = grant === this.granted;
    this.granted = grant;
    if (!known && this.state.kind === 'leading') this.say('here');
    return grant;
  }

  setInCall(on: boolean): void {
    this.dispatch({ kind: 'inCall', on });
  }

  keep(letters: string | undefined): void {
    this.unsent = letters;
    this.sayUnsent();
  }

  hear(data: unknown): void {
    if (this.early) {
      this.early.push(data);
      return;
    }
    const message = readTabMessage(data);
    if (!message || this.over) return;
    switch (message.kind) {
      case 'say':
        this.serve(message);
        return;
      case 'frames':
        if (message.to === undefined || message.to === this.tab) this.wire.receive(message.from, message.frames);
        return;
      case 'down':
        if (message.to === undefined || message.to === this.tab) this.down(message.from);
        return;
      case 'unsent':
        this.heirs.note(message.from, message.letters);
        return;
      case 'able':
        if (message.to === this.tab) this.dispatch(message);
        return;
      case 'renew':
        if (this.state.kind === 'leading') this.options.own.session.renew();
        return;
      case 'ask':
        if (this.unsent !== undefined) this.sayUnsent();
        this.dispatch(message);
        return;
      case 'here':
      case 'up':
        this.found(message);
        return;
      default:
        this.dispatch(message);
    }
  }

  /** The lock is another tab's now. */
  lose(): void {
    this.lock.lose();
  }

  /** Leaves the others; the line goes with it. */
  close(): void {
    this.over = true;
    this.cancelTimer?.();
    this.wire.fail();
    this.lock.release();
    this.heirs.close();
    this.settle();
    this.give(undefined);
  }

  private get tab(): string {
    return this.options.tab;
  }

  /** Others take this tab for their leader. */
  private get serves(): boolean {
    return this.state.kind === 'leading' || this.state.kind === 'yielding';
  }

  private found(message: TabMessageOf<'here' | 'up'>): void {
    if (message.grant && this.state.kind !== 'leading') {
      this.granted = message.grant;
      this.give(message.grant);
    }
    const dialled = this.wire.dialled;
    this.dispatch(message);
    if (message.kind === 'up' && !dialled) this.options.own.hurry();
  }

  private down(leader: string): void {
    this.wire.cut(leader);
    if (this.state.kind === 'following' && this.state.leader === leader && this.wire.dialled) this.dispatch({ kind: 'doubt' });
  }

  /** It takes this tab for its leader. */
  private serve({ from, to, frame }: TabMessageOf<'say'>): void {
    if (to !== this.tab) return;
    if (this.serves) this.host.serve(from, frame);
    else this.post({ kind: 'down', from: this.tab, to: from });
  }

  /** A call here goes before what another tab could do. */
  private outdone(by: string): void {
    if (this.state.kind === 'leading' && !this.state.call) this.post({ kind: 'able', from: this.tab, to: by });
  }

  private linked(on: boolean): void {
    if (on) this.dispatch({ kind: 'linked' });
    else if (this.serves) this.post({ kind: 'down', from: this.tab });
  }

  /* ---- the machine ---- */

  private dispatch(event: TabEvent): void {
    if (this.over) return;
    this.events.push(event);
    if (this.events.length > 1) return;
    for (let due = this.events[0]; due; due = this.events[0]) {
      this.follow(next(this.state, due));
      this.events.shift();
    }
  }

  private follow({ state, effects }: TabStep): void {
    const before = this.state;
    this.state = state;
    if (state.kind !== before.kind) {
      this.cancelTimer?.();
      this.heirs.lead(state.kind === 'leading');
    }
    for (const effect of effects) this.perform(effect);
    if (state.kind !== 'looking') this.settle();
    if (this.leads) this.give(undefined);
    if (state !== before) this.options.changed();
  }

  private perform(effect: TabEffect): void {
    switch (effect.kind) {
      case 'queue':
        this.lock.queue();
        return;
      case 'release':
        this.lock.release();
        return;
      case 'rob':
        this.lock.rob();
        return;
      case 'say':
        this.say(effect.what, 'call' in effect && effect.call);
        return;
      case 'line':
        this.wire.use(effect.by === 'leader' ? effect.leader : undefined);
        return;
      case 'dropCall':
        this.options.own.callMoved();
        return;
      case 'timer':
        this.startTimer(effect);
    }
  }

  private startTimer({ ms }: EffectOf<'timer'>): void {
    this.cancelTimer?.();
    this.cancelTimer = this.options.own.clock.after(ms, () => this.dispatch({ kind: 'timer' }));
  }

  private say(what: EffectOf<'say'>['what'], call = this.state.kind === 'leading' && this.state.call): void {
    const from = this.tab;
    switch (what) {
      case 'ask':
      case 'lead':
        this.post({ kind: what, from });
        return;
      case 'call':
        this.post({ kind: what, from, call });
        return;
      case 'here':
      case 'up':
        this.post({ kind: what, from, call, ...(this.granted && { grant: this.granted }) });
    }
  }

  private sayUnsent(): void {
    const { unsent } = this;
    this.post({ kind: 'unsent', from: this.tab, ...(unsent !== undefined && { letters: unsent }) });
  }

  private post(message: TabMessage): void {
    if (!this.over) this.options.channel.post(message);
  }

  /** To whoever waits for the leader's. */
  private give(grant: Grant | undefined): void {
    for (const take of this.awaited.splice(0)) take(grant);
  }

  private settle(): void {
    for (const go of this.settled.splice(0)) go();
  }
}
