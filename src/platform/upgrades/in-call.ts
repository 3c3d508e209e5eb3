/**
 * Who takes part in a call.
 *
 * Knows the two participants of a call, under way or over. Anybody else's word on it is `unknown-call`, the same for a
 * foreign call and for none.
 */
import { SegueError } from '../../protocol/error.js';
import type { CallSide } from '../../protocol/call-side.js';
import { needContact, type ContactRow } from '../contacts/contact-store.js';
import type { Participant } from '../contacts/hub.js';
import type { Unit } from '../contacts/unit.js';
import type { Call } from './stage.js';
import { callOf } from './upgrade-machine.js';
import { formerCall, upgradeById, upgradeOfCall, type Upgrade } from './upgrade-store.js';

export interface InCall {
  readonly upgrade: Upgrade;
  readonly call: Pick<Call, 'callId' | 'agentId'>;
  readonly contact: ContactRow;
  readonly side: CallSide;
  /** The call has gone to another agent since, as another call of the same upgrade. */
  readonly handedOver: boolean;
}

/** Names a call, as its frames do. */
export interface CallAddress {
  readonly contactId: string;
  readonly callId: string;
}

/** The call of that id, also after its end, that this participant takes part in. @throws SegueError `unknown-call` */
export async function everInCall(unit: Unit, who: Participant, { contactId, callId }: CallAddress): Promise<InCall> {
  const former = await formerCall(unit.tx, callId);
  const upgrade = former ? await upgradeById(unit.tx, former.upgradeId) : await upgradeOfCall(unit.tx, callId);
  const call = former ?? (upgrade && (upgrade.stage.state === 'ended' ? upgrade.stage.call : callOf(upgrade.stage)));
  if (!upgrade || !call || upgrade.contactId !== contactId) throw new SegueError('unknown-call');
  const contact = await needContact(unit.tx, contactId);
  const side = sideOf(who, contact, call);
  if (!side) throw new SegueError('unknown-call');
  return { upgrade, call, contact, side, handedOver: former !== undefined };
}

/** The call under way that this participant takes part in. @throws SegueError `unknown-call` */
export async function inCall(unit: Unit, who: Participant, address: CallAddress): Promise<InCall & { readonly call: Call }> {
  const found = await everInCall(unit, who, address);
  const { stage } = found.upgrade;
  const call = callOf(stage);
  if (found.handedOver || !call) throw new SegueError('unknown-call');
  return { ...found, call };
}

function sideOf(who: Participant, contact: ContactRow, call: Pick<Call, 'agentId'>): CallSide | undefined {
  if (who.kind === 'customer') return contact.guestId === who.id && who.contactId === contact.id ? 'customer' : undefined;
  return call.agentId === who.id ? 'agent' : undefined;
}
