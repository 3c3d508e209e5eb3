/**
 * Who should have rung: of all who could take a contact, whoever has least in hand, and of those the longest idle.
 *
 * Knows the rule in its own words, from timelines: an agent is idle since they last gave a contact away or wrapped one up.
 * Judges the rings that began in one step, beside agents about whom nothing else has changed in it: what else happens in a
 * step leaves no trace of its order.
 */
import { expect } from 'vitest';
import type { Row, Tx } from '../../../../src/platform/store/sql.js';
import type { Desk, Place } from './oracle.js';

/** An agent with what they have in hand, and since when they were idle last: since they came for who had no contact yet. */
export interface Rested extends Desk {
  readonly idleSince: number;
}

/** How agents stood after a step, and which reservations there had been by then. */
export interface Standing {
  readonly desks: ReadonlyMap<string, Rested>;
  readonly known: ReadonlySet<string>;
}

interface Ring {
  readonly id: string;
  readonly agentId: string;
  readonly contactId: string;
  readonly at: number;
}

/** When each agent last gave up a contact that was theirs. */
async function idleTimes(tx: Tx): Promise<Map<string, number>> {
  const times = new Map<string, number>();
  const owners = new Map<string, string>();
  for (const row of await tx.all("SELECT contact_id, kind, at, data FROM events WHERE kind IN ('agent.joined', 'agent.left', 'contact.wrapped') ORDER BY contact_id, seq")) {
    const contactId = String(row['contact_id']);
    // Written by the platform alone, from these kinds' schemas.
    const { agent, agentId = agent?.agentId ?? '' } = JSON.parse(String(row['data'])) as { agent?: { agentId: string }; agentId?: string };
    if (row['kind'] === 'agent.joined') owners.set(contactId, agentId);
    // A former owner's notes come after the contact has gone.
    else if (row['kind'] === 'agent.left' || owners.get(contactId) === agentId) times.set(agentId, Math.max(times.get(agentId) ?? 0, Number(row['at'])));
  }
  return times;
}

/** `came`: when everybody first did. */
export async function standingOf(tx: Tx, desks: ReadonlyMap<string, Desk>, came: number): Promise<Standing> {
  const idle = await idleTimes(tx);
  return {
    desks: new Map([...desks].map(([id, desk]) => [id, { ...desk, idleSince: idle.get(id) ?? came }])),
    known: new Set((await tx.all('SELECT id FROM reservations')).map((row) => String(row['id']))),
  };
}

const load = ({ slots }: Rested): number => slots.webChat + slots.videoChat;

const asBefore = (now: Rested, was: Rested | undefined): boolean =>
  was?.there === true && now.there && now.idleSince === was.idleSince && now.slots.webChat === was.slots.webChat && now.slots.videoChat === was.slots.videoChat;

const ringOf = (row: Row): Ring => ({ id: String(row['id']), agentId: String(row['agent_id']), contactId: String(row['contact_id']), at: Number(row['made_at']) });

/** Who is asked first whatever they have in hand: the agent whom the customer of a contact had last. */
async function lastAgent(tx: Tx, contactId: string): Promise<string | undefined> {
  const row = await tx.get(
    "SELECT data FROM events WHERE kind = 'agent.joined' AND contact_id IN (SELECT id FROM contacts WHERE guest_id = (SELECT guest_id FROM contacts WHERE id = ?)) ORDER BY at DESC, seq DESC LIMIT 1",
    [contactId],
  );
  return row && (JSON.parse(String(row['data'])) as { agent: { agentId: string } }).agent.agentId;
}

/**
 * Judges the rings that began since `before`; `could`: whether an agent could have taken a place at a moment. Returns with
 * how many others they were compared.
 */
export async function longestIdleRings(tx: Tx, places: readonly Place[], before: Standing, after: Standing, could: (desk: Desk, place: Place, at: number) => boolean): Promise<number> {
  const begun = (await tx.all('SELECT id, agent_id, contact_id, made_at, state, kept FROM reservations')).filter((row) => !before.known.has(String(row['id'])));
  const rungOnce = (agentId: string): boolean => begun.filter((row) => row['agent_id'] === agentId).length === 1;
  let compared = 0;
  for (const { agentId, contactId, at } of begun.filter((row) => row['state'] === 'pending' && row['kept'] === 0).map(ringOf)) {
    const [place, chosen] = [places.find((it) => it.contactId === contactId && it.rings === agentId), after.desks.get(agentId)];
    if (!place || !chosen || !rungOnce(agentId) || chosen.idleSince > at || before.desks.get(agentId) === undefined) continue;
    if (place.queue.preferLastAgent === true && (await lastAgent(tx, contactId)) === agentId) continue;
    for (const [id, other] of after.desks) {
      if (id === agentId || !asBefore(other, before.desks.get(id)) || begun.some((row) => row['agent_id'] === id) || !could(other, place, at)) continue;
      compared += 1;
      const inHand = load(chosen) - 1;
      const better = load(other) < inHand || (load(other) === inHand && other.idleSince < chosen.idleSince);
      expect(better, `${agentId} rings for ${contactId} with ${inHand} in hand, idle since ${chosen.idleSince}, though ${id} has ${load(other)}, idle since ${other.idleSince}`).toBe(false);
    }
  }
  return compared;
}
