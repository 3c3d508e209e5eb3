/** What must hold after every step, whatever happened: read from the rows and timelines of a world. */
import { expect } from 'vitest';
import { deadlineOf, callOf } from '../../../../src/platform/upgrades/upgrade-machine.js';
import { upgradesIn } from '../../../../src/platform/upgrades/upgrade-store.js';
import { segmentsOf } from '../../../../src/platform/record/index.js';
import { allPresences } from '../../../../src/platform/routing/presence-store.js';
import { rosterOf } from '../../../../src/platform/routing/roster.js';
import { slotsInUse } from '../../../../src/platform/routing/slot-store.js';
import type { Row, Tx } from '../../../../src/platform/store/sql.js';
import { expectRecord } from './record-invariants.js';
import type { World } from './world.js';

const key = (row: Row): string => `${String(row['agent_id'])} ${String(row['contact_id'])} ${String(row['medium'])}`;

/** Each slot is held by a ring or by the contact that its agent owns, and each of those holds its slot. */
async function slots(tx: Tx): Promise<void> {
  const held = (await tx.all('SELECT agent_id, contact_id, medium FROM slots')).map(key).sort();
  const rings = (await tx.all("SELECT agent_id, contact_id, medium FROM reservations WHERE state = 'pending'")).map(key);
  const owned = (await tx.all("SELECT owner_id AS agent_id, id AS contact_id, medium FROM contacts WHERE state IN ('connected', 'wrap-up')")).map(key);
  expect(held).toEqual([...new Set([...rings, ...owned])].sort());
}

async function capacities(tx: Tx, world: World): Promise<void> {
  for (const row of await tx.all("SELECT agent_id, count(*) AS used FROM slots WHERE medium = 'videoChat' GROUP BY agent_id")) {
    expect(row['used']).toBeLessThanOrEqual((await world.core.agent(String(row['agent_id'])))?.capacity.videoChat ?? 0);
  }
  // A ring never adds to a full desk; only a video that goes back to chat may, perhaps in the moment of a ring.
  for (const row of await tx.all("SELECT agent_id, count(*) AS used FROM slots s WHERE medium = 'webChat' AND EXISTS (SELECT 1 FROM reservations r WHERE r.agent_id = s.agent_id AND r.medium = 'webChat' AND r.state = 'pending' AND r.made_at = ?) AND NOT EXISTS (SELECT 1 FROM contacts c JOIN events e ON e.contact_id = c.id WHERE c.owner_id = s.agent_id AND e.kind = 'media.restored' AND e.at = ?) GROUP BY agent_id", [world.clock.now(), world.clock.now()])) {
    expect(row['used']).toBeLessThanOrEqual((await world.core.agent(String(row['agent_id'])))?.capacity.webChat ?? 0);
  }
}

/** What routing keeps in memory of the agents is what the rows say. */
async function roster(tx: Tx): Promise<void> {
  const { presences, used } = await rosterOf(tx);
  expect(new Map(presences)).toEqual(new Map((await allPresences(tx)).map((row) => [row.agentId, row])));
  expect(new Map(used)).toEqual(await slotsInUse(tx));
}

async function places(tx: Tx): Promise<void> {
  expect(await tx.all("SELECT id FROM contacts c WHERE state = 'queued' AND NOT EXISTS (SELECT 1 FROM waiting w WHERE w.contact_id = c.id)")).toEqual([]);
  expect(await tx.all("SELECT contact_id FROM waiting w JOIN contacts c ON c.id = w.contact_id WHERE c.state NOT IN ('queued', 'connected')")).toEqual([]);
  expect(await tx.all('SELECT contact_id FROM reservations WHERE state = \'pending\' GROUP BY contact_id HAVING count(*) > 1')).toEqual([]);
  expect(await tx.all("SELECT id FROM contacts WHERE state = 'queued' AND owner_id IS NOT NULL OR state = 'connected' AND owner_id IS NULL")).toEqual([]);
}

