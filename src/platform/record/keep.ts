/**
 * Keeping the record: what an event means to aggregates and alerts, written in the event's own transaction.
 *
 * Knows the order. Nothing is counted that is not in a timeline, and nothing in a timeline is not counted: either both are
 * committed or neither.
 */
import type { EventKind } from '../../protocol/index.js';
import type { Unit } from '../contacts/unit.js';
import type { Tx } from '../store/sql.js';
import { raiseAlert, settleByEvent } from './alert-store.js';
import { addEmissions } from './cell-store.js';
import { ledgerKinds, post, type Ledger } from './ledger.js';
import { ledgerBefore, saveLedger } from './ledger-store.js';
import { noteAnswer, watchLine } from './rising-line.js';
import { readStoredEvent, type EventRow, type StoredEvent } from './stored-event.js';

/** Whether an event of this kind is anything to the record beside its row. */
export const isKept = (kind: EventKind): boolean => ledgerKinds.has(kind);

/** Counts an event into the aggregates. Returns the contact's ledger with it. */
export async function countEvent(tx: Tx, event: StoredEvent): Promise<Ledger> {
  const { ledger, emissions } = post(await ledgerBefore(tx, event), event);
  await addEmissions(tx, emissions);
  await saveLedger(tx, event.contactId, ledger);
  return ledger;
}

/** Keeps an event that was just appended; the caller has asked `isKept`. */
export async function keep(unit: Unit, row: EventRow): Promise<void> {
  const { tx } = unit;
  const event = readStoredEvent(row);
  if (!event) throw new Error(`An event of kind ${row.kind} does not fit its schema.`);
  await settleByEvent(tx, event, await countEvent(tx, event));
  if (event.kind === 'queue.left') await noteAnswer(tx, event);
  if (event.kind === 'queue.entered') await watchLine(unit, event);
}

/** Stores what a unit has raised; an alert of something that was over within the unit is open all the same, until it is seen to. */
export async function keepAlerts(unit: Unit): Promise<void> {
  for (const alert of unit.alerts.splice(0)) await raiseAlert(unit.tx, unit.around.newId('n'), alert, unit.now);
}
