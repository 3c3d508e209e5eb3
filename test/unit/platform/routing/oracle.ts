/**
 * What must hold of routing after every step, whatever happened: worked out anew from rows and configuration.
 *
 * Knows the rules in its own words and none of the code that it judges: who is fit for a contact, who could take one more,
 * who is ahead of whom. Throws through `expect`, naming what was broken.
 */
import { expect } from 'vitest';
import type { Agent, Queue } from '../../../../src/platform/config/index.js';
import type { Row, Tx } from '../../../../src/platform/store/sql.js';
import type { World } from '../core/world.js';
import { longestIdleRings, standingOf, type Standing } from './longest-idle.js';

type Medium = 'webChat' | 'videoChat';
export interface Desk {
  readonly agent: Agent;
  readonly there: boolean;
  readonly video: boolean;
  readonly slots: Record<Medium, number>;
}
export interface Place {
  readonly contactId: string;
  readonly queue: Queue;
  readonly medium: Medium;
  readonly since: number;
  readonly ahead: number;
  readonly excluded: readonly string[];
  readonly rings: string | undefined;
  /** Since when nothing has changed for it: its entry, or the end of its last ring. */
  readonly aloneSince: number;
  readonly terms: { readonly timeoutSeconds?: number; readonly priority?: number; readonly lastRing?: true };
}

// Written by the platform alone, from values of these types.
const termsOf = (row: Row): Place['terms'] => JSON.parse(String(row['terms'])) as Place['terms'];
const excludedOf = (row: Row): string[] => JSON.parse(String(row['excluded'])) as string[];

async function desks(tx: Tx, agents: readonly Agent[]): Promise<Map<string, Desk>> {
  const found = new Map<string, Desk>();
  for (const agent of agents) {
    const row = await tx.get('SELECT * FROM presence WHERE agent_id = ?', [agent.id]);
    const held = await tx.all('SELECT 1 FROM stays WHERE agent_id = ? AND wrapped = 0 AND wrap_held = 1', [agent.id]);
    const slots = { webChat: 0, videoChat: 0 };
    for (const slot of await tx.all('SELECT medium FROM slots WHERE agent_id = ?', [agent.id])) slots[slot['medium'] as Medium] += 1;
    const there = row !== undefined && row['online'] === 1 && row['on_queue'] === 1 && row['missed'] === null && row['choice'] === 'available' && held.length === 0;
    found.set(agent.id, { agent, there, video: row?.['video'] === 1, slots });
  }
  return found;
}

async function placesInLine(tx: Tx, queues: readonly Queue[]): Promise<Place[]> {
  const rows = await tx.all(`SELECT w.*, c.owner_id, (SELECT agent_id FROM reservations r WHERE r.contact_id = w.contact_id AND r.state = 'pending' AND r.medium = w.medium) AS rings,
    (SELECT max(at) FROM events e WHERE e.contact_id = c.id AND e.kind IN ('queue.entered', 'reservation.ended', 'upgrade.ended')) AS alone_since,
    EXISTS (SELECT 1 FROM upgrades u WHERE u.contact_id = c.id AND u.state <> 'ended' AND c.owner_id IS NULL) AS upgrading,
    EXISTS (SELECT 1 FROM reservations r WHERE r.contact_id = c.id AND r.state = 'pending' AND r.medium <> w.medium) AS other
    FROM waiting w JOIN contacts c ON c.id = w.contact_id WHERE w.queue_id IS NOT NULL`);
  return rows.flatMap((row) => {
    const queue = queues.find(({ id }) => id === row['queue_id']);
    if (!queue || row['upgrading'] === 1 || row['other'] === 1) return [];
    const terms = termsOf(row);
    const owner = row['owner_id'] === null ? [] : [String(row['owner_id'])];
    return [{
      contactId: String(row['contact_id']), queue, medium: row['medium'] as Medium, since: Number(row['since']), terms,
      ahead: Number(row['since']) - 60_000 * ((terms.priority ?? 0) + (queue.priority ?? 0)),
      excluded: [...excludedOf(row), ...owner], rings: row['rings'] === null ? undefined : String(row['rings']), aloneSince: Number(row['alone_since']),
    }];
  });
}

/** What the queue asks of an agent for a contact of this age. */
function asked(queue: Queue, medium: Medium, ageMs: number): readonly { readonly skill: { readonly id: string }; readonly level: number }[] {
  let requirements = queue.skillRequirements[medium];
  for (const step of queue.relaxation ?? []) if (step.afterSeconds * 1_000 <= ageMs) requirements = step.skillRequirements[medium] ?? requirements;
  return requirements?.skills ?? [];
}

function fit({ agent, video }: Desk, { queue, medium, since }: Place, now: number): boolean {
  if (!queue.members.includes(agent.id) || agent.capacity[medium] === 0) return false;
  if (medium === 'videoChat' && (!agent.entitlements.includes('video') || !video)) return false;
  return asked(queue, medium, now - since).every(({ skill, level }) => agent.skills.some((has) => has.id === skill.id && has.level >= level));
}

function hasRoom({ agent, slots }: Desk, medium: Medium): boolean {
  const other = medium === 'webChat' ? 'videoChat' : 'webChat';
  const disturbs = slots[other] > 0 && !(agent.capacity.interruptedBy?.[other] ?? [medium]).includes(medium);
  return slots[medium] < agent.capacity[medium] && !disturbs;
}

