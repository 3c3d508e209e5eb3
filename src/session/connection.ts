/**
 * The connection's runner: performs what connection-machine.ts decides.
 *
 * Owns the wire, the one timer of the present state and the heartbeat; parses what comes in and measures what goes out.
 * Does not know what frames mean, except `hello`, `welcome`, `ping` and `pong`: the session above gives the hello and
 * takes the rest.
 */
import {
  SegueError, afterClose, closeCodes, limits, parsePlatformFrame,
  type CancelTimer, type ClientFrame, type Clock, type Hello, type PlatformFrame, type PlatformFrameOf, type WireLimits,
} from '../protocol/index.js';
import { backoff } from './backoff.js';
import { next, type LinkEffect, type LinkEvent, type LinkState } from './connection-machine.js';
import { Heartbeat } from './heartbeat.js';
import type { Grant } from './token-source.js';
import type { Dial, Wire } from './wire.js';

/** How long an answer may take: of the token source, of the dial, of the platform to `hello`. */
const patienceMs = 10_000;
/**
 * In a call a dead dial must not block the next one: the system tries it again after 1 s, and after 2 s more. So a dial has 2 s,
 * or more where the last one was slow. No less, because Firefox delays those that come after many failures; one at a time,
 * because a browser begins no second one to the same address before the first is open or given up (RFC 6455, 4.1).
 */
const callDialMs = { least: 2_000, most: 4_000 } as const;
/** A line in doubt may take this long to answer. */
const doubtMs = { least: 700, most: 2_000 } as const;
/** How much longer than the last dial an answer may take before it counts as slow. */
const slow = { times: 3, plusMs: 300 } as const;
/** Every so manieth dial in a row has all the time there is: the path may be another one now, and a very slow one. */
const patientDial = 8;
/** A dial that began less than this ago began on the network of now. */
const freshMs = 1_000;
/** A line that lived this long counts as held. */
const settleMs = 5_000;

export interface ConnectionOptions {
  readonly url: string;
  readonly clock: Clock;
  readonly dial: Dial;
  readonly random: () => number;
  /** A token, and whether the last one was refused. */
  readonly authorize: (renew: boolean) => Promise<Grant>;
  readonly hello: (token: string) => Hello;
  /** The link's state changed; `retryAt` with `waiting`. */
  readonly changed: (state: LinkState, retryAt: number | undefined) => void;
  readonly welcomed: (frame: PlatformFrameOf<'welcome'>) => void;
  readonly received: (frame: PlatformFrame) => void;
}

type Timer = Extract<LinkEffect, { kind: 'timer' }>;

/** Of two releases that do not understand each other: a refused `hello` would be refused again, and a later frame is another matter. */
function lost(code: number, greeting: boolean): LinkEvent {
  if (greeting && code === closeCodes.badFrame) return { kind: 'lost', then: 'stop', code: 'bad-frame' };
  const then = afterClose(code);
  if (then !== 'stop') return { kind: 'lost', then };
  return { kind: 'lost', then, code: code === closeCodes.originRefused ? 'origin-refused' : 'closed' };
}

export class Connection {
  state: LinkState = { kind: 'idle' };
  /** Of the platform, once it said so. */
  limits: WireLimits = limits;
  private readonly events: LinkEvent[] = [];
  private stepping = false;
  private wire: Wire | undefined;
  private cancelTimer: CancelTimer | undefined;
  private readonly heart: Heartbeat;
  /** Answers of an earlier authorize are not meant for this try. */
  private tries = 0;
  private triedAt = 0;
  /** How long the last line took from the dial to the welcome. */
  private tookMs = 0;
  private dialledAt = 0;
  private token = '';
  private heartbeatMs: number = limits.heartbeatMs;
  private inCall = false;

  constructor(private readonly options: ConnectionOptions) {
    this.heart = new Heartbeat({
      clock: options.clock,
      ping: () => this.transmit('{"type":"ping"}'),
      dead: () => this.dispatch({ kind: 'silent' }),
    });
  }

  /** Takes an event; one that comes up meanwhile waits until this one is done with. */
  dispatch(event: LinkEvent): void {
    this.events.push(event);
    if (this.stepping) return;
    this.stepping = true;
    try {
      for (let due = this.events.shift(); due; due = this.events.shift()) this.step(due);
    } finally {
      this.stepping = false;
    }
  }

  private step(event: LinkEvent): void {
    const before = this.state;
    const { state, effects } = next(before, event);
    this.state = state;
    if (state.kind !== before.kind) this.cancelTimer?.();
    if (before.kind === 'connected' && state.kind !== 'connected') this.heart.stop();
    let retryAt: number | undefined;
    for (const effect of effects) retryAt = this.perform(effect) ?? retryAt;
    if (state !== before) this.options.changed(state, retryAt);
  }

  /** Sends a frame if there is a line. @throws SegueError `frame-too-large`; nothing was sent. */
  send(frame: ClientFrame): boolean {
    if (this.state.kind !== 'connected') return false;
    const text = JSON.stringify(frame);
    const most = this.limits.frameBytes;
    // No UTF-16 unit is more than three bytes of UTF-8, so that most frames need no counting.
    if (text.length * 3 > most && new TextEncoder().encode(text).length > most) throw new SegueError('frame-too-large');
    this.transmit(text);
    return true;
  }

