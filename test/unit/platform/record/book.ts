/** A real store in memory with timelines written into it, counted event by event or not at all. */
import { afterEach } from 'vitest';
import { migrations } from '../../../../src/platform/contacts/migrations.js';
import { ledgerKinds, type Emission, type StoredEvent } from '../../../../src/platform/record/index.js';
import { countEvent } from '../../../../src/platform/record/keep.js';
import { finest, startOf } from '../../../../src/platform/record/cell-store.js';
import { openStore, type Row, type Store } from '../../../../src/platform/store/store.js';

const open: Store[] = [];
afterEach(async () => {
  for (const store of open.splice(0)) await store.close();
});

export async function openBook(): Promise<Store> {
  const store = await openStore({ folder: ':memory:', migrations });
  open.push(store);
  return store;
}

/** Another contact with the same timeline. */
export const as = (contactId: string, events: readonly StoredEvent[], laterMs = 0): readonly StoredEvent[] => events.map((it) => ({ ...it, contactId, at: it.at + laterMs }));

/** Moments never fall, as the log writes them. */
export function levelled(events: readonly StoredEvent[]): readonly StoredEvent[] {
  let at = 0;
  return events.map((it) => ({ ...it, at: (at = Math.max(at, it.at)) }));
}

export const writeContact = (store: Store, contactId: string): Promise<unknown> =>
  store.transaction((tx) =>
    tx.run(
      `INSERT INTO contacts (id, deployment_id, guest_id, customer, state, medium, flow_id, flow_version, started_at, seq, customer_seq, last_at, active_at, read_customer, read_agent)
       VALUES (?, 'shop', 'g_1', '{}', 'flow', 'webChat', 'shop', 1, 0, 0, 0, 0, 0, 0, 0)`,
      [contactId],
    ),
  );

/** Appends an event's row and, unless said otherwise, counts it in the same transaction. */
export const writeEvent = (store: Store, event: StoredEvent, counted = true): Promise<void> =>
  store.transaction(async (tx) => {
    const { contactId, seq, at, kind, actor, data } = event;
    await tx.run('INSERT INTO events (contact_id, seq, at, kind, actor, data, customer) VALUES (?, ?, ?, ?, ?, ?, 0)', [contactId, seq, at, kind, JSON.stringify(actor), JSON.stringify(data)]);
    if (counted && ledgerKinds.has(kind)) await countEvent(tx, event);
  });

export async function write(store: Store, events: readonly StoredEvent[], counted = true): Promise<void> {
  const [first] = events;
  if (!first) return;
  await writeContact(store, first.contactId);
  for (const event of levelled(events)) await writeEvent(store, event, counted);
}

/** Every aggregate of some grains, as text that compares. */
export const cellsOf = async (store: Store, of: readonly number[] = [finest]): Promise<string[]> =>
  (await store.transaction((tx) => tx.all("SELECT * FROM metric_cells WHERE series NOT LIKE 'presence/%'"))).filter((row) => of.some((it) => it === row['grain'])).map(textOf).sort();

const textOf = (row: Row): string =>
  ['grain', 'start', 'queue_id', 'agent_id', 'deployment_id', 'medium', 'series', 'times', 'total', 'most'].map((column) => String(row[column])).join(' ');

/** The same aggregates, added up from emissions without a store. */
export function cellsFrom(emissions: readonly Emission[], of: readonly number[] = [finest]): string[] {
  const cells = new Map<string, { times: number; total: number; most: number }>();
  for (const { at, queueId = '', agentId = '', deploymentId, medium, series, ms } of emissions) {
    for (const grain of of) {
      const key = [grain, startOf(at, grain), queueId, agentId, deploymentId, medium, series].join(' ');
      const { times, total, most } = cells.get(key) ?? { times: 0, total: 0, most: 0 };
      cells.set(key, { times: times + 1, total: total + ms, most: Math.max(most, ms) });
    }
  }
  return [...cells].map(([key, { times, total, most }]) => `${key} ${times} ${total} ${most}`).sort();
}
