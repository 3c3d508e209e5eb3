/**
 * All that a store has, read once and found by what clients know of it, so that holding each client's words against it costs no query.
 *
 * Reads rows with SQL of its own, not with the platform's code. Does not know what is right.
 */
import type { Actor } from '../../../../src/protocol/actor.js';
import type { Row, Tx } from '../../../../src/platform/store/sql.js';
import { content } from './mirror.js';

/** Their content as JSON, by seq. */
type Timeline = Map<number, string>;

const keyed = (rows: readonly Row[], key: string, value: string): Map<string, string> => new Map(rows.map((row) => [String(row[key]), String(row[value])]));

export class Stored {
  /** State by id. */
  readonly contacts: ReadonlyMap<string, string>;
  readonly reservations: ReadonlyMap<string, string>;
  readonly upgrades: ReadonlyMap<string, string>;
  readonly #timelines = new Map<string, Timeline>();
  /** Seq by contact and message. */
  readonly #messages = new Map<string, number>();
  /** All answers to a frame's id, whoever sent it. */
  readonly #answers = new Map<string, string[]>();

  private constructor(rows: Readonly<Record<'contacts' | 'reservations' | 'upgrades' | 'events' | 'frames', readonly Row[]>>) {
    this.contacts = keyed(rows.contacts, 'id', 'state');
    this.reservations = keyed(rows.reservations, 'id', 'state');
    this.upgrades = keyed(rows.upgrades, 'id', 'state');
    for (const row of rows.events) this.#addEvent(row);
    for (const row of rows.frames) this.#answers.set(String(row['frame_id']), [...(this.#answers.get(String(row['frame_id'])) ?? []), String(row['answer'])]);
  }

  static async read(tx: Tx): Promise<Stored> {
    const states = (table: string): Promise<readonly Row[]> => tx.all(`SELECT id, state FROM ${table}`);
    return new Stored({
      contacts: await states('contacts'), reservations: await states('reservations'), upgrades: await states('upgrades'),
      events: await tx.all('SELECT contact_id, seq, at, kind, actor, data FROM events'), frames: await tx.all('SELECT frame_id, answer FROM frames'),
    });
  }

  #addEvent(row: Row): void {
    const [contactId, seq, kind] = [String(row['contact_id']), Number(row['seq']), String(row['kind'])];
    const [actor, data] = [JSON.parse(String(row['actor'])) as Actor, JSON.parse(String(row['data'])) as { readonly messageId?: unknown }];
    const timeline = this.#timelines.get(contactId) ?? new Map<number, string>();
    this.#timelines.set(contactId, timeline.set(seq, JSON.stringify(content({ seq, at: new Date(Number(row['at'])).toISOString(), kind, actor, data }))));
    if (kind === 'message') this.#messages.set(`${contactId} ${String(data.messageId)}`, seq);
  }

  /** An event's content as JSON. */
  event(contactId: string, seq: number): string | undefined {
    return this.#timelines.get(contactId)?.get(seq);
  }

  seqOfMessage(contactId: string, messageId: string): number | undefined {
    return this.#messages.get(`${contactId} ${messageId}`);
  }

  answers(frameId: string): readonly string[] {
    return this.#answers.get(frameId) ?? [];
  }
}
