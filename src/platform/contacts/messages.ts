/**
 * Messages with their files, typing and reading.
 *
 * Knows that a message is an event, durable and in order, and that the rest is passed on and forgotten (what was read is
 * kept; what has arrived, its connection knows). Does not know rates: the edge counts.
 */
import { takeAlong } from '../attachments/attachment-desk.js';
import type { PlatformFrame } from '../../protocol/platform-frame.js';
import type { ClientFrameOf } from '../../protocol/client-frame.js';
import { actorOf, opened, readable } from './access.js';
import { changeContact, contactById, isOpen, type ContactRow } from './contact-store.js';
import { checkContent, standingReply } from './content.js';
import { appendSaid, type Said } from './event-log.js';
import type { Ack } from './frame-store.js';
import type { Participant } from './hub.js';
import { everybody } from './tell.js';
import type { Unit } from './unit.js';

/** Appends the message; a customer's first one starts the contact. @throws SegueError `not-your-contact`, `contact-closed`, `file-gone`, `content-refused` */
export async function sendMessage(unit: Unit, who: Participant, { id, contactId, text, attachments: ids, content, reply, left = false }: ClientFrameOf<'message.send'>): Promise<Ack> {
  const { contact, started } = await opened(unit, who, contactId, { start: true, right: 'write', left: left && text !== '' ? text : undefined });
  checkContent(unit, contact, who, { ...(content && { content }), ...(reply && { reply }) });
  const attachments = ids && (await takeAlong(unit, who, contactId, ids));
  const standing = reply && (await standingReply(unit, contactId, reply));
  // To a flow and in a list, a file without words is known by its name.
  const words = text === '' && attachments ? attachments.map(({ name }) => name).join(', ') : text;
  const byCustomer = who.kind === 'customer';
  const said: Said = { activeAt: unit.now, ...(byCustomer ? { lastText: words } : {}) };
  const data = { messageId: id, text, ...(attachments && { attachments: [...attachments] }), ...(content && { content }), ...(standing && { reply: standing }) };
  const seq = await appendSaid(unit, contactId, { kind: 'message', actor: actorOf(who), data }, said);
  if (!byCustomer) return { seq };
  if (contact.state === 'queued') unit.after(() => unit.around.inboxSoon());
  // The message that starts a contact is not an answer to what its flow asks afterwards; one that is left, the flow starts with.
  if (!started) unit.raise({ kind: 'customer.said', contactId, text: words, ...(standing && { ids: standing.ids }), ...(left && { left }) });
  return { seq };
}

async function toOthers(unit: Unit, contact: ContactRow, who: Participant, frame: PlatformFrame): Promise<void> {
  for (const id of await everybody(unit, contact)) if (id !== who.id) unit.send(id, frame);
}

export async function relayTyping(unit: Unit, who: Participant, { contactId, on }: ClientFrameOf<'typing'>): Promise<void> {
  const contact = await readable(unit, who, contactId, 'write');
  if (!contact || !isOpen(contact)) return;
  await toOthers(unit, contact, who, { type: 'typing', contactId, by: actorOf(who), on });
}

/** The customer hears that a desk of their agent's has it; others who sit there count for nothing. */
export async function tellReceived(unit: Unit, who: Participant, contactId: string, upTo: number): Promise<void> {
  const contact = await contactById(unit.tx, contactId);
  if (contact?.ownerId === who.id) unit.send(contact.guestId, { type: 'read', contactId, by: 'desk', upTo });
}

/** Reading never goes back, and never past the timeline's end. The agents' side has read what the owner has. */
export async function markRead(unit: Unit, who: Participant, { contactId, upTo }: ClientFrameOf<'read'>): Promise<void> {
  const contact = await readable(unit, who, contactId);
  if (!contact || (who.kind !== 'customer' && contact.ownerId !== who.id)) return;
  const side = who.kind === 'customer' ? 'customer' : 'agent';
  const seq = Math.min(upTo, contact.seq);
  if (seq <= contact.read[side]) return;
  await changeContact(unit.tx, contactId, side === 'customer' ? { readCustomer: seq } : { readAgent: seq });
  await toOthers(unit, contact, who, { type: 'read', contactId, by: side, upTo: seq });
}
