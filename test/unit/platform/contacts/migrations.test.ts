/**
 * Stores that earlier versions wrote, as dumps (fixtures/schema-N.sql): a call under way, one that ended, rings, a line, guests.
 *
 * A version that is published adds its dump; from then on its step may not change. `SEGUE_DUMP=1` with `-t "dump of the newest"`
 * writes that of the code as it is, from a play on the real core (eventful-day.ts). Those of versions 14 and 18 were written so by the code that
 * had them, as far as its frames went: never one of a version that the code has left.
 */
import { mkdtemp, readdir, readFile, rm, mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrations } from '../../../../src/platform/contacts/migrations.js';
import { openDatabase } from '../../../../src/platform/store/driver.js';
import { openStore } from '../../../../src/platform/store/store.js';
import type { Row, Tx } from '../../../../src/platform/store/sql.js';
import { expectInvariants } from '../core/invariants.js';
import { ManualClock } from '../core/manual-clock.js';
import { World } from '../core/world.js';
import { dumpOf } from './dump.js';
import { eventfulDay } from './eventful-day.js';
import { signIn } from './office.js';

const fixtures = new URL('fixtures/', import.meta.url);
const versions = (await readdir(fixtures)).flatMap((name) => /^schema-(\d+)\.sql$/.exec(name)?.[1] ?? []).map(Number).sort((a, b) => a - b);
const newest = Math.max(...migrations.map(({ version }) => version));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'segue-migrations-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function restored(dump: string, name: string): Promise<string> {
  const own = join(folder, name);
  await mkdir(own);
  const database = await openDatabase(join(own, 'segue.db'));
  database.exec(`BEGIN; ${dump} COMMIT;`);
  database.close();
  return own;
}

/** The store that version `version` left. */
const left = async (version: number, name = 'store'): Promise<string> => restored(await readFile(new URL(`schema-${version}.sql`, fixtures), 'utf8'), name);

const ofVersion = (version: number) => migrations.filter((step) => step.version <= version);

async function looking<T>(own: string, steps: typeof migrations, look: (tx: Tx) => Promise<T>): Promise<T> {
  const store = await openStore({ folder: own, migrations: steps });
  return store.transaction(look).finally(() => store.close());
}

const tablesOf = async (tx: Tx): Promise<string[]> =>
  (await tx.all("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")).map((row) => String(row['name']));

/** Columns and indices, whatever the order in which they came. */
async function schemaOf(tx: Tx): Promise<unknown> {
  const columns = (table: string) => tx.all('SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(?) ORDER BY name', [table]);
  const indices = await tx.all("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name");
  return { indices, tables: Object.fromEntries(await Promise.all((await tablesOf(tx)).map(async (name) => [name, await columns(name)] as const))) };
}

/** Every row of every table, by the columns it has. */
async function rowsOf(tx: Tx): Promise<Record<string, readonly Row[]>> {
  const tables = (await tablesOf(tx)).filter((name) => name !== 'segue_migrations');
  return Object.fromEntries(await Promise.all(tables.map(async (name) => [name, await tx.all(`SELECT * FROM ${name}`)] as const)));
}

const sorted = (rows: readonly Row[], columns: readonly string[]): string[] => rows.map((row) => JSON.stringify(columns.map((name) => row[name] ?? null))).sort();

/** What a later step completes in the rows of an earlier version. */
const mended: readonly string[] = ['upgrades.body'];

describe('the steps of the schema', () => {
  it('are dense from 1', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1));
  });

  it('have the first versions’ stores to be tried on', () => {
    expect(versions.slice(0, 3)).toEqual([1, 2, 3]);
  });
});

/** Tables without a row. */
const emptyIn = async (tx: Tx): Promise<string[]> => Object.entries(await rowsOf(tx)).flatMap(([table, rows]) => (rows.length === 0 ? [table] : []));

