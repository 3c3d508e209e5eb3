/**
 * One socket's life, from its first byte to its end.
 *
 *   greeting --hello--> joining --admitted--> open --+--> closed
 *      |                   |                         |
 *      +- no hello in time +- token, origin, fault   +- gone, silent, slow reader, too many frames, replaced, going away
 *
 * Knows order and limits: frames reach the core one after the other, a frame that may not pass gets a nack and the socket
 * stays. Does not know sockets (wire.ts), tokens (admission.ts) or what a frame does (core).
 */
import type { ClientFrame, Hello } from '../../protocol/client-frame.js';
import type { Clock } from '../../protocol/clock.js';
import { closeCodes, type CloseCode } from '../../protocol/close-code.js';
import { SegueError, type ErrorCode } from '../../protocol/error.js';
import { parseClientFrame, parseHello } from '../../protocol/parse.js';
import type { PlatformFrame } from '../../protocol/platform-frame.js';
import type { Connection, Domain, Participant } from './domain.js';
import type { Logger } from '../log.js';
import type { EdgeLimits } from './edge-limits.js';
import { refusal, type Rates } from './frame-gate.js';
import type { EdgeMetrics } from './metrics.js';
import { Receipts } from './receipts.js';
import { TokenBucket } from './token-bucket.js';
import type { Wire } from './wire.js';

/** What all sockets of a platform share. */
export interface SocketSurroundings {
  readonly core: Pick<Domain, 'connect'>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly limits: EdgeLimits;
  readonly metrics: EdgeMetrics;
  /** By participant, over all of their sockets. */
  readonly participantRates: Rates;
  /** A socket that this one replaces is closed here, before the core hears of the new one. */
  readonly takeOver: (session: SocketSession, who: Participant) => void;
  readonly ended: (session: SocketSession) => void;
}

type Phase =
  | { readonly kind: 'greeting' | 'joining' | 'closed' }
  | { readonly kind: 'open'; readonly who: Participant; readonly connection: Connection; readonly hello: Hello };

/** The code that a failed admission closes the socket with. */
const closeFor: Partial<Record<ErrorCode, CloseCode>> = {
  'token-missing': closeCodes.unauthorized,
  'token-invalid': closeCodes.unauthorized,
  'token-expired': closeCodes.unauthorized,
  'unknown-deployment': closeCodes.unauthorized,
  'not-your-contact': closeCodes.unauthorized,
  'contact-closed': closeCodes.unauthorized,
  'scope-missing': closeCodes.unauthorized,
  'origin-refused': closeCodes.originRefused,
  'bad-frame': closeCodes.badFrame,
  'hello-expected': closeCodes.badFrame,
  'rate-limited': closeCodes.tooManyFrames,
  'shutting-down': closeCodes.goingAway,
};

export class SocketSession {
  readonly #wire: Wire;
  readonly #around: SocketSurroundings;
  readonly #admit: (hello: Hello) => Promise<Participant>;
  readonly #frames: TokenBucket;
  readonly #refused: TokenBucket;
  /** Of an agent's. */
  #receipts: Receipts | undefined;
  #phase: Phase = { kind: 'greeting' };
  #chain: Promise<void> = Promise.resolve();
  #waiting = 0;
  #heardAt: number;
  #pingedAt: number;
  #checkedAt: number;
  /** Milliseconds between the client's last pings, the longer of two gaps: short ones mean a call, a single one a client in doubt. */
  #cadence = Infinity;
  #gap = Infinity;
  #clientPingAt: number | undefined;
  readonly #openedAt: number;
  /** The platform stops: what comes now is for its next life, and the client sends it again. */
  #deaf = false;

  constructor(wire: Wire, around: SocketSurroundings, admit: (hello: Hello) => Promise<Participant>) {
    const { clock, limits } = around;
    this.#wire = wire;
    this.#around = around;
    this.#admit = admit;
    this.#frames = new TokenBucket(clock, limits.framesPerSecond, limits.frameBurst);
    this.#refused = new TokenBucket(clock, 1, limits.refusedFrames);
    this.#openedAt = this.#heardAt = this.#pingedAt = this.#checkedAt = clock.now();
  }