async function upgrades(tx: Tx): Promise<void> {
  const live = await upgradesIn(tx, ['asked', 'accepted', 'finding', 'waiting', 'ringing', 'bound', 'live']);
  expect(new Set(live.map(({ contactId }) => contactId)).size).toBe(live.length);
  const inVideo = live.filter(({ stage }) => callOf(stage)).map(({ contactId }) => contactId).sort();
  expect((await tx.all("SELECT id FROM contacts WHERE medium = 'videoChat' ORDER BY id")).map((row) => row['id'])).toEqual(inVideo);
  for (const { id, contactId, stage } of live) {
    expect(stage.state).not.toBe('finding');
    const row = await tx.get("SELECT due FROM deadlines WHERE kind = 'upgrade' AND key = ?", [id]);
    expect(row?.['due']).toBe(deadlineOf(stage));
    const rings = await tx.all("SELECT id FROM reservations WHERE upgrade_id = ? AND state = 'pending'", [id]);
    const call = callOf(stage);
    if (!call) expect(rings.map((it) => it['id'])).toEqual(stage.state === 'ringing' ? [stage.reservationId] : []);
    // Whoever has the call has the contact; another agent rings for it only by a transfer.
    else expect(await tx.get('SELECT owner_id FROM contacts WHERE id = ?', [contactId])).toEqual({ owner_id: call.agentId });
    if (call && rings.length > 0) expect(await tx.all("SELECT 1 AS there FROM waiting WHERE contact_id = ? AND medium = 'videoChat'", [contactId])).toEqual([{ there: 1 }]);
  }
}

/** Dense, never back in time, tiled by its segments; every video begins once and ends at most once. */
export async function expectTimeline(world: World, contactId: string): Promise<void> {
  const events = await world.timeline(contactId);
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, at) => at + 1));
  const first = events[0];
  if (!first) return;
  for (const [at, event] of events.entries()) expect(event.at).toBeGreaterThanOrEqual(events[at - 1]?.at ?? 0);
  const segments = segmentsOf(events, world.clock.now());
  for (const [at, segment] of segments.entries()) expect(segment.startedAt).toBe(at === 0 ? first.at : segments[at - 1]?.endedAt);
  const closed = events.find(({ kind }) => kind === 'contact.closed');
  expect(segments.at(-1)?.endedAt).toBe(closed?.at ?? Math.max(world.clock.now(), events.at(-1)?.at ?? 0));
  // From chat to video, perhaps from agent to agent in video, and back.
  const media = events.flatMap((event) => (event.kind === 'media-upgrade' || event.kind === 'media.restored' ? [`${event.data.from} ${event.data.to}`] : []));
  for (const [at, change] of media.entries()) expect(change.split(' ')[0]).toBe(at === 0 ? 'webChat' : media[at - 1]?.split(' ')[1]);
  const ended = events.flatMap((event) => (event.kind === 'upgrade.ended' ? [event.data.upgradeId] : []));
  expect(new Set(ended).size).toBe(ended.length);
  const named = events.flatMap((event) => ('upgradeId' in event.data ? [{ kind: event.kind, upgradeId: event.data.upgradeId }] : []));
  const begins = [...new Map([...named].reverse().map((it) => [it.upgradeId, it.kind])).values()];
  expect(begins.every((kind) => kind === 'upgrade.asked'), 'every upgrade begins with its asking').toBe(true);
  expect(named.filter(({ kind }) => kind === 'upgrade.asked')).toHaveLength(begins.length);
}

export async function expectInvariants(world: World): Promise<void> {
  const contacts = await world.store.transaction(async (tx) => {
    await slots(tx);
    await capacities(tx, world);
    await roster(tx);
    await places(tx);
    await upgrades(tx);
    return tx.all('SELECT id FROM contacts');
  });
  for (const row of contacts) await expectTimeline(world, String(row['id']));
  await expectRecord(world);
}
