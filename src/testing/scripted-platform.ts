/**
 * A platform that does what a test says, line by line: a wire in memory with the test at its other end.
 *
 * Frames travel as JSON text and arrive in a later microtask, in order, as on a real wire. What a real platform would
 * refuse is kept in `refused`, which a test expects to be empty. Answers `ping`, and nothing else, by itself.
 */
import {
  SegueError, parseClientFrame, parseHello,
  type ClientFrame, type ClientFrameOf, type ClientFrameType, type Hello, type PlatformFrame, type PlatformFrameOf,
} from '../protocol/index.js';
import type { Dial, Wire, WireListener } from '../session/index.js';

/** One value after another, awaited or kept until somebody asks. */
class Mailbox<T> {
  private items: T[] = [];
  /** Each takes the item it is offered, or leaves it. */
  private readonly askers = new Set<(item: T) => boolean>();

  put(item: T): void {
    for (const takes of this.askers) if (takes(item)) return;
    this.items.push(item);
  }

  /** The first item that is wanted, now or when it comes. */
  take<S extends T>(wants: (item: T) => item is S): Promise<S> {
    const item = this.items.find(wants);
    if (item !== undefined) {
      this.items = this.items.filter((it) => it !== item);
      return Promise.resolve(item);
    }
    return new Promise((give) => {
      const asker = (offered: T): boolean => {
        if (!wants(offered)) return false;
        this.askers.delete(asker);
        give(offered);
        return true;
      };
      this.askers.add(asker);
    });
  }
}

const any = <T>(_item: T): _item is T => true;

/** The platform's end of one line. */
export class ScriptedLine implements Wire {
  /** Everything the client sent after its hello, in order, also what was taken with `next`. */
  readonly frames: ClientFrame[] = [];
  /** What a real platform would have refused. */
  readonly refused: SegueError[] = [];
  /** The code with which the client hung up. */
  hungUpWith: number | undefined;
  private readonly hellos = new Mailbox<Hello>();
  private readonly unread = new Mailbox<ClientFrame>();
  private greeted = false;
  private state: 'open' | 'cut' | 'closed' = 'open';

  constructor(private readonly url: string, private readonly listener: WireListener) {}

  /** Where the client dialled to. */
  get address(): string {
    return this.url;
  }

  /** The client's first frame, when it comes. */
  hello(): Promise<Hello> {
    return this.hellos.take(any);
  }

  /** The client's next frame of this type that was not taken yet, when it comes. */
  next<T extends ClientFrameType>(type: T): Promise<ClientFrameOf<T>> {
    return this.unread.take((frame): frame is Extract<ClientFrame, { type: T }> => frame.type === type);
  }

  /** Takes the hello and answers it. */
  async greet(welcome: PlatformFrameOf<'welcome'>): Promise<Hello> {
    const hello = await this.hello();
    this.tell(welcome);
    return hello;
  }

  /** Sends frames to the client. */
  tell(...frames: PlatformFrame[]): void {
    for (const frame of frames) this.tellText(JSON.stringify(frame));
  }

  /** Sends a text that need not be a frame. */
  tellText(text: string): void {
    this.deliver(() => this.listener.text(text));
  }

  /** Acknowledges a frame. */
  ack(re: string, more: Omit<PlatformFrameOf<'ack'>, 'type' | 're'> = {}): void {
    this.tell({ type: 'ack', re, ...more });
  }

  /** Refuses a frame. */
  nack(re: string, code: SegueError['code'], retryAfterMs?: number): void {
    this.tell({ type: 'nack', re, code, message: code, ...(retryAfterMs !== undefined && { retryAfterMs }) });
  }

  /** The platform hangs up, or with 1006 the path breaks. */
  drop(code = 1_006): void {
    if (this.state === 'closed') return;
    this.deliver(() => this.listener.closed(code));
    this.state = 'closed';
  }

  /** From now on nothing passes, and nobody is told. */
  cut(): void {
    this.state = 'cut';
  }

  /** The client's end: a frame arrives. */
  send(text: string): void {
    this.deliver(() => (this.greeted ? this.take(text) : this.greetedBy(text)));
  }

  /** The client's end: it hangs up. */
  close(code: number): void {
    this.hungUpWith = code;
    this.state = 'closed';
  }

  private deliver(task: () => void): void {
    if (this.state !== 'open') return;
    queueMicrotask(() => {
      if (this.hungUpWith === undefined) task();
    });
  }

  private greetedBy(text: string): void {
    const parsed = parseHello(text);
    if (!parsed.ok) this.refused.push(new SegueError(parsed.code, parsed.message));
    else this.hellos.put(parsed.frame);
    this.greeted = true;
  }

  private take(text: string): void {
    const parsed = parseClientFrame(text);
    if (!parsed.ok) {
      this.refused.push(new SegueError(parsed.code, parsed.message));
      return;
    }
    this.frames.push(parsed.frame);
    if (parsed.frame.type === 'ping') this.tell({ type: 'pong' });
    else this.unread.put(parsed.frame);
  }
}

export interface ScriptedPlatform {
  /** For `connect({ dial })`. */
  readonly dial: Dial;
  /** Every line so far. */
  readonly lines: readonly ScriptedLine[];
  /** Whether dialling succeeds; while not, a dial ends with 1006. */
  reachable: boolean;
  /** Whether dialling hangs: neither opens nor fails, as on a path that swallows everything. */
  hanging: boolean;
  /** The next line that was not taken yet, when it is dialled; it is open. */
  line(): Promise<ScriptedLine>;
}

/** A platform in memory that a test scripts. */
export function scriptedPlatform(): ScriptedPlatform {
  const untaken = new Mailbox<ScriptedLine>();
  const lines: ScriptedLine[] = [];
  const platform: ScriptedPlatform = {
    reachable: true,
    hanging: false,
    lines,
    line: () => untaken.take(any),
    dial(url, listener) {
      const line = new ScriptedLine(url, listener);
      lines.push(line);
      if (platform.hanging) return line;
      if (!platform.reachable) {
        line.drop();
        return line;
      }
      queueMicrotask(() => {
        if (line.hungUpWith !== undefined) return;
        listener.opened();
        untaken.put(line);
      });
      return line;
    },
  };
  return platform;
}
