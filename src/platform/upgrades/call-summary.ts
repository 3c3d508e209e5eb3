/**
 * The summaries of a call: what each side has to say about it when it is over.
 *
 * Knows that there is one of each side, and how late one may come: a page that ends its call may go offline in the same
 * breath. Does not know what the numbers mean (protocol/call-summary.ts).
 */
import * as v from 'valibot';
import type { CallSide } from '../../protocol/call-side.js';
import type { ClientFrameOf } from '../../protocol/client-frame.js';
import { SegueError } from '../../protocol/error.js';
import { actorOf } from '../contacts/access.js';
import { json } from '../contacts/columns.js';
import { append } from '../contacts/event-log.js';
import type { Participant } from '../contacts/hub.js';
import type { Unit } from '../contacts/unit.js';
import { everInCall } from './in-call.js';
import { saveUpgrade } from './upgrade-store.js';

/** How long after its end a call may still be summed up. */
export const summaryMs = 10 * 60_000;

/** Also of a contact that has closed since. A second summary of the same side changes nothing. @throws SegueError `unknown-call` */
export async function sumUp(unit: Unit, who: Participant, frame: ClientFrameOf<'call.summary'>): Promise<void> {
  const { upgrade, side, handedOver } = await everInCall(unit, who, frame);
  const { stage, summedUp = [] } = upgrade;
  if (stage.state === 'ended' && unit.now - Date.parse(stage.result.at) > summaryMs) throw new SegueError('unknown-call');
  const { contactId, callId, summary } = frame;
  if (handedOver ? await isSummedUp(unit, contactId, callId, side) : summedUp.includes(side)) return;
  if (!handedOver) await saveUpgrade(unit.tx, { ...upgrade, summedUp: [...summedUp, side] });
  await append(unit, contactId, { kind: 'call.summary', actor: actorOf(who), data: { callId, side, ...summary } });
  unit.measure({ kind: 'summary', side, summary });
}

/** Of a call that went to another agent nothing is kept but its events. */
async function isSummedUp({ tx }: Unit, contactId: string, callId: string, side: CallSide): Promise<boolean> {
  const rows = await tx.all("SELECT data FROM events WHERE contact_id = ? AND kind = 'call.summary'", [contactId]);
  return rows.some((row) => v.is(v.object({ callId: v.literal(callId), side: v.literal(side) }), json(row, 'data')));
}