  /** A text frame of at most `limits.frameBytes`. */
  receive(text: string): void {
    this.#heardAt = this.#around.clock.now();
    if (this.#phase.kind === 'closed' || this.#deaf) return;
    if (this.#phase.kind === 'open') this.#phase.connection.heard();
    if (this.#phase.kind === 'greeting') this.#greet(text);
    else this.#accept(text);
  }

  /** The network is gone, or the other side closed. */
  gone(): void {
    this.#end();
  }

  /** Ends the socket from this side. */
  close(code: CloseCode, reason: string): void {
    if (this.#phase.kind === 'closed') return;
    this.#end();
    this.#around.metrics.closed(code);
    this.#wire.close(code, reason);
    this.#around.clock.after(this.#around.limits.closingMs, () => this.#wire.cut());
  }

  /** Called about once a second: hello in time, pings, silence, and now and then whether an agent still is one. */
  tick(): void {
    const { clock, limits } = this.#around;
    const now = clock.now();
    const phase = this.#phase;
    if (phase.kind === 'open') {
      this.#heartbeat(now);
      if (phase.who.kind !== 'customer' && now - this.#checkedAt >= limits.recheckMs) void this.#recheck(phase.hello, phase.who, now);
    } else if (phase.kind !== 'closed' && now - this.#openedAt >= limits.helloMs) {
      this.close(closeCodes.helloTimeout, 'hello-expected');
    }
  }

  #heartbeat(now: number): void {
    const { limits } = this.#around;
    const silence = now - this.#heardAt;
    const inCall = this.#cadence < 2 * limits.callHeartbeatMs;
    if (silence >= (inCall ? limits.callSilenceMs : 3 * limits.heartbeatMs)) {
      this.close(closeCodes.silent, 'silent');
      return;
    }
    if (silence >= limits.heartbeatMs && now - this.#pingedAt >= limits.heartbeatMs) {
      this.#ping();
    }
  }

  #ping(): void {
    this.#pingedAt = this.#around.clock.now();
    this.#deliver({ type: 'ping', at: new Date(this.#pingedAt).toISOString() });
  }

  /** Asks whether the other end has what went out, unless it is asked already. */
  #askReceipt(): void {
    if (this.#phase.kind === 'open' && this.#receipts?.waiting === true) this.#ping();
  }

  /** The other end has everything up to here. */
  #ponged(): void {
    if (this.#phase.kind !== 'open') return;
    for (const { contactId, seq } of this.#receipts?.answered() ?? []) this.#phase.connection.received(contactId, seq);
    this.#askReceipt();
  }

  /** A changed password, changed roles or a removed agent end open sockets too; a token that merely grew old does not. */
  async #recheck(hello: Hello, who: Participant, now: number): Promise<void> {
    this.#checkedAt = now;
    try {
      const { kind, scopes } = await this.#admit(hello);
      if (kind !== who.kind || scopes.join(' ') !== who.scopes.join(' ')) this.close(closeCodes.unauthorized, 'token-invalid');
    } catch (error) {
      if (error instanceof SegueError && error.code !== 'token-expired') this.close(closeFor[error.code] ?? closeCodes.internal, error.code);
    }
  }

  /** Settles when no frame of this socket is with the core any more. */
  async idle(): Promise<void> {
    await this.#chain;
  }

  /** Takes no more frames; settles when those that are with the core have their answers. */
  finish(): Promise<void> {
    this.#deaf = true;
    return this.idle();
  }

  #greet(text: string): void {
    const hello = parseHello(text);
    if (!hello.ok) {
      this.close(closeCodes.badFrame, hello.code);
      return;
    }
    this.#phase = { kind: 'joining' };
    this.#enqueue(() => this.#join(hello.frame));
  }

  async #join(hello: Hello): Promise<void> {
    try {
      const who = await this.#admit(hello);
      if (this.#phase.kind !== 'joining') return;
      this.#around.takeOver(this, who);
      if (who.kind !== 'customer') this.#receipts = new Receipts();
      const connection = await this.#around.core.connect(who, hello, (frame) => this.#deliver(frame));
      // The socket may have gone while the core was at work.
      if (this.#isClosed()) connection.gone();
      else this.#open({ kind: 'open', who, connection, hello });
    } catch (error) {
      const code = error instanceof SegueError ? error.code : 'internal';
      if (code === 'internal') this.#around.log.error({ err: error }, 'a socket could not be admitted');
      this.close(closeFor[code] ?? closeCodes.internal, code);
    }
  }

  #open(phase: Extract<Phase, { kind: 'open' }>): void {
    this.#phase = phase;
    phase.connection.heard();
    this.#askReceipt();
  }

  #isClosed(): boolean {
    return this.#phase.kind === 'closed';
  }

  #accept(text: string): void {
    const parsed = parseClientFrame(text);
    const retryAfterMs = this.#frames.take();
    if (retryAfterMs > 0) {
      if (this.#refused.take() > 0) {
        this.close(closeCodes.tooManyFrames, 'rate-limited');
        return;
      }
      const re = parsed.ok ? idOf(parsed.frame) : parsed.re;
      this.#nack(re, new SegueError('rate-limited', 'Too many frames at once.', { retryAfterMs }));
      return;
    }
    if (parsed.ok) this.#sort(parsed.frame);
    else if (parsed.code === 'hello-expected' || (parsed.re === undefined && !isFrame(text))) this.close(closeCodes.badFrame, parsed.code);
    else this.#nack(parsed.re, new SegueError(parsed.code, parsed.message));
  }

