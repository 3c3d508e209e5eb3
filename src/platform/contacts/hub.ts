/**
 * The hub: live connections, and who gets a frame.
 *
 * Knows sockets of participants by their `deliver` function, in memory only. A participant may have several (tabs); a
 * newer one of the same session takes the older one's place (its socket is the edge's to close). Counts a connection as present from its first moment, and
 * delivers to it only once its welcome is out. Does not know contacts.
 */
import type { Manifest } from '../../protocol/manifest.js';
import type { PlatformFrame } from '../../protocol/platform-frame.js';

export interface Participant {
  readonly kind: 'customer' | 'agent' | 'supervisor';
  readonly id: string;
  readonly name?: string;
  /** Random per page. */
  readonly sessionId: string;
  /** With a customer, always. */
  readonly deploymentId?: string;
  /** With a customer, always: what their token is for. */
  readonly contactId?: string;
  readonly scopes: readonly string[];
}

/** One socket, as the platform's domain sees it. */
export interface Line {
  readonly who: Participant;
  readonly deliver: (frame: PlatformFrame) => void;
  manifest: Manifest | undefined;
  /** `joining`: its welcome is not out yet. */
  state: 'joining' | 'open' | 'gone';
  /** When the other end was last heard, epoch milliseconds; undefined where the connection does not tell. */
  heardAt?: number;
  /** It was silent for so long that its participant no longer counts as there. */
  lapsed?: boolean;
  /** Last seq of each contact that has arrived at the other end. */
  readonly received?: Map<string, number>;
}

export class Hub {
  readonly #lines = new Map<string, Set<Line>>();

  /** Counts a connection as present; it gets frames after `open`. */
  add(line: Line): void {
    const lines = this.#lines.get(line.who.id) ?? new Set<Line>();
    for (const other of lines) {
      if (other.who.sessionId === line.who.sessionId) this.remove(other);
    }
    lines.add(line);
    this.#lines.set(line.who.id, lines);
  }

  /** The welcome is out: frames may follow. */
  open(line: Line): void {
    if (line.state === 'joining') line.state = 'open';
  }

  remove(line: Line): void {
    line.state = 'gone';
    const lines = this.#lines.get(line.who.id);
    lines?.delete(line);
    if (lines?.size === 0) this.#lines.delete(line.who.id);
  }

  present(participantId: string): boolean {
    return this.#lines.has(participantId);
  }

  hasSession(participantId: string, sessionId: string): boolean {
    return [...(this.#lines.get(participantId) ?? [])].some((line) => line.who.sessionId === sessionId);
  }

  /** To every open connection of a participant, or to one session of theirs. */
  send(participantId: string, frame: PlatformFrame, sessionId?: string): void {
    for (const line of this.#lines.get(participantId) ?? []) {
      if (line.state === 'open' && (sessionId === undefined || line.who.sessionId === sessionId)) line.deliver(frame);
    }
  }

  /** When any of the participant's connections was last heard; undefined where one does not tell, or there is none. */
  heardAt(participantId: string): number | undefined {
    const heard = [...(this.#lines.get(participantId) ?? [])].map((line) => line.heardAt);
    return heard.reduce((newest, at) => (newest === undefined || at === undefined ? undefined : Math.max(newest, at)), heard[0]);
  }

  /** The participant no longer counts as there, though their connections are: they come back when one is heard. */
  lapse(participantId: string): void {
    for (const line of this.#lines.get(participantId) ?? []) line.lapsed = true;
  }

  /** Last seq of a contact that has arrived at one of the participant's connections; 0: none. */
  received(participantId: string, contactId: string): number {
    return Math.max(0, ...[...(this.#lines.get(participantId) ?? [])].map((line) => line.received?.get(contactId) ?? 0));
  }

  /** What the participant's newest connection that said so can do. */
  manifest(participantId: string): Manifest | undefined {
    return [...(this.#lines.get(participantId) ?? [])].reduce<Manifest | undefined>((found, line) => line.manifest ?? found, undefined);
  }
}
