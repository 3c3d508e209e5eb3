/**
 * Somebody with a real socket who does not give up: dials again after every loss, resumes where they were, and sends what was
 * not acknowledged again with its id.
 *
 * Remembers what was acknowledged and what refused. What they do is decided by customer.ts and agent.ts.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { ClientFrame, ClientFrameOf, DurableFrame } from '../../../../src/protocol/client-frame.js';
import { errorCodes, isErrorCode } from '../../../../src/protocol/error.js';
import { parsePlatformFrame } from '../../../../src/protocol/parse.js';
import type { PlatformFrame, PlatformFrameOf } from '../../../../src/protocol/platform-frame.js';
import { Mirror } from './mirror.js';
import type { Random } from './random.js';

export const manifest = {
  media: { chat: { supported: true }, voice: { supported: false, reason: 'reserved' }, video: { supported: true, camera: true, microphone: true } },
} as const;

type Ack = PlatformFrameOf<'ack'>;
type WithoutId<T> = T extends DurableFrame ? Omit<T, 'id'> : never;
export type Act = WithoutId<DurableFrame>;

/** Refusals after which the same frame is sent again. */
const passing = (code: string): boolean => isErrorCode(code) && errorCodes[code].retry;

export abstract class Participant {
  readonly outbox = new Map<string, DurableFrame>();
  readonly acked = new Map<string, { readonly frame: DurableFrame; readonly ack: Ack }>();
  readonly refused = new Map<string, { readonly frame: DurableFrame; readonly code: string }>();
  readonly mirrors = new Map<string, Mirror>();
  /** Codes of refusals that may pass, as often as they came. */
  readonly passed = new Map<string, number>();
  /** Close codes of the platform, in order. */
  readonly closes: number[] = [];
  failure: unknown;
  #socket: WebSocket | undefined;
  #open = false;
  #ids = 0;
  #leaving = false;
  #life: Promise<void> | undefined;

  constructor(readonly name: string, protected readonly origin: string, protected readonly random: Random) {}

  /** A token for the next dial, or undefined while the platform cannot be reached. */
  protected abstract token(): Promise<string | undefined>;
  protected abstract hear(frame: PlatformFrame): void;

  start(): void {
    this.#life = this.#live().catch((error: unknown) => {
      this.failure ??= error;
    });
  }

  /** Leaves for good. */
  async leave(): Promise<void> {
    this.#leaving = true;
    this.#socket?.terminate();
    await this.#life;
  }

  get connected(): boolean {
    return this.#open;
  }

  /** Puts the act into the outbox and sends it if there is a line. Returns its id. */
  act(act: Act): string {
    const id = `${this.name}-${(this.#ids += 1)}`;
    const frame = { ...act, id } as DurableFrame;
    this.outbox.set(id, frame);
    if (this.#open) this.send(frame);
    return id;
  }

  /** What is lost with the socket. */
  send(frame: ClientFrame | { readonly type: 'hello' }): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }

  /** The network goes, at once and without a word. */
  cut(): void {
    this.#socket?.terminate();
  }

  pause(): void {
    this.#socket?.pause();
  }

  resume(): void {
    this.#socket?.resume();
  }

  mirror(contactId: string): Mirror {
    const found = this.mirrors.get(contactId) ?? new Mirror(this.name);
    this.mirrors.set(contactId, found);
    return found;
  }

  async #live(): Promise<void> {
    for (;;) {
      const token = await this.token();
      if (this.#leaving) return;
      if (token !== undefined) await this.#line(token);
      await sleep(this.random.between(5, 40));
    }
  }

  /** One socket, from its dial to its end. */
  #line(token: string): Promise<void> {
    return new Promise((resolve) => {
      const socket = new WebSocket(`${this.origin.replace('http', 'ws')}/ws`, 'segue.v1', { origin: this.origin });
      this.#socket = socket;
      const after = Object.fromEntries([...this.mirrors].map(([contactId, { last }]) => [contactId, last]));
      socket.on('open', () => socket.send(JSON.stringify({ type: 'hello', token, sessionId: this.name, manifest, resume: { after } })));
      socket.on('message', (data: Buffer) => this.#receive(data.toString()));
      socket.on('error', () => undefined);
      socket.on('close', (code) => {
        this.#open = false;
        if (code >= 4_000) this.closes.push(code);
        resolve();
      });
    });
  }

  #receive(text: string): void {
    try {
      const parsed = parsePlatformFrame(text);
      if (!parsed.ok) throw new Error(`${parsed.message} in ${text.slice(0, 200)}`);
      this.#sort(parsed.frame);
    } catch (error) {
      this.failure ??= error;
    }
  }

  #sort(frame: PlatformFrame): void {
    if (frame.type === 'welcome') this.#welcome();
    if (frame.type === 'event') this.mirror(frame.contactId).hear(frame);
    if (frame.type === 'ack') this.#acknowledge(frame);
    if (frame.type === 'nack') this.#refuse(frame);
    this.hear(frame);
  }

  #welcome(): void {
    this.#open = true;
    for (const frame of this.outbox.values()) this.send(frame);
  }

  #acknowledge(ack: Ack): void {
    const before = this.acked.get(ack.re);
    if (before && JSON.stringify(before.ack) !== JSON.stringify(ack)) throw new Error(`${ack.re} was acknowledged as ${JSON.stringify(before.ack)}, then as ${JSON.stringify(ack)}`);
    if (this.refused.has(ack.re)) throw new Error(`${ack.re} was refused, then acknowledged`);
    const frame = this.outbox.get(ack.re);
    if (!frame) return;
    this.outbox.delete(ack.re);
    this.acked.set(ack.re, { frame, ack });
  }

  #refuse({ re, code, retryAfterMs }: PlatformFrameOf<'nack'>): void {
    const frame = this.outbox.get(re);
    if (!frame) return;
    if (passing(code)) {
      this.passed.set(code, (this.passed.get(code) ?? 0) + 1);
      setTimeout(() => this.outbox.has(re) && this.#open && this.send(frame), retryAfterMs ?? 100).unref();
      return;
    }
    this.outbox.delete(re);
    this.refused.set(re, { frame, code });
  }

  /** The messages that were acknowledged. */
  get messages(): readonly { readonly frame: ClientFrameOf<'message.send'>; readonly seq: number | undefined }[] {
    return [...this.acked.values()].flatMap(({ frame, ack }) => (frame.type === 'message.send' ? [{ frame, seq: ack.seq }] : []));
  }
}
