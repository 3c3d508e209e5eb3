/**
 * The mailbox of a call: makes an unreliable relay reliable for the signals of the present attempt.
 *
 * Knows numbers (dense per sender and attempt), cumulative acknowledgements, resending, duplicates and order, and drops
 * what is stale before simple-peer could choke on it: another call, an older attempt, an older generation. Does not know
 * what a signal means, but for `join`, which a fresh page sends from n 1 again. One mailbox lives as long as the call.
 */
import type { CancelTimer, Clock, Signal, SignalKind } from '../protocol/index.js';
import type { CallTimes } from './deadlines.js';

type Body<K extends SignalKind> = Extract<Signal, { kind: K }>['body'];

export interface MailboxOptions {
  readonly callId: string;
  /** Of the side's present attempt; 0 listens for the first one. */
  readonly attempt: number;
  readonly clock: Clock;
  readonly send: (signal: Signal) => void;
  readonly ack: (ack: { readonly callId: string; readonly attempt: number; readonly n: number }) => void;
  /** In order, each once. */
  readonly deliver: (signal: Signal) => void;
  /** The other side is at this attempt already; its signals are kept until `advance`. */
  readonly ahead: (attempt: number) => void;
  /** The other side offers in a later ICE generation. */
  readonly restarted: (generation: number) => void;
  /** Whether anybody answers: false after `times.silence` without an acknowledgement of what was sent. */
  readonly heard: (heard: boolean) => void;
  readonly times: Pick<CallTimes, 'resend' | 'silence'>;
}

/** Signals kept for their turn; a sender never has that many on the way. */
const keptAtMost = 256;

export class Mailbox {
  private current: number;
  private ice = 0;
  private sent = 0;
  private received = 0;
  private unacknowledged: Signal[] = [];
  /** Of this attempt by n, waiting for those before them. */
  private readonly early = new Map<number, Signal>();
  /** Of later attempts. */
  private ahead: Signal[] = [];
  private timer: CancelTimer | undefined;
  /** Since when an acknowledgement is due; undefined while the other side is known to be there. */
  private waitingSince: number | undefined;
  private silent = false;

  constructor(private readonly options: MailboxOptions) {
    this.current = options.attempt;
  }

  get attempt(): number {
    return this.current;
  }

  get generation(): number {
    return this.ice;
  }

  /** From now on this side's signals belong to this ICE generation, and older ones of the other side are stale. */
  set generation(generation: number) {
    this.ice = generation;
  }

  post<K extends SignalKind>(kind: K, body: Body<K>): void {
    this.sent += 1;
    const { callId } = this.options;
    const signal = { callId, attempt: this.current, generation: this.ice, n: this.sent, kind, body } as Signal;
    this.unacknowledged.push(signal);
    this.waitingSince ??= this.options.clock.now();
    this.options.send(signal);
    if (!this.timer) this.schedule();
  }

  /** Whether everything sent was acknowledged. */
  get settled(): boolean {
    return this.unacknowledged.length === 0;
  }

  /** Begins a later attempt: numbers start anew, and what the other side sent for it already is delivered. */
  advance(attempt: number): void {
    this.current = attempt;
    this.ice = 0;
    this.sent = this.received = 0;
    this.unacknowledged = [];
    this.early.clear();
    const kept = this.ahead;
    this.ahead = [];
    for (const signal of kept) this.receive(signal);
  }

  receive(signal: Signal): void {
    if (signal.callId !== this.options.callId) return;
    this.hear();
    if (signal.attempt < this.current) return;
    if (signal.attempt > this.current) {
      this.keepAhead(signal);
      return;
    }
    // A fresh page counts from 1 again, so its number says nothing; once it is heeded, this attempt is over.
    if (signal.kind === 'join') {
      this.options.deliver(signal);
      return;
    }
    if (signal.n > this.received && this.early.size < keptAtMost) this.early.set(signal.n, signal);
    this.deliver();
    // Delivering it may have begun another attempt, and an acknowledgement of nothing says nothing.
    if (signal.attempt === this.current && this.received > 0) {
      this.options.ack({ callId: signal.callId, attempt: signal.attempt, n: this.received });
    }
  }

  acked({ callId, attempt, n }: { readonly callId: string; readonly attempt: number; readonly n: number }): void {
    if (callId !== this.options.callId || attempt !== this.current) return;
    this.unacknowledged = this.unacknowledged.filter((signal) => signal.n > n);
    if (this.unacknowledged.length === 0) this.stop();
    this.hear();
  }

  /** On a new connection: what is unacknowledged may not have got out at all, so that the silence so far says nothing. */
  resend(): void {
    this.hear();
    this.sendAgain();
  }

  close(): void {
    this.stop();
    this.unacknowledged = [];
    this.ahead = [];
    this.early.clear();
  }

  private sendAgain(): void {
    for (const signal of this.unacknowledged) this.options.send(signal);
    this.schedule();
  }

  private hear(): void {
    this.waitingSince = this.unacknowledged.length > 0 ? this.options.clock.now() : undefined;
    if (!this.silent) return;
    this.silent = false;
    this.options.heard(true);
  }

  private listenOn(): void {
    const { clock, times, heard } = this.options;
    if (!this.silent && this.unacknowledged.length > 0 && this.waitingSince !== undefined && clock.now() - this.waitingSince >= times.silence) {
      this.silent = true;
      heard(false);
    }
    this.sendAgain();
  }

  private keepAhead(signal: Signal): void {
    if (this.ahead.length < keptAtMost) this.ahead.push(signal);
    this.options.ahead(signal.attempt);
  }

  private deliver(): void {
    const attempt = this.current;
    for (let next = this.early.get(this.received + 1); next; next = this.early.get(this.received + 1)) {
      this.received = next.n;
      this.early.delete(next.n);
      if (next.generation > this.ice && next.kind === 'description') {
        this.ice = next.generation;
        this.options.restarted(this.ice);
      }
      if (next.generation >= this.ice || next.kind === 'media-state') this.options.deliver(next);
      if (this.current !== attempt) return;
    }
  }

  private schedule(): void {
    this.stop();
    if (this.unacknowledged.length > 0) this.timer = this.options.clock.after(this.options.times.resend, () => this.listenOn());
  }

  private stop(): void {
    this.timer?.();
    this.timer = undefined;
  }
}