  /** Heartbeats are answered at once; everything else goes to the core in order. */
  #sort(frame: ClientFrame): void {
    this.#around.metrics.received(frame.type);
    if (frame.type === 'pong') {
      this.#ponged();
      return;
    }
    if (frame.type === 'ping') {
      const now = this.#around.clock.now();
      const gap = this.#clientPingAt === undefined ? Infinity : now - this.#clientPingAt;
      this.#cadence = Math.max(gap, this.#gap);
      this.#gap = gap;
      this.#clientPingAt = now;
      this.#deliver(frame.at === undefined ? { type: 'pong' } : { type: 'pong', at: frame.at });
      return;
    }
    if (this.#waiting >= this.#around.limits.waitingFrames) {
      this.#nack(idOf(frame), new SegueError('rate-limited', 'The platform is behind with this connection.', { retryAfterMs: 1_000 }));
      return;
    }
    this.#enqueue(() => this.#handle(frame));
  }

  async #handle(frame: ClientFrame): Promise<void> {
    if (this.#phase.kind !== 'open') return;
    const { who, connection } = this.#phase;
    const refused = refusal(frame, who, this.#around.participantRates);
    if (refused) {
      this.#nack(idOf(frame), refused);
      return;
    }
    try {
      await connection.handle(frame);
    } catch (error) {
      if (!(error instanceof SegueError)) this.#around.log.error({ err: error, type: frame.type }, 'a frame could not be handled');
      this.#nack(idOf(frame), error instanceof SegueError ? error : new SegueError('internal'));
    }
  }

  #enqueue(task: () => Promise<void>): void {
    this.#waiting += 1;
    this.#chain = this.#chain.then(task).finally(() => {
      this.#waiting -= 1;
    });
  }

  /** Without an id there is nothing to answer to. */
  #nack(re: string | undefined, error: SegueError): void {
    if (re === undefined) return;
    const { code, message, retryAfterMs } = error;
    this.#deliver(retryAfterMs === undefined ? { type: 'nack', re, code, message } : { type: 'nack', re, code, message, retryAfterMs });
  }

  #deliver(frame: PlatformFrame): void {
    if (this.#phase.kind === 'closed') return;
    if (this.#wire.bufferedAmount > this.#around.limits.bufferedBytes) {
      this.close(closeCodes.slowReader, 'slow-reader');
      return;
    }
    this.#around.metrics.sent(frame.type);
    if (frame.type === 'nack') this.#around.metrics.refused(frame.code);
    this.#wire.send(JSON.stringify(frame));
    this.#receipts?.note(frame);
    this.#askReceipt();
  }

  #end(): void {
    const phase = this.#phase;
    if (phase.kind === 'closed') return;
    this.#phase = { kind: 'closed' };
    this.#around.ended(this);
    if (phase.kind === 'open') phase.connection.gone();
  }
}

const idOf = (frame: ClientFrame): string | undefined => ('id' in frame ? frame.id : undefined);

/** Whether a refused text is at least a frame: a newer client's unknown frame is, line noise is not. */
function isFrame(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
  } catch {
    return false;
  }
}