  setInCall(on: boolean): void {
    if (on === this.inCall) return;
    this.inCall = on;
    if (this.state.kind === 'connected') this.heart.start(this.pace());
    else if (on) this.dispatch({ kind: 'hurry' });
  }

  /** The network may be there again, or be another one. */
  hurry(): void {
    const { kind } = this.state;
    const fresh = this.options.clock.now() - this.triedAt < freshMs;
    if (!fresh || (kind !== 'authorizing' && kind !== 'dialing' && kind !== 'greeting')) this.dispatch({ kind: 'hurry' });
  }

  /** A frame is out that the platform answers: without a word, the line is doubted soon. */
  expectAnswer(): void {
    this.heart.expectAnswer();
  }

  /** There is reason to believe that the line is dead: asks, and does not wait long for the answer. */
  doubt(): void {
    this.heart.probe(this.patience(doubtMs));
  }

  /** By what the last dial took. */
  private patience({ least, most }: { readonly least: number; readonly most: number }): number {
    return Math.min(most, Math.max(least, slow.plusMs + slow.times * this.tookMs));
  }

  private pace(): number {
    return this.inCall ? limits.callHeartbeatMs : this.heartbeatMs;
  }

  private transmit(text: string): void {
    try {
      this.wire?.send(text);
    } catch {
      // A wire that is closing refuses; its `closed` follows, and the outbox still has what matters.
    }
  }

  /** Performs one effect; for a wait, returns when it ends. */
  private perform(effect: LinkEffect): number | undefined {
    switch (effect.kind) {
      case 'authorize':
        this.authorize(effect.renew);
        return;
      case 'dial':
        this.dial();
        return;
      case 'greet':
        this.transmit(JSON.stringify(this.options.hello(this.token)));
        return;
      case 'timer':
        return this.startTimer(effect);
      case 'hang-up':
        this.tries++;
        this.wire?.close(effect.code);
        this.wire = undefined;
        return;
      case 'beat':
        this.heart.start(this.pace());
        return;
      case 'probe':
        this.heart.probe();
        return;
    }
  }

  private authorize(renew: boolean): void {
    const mine = ++this.tries;
    this.triedAt = this.options.clock.now();
    this.options.authorize(renew).then(
      ({ token }) => {
        if (mine !== this.tries) return;
        this.token = token;
        this.dispatch({ kind: 'token' });
      },
      (error: unknown) => {
        if (mine !== this.tries) return;
        this.failed(error);
      },
    );
  }

  private failed(error: unknown): void {
    const { code, retry, retryAfterMs = 0 } = error instanceof SegueError ? error : new SegueError('unreachable');
    this.dispatch({ kind: 'failed', code, retry, atLeastMs: retryAfterMs });
  }

  private dial(): void {
    this.dialledAt = this.options.clock.now();
    try {
      this.wire = this.options.dial(this.options.url, {
        opened: () => this.dispatch({ kind: 'opened' }),
        text: (data) => this.read(data),
        closed: (code) => {
          this.wire = undefined;
          this.dispatch(lost(code, this.state.kind === 'greeting'));
        },
      });
    } catch (error) {
      this.failed(error);
    }
  }

  private read(data: string): void {
    this.heart.heard();
    const parsed = parsePlatformFrame(data);
    // What this version does not know, a newer platform may say; what is broken shows as a gap.
    if (!parsed.ok) return;
    const { frame } = parsed;
    if (frame.type === 'ping') this.transmit('{"type":"pong"}');
    else if (frame.type === 'welcome') this.welcome(frame);
    else if (frame.type !== 'pong' && this.state.kind === 'connected') this.options.received(frame);
  }

  private welcome(frame: PlatformFrameOf<'welcome'>): void {
    if (this.state.kind !== 'greeting' && this.state.kind !== 'connected') return;
    if (this.state.kind === 'greeting') this.tookMs = this.options.clock.now() - this.dialledAt;
    this.heartbeatMs = frame.heartbeatMs;
    this.limits = frame.limits;
    this.options.welcomed(frame);
    this.dispatch({ kind: 'welcome' });
  }

  private startTimer(effect: Timer): number {
    this.cancelTimer?.();
    const ms = this.timerMs(effect);
    this.cancelTimer = this.options.clock.after(ms, () => this.dispatch({ kind: 'timer' }));
    return this.options.clock.now() + ms;
  }

  private timerMs(effect: Timer): number {
    if (effect.timer === 'settle') return settleMs;
    if (effect.timer === 'deadline') return !this.inCall ? patienceMs : effect.attempt % patientDial === 0 ? callDialMs.most : this.patience(callDialMs);
    const usual = this.inCall ? this.triedAt + this.patience(callDialMs) - this.options.clock.now() : backoff(effect.attempt, this.options.random());
    return Math.max(effect.atLeastMs, usual, 0);
  }
}
