/**
 * All sockets of the platform: who replaces whom, how many a guest may have, whose heartbeat is due, and how they end together.
 *
 * One timer looks after all of them, so an idle socket costs no timer. Does not know what sockets say.
 */
import type { CancelTimer, Clock } from '../../protocol/clock.js';
import { closeCodes } from '../../protocol/close-code.js';
import type { Participant } from './domain.js';
import type { SocketSession } from './socket-session.js';

const keyOf = ({ kind, id, sessionId }: Participant): string => `${kind} ${id} ${sessionId}`;

export interface SocketHubOptions {
  readonly clock: Clock;
  readonly tickMs: number;
  /** Pages of one guest with a socket at once; the oldest goes for one more. */
  readonly socketsPerGuest: number;
  /** Told how many sockets there are. */
  readonly changed: (count: number) => void;
}

/** Where a session is filed once it is somebody. */
interface Place {
  readonly page: string;
  readonly guest: string | undefined;
}

export class SocketHub {
  readonly #sessions = new Set<SocketSession>();
  readonly #byPage = new Map<string, SocketSession>();
  /** In the order in which they came. */
  readonly #byGuest = new Map<string, Set<SocketSession>>();
  readonly #places = new Map<SocketSession, Place>();
  readonly #options: SocketHubOptions;
  #timer: CancelTimer | undefined;
  #stopped = false;

  constructor(options: SocketHubOptions) {
    this.#options = options;
  }

  /** False when the platform is stopping and takes nobody any more. */
  add(session: SocketSession): boolean {
    if (this.#stopped) return false;
    this.#sessions.add(session);
    this.#options.changed(this.#sessions.size);
    this.#arm();
    return true;
  }

  /** The page's older socket goes before the newer one is anybody to the core, as does a guest's oldest where there are too many. */
  takeOver(session: SocketSession, who: Participant): void {
    const place: Place = { page: keyOf(who), guest: who.kind === 'customer' ? who.id : undefined };
    this.#byPage.get(place.page)?.close(closeCodes.replaced, 'replaced');
    this.#byPage.set(place.page, session);
    this.#places.set(session, place);
    if (place.guest !== undefined) this.#fileGuest(session, place.guest);
  }

  #fileGuest(session: SocketSession, guest: string): void {
    const own = this.#byGuest.get(guest) ?? new Set();
    this.#byGuest.set(guest, own.add(session));
    const many = own.size - this.#options.socketsPerGuest;
    // A closed session takes itself out of the set.
    for (const oldest of [...own].slice(0, Math.max(0, many))) oldest.close(closeCodes.replaced, 'replaced');
  }

  remove(session: SocketSession): void {
    this.#sessions.delete(session);
    const place = this.#places.get(session);
    this.#places.delete(session);
    if (place) this.#forget(session, place);
    this.#options.changed(this.#sessions.size);
  }

  #forget(session: SocketSession, { page, guest }: Place): void {
    if (this.#byPage.get(page) === session) this.#byPage.delete(page);
    if (guest === undefined) return;
    const own = this.#byGuest.get(guest);
    own?.delete(session);
    if (own?.size === 0) this.#byGuest.delete(guest);
  }

  /** Takes nothing new, lets what is with the core be answered, but not for ever, and tells everybody to come again later. */
  async stop(withinMs: number): Promise<void> {
    this.#stopped = true;
    this.#timer?.();
    const sessions = [...this.#sessions];
    let cancel: CancelTimer | undefined;
    const late = new Promise<void>((resolve) => {
      cancel = this.#options.clock.after(withinMs, resolve);
    });
    await Promise.race([Promise.all(sessions.map((session) => session.finish())), late]);
    cancel?.();
    for (const session of sessions) session.close(closeCodes.goingAway, 'shutting-down');
  }

  #arm(): void {
    this.#timer ??= this.#options.clock.after(this.#options.tickMs, () => {
      this.#timer = undefined;
      for (const session of this.#sessions) session.tick();
      if (this.#sessions.size > 0 && !this.#stopped) this.#arm();
    });
  }
}
