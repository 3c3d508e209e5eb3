/**
 * The end of a transfer, in chat or in video: somebody has taken the contact, or it stays where it was.
 *
 * Knows what is told and taken out of line. The owner has kept the contact all the while, so a failure changes nothing else.
 */
import { append, platformActor } from '../contacts/event-log.js';
import type { Unit } from '../contacts/unit.js';
import { leaveLine } from './line.js';
import type { Waiting } from './waiting-store.js';

/** How a transfer ended. */
export type TransferOutcome = 'accepted' | 'declined' | 'timeout' | 'no-agent' | 'cancelled';

export async function endTransfer(unit: Unit, contactId: string, outcome: TransferOutcome): Promise<void> {
  await append(unit, contactId, { kind: 'transfer.ended', actor: platformActor, data: { outcome } });
}

/** Nobody took it: out of line, and said to the owner. */
export async function giveUpTransfer(unit: Unit, { contactId }: Waiting, outcome: Exclude<TransferOutcome, 'accepted'>): Promise<void> {
  await leaveLine(unit, contactId, outcome === 'timeout' ? 'timeout' : 'moved');
  await endTransfer(unit, contactId, outcome);
}
