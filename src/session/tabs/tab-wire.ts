/**
 * The wire that a session of several tabs holds: one for the session, whatever carries it, a socket of this tab or the
 * leader's.
 *
 * Knows how to change the carrier under a session that is connected: the new one is opened and greeted while the old one
 * still carries, and takes over with its welcome; so nothing is missed in between, and nothing looks broken. Does not know
 * why it changes.
 */
import type { Dial, Wire, WireListener } from '../wire.js';

/** By a socket of this tab (`undefined`), or by the leader's. */
export type Way = string | undefined;

export interface TabWireOptions {
  readonly dial: Dial;
  /** To a leader. */
  readonly post: (leader: string, text: string) => void;
  /** This tab's own socket was welcomed, or is gone. */
  readonly linked: (on: boolean) => void;
  /** A frame on this tab's own socket, before the session sees it. */
  readonly heard: (text: string) => void;
  /** A frame of this tab's session that goes out on its own socket. */
  readonly said: (text: string) => void;
}

interface Carrier {
  readonly way: Way;
  wire: Wire | undefined;
  /** The session listens to it: it was welcomed, or is the session's first. */
  welcomed: boolean;
}

/** What the session calls abnormal: it dials again. */
const broken = 1_006;
const normalClosure = 1_000;

export class TabWire {
  private way: Way;
  private url = '';
  private session: WireListener | undefined;
  private current: Carrier | undefined;
  /** On its way to replace the current one. */
  private next: Carrier | undefined;
  /** The session greets: what it says goes to the carrier that has opened. */
  private greeted: Carrier | undefined;

  constructor(private readonly options: TabWireOptions, way: Way) {
    this.way = way;
  }

  /** Whether the session is on a line, or about to be. */
  get dialled(): boolean {
    return this.session !== undefined;
  }

  /** Whether this tab's own socket is up. */
  get linked(): boolean {
    return this.current?.way === undefined && this.current?.welcomed === true;
  }

  readonly dial: Dial = (url, listener) => {
    this.url = url;
    this.hangUp(normalClosure);
    this.session = listener;
    this.current = this.open();
    return this.wire();
  };

  /** Takes over a line that was dialled before there was a second tab; returns what hears its socket from now on. */
  adopt(url: string, session: WireListener, socket: Wire, welcomed: boolean): { readonly wire: Wire; readonly listener: WireListener } {
    this.url = url;
    this.session = session;
    const carrier: Carrier = { way: undefined, wire: socket, welcomed };
    this.current = carrier;
    return { wire: this.wire(), listener: this.listener(carrier) };
  }

  /** Frames go this way from now on. A leader's, again: its line is another one. */
  use(way: Way): void {
    this.way = way;
    if (!this.session) return;
    if (way === undefined && this.current?.way === undefined && this.current) {
      this.drop('next');
      if (this.current.welcomed) this.options.linked(true);
      return;
    }
    this.drop('next');
    if (this.current?.welcomed) {
      this.next = this.open();
      return;
    }
    // Nothing carries yet: nothing to keep.
    this.drop('current');
    this.current = this.open();
  }

  /** Frames of a leader. */
  receive(leader: string, frames: readonly string[]): void {
    for (const text of frames) {
      for (const carrier of [this.next, this.current]) if (carrier?.way === leader) this.text(carrier, text);
    }
  }

  /** A leader carries nothing any more. */
  cut(leader: string): void {
    for (const carrier of [this.next, this.current]) if (carrier?.way === leader) this.closed(carrier, broken);
  }

  /** Sends by this tab's own socket, if it is up. */
  transmit(text: string): void {
    if (this.linked) this.current?.wire?.send(text);
  }

  /** As if the socket had heard it. */
  tell(text: string): void {
    this.session?.text(text);
  }

  /** Hangs up and lets the session know. */
  fail(): void {
    const { session } = this;
    this.hangUp(normalClosure);
    session?.closed(broken);
  }

  private wire(): Wire {
    return { send: (text) => this.send(text), close: (code) => this.hangUp(code) };
  }

  private send(text: string): void {
    const carrier = this.greeted ?? this.current;
    // One that has taken the place of a line that broke is greeted first: what is not acknowledged comes again after its welcome.
    if (!carrier || (carrier !== this.greeted && !carrier.welcomed)) return;
    if (carrier.way === undefined && carrier.welcomed) this.options.said(text);
    carrier.wire?.send(text);
  }

  private open(): Carrier {
    const { way } = this;
    const carrier: Carrier = { way, wire: undefined, welcomed: false };
    const listener = this.listener(carrier);
    if (way === undefined) {
      carrier.wire = this.options.dial(this.url, listener);
    } else {
      carrier.wire = { send: (text) => this.options.post(way, text), close: () => undefined };
      // As a socket does: not before whoever dials has the wire in hand.
      queueMicrotask(() => listener.opened());
    }
    return carrier;
  }

  private listener(carrier: Carrier): WireListener {
    return {
      opened: () => {
        if (carrier !== this.current && carrier !== this.next) return;
        this.greeted = carrier;
        this.session?.opened();
        this.greeted = undefined;
      },
      text: (data) => this.text(carrier, data),
      closed: (code) => this.closed(carrier, code),
    };
  }

  private text(carrier: Carrier, text: string): void {
    if (!carrier.welcomed) {
      if (typeOf(text) !== 'welcome') return;
      carrier.welcomed = true;
      if (carrier === this.next) this.promote(carrier);
      this.session?.text(text);
      if (carrier.way === undefined) this.options.linked(true);
      return;
    }
    if (carrier !== this.current) return;
    if (carrier.way === undefined) this.options.heard(text);
    this.session?.text(text);
  }

  private promote(carrier: Carrier): void {
    this.next = undefined;
    this.drop('current');
    this.current = carrier;
  }

  private closed(carrier: Carrier, code: number): void {
    if (carrier === this.current) {
      const { welcomed } = carrier;
      this.current = undefined;
      if (carrier.way === undefined && welcomed) this.options.linked(false);
      // The one that is on its way still may come.
      if (this.next) return;
    } else if (carrier !== this.next) {
      return;
    } else if (carrier.way !== undefined && this.current?.welcomed) {
      // Whoever led has thought better of it; what there was still carries.
      this.next = undefined;
      return;
    }
    const { session } = this;
    this.hangUp(normalClosure);
    session?.closed(code);
  }

  private hangUp(code: number): void {
    this.session = undefined;
    this.drop('next', code);
    this.drop('current', code);
  }

  private drop(which: 'current' | 'next', code = normalClosure): void {
    const carrier = this[which];
    this[which] = undefined;
    carrier?.wire?.close(code);
    if (carrier?.way === undefined && carrier?.welcomed) this.options.linked(false);
  }
}

/** A frame's type; undefined for what is none. */
export function typeOf(text: string): unknown {
  try {
    const frame: unknown = JSON.parse(text);
    return typeof frame === 'object' && frame !== null && 'type' in frame ? frame.type : undefined;
  } catch {
    return undefined;
  }
}
