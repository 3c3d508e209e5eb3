/**
 * The outbox: frames that wait for an answer, in the order they were written.
 *
 * A frame stays until its `ack`, its refusal or another proof, and goes out again with the same id after every welcome:
 * nothing is lost, and the platform's deduplication by id sees to it that nothing happens twice. Messages of one contact
 * go one by one, so that a refused burst cannot change their order. Does not know sockets, nor what a frame means.
 */
import {
  SegueError, type CancelTimer, type ClientFrame, type ClientFrameOf, type Clock, type DurableFrame, type PlatformFrameOf,
} from '../protocol/index.js';
import { refusalError } from './refusal.js';

/** Frames that get an answer. */
export type AnsweredFrame = DurableFrame | ClientFrameOf<'turn.get' | 'history.get'>;
export type Answer = PlatformFrameOf<'ack'> | PlatformFrameOf<'turn'> | PlatformFrameOf<'history'>;

/** Who wrote a frame, and hears what became of it: one of the two, once. */
export interface Author {
  accepted(answer?: Answer): void;
  refused(error: SegueError): void;
}

interface Entry {
  readonly frame: AnsweredFrame;
  readonly author: Author;
  /** `held`: to send as soon as it may. `sent`: on this line. `resting`: refused for now, its timer brings it back. */
  state: 'held' | 'sent' | 'resting';
  refusals: number;
  cancelRest?: CancelTimer;
  cancelExpiry?: CancelTimer;
}

/** Refusals that may pass are tried so often; being rate-limited never ends a frame. */
const mostRefusals = 5;
const firstRestMs = 1_000;

export class Outbox {
  private readonly entries = new Map<string, Entry>();

  /** `transmit` returns whether there is a line; it throws a `SegueError` for a frame that must not go out. */
  constructor(private readonly clock: Clock, private readonly transmit: (frame: ClientFrame) => boolean) {}

  /** Adds a frame and sends it when it may go; with `expiresMs` it is given up after that time. */
  add(frame: AnsweredFrame, author: Author, expiresMs?: number): void {
    const entry: Entry = { frame, author, state: 'held', refusals: 0 };
    this.entries.set(frame.id, entry);
    if (expiresMs !== undefined) entry.cancelExpiry = this.clock.after(expiresMs, () => this.refuse(entry, new SegueError('unreachable')));
    this.flush();
  }

  /** A new line: everything goes out again. */
  online(): void {
    for (const entry of this.entries.values()) if (entry.state === 'sent') entry.state = 'held';
    this.flush();
  }

  /** An `ack`, or what was asked for. */
  acknowledge(answer: Answer): void {
    const entry = this.take(answer.re);
    entry?.author.accepted(answer);
    this.flush();
  }

  /** Proof other than an answer: the timeline has it. */
  confirm(id: string): void {
    const entry = this.take(id);
    if (!entry) return;
    entry.author.accepted();
    this.flush();
  }

  /** A `nack`: what may succeed later rests and is tried again. */
  reject(nack: PlatformFrameOf<'nack'>): void {
    const entry = this.entries.get(nack.re);
    if (!entry) return;
    const error = refusalError(nack);
    if (!error.retry || (++entry.refusals >= mostRefusals && error.code !== 'rate-limited')) {
      this.refuse(entry, error);
      return;
    }
    entry.state = 'resting';
    entry.cancelRest?.();
    entry.cancelRest = this.clock.after(error.retryAfterMs ?? firstRestMs * 2 ** Math.min(entry.refusals, 4), () => {
      entry.state = 'held';
      this.flush();
    });
  }

  /** Forgets a frame; its author hears nothing. */
  drop(id: string): void {
    if (this.take(id)) this.flush();
  }

  /** Forgets all; every author hears `error`. */
  clear(error: SegueError): void {
    for (const entry of [...this.entries.values()]) {
      this.take(entry.frame.id);
      entry.author.refused(error);
    }
  }

  private take(id: string): Entry | undefined {
    const entry = this.entries.get(id);
    entry?.cancelRest?.();
    entry?.cancelExpiry?.();
    this.entries.delete(id);
    return entry;
  }

  private refuse(entry: Entry, error: SegueError): void {
    this.take(entry.frame.id);
    entry.author.refused(error);
    this.flush();
  }

  private flush(): void {
    const busy = new Set<string>();
    for (const entry of [...this.entries.values()]) {
      const lane = entry.frame.type === 'message.send' ? entry.frame.contactId : undefined;
      if (entry.state === 'held' && (lane === undefined || !busy.has(lane)) && !this.send(entry)) return;
      if (lane !== undefined && this.entries.has(entry.frame.id)) busy.add(lane);
    }
  }

  /** False where there is no line. */
  private send(entry: Entry): boolean {
    try {
      if (!this.transmit(entry.frame)) return false;
      entry.state = 'sent';
    } catch (error) {
      this.refuse(entry, error instanceof SegueError ? error : new SegueError('internal', undefined, { origin: error }));
    }
    return true;
  }
}
