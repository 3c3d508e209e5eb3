/**
 * Unsent files, forgotten: those that no message took in time, that never came whole, or whose sender wants nothing kept.
 *
 *   gone in the store -> COMMIT -> off the disk -> no row
 *
 * Knows the order: no message can take a file that is not there, and no file is left without its row. The deadline comes again
 * until both are done. Does not touch the disk (removals.ts).
 */
import type { Unit } from '../contacts/unit.js';
import { attachmentById, setGone, unsentOf } from './attachment-store.js';

/** When a removal that did not come about is tried again. */
export const removalMs = 15 * 60_000;

/** The deadline of a file that waits for its message, or for its own removal. */
export async function forgetUnsent(unit: Unit, attachmentId: string): Promise<void> {
  const file = await attachmentById(unit.tx, attachmentId);
  if (!file || file.state === 'sent') return;
  await setGone(unit.tx, attachmentId);
  await unit.arm('attachment', attachmentId, unit.now + removalMs);
  unit.after(() => unit.around.dropFile(attachmentId));
}

/** All that a participant has not sent yet in a contact; what is still on its way is refused when it is here. */
export async function forgetAllUnsent(unit: Unit, contactId: string, by: string): Promise<void> {
  for (const attachmentId of await unsentOf(unit.tx, contactId, by)) await forgetUnsent(unit, attachmentId);
}