/** Nobody waits unattended while somebody could take them. */
function noneLeftWaiting(places: readonly Place[], found: Map<string, Desk>, now: number): void {
  for (const place of places) {
    if (place.rings !== undefined || !place.queue.mediaTypes.includes(place.medium)) continue;
    const could = [...found.values()].filter((desk) => desk.there && fit(desk, place, now) && hasRoom(desk, place.medium) && !place.excluded.includes(desk.agent.id));
    expect(could.map(({ agent }) => agent.id), `${place.contactId} waits in ${place.queue.id} while these are free`).toEqual([]);
  }
}

/** Whoever began to ring in this step rings for the one who was first of those that they were fit for then. */
function nobodyOvertaken(places: readonly Place[], found: Map<string, Desk>, rung: ReadonlyMap<string, number>): void {
  for (const later of places) {
    const desk = later.rings === undefined ? undefined : found.get(later.rings);
    const rangAt = rung.get(later.contactId);
    if (!desk || rangAt === undefined) continue;
    for (const sooner of places) {
      if (sooner.rings !== undefined || sooner.medium !== later.medium || sooner.ahead >= later.ahead || sooner.aloneSince >= rangAt) continue;
      const overtaken = fit(desk, sooner, rangAt) && !sooner.excluded.includes(desk.agent.id);
      expect(overtaken, `${desk.agent.id} rings for ${later.contactId}, though ${sooner.contactId} was ahead`).toBe(false);
    }
  }
}

/** Every time that matters is a row. */
async function deadlinesKept(tx: Tx, places: readonly Place[], now: number): Promise<void> {
  const due = async (kind: string, key: string): Promise<number | undefined> => (await tx.get('SELECT due FROM deadlines WHERE kind = ? AND key = ?', [kind, key]))?.['due'] as number | undefined;
  for (const row of await tx.all("SELECT id, expires_at FROM reservations WHERE state = 'pending'")) expect(await due('ring', String(row['id']))).toBe(row['expires_at']);
  const rings = await tx.all("SELECT key FROM deadlines WHERE kind = 'ring' AND key NOT IN (SELECT id FROM reservations WHERE state = 'pending')");
  expect(rings, 'deadlines of rings that are over').toEqual([]);
  for (const { contactId, queue, since, terms } of places) {
    if (queue.maxWaitSeconds !== undefined || terms.timeoutSeconds !== undefined) {
      if (terms.lastRing !== true) expect(await due('max-wait', contactId), `the bound of ${contactId}`).toBeGreaterThanOrEqual(now);
    }
    const next = (queue.relaxation ?? []).map(({ afterSeconds }) => since + afterSeconds * 1_000).find((at) => at > now);
    expect(await due('relax', contactId), `the next step for ${contactId}`).toBe(next);
  }
}

/** A place keeps the time at which its contact came into line, through rings, queues and restarts. */
async function waitsGoOn(tx: Tx, places: readonly Place[]): Promise<void> {
  for (const row of await tx.all("SELECT r.waiting_since, w.since FROM reservations r JOIN waiting w ON w.contact_id = r.contact_id AND w.medium = r.medium WHERE r.state = 'pending'")) expect(row['waiting_since']).toBe(row['since']);
  for (const { contactId, since, medium } of places) {
    if (medium === 'videoChat') continue;
    const events = await tx.all("SELECT kind, seq, at FROM events WHERE contact_id = ? AND kind IN ('queue.entered', 'queue.left') ORDER BY seq", [contactId]);
    let [began, leftAt] = [0, 0];
    for (const event of events) {
      const seq = Number(event['seq']);
      // On to another queue in the same breath: the same wait.
      if (event['kind'] === 'queue.entered' && seq !== leftAt + 1) began = Number(event['at']);
      if (event['kind'] === 'queue.left') leftAt = seq;
    }
    expect(since, `the wait of ${contactId}`).toBe(began);
  }
}

/** What is known of a world after a step. */
export interface Seen {
  /** Empty where more happened in between than one step. */
  readonly standing: Standing;
  /** How often a ring was held beside another agent who could have had it. */
  readonly compared: number;
  /** When everybody came. */
  readonly began: number;
}
export const nothingSeen = (began: number): Seen => ({ standing: { desks: new Map(), known: new Set() }, compared: 0, began });

/** Judges a world after a step. */
export async function expectFairRouting(world: World, { standing: before, compared, began }: Seen): Promise<Seen> {
  const { agents, queues } = await world.core.config();
  return world.store.transaction(async (tx) => {
    const now = world.clock.now();
    const pending = await tx.all("SELECT id, contact_id, made_at FROM reservations WHERE state = 'pending'");
    const rung = new Map(pending.filter((row) => !before.known.has(String(row['id']))).map((row) => [String(row['contact_id']), Number(row['made_at'])]));
    const found = await desks(tx, agents);
    const places = await placesInLine(tx, queues);
    noneLeftWaiting(places, found, now);
    nobodyOvertaken(places, found, rung);
    for (const place of places) if (place.rings !== undefined) expect(place.excluded, 'nobody who passed rings again in the same round').not.toContain(place.rings);
    for (const row of await tx.all("SELECT r.agent_id FROM reservations r JOIN presence p ON p.agent_id = r.agent_id WHERE r.state = 'pending' AND (p.missed IS NOT NULL AND r.made_at > p.since OR p.online = 0)")) expect(row, 'who rings is there and responds').toBeUndefined();
    await deadlinesKept(tx, places, now);
    await waitsGoOn(tx, places);
    const standing = await standingOf(tx, found, began);
    const could = (desk: Desk, place: Place, at: number): boolean => fit(desk, place, at) && hasRoom(desk, place.medium) && !place.excluded.includes(desk.agent.id);
    return { standing, began, compared: compared + (await longestIdleRings(tx, places, before, standing, could)) };
  });
}
