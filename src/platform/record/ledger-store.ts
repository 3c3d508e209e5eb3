/**
 * Ledgers as rows: of contacts that can still emit.
 *
 * Knows the table, and that a ledger which is not there is the fold of what came before: of a contact that had ended, or one
 * older than the table.
 */
import { json } from '../contacts/columns.js';
import type { Tx } from '../store/sql.js';
import { isSettled, postAll, type Ledger } from './ledger.js';
import type { StoredEvent } from './stored-event.js';
import { eventsOf } from './stored-row.js';

/** The ledger as it stands before an event; undefined for a contact's first. */
export async function ledgerBefore(tx: Tx, { contactId, seq }: Pick<StoredEvent, 'contactId' | 'seq'>): Promise<Ledger | undefined> {
  if (seq === 1) return undefined;
  const row = await tx.get('SELECT state FROM ledgers WHERE contact_id = ?', [contactId]);
  // Written by `saveLedger` from a Ledger of this very version: another clears the table (rebuild.ts).
  return row ? (json(row, 'state') as Ledger) : postAll(await eventsOf(tx, contactId, seq)).ledger;
}

export async function saveLedger(tx: Tx, contactId: string, ledger: Ledger): Promise<void> {
  if (isSettled(ledger)) await tx.run('DELETE FROM ledgers WHERE contact_id = ?', [contactId]);
  else await tx.run('INSERT INTO ledgers (contact_id, state) VALUES (?, ?) ON CONFLICT (contact_id) DO UPDATE SET state = excluded.state', [contactId, JSON.stringify(ledger)]);
}

export async function clearLedgers(tx: Tx): Promise<void> {
  await tx.run('DELETE FROM ledgers');
}
