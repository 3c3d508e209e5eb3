/**
 * What the other end of a socket has received for sure: everything that was sent before a ping that it has answered.
 *
 * Knows that frames arrive in order and that pongs answer pings in order, which a client need do nothing for. At most one
 * ping is out for this, whatever is sent meanwhile. Does not know sockets, nor who asks.
 */
import type { PlatformFrame } from '../../protocol/platform-frame.js';

/** The last seq of a contact that has arrived. */
export interface Receipt {
  readonly contactId: string;
  readonly seq: number;
}

export class Receipts {
  /** Sent, and no ping after it yet. */
  #sent = new Map<string, number>();
  /** What each ping that is out will prove, in order. */
  readonly #asked: Map<string, number>[] = [];

  /** Something went out, and no ping is out that would prove it. */
  get waiting(): boolean {
    return this.#asked.length === 0 && this.#sent.size > 0;
  }

  /** Notes a frame that goes out. */
  note(frame: PlatformFrame): void {
    if (frame.type === 'ping') {
      this.#asked.push(this.#sent);
      this.#sent = new Map();
    } else if (frame.type === 'event' && frame.kind === 'message' && frame.actor.kind === 'customer') {
      this.#sent.set(frame.contactId, frame.seq);
    }
  }

  /** A pong came: what it proves. */
  answered(): readonly Receipt[] {
    return [...(this.#asked.shift() ?? [])].map(([contactId, seq]) => ({ contactId, seq }));
  }
}
