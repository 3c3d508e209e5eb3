/**
 * Slots: how many contacts of each medium an agent has, counted from the moment one rings.
 *
 * Knows the rows. A slot is taken when a reservation is made, so that two contacts never ring for the same one; a videoChat
 * slot includes that contact's chat. Does not know capacities.
 */
import type { ContactMedium } from '../../protocol/medium.js';
import type { Tx } from '../store/sql.js';
import { int, text } from '../contacts/columns.js';
import { agentChanged } from './roster-marks.js';

/** Media that a slot can be of; voice is a reserved word. */
export type SlotMedium = Exclude<ContactMedium, 'voiceChat'>;
export type SlotCount = { readonly [M in SlotMedium]: number };

export const noSlots: SlotCount = { webChat: 0, videoChat: 0 };

export async function takeSlot(tx: Tx, agentId: string, contactId: string, medium: SlotMedium): Promise<void> {
  await tx.run('INSERT INTO slots (agent_id, contact_id, medium) VALUES (?, ?, ?) ON CONFLICT DO NOTHING', [agentId, contactId, medium]);
  agentChanged(tx, agentId);
}

/** Frees one medium's slot of a contact, or all of them. */
export async function freeSlots(tx: Tx, contactId: string, agentId: string, medium?: SlotMedium): Promise<void> {
  if (medium === undefined) await tx.run('DELETE FROM slots WHERE agent_id = ? AND contact_id = ?', [agentId, contactId]);
  else await tx.run('DELETE FROM slots WHERE agent_id = ? AND contact_id = ? AND medium = ?', [agentId, contactId, medium]);
  agentChanged(tx, agentId);
}

/** Slots in use by agent; agents without any are absent. */
export async function slotsInUse(tx: Tx): Promise<ReadonlyMap<string, SlotCount>> {
  const rows = await tx.all('SELECT agent_id, medium, count(*) AS used FROM slots GROUP BY agent_id, medium');
  const used = new Map<string, SlotCount>();
  for (const row of rows) {
    const agentId = text(row, 'agent_id');
    used.set(agentId, { ...(used.get(agentId) ?? noSlots), [text(row, 'medium')]: int(row, 'used') });
  }
  return used;
}

export async function slotsOf(tx: Tx, agentId: string): Promise<SlotCount> {
  const rows = await tx.all('SELECT medium, count(*) AS used FROM slots WHERE agent_id = ? GROUP BY medium', [agentId]);
  return rows.reduce<SlotCount>((all, row) => ({ ...all, [text(row, 'medium')]: int(row, 'used') }), noSlots);
}
