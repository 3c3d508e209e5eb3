/**
 * Events as rows of the store.
 *
 * Knows the columns that the record reads and how to read them into events. Does not know who writes them
 * (contacts/event-log.ts).
 */
import type { EventKind } from '../../protocol/timeline.js';
import { int, json, text } from '../contacts/columns.js';
import type { Row, Tx } from '../store/sql.js';
import { readStoredEvent, type StoredEvent } from './stored-event.js';

const columns = 'contact_id, seq, at, kind, actor, data';

const toEvents = (rows: readonly Row[]): StoredEvent[] =>
  rows.flatMap((row) => {
    const event = readStoredEvent({
      contactId: text(row, 'contact_id'), seq: int(row, 'seq'), at: int(row, 'at'), kind: text(row, 'kind'), actor: json(row, 'actor'), data: json(row, 'data'),
    });
    return event ? [event] : [];
  });

/** The timeline of a contact, or what came before a seq of it. */
export const eventsOf = async (tx: Tx, contactId: string, before: number = Number.MAX_SAFE_INTEGER): Promise<StoredEvent[]> =>
  toEvents(await tx.all(`SELECT ${columns} FROM events WHERE contact_id = ? AND seq < ? ORDER BY seq`, [contactId, before]));

/** A contact's events of some kinds, in order. */
export const eventsOfKinds = async (tx: Tx, contactId: string, kinds: readonly EventKind[]): Promise<StoredEvent[]> =>
  toEvents(await tx.all(`SELECT ${columns} FROM events WHERE contact_id = ? AND kind IN (${kinds.map(() => '?').join(', ')}) ORDER BY seq`, [contactId, ...kinds]));

/** The next contacts by id after one, with events. */
export const contactsAfter = async (tx: Tx, contactId: string, most: number): Promise<string[]> =>
  (await tx.all('SELECT id FROM contacts WHERE id > ? ORDER BY id LIMIT ?', [contactId, most])).map((row) => text(row, 'id'));
