/**
 * Somebody with a real socket: sends what the fuzzer makes up and judges everything that arrives.
 *
 * Every frame must fit its schema, every refusal must have a known code that is not a fault of the platform's, every close
 * a known code; and nothing of contacts that are none of theirs may be in any of it. What somebody wrote carries the mark
 * of its contact, so that foreign text is found wherever it turns up.
 */
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { closeCodes } from '../../../../src/protocol/close-code.js';
import { errorCodes } from '../../../../src/protocol/error.js';
import type { Hello } from '../../../../src/protocol/client-frame.js';
import { parsePlatformFrame, readEvent } from '../../../../src/protocol/parse.js';
import type { PlatformFrame } from '../../../../src/protocol/platform-frame.js';
import { Heard } from './progress.js';

export const markOf = (contactId: string): string => `mark-of-${contactId}.`;
const marks = /mark-of-([\w-]+?)\./g;
export const marksIn = (text: string): readonly string[] => [...text.matchAll(marks)].map(([, contactId]) => contactId ?? '');

/** Closes that ws makes of broken bytes by itself, beside our own. */
const knownCloses: ReadonlySet<number> = new Set([...Object.values(closeCodes), 1000, 1002, 1005, 1006, 1007, 1009]);

export interface VisitorOptions {
  readonly port: number;
  readonly role: 'customer' | 'agent' | 'supervisor';
  readonly origin: string | undefined;
  /** Whether a contact may be theirs to hear of. */
  readonly mayHear: (contactId: string) => boolean;
  readonly hello: () => Promise<Hello>;
  /** Told every id that a frame names, by the key it stands under. */
  readonly learn: (key: string, id: string) => void;
  readonly complain: (fault: string) => void;
}

const idKeys = ['contactId', 'upgradeId', 'callId', 'reservationId'] as const;

export class Visitor {
  readonly heard = new Heard();
  readonly #options: VisitorOptions;
  #socket: WebSocket | undefined;
  /** What is waited for: the answer to a frame, or a pong; a close ends every waiting. */
  readonly #waits = new Map<string, () => void>();
  #turns = 0;

  constructor(options: VisitorOptions) {
    this.#options = options;
  }

  get open(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /** A socket, and what is said first on it; the own hello unless told otherwise. Resolves when it was answered or closed. */
  async dial(first?: string | Buffer): Promise<void> {
    const { port, origin } = this.#options;
    const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, ['segue.v1'], origin === undefined ? {} : { origin });
    socket.on('error', () => undefined);
    socket.on('close', (code) => this.#closed(socket, code));
    await once(socket, 'open');
    const earlier = this.#socket;
    this.#socket = socket;
    earlier?.close();
    const heard = new Promise<void>((resolve) => {
      socket.once('message', resolve);
      socket.once('close', resolve);
    });
    socket.on('message', (data: Buffer) => this.#hear(data.toString()));
    socket.send(first ?? JSON.stringify(await this.#options.hello()), { binary: false });
    await heard;
    if (first === undefined && this.#options.role === 'agent') this.send(JSON.stringify({ type: 'presence.set', id: `on-${(this.#turns += 1)}`, state: 'available', onQueue: true }));
  }

  send(data: string | Buffer, binary = false): void {
    if (this.open) this.#socket?.send(data, { binary });
  }

  hangUp(): void {
    this.#socket?.terminate();
  }

  /** When everything sent before was handled: a frame that is refused, in its turn. */
  async handled(): Promise<void> {
    const id = `turn-${(this.#turns += 1)}`;
    const refused = this.#options.role === 'customer' ? { type: 'presence.set' } : { type: 'upgrade.cancel', contactId: 'none', upgradeId: 'none' };
    await this.#ask(id, { ...refused, id });
  }

  /** When everything that the platform sent has arrived. */
  caughtUp(): Promise<void> {
    return this.#ask('pong', { type: 'ping' });
  }

  async #ask(answer: string, frame: object): Promise<void> {
    if (!this.open) return;
    await new Promise<void>((resolve) => {
      this.#waits.set(answer, resolve);
      this.send(JSON.stringify(frame));
    });
  }

  #came(answer: string): void {
    this.#waits.get(answer)?.();
    this.#waits.delete(answer);
  }

  #closed(socket: WebSocket, code: number): void {
    if (this.#socket === socket) {
      this.#socket = undefined;
      for (const answer of this.#waits.keys()) this.#came(answer);
    }
    if (!knownCloses.has(code) || code === closeCodes.internal) this.#options.complain(`a socket was closed with ${code}`);
  }

  #hear(text: string): void {
    const parsed = parsePlatformFrame(text);
    if (!parsed.ok) {
      this.#options.complain(`a frame of the platform does not fit: ${parsed.message} in ${text.slice(0, 300)}`);
      return;
    }
    const { frame } = parsed;
    this.heard.note(frame);
    this.#judge(frame, text);
    if (frame.type === 'pong') this.#came('pong');
    else if ('re' in frame) this.#came(frame.re);
  }

  #judge(frame: PlatformFrame, text: string): void {
    const { complain, mayHear, learn } = this.#options;
    if (frame.type === 'nack' && (!Object.hasOwn(errorCodes, frame.code) || frame.code === 'internal')) complain(`a frame was refused with ${frame.code}`);
    if (frame.type === 'event' && !readEvent(frame)) complain(`an event does not fit its kind: ${text.slice(0, 300)}`);
    for (const contactId of marksIn(text)) if (!mayHear(contactId)) complain(`a ${frame.type} carries what somebody wrote in ${contactId}`);
    for (const [, key, id] of text.matchAll(/"(contactId|upgradeId|callId|reservationId)":"([^"]{1,64})"/g)) {
      if (key === 'contactId' && id !== undefined && !mayHear(id)) complain(`a ${frame.type} names the contact ${id}`);
      if (idKeys.some((it) => it === key) && key !== undefined && id !== undefined) learn(key, id);
    }
  }
}
