/**
 * One line of the memory platform: text in, frames out, with the manners of a real socket.
 *
 * Frames travel as JSON text and arrive in a later microtask, in order. What comes in is parsed with the protocol's own
 * schemas, and refused as a real platform refuses it: a first frame that is no hello closes the line, a frame that does not
 * fit gets its nack. Does not know what frames mean (memory-platform.ts), nor rates.
 */
import { closeCodes, limits, parseClientFrame, parseHello, SegueError, type ClientFrame, type Hello, type PlatformFrame } from '../protocol/index.js';
import type { Wire, WireListener } from '../session/index.js';

/** Whoever takes what arrives. */
export interface LineKeeper {
  /** The first frame. @throws SegueError for who is not admitted */
  greet(line: MemoryLine, hello: Hello): void;
  /** @throws SegueError for a refusal, which becomes the frame's nack */
  take(frame: ClientFrame, line: MemoryLine): void;
  gone(line: MemoryLine): void;
}

/** The close code of a socket whose path is gone. */
export const pathBroken = 1_006;

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

export class MemoryLine implements Wire {
  private state: 'opening' | 'greeting' | 'open' | 'closed' = 'opening';
  /** Nothing arrives at the client any more, not even what was said before. */
  private cut = false;
  /** The page that dialled, once it has said so. */
  sessionId: string | undefined;

  constructor(
    private readonly listener: WireListener,
    private readonly keeper: LineKeeper,
  ) {}

  get isOpen(): boolean {
    return this.state === 'open';
  }

  /** The handshake is through. */
  open(): void {
    this.later(() => {
      if (this.state !== 'opening') return;
      this.state = 'greeting';
      this.listener.opened();
    });
  }

  /** To the client. */
  tell(...frames: readonly PlatformFrame[]): void {
    for (const frame of frames) {
      const text = JSON.stringify(frame);
      queueMicrotask(() => {
        if (!this.cut) this.listener.text(text);
      });
    }
  }

  /** The platform hangs up, behind all that it has said; 1006: the path breaks. */
  drop(code: number): void {
    if (this.state === 'closed') return;
    if (code === pathBroken) this.cut = true;
    this.end();
    queueMicrotask(() => this.listener.closed(code));
  }

  /** The client's end: a frame arrives. */
  send(text: string): void {
    this.later(() => this.receive(text));
  }

  /** The client's end: it hangs up. */
  close(): void {
    this.cut = true;
    if (this.state !== 'closed') this.end();
  }

  private end(): void {
    this.state = 'closed';
    this.keeper.gone(this);
  }

  private later(task: () => void): void {
    queueMicrotask(() => {
      if (this.state !== 'closed') task();
    });
  }

  private receive(text: string): void {
    if (bytesOf(text) > limits.frameBytes) this.drop(closeCodes.frameTooLarge);
    else if (this.state === 'greeting') this.greet(text);
    else this.take(text);
  }

  private greet(text: string): void {
    const hello = parseHello(text);
    if (!hello.ok) {
      this.drop(closeCodes.badFrame);
      return;
    }
    try {
      this.state = 'open';
      this.sessionId = hello.frame.sessionId;
      this.keeper.greet(this, hello.frame);
    } catch (error) {
      if (!(error instanceof SegueError)) throw error;
      this.drop(closeCodes.unauthorized);
    }
  }

  private take(text: string): void {
    const parsed = parseClientFrame(text);
    if (!parsed.ok) {
      if (parsed.re === undefined || parsed.code === 'hello-expected') this.drop(closeCodes.badFrame);
      else this.tell({ type: 'nack', re: parsed.re, code: parsed.code, message: parsed.message });
      return;
    }
    const { frame } = parsed;
    try {
      this.keeper.take(frame, this);
    } catch (error) {
      if (!(error instanceof SegueError)) throw error;
      const { code, message, retryAfterMs } = error;
      if ('id' in frame) this.tell({ type: 'nack', re: frame.id, code, message, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) });
    }
  }
}
