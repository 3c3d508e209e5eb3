/**
 * Agents of whom something was written since routing last looked.
 *
 * Knows marks and that a work that is undone brings the former row back, which is a change too. The stores of presence,
 * slots and stays set them; roster.ts reads them.
 */
import type { Tx } from '../store/sql.js';

const marks = new WeakMap<Tx, Set<string>>();

export function rosterMarks(tx: Tx): Set<string> {
  const own = marks.get(tx) ?? new Set<string>();
  marks.set(tx, own);
  return own;
}

/** A row of an agent's presence, slots or stays was written. */
export function agentChanged(tx: Tx, agentId: string): void {
  const own = rosterMarks(tx);
  own.add(agentId);
  tx.onUndone(() => own.add(agentId));
}
