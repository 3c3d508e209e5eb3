/**
 * Aggregates anew from the timelines: after their definition changed, and for a store that had none.
 *
 * Knows the version of the definitions. A few hundred contacts per transaction; the version is written last, so that a
 * rebuild that was cut off begins again. Nothing else may write meanwhile: the core does it before it serves.
 */
import { int } from '../contacts/columns.js';
import type { Tx } from '../store/sql.js';
import type { Store } from '../store/store.js';
import { addEmissions, clearCells, sumUp } from './cell-store.js';
import { postAll } from './ledger.js';
import { clearLedgers, saveLedger } from './ledger-store.js';
import { contactsAfter, eventsOf } from './stored-row.js';

/** Raised whenever a fold emits other numbers, or a ledger has another shape, for the same timeline. */
export const definitionVersion = 4;

const contactsAtOnce = 200;

type Transactions = Pick<Store, 'transaction'>;

/** Rebuilds where the store's aggregates are of another version. Says whether it did. */
export async function bringUpToDate(store: Transactions, now: number): Promise<boolean> {
  const row = await store.transaction((tx) => tx.get("SELECT value FROM record_state WHERE name = 'definitions'"));
  if (row && int(row, 'value') === definitionVersion) return false;
  await rebuild(store, now);
  return true;
}

/** Forgets every aggregate and counts all timelines again, up to `now`. */
export async function rebuild(store: Transactions, now: number): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.run("DELETE FROM record_state WHERE name = 'definitions'");
    await clearCells(tx);
    await clearLedgers(tx);
  });
  for (let last: string | undefined = ''; last !== undefined; ) {
    const after: string = last;
    last = await store.transaction((tx) => rebuildSome(tx, after));
  }
  while (await store.transaction((tx) => sumUp(tx, now)));
  await store.transaction((tx) => tx.run("INSERT INTO record_state (name, value) VALUES ('definitions', ?)", [definitionVersion]));
}

/** Returns the last contact counted; undefined where there was none. */
async function rebuildSome(tx: Tx, after: string): Promise<string | undefined> {
  const contacts = await contactsAfter(tx, after, contactsAtOnce);
  for (const contactId of contacts) {
    const { ledger, emissions } = postAll(await eventsOf(tx, contactId));
    await addEmissions(tx, emissions);
    if (ledger) await saveLedger(tx, contactId, ledger);
  }
  return contacts[contacts.length - 1];
}
