/**
 * Attachments as rows: every file there is, from before its first byte.
 *
 *   arriving -> kept -> sent
 *       └────────┴─> gone
 *
 * Knows the rows. One that is not sent in time is gone: its file is removed, and then it (unsent.ts). Does not know the files.
 */
import type { Attachment } from '../../protocol/attachment.js';
import { int, maybeInt, text } from '../contacts/columns.js';
import type { Row, Tx } from '../store/sql.js';
import type { Holder, Unsent } from './shares.js';

export interface AttachmentRow extends Attachment {
  readonly sha256: string;
  readonly contactId: string;
  /** Participant who uploaded it. */
  readonly by: string;
  readonly state: 'arriving' | 'kept' | 'sent' | 'gone';
}

/** As in the index's own words. */
const unsent = "state IN ('arriving', 'kept')";

export interface Arriving extends Pick<AttachmentRow, 'attachmentId' | 'contactId' | 'by' | 'size'> {
  /** A guest's, known until the file is sent; of others there is none. */
  readonly address: string | undefined;
}

const columns = 'id, contact_id, by_id, state, name, type, size, width, height, sha256';

function toRow(row: Row): AttachmentRow {
  const [width, height] = [maybeInt(row, 'width'), maybeInt(row, 'height')];
  return {
    attachmentId: text(row, 'id'), contactId: text(row, 'contact_id'), by: text(row, 'by_id'), name: text(row, 'name'), type: text(row, 'type'), size: int(row, 'size'),
    ...(width === undefined || height === undefined ? {} : { width, height }), sha256: text(row, 'sha256'),
    // Written by this file alone.
    state: text(row, 'state') as AttachmentRow['state'],
  };
}

export async function attachmentById(tx: Tx, id: string): Promise<AttachmentRow | undefined> {
  const row = await tx.get(`SELECT ${columns} FROM attachments WHERE id = ?`, [id]);
  return row && toRow(row);
}

/** A file begins to come; `size` is as much as it may be. */
export async function insertArriving(tx: Tx, { attachmentId, contactId, by, size, address }: Arriving, now: number): Promise<void> {
  await tx.run(`INSERT INTO attachments (${columns}, address, created_at) VALUES (?, ?, ?, 'arriving', '', '', ?, NULL, NULL, '', ?, ?)`, [attachmentId, contactId, by, size, address ?? null, now]);
}

/** It is here. Returns false where its time was over before. */
export async function setKept(tx: Tx, { attachmentId, name, type, size, width, height, sha256 }: Attachment & { readonly sha256: string }): Promise<boolean> {
  const { changes } = await tx.run(
    "UPDATE attachments SET state = 'kept', name = ?, type = ?, size = ?, width = ?, height = ?, sha256 = ? WHERE id = ? AND state = 'arriving'",
    [name, type, size, width ?? null, height ?? null, sha256, attachmentId],
  );
  return changes > 0;
}

export async function setSent(tx: Tx, id: string): Promise<void> {
  await tx.run("UPDATE attachments SET state = 'sent', address = NULL WHERE id = ?", [id]);
}

/** No message takes it any more, and nobody gets it: its file is removed next. */
export async function setGone(tx: Tx, id: string): Promise<void> {
  await tx.run("UPDATE attachments SET state = 'gone' WHERE id = ?", [id]);
}

export async function deleteAttachment(tx: Tx, id: string): Promise<void> {
  await tx.run('DELETE FROM attachments WHERE id = ?', [id]);
}

/** What a participant has uploaded to a contact, and no message took. */
export async function unsentOf(tx: Tx, contactId: string, by: string): Promise<readonly string[]> {
  return (await tx.all("SELECT id FROM attachments WHERE contact_id = ? AND by_id = ? AND state IN ('arriving', 'kept')", [contactId, by])).map((row) => text(row, 'id'));
}

/** What a contact has, with what is on its way. */
export async function totalsOf(tx: Tx, contactId: string): Promise<{ readonly count: number; readonly bytes: number }> {
  const row = await tx.get('SELECT count(*) AS count, coalesce(sum(size), 0) AS bytes FROM attachments WHERE contact_id = ?', [contactId]);
  return row ? { count: int(row, 'count'), bytes: int(row, 'bytes') } : { count: 0, bytes: 0 };
}

/** Bytes of files that no message has taken, with what is on its way: of everybody, of guests, and of one guest and their address. */
export async function unsentBytes(tx: Tx, { by, address }: Pick<Arriving, 'by' | 'address'>): Promise<Unsent> {
  const row = await tx.get(
    `SELECT coalesce(sum(size) FILTER (WHERE address IS NULL), 0) AS agents, coalesce(sum(size) FILTER (WHERE address IS NOT NULL), 0) AS guests,
      coalesce(sum(size) FILTER (WHERE address = ?), 0) AS address, coalesce(sum(size) FILTER (WHERE by_id = ?), 0) AS own
    FROM attachments WHERE ${unsent}`,
    [address ?? null, by],
  );
  return row ? { agents: int(row, 'agents'), guests: int(row, 'guests'), address: int(row, 'address'), own: int(row, 'own') } : { agents: 0, guests: 0, address: 0, own: 0 };
}

const holderOf = (row: Row | undefined): Holder | undefined => row && { id: text(row, 'id'), bytes: int(row, 'bytes') };

/** The address whose guests have most. */
export const heaviestAddress = async (tx: Tx): Promise<Holder | undefined> =>
  holderOf(await tx.get(`SELECT address AS id, sum(size) AS bytes FROM attachments WHERE ${unsent} AND address IS NOT NULL GROUP BY address ORDER BY bytes DESC, id LIMIT 1`));

/** The guest of an address who has most. */
export const heaviestGuest = async (tx: Tx, address: string): Promise<Holder | undefined> =>
  holderOf(await tx.get(`SELECT by_id AS id, sum(size) AS bytes FROM attachments WHERE ${unsent} AND address = ? GROUP BY by_id ORDER BY bytes DESC, id LIMIT 1`, [address]));

/** The last file that a guest has begun to upload at an address. */
export async function lastUnsent(tx: Tx, address: string, by: string): Promise<string | undefined> {
  const row = await tx.get(`SELECT id FROM attachments WHERE ${unsent} AND address = ? AND by_id = ? ORDER BY created_at DESC, id DESC LIMIT 1`, [address, by]);
  return row && text(row, 'id');
}

/** Those of some files that have a row. */
export async function known(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.all(`SELECT id FROM attachments WHERE id IN (${ids.map(() => '?').join(', ')})`, ids);
  return new Set(rows.map((row) => text(row, 'id')));
}
