/**
 * All sockets of the platform: who replaces whom, whose heartbeat is due, and how they end together.
 *
 * One timer looks after all of them, so an idle socket costs no timer. Does not know what sockets say.
 */
import type { CancelTimer, Clock } from '../../protocol/clock.js';
import { closeCodes } from '../../protocol/close-code.js';
import type { Participant } from './domain.js';
import type { SocketSession } from './socket-session.js';

const keyOf = ({ kind, id, sessionId }: Participant): string => `${kind} ${id} ${sessionId}`;

export class SocketHub {
  readonly #sessions = new Set<SocketSession>();
  readonly #byPage = new Map<string, SocketSession>();
  readonly #pages = new Map<SocketSession, string>();
  readonly #clock: Clock;
  readonly #tickMs: number;
  readonly #changed: (count: number) => void;
  #timer: CancelTimer | undefined;
  #stopped = false;

  constructor(clock: Clock, tickMs: number, changed: (count: number) => void) {
    this.#clock = clock;
    this.#tickMs = tickMs;
    this.#changed = changed;
  }

  /** False when the platform is stopping and takes nobody any more. */
  add(session: SocketSession): boolean {
    if (this.#stopped) return false;
    this.#sessions.add(session);
    this.#changed(this.#sessions.size);
    this.#arm();
    return true;
  }

  /** The page's older socket goes before the newer one is anybody to the core. */
  takeOver(session: SocketSession, who: Participant): void {
    const key = keyOf(who);
    this.#byPage.get(key)?.close(closeCodes.replaced, 'replaced');
    this.#byPage.set(key, session);
    this.#pages.set(session, key);
  }

  remove(session: SocketSession): void {
    this.#sessions.delete(session);
    const key = this.#pages.get(session);
    this.#pages.delete(session);
    if (key !== undefined && this.#byPage.get(key) === session) this.#byPage.delete(key);
    this.#changed(this.#sessions.size);
  }

  /** Tells everybody to come again later and waits for the frames that are with the core. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#timer?.();
    const sessions = [...this.#sessions];
    for (const session of sessions) session.close(closeCodes.goingAway, 'shutting-down');
    await Promise.all(sessions.map((session) => session.idle()));
  }

  #arm(): void {
    this.#timer ??= this.#clock.after(this.#tickMs, () => {
      this.#timer = undefined;
      for (const session of this.#sessions) session.tick();
      if (this.#sessions.size > 0 && !this.#stopped) this.#arm();
    });
  }
}