describe('a dump of the newest version', () => {
  it('has rows in every table, and is the store that it was made from', async () => {
    const own = join(folder, 'day');
    await mkdir(own);
    await eventfulDay(own);
    expect(await looking(own, migrations, emptyIn)).toEqual([]);
    const dump = await dumpOf(join(own, 'segue.db'));
    if (process.env['SEGUE_DUMP'] !== undefined) await writeFile(new URL(`schema-${newest}.sql`, fixtures), dump);
    const other = await restored(dump, 'other');
    expect(await looking(other, migrations, rowsOf)).toEqual(await looking(own, migrations, rowsOf));
  });

  it('lies there of schema versions 14 and 17 to 19, with rows in every table that there was', async () => {
    for (const version of versions.filter((it) => it >= 14)) expect(await looking(await left(version, `v${version}`), ofVersion(version), emptyIn)).toEqual([]);
    expect(versions).toEqual(expect.arrayContaining([14, 17, 18, 19]));
  });
});

describe.each(versions)('the store of schema version %d', (version) => {
  it('has the schema that its steps make to this day', async () => {
    const then = await looking(await left(version), ofVersion(version), schemaOf);
    expect(then).toEqual(await looking(join(folder, 'fresh'), ofVersion(version), schemaOf));
  });

  it('gets the schema of a fresh one, and keeps every row', async () => {
    const before = await looking(await left(version), ofVersion(version), rowsOf);
    expect(before['events']?.length).toBeGreaterThan(80);
    const after = await looking(join(folder, 'store'), migrations, rowsOf);
    for (const [table, rows] of Object.entries(before)) {
      const columns = Object.keys(rows[0] ?? {}).filter((name) => !mended.includes(`${table}.${name}`));
      expect(sorted(after[table] ?? [], columns), table).toEqual(sorted(rows, columns));
    }
    expect(await looking(join(folder, 'store'), migrations, schemaOf)).toEqual(await looking(join(folder, 'fresh'), migrations, schemaOf));
  });

  it('arrives there one version after the other too', async () => {
    const own = await left(version);
    for (let step = version; step <= newest; step += 1) await looking(own, ofVersion(step), schemaOf);
    const atOnce = await looking(await left(version, 'other'), migrations, rowsOf);
    expect(await looking(own, migrations, rowsOf)).toEqual(atOnce);
  });

  it('goes on: everybody comes back, rings ring out, and all of it ends', async () => {
    const world = await World.open({ folder: await left(version), clock: new ManualClock() });
    // The first version began a customer's upgrade without the event of its asking.
    const invariants = version === 1 ? () => Promise.resolve() : expectInvariants;
    await world.pass(50_000);
    const [row] = await world.store.transaction((tx) => tx.all("SELECT id FROM contacts WHERE medium = 'videoChat' OR id IN (SELECT contact_id FROM events WHERE kind = 'media-upgrade') ORDER BY started_at"));
    const contactId = String(row?.['id']);
    await invariants(world);
    const ana = await world.agent('ana');
    expect(ana.last('welcome')?.contacts?.map((it) => it.contactId)).toContain(contactId);
    // An id that nobody used in the dump.
    await ana.do({ type: 'message.send', contactId, text: 'Still here.' }, 'since-then');
    expect((await world.timeline(contactId)).at(-1)).toMatchObject({ kind: 'message', data: { text: 'Still here.' } });
    await world.everybodyLeaves();
    await world.pass(2 * 3_600_000);
    await invariants(world);
    expect(await world.store.transaction((tx) => tx.all("SELECT id FROM contacts WHERE state NOT IN ('wrap-up', 'closed')"))).toEqual([]);
    await world.stop();
  });
});

describe('who sat at a contact before seats knew why', () => {
  const seats = (tx: Tx) => tx.all('SELECT agent_id, role, invited, queue_id FROM seats ORDER BY agent_id');

  it('sits there as a colleague from the contact’s queue', async () => {
    expect(await looking(await left(10), migrations, seats)).toEqual([
      { agent_id: 'ben', role: 'assist', invited: 0, queue_id: 'support' }, { agent_id: 'dora', role: 'assist', invited: 0, queue_id: 'support' }, { agent_id: 'sam', role: 'monitor', invited: 0, queue_id: 'support' },
    ]);
  });

  it('keeps the seat who could have one today, and nobody else', async () => {
    const world = await World.open({ folder: await left(10), clock: new ManualClock() });
    for (const id of ['ben', 'dora', 'sam']) await signIn(world, id);
    expect((await world.store.transaction(seats)).map((row) => row['agent_id'])).toEqual(['ben', 'sam']);
    await world.stop();
  });
});
