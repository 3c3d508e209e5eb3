/**
 * Somebody at a socket of the bench: says hello, sends frames, waits for the answer to each.
 *
 * As little as a client can be, so that the load costs the machine less than what is measured.
 */
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { PlatformFrame, PlatformFrameOf, PlatformFrameType } from '../../../src/protocol/platform-frame.js';
import { manifestOf } from '../../unit/platform/core/person.js';
import { agentOf, password } from './stage.js';

interface GuestToken {
  readonly token: string;
  readonly contactId: string;
}

/** Runs so many at once, over and over, until all of them were done. */
export async function inTurns<T>(of: readonly T[], atOnce: number, work: (it: T) => Promise<void>): Promise<void> {
  const left = [...of].reverse();
  const worker = async (): Promise<void> => {
    for (let it = left.pop(); it !== undefined; it = left.pop()) await work(it);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, of.length) }, worker));
}

async function post<T>(port: number, path: string, body: object): Promise<T> {
  const origin = `http://127.0.0.1:${String(port)}`;
  const answer = await fetch(`${origin}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', origin }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path} answered ${String(answer.status)} ${await answer.text()}`);
  return (await answer.json()) as T;
}

export const guestToken = (port: number, deploymentId: string): Promise<GuestToken> => post<GuestToken>(port, '/api/v2/guest-tokens', { deploymentId });
export const agentToken = async (port: number, at: number): Promise<string> =>
  (await post<{ readonly access_token: string }>(port, '/oauth/token', { grant_type: 'password', username: agentOf(at), password })).access_token;

let sessions = 0;

const isOf = <T extends PlatformFrameType>(frame: PlatformFrame, type: T): frame is PlatformFrame & PlatformFrameOf<T> => frame.type === type;

export class Caller {
  readonly #socket: WebSocket;
  readonly #answers = new Map<string, (frame: PlatformFrame) => void>();
  /** Each takes the frame that it waits for, and says so. */
  readonly #waits: ((frame: PlatformFrame) => boolean)[] = [];
  #ids = 0;
  /** Told of every frame. */
  hear: (frame: PlatformFrame) => void = () => undefined;

  private constructor(
    socket: WebSocket,
    readonly contactId: string,
  ) {
    this.#socket = socket;
    socket.on('message', (data: Buffer) => this.#take(JSON.parse(data.toString()) as PlatformFrame));
  }

  static async dial(port: number, token: string, contactId = ''): Promise<Caller> {
    const socket = new WebSocket(`ws://127.0.0.1:${String(port)}/ws`, ['segue.v1'], { origin: `http://127.0.0.1:${String(port)}`, perMessageDeflate: false });
    await once(socket, 'open');
    const caller = new Caller(socket, contactId);
    const welcome = caller.next('welcome');
    socket.send(JSON.stringify({ type: 'hello', token, sessionId: `page-${String((sessions += 1))}`, manifest: manifestOf('video') }));
    await welcome;
    return caller;
  }

  /** Resolves with the answer; rejects where the platform refuses. */
  ask(frame: object): Promise<PlatformFrame> {
    const id = `f-${String((this.#ids += 1))}`;
    return new Promise((resolve, reject) => {
      this.#answers.set(id, (answer) => {
        if (answer.type === 'nack') reject(new Error(`${JSON.stringify(frame)} was refused: ${answer.code} ${answer.message}`));
        else resolve(answer);
      });
      this.#socket.send(JSON.stringify({ ...frame, id }));
    });
  }

  /** The next frame of a type. */
  next<T extends PlatformFrameType>(type: T): Promise<PlatformFrameOf<T>> {
    return new Promise((resolve) => {
      this.#waits.push((frame) => {
        const fits = isOf(frame, type);
        if (fits) resolve(frame);
        return fits;
      });
    });
  }

  /** Neither side has hung up. */
  get open(): boolean {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  hangUp(): void {
    this.#socket.terminate();
  }

  #take(frame: PlatformFrame): void {
    // Who does not answer is taken for a closed laptop.
    if (frame.type === 'ping') this.#socket.send('{"type":"pong"}');
    this.hear(frame);
    if ('re' in frame) {
      this.#answers.get(frame.re)?.(frame);
      this.#answers.delete(frame.re);
    }
    const at = this.#waits.findIndex((takes) => takes(frame));
    if (at >= 0) this.#waits.splice(at, 1);
  }
}
