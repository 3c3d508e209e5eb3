/**
 * What the platform relies on of a store, whatever engine is below: a second engine passes this suite, or it is none.
 *
 * Its SQL is the portable part that the platform's is made of (upserts, RETURNING, partial unique indices, JSON as text).
 * A text holds no U+0000, and a work whose statement failed is over. Files, modes and locks of one engine are tests of that
 * engine (store.test.ts).
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SegueError } from '../../../../src/protocol/error.js';
import type { Migration, Store } from '../../../../src/platform/store/store.js';

/** One database of an engine, fresh for each test. */
export interface Place {
  /** Opens it, or opens it again. */
  open(migrations: readonly Migration[]): Promise<Store>;
  /** A name for a backup that does not exist yet. */
  readonly copy: string;
  /** Opens a backup by itself. */
  openCopy(migrations: readonly Migration[]): Promise<Store>;
  remove(): Promise<void>;
}

const first: Migration = {
  version: 1,
  sql: `CREATE TABLE word (n BIGINT PRIMARY KEY, text TEXT NOT NULL UNIQUE, held INTEGER);
    CREATE TABLE pick (contact TEXT NOT NULL, agent TEXT NOT NULL, state TEXT NOT NULL);
    CREATE UNIQUE INDEX pick_live ON pick (contact) WHERE state = 'live'`,
};
const second: Migration = { version: 2, sql: 'ALTER TABLE word ADD COLUMN note TEXT' };
const migrations = [first, second];

let count = 0;
const add = (store: Store, text: string | null) => store.transaction((tx) => tx.run('INSERT INTO word (n, text) VALUES (?, ?)', [(count += 1), text]));
const texts = async (store: Store) => (await store.transaction((tx) => tx.all('SELECT text FROM word ORDER BY n'))).map((row) => row['text']);
const statuses = (outcomes: readonly PromiseSettledResult<unknown>[]) => outcomes.map(({ status }) => status);

export function storeContract(engine: string, makePlace: () => Promise<Place>): void {
  describe(`a store on ${engine}`, () => {
    let place: Place;
    let store: Store;
    beforeEach(async () => {
      place = await makePlace();
      store = await place.open(migrations);
    });
    afterEach(async () => {
      await store.close();
      await place.remove();
    });
    const again = async (steps = migrations): Promise<void> => {
      await store.close();
      store = await place.open(steps);
    };

    describe('keeps', () => {
      it('what it acknowledged, when it is opened again', async () => {
        await add(store, 'one');
        await again();
        expect(await texts(store)).toEqual(['one']);
      });

      it.each([
        ['null', null], ['an empty text', ''], ['any text', 'Grüße, 世界 🎥\t\n"\'\\'], ['the largest whole number', Number.MAX_SAFE_INTEGER], ['a negative one', -1], ['a fraction', 0.5],
      ])('%s as it was', async (_what, value) => {
        const column = typeof value === 'string' ? 'note' : 'held';
        await store.transaction((tx) => tx.run(`INSERT INTO word (n, text, ${column}) VALUES (0, 'x', ?)`, [value]));
        await again();
        expect((await store.transaction((tx) => tx.get(`SELECT ${column} AS value FROM word`)))?.['value']).toBe(value);
      });

      it('nothing of a value that looks like SQL but the value', async () => {
        const text = "'); DROP TABLE word; --";
        await add(store, text);
        expect(await texts(store)).toEqual([text]);
      });
    });

    describe('answers', () => {
      it('how many rows changed, a row or none, and all rows', async () => {
        for (const text of ['a', 'b', 'c']) await add(store, text);
        const found = await store.transaction(async (tx) => ({
          changes: (await tx.run("UPDATE word SET held = 1 WHERE text <> 'a'")).changes,
          none: (await tx.run("UPDATE word SET held = 1 WHERE text = 'z'")).changes,
          row: await tx.get("SELECT text, held FROM word WHERE text = 'b'"),
          absent: await tx.get("SELECT text FROM word WHERE text = 'z'"),
          all: await tx.all('SELECT text FROM word WHERE held = 1 ORDER BY n'),
        }));
        expect(found).toEqual({ changes: 2, none: 0, row: { text: 'b', held: 1 }, absent: undefined, all: [{ text: 'b' }, { text: 'c' }] });
      });

      it('a work what it wrote itself', async () => {
        const seen = await store.transaction(async (tx) => {
          await tx.run("INSERT INTO word (n, text) VALUES (1, 'mine')");
          return tx.get('SELECT text FROM word');
        });
        expect(seen).toEqual({ text: 'mine' });
      });

      it('an upsert and what it returns', async () => {
        const upsert = (held: number) =>
          store.transaction((tx) => tx.get("INSERT INTO word (n, text, held) VALUES (1, 'x', ?) ON CONFLICT (n) DO UPDATE SET held = word.held + excluded.held RETURNING held", [held]));
        expect([await upsert(2), await upsert(3)]).toEqual([{ held: 2 }, { held: 5 }]);
      });
    });

    describe('runs works', () => {
      it('one after the other, never interleaved, in the order in which they came', async () => {
        const trace: string[] = [];
        const work = (name: string) =>
          store.transaction(async (tx) => {
            trace.push(`${name} in`);
            await tx.all('SELECT 1 AS one');
            await new Promise(setImmediate);
            await tx.all('SELECT 2 AS two');
            trace.push(`${name} out`);
          });
        await Promise.all([work('a'), work('b'), work('c')]);
        expect(trace).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out']);
      });

      it('so that a count read and written is never lost', async () => {
        await store.transaction((tx) => tx.run("INSERT INTO word (n, text, held) VALUES (0, 'count', 0)"));
        const step = () =>
          store.transaction(async (tx) => {
            const row = await tx.get('SELECT held FROM word WHERE n = 0');
            await tx.run('UPDATE word SET held = ? WHERE n = 0', [Number(row?.['held']) + 1]);
          });
        await Promise.all(Array.from({ length: 600 }, step));
        expect(await store.transaction((tx) => tx.get('SELECT held FROM word'))).toEqual({ held: 600 });
      });

      it('and lets one of many win where an index allows one', async () => {
        const take = (agent: number) => store.transaction((tx) => tx.run("INSERT INTO pick (contact, agent, state) VALUES ('c', ?, 'live')", [String(agent)]));
        const outcomes = await Promise.allSettled(Array.from({ length: 50 }, (_, agent) => take(agent)));
        expect(statuses(outcomes).filter((it) => it === 'fulfilled')).toHaveLength(1);
        await store.transaction((tx) => tx.run("UPDATE pick SET state = 'over'"));
        await take(99);
      });

      it('and takes works that come while others are under way', async () => {
        const later: Promise<unknown>[] = [];
        await store.transaction(async (tx) => {
          later.push(add(store, 'from within'));
          await tx.run("INSERT INTO word (n, text) VALUES (-1, 'before')");
        });
        await Promise.all(later);
        expect(await texts(store)).toEqual(['before', 'from within']);
      });
    });

    describe('undoes', () => {
      it('a throwing work alone, and rejects with what it threw', async () => {
        const mine = new SegueError('stale-reservation');
        const failing = store.transaction(async (tx) => {
          await tx.run("INSERT INTO word (n, text) VALUES (-5, 'never')");
          throw mine;
        });
        const outcomes = await Promise.allSettled([add(store, 'before'), failing, add(store, 'after')]);
        expect(statuses(outcomes)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
        await expect(failing).rejects.toBe(mine);
        expect(await texts(store)).toEqual(['before', 'after']);
      });

      it('a work whose statement breaks a constraint, and keeps the others', async () => {
        const outcomes = await Promise.allSettled([add(store, 'same'), add(store, 'same'), add(store, null), add(store, 'other')]);
        expect(statuses(outcomes)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
        expect(await texts(store)).toEqual(['same', 'other']);
      });

      it('and says so to whoever keeps a picture of the rows, before the next work looks', async () => {
        const told: string[] = [];
        const keeping = (name: string, fails: boolean) =>
          store.transaction((tx) => {
            tx.onUndone(() => told.push(name));
            return fails ? Promise.reject(new Error(name)) : Promise.resolve([...told]);
          });
        const outcomes = await Promise.allSettled([keeping('kept', false), keeping('lost', true), keeping('next', false)]);
        expect(outcomes).toMatchObject([{ value: [] }, { status: 'rejected' }, { value: ['lost'] }]);
        await keeping('last', false);
        expect(told).toEqual(['lost']);
      });

      it('all of a work whose SQL is none', async () => {
        await expect(store.transaction(async (tx) => {
          await tx.run("INSERT INTO word (n, text) VALUES (1, 'x')");
          await tx.run('this is no SQL');
        })).rejects.toThrow();
        expect(await texts(store)).toEqual([]);
      });
    });

    describe('its schema', () => {
      it('is made by each step once, in the order of their versions', async () => {
        await again([{ version: 3, sql: "INSERT INTO word (n, text, note) VALUES (1, 'seed', 'x')" }, second, first]);
        await again([...migrations, { version: 3, sql: 'this is no SQL and must not run' }]);
        expect(await texts(store)).toEqual(['seed']);
      });

      it('of a newer version is refused', async () => {
        await store.close();
        await expect(place.open([first])).rejects.toMatchObject({ code: 'bad-config' });
        store = await place.open(migrations);
      });

      it('is as it was when a step fails', async () => {
        await store.close();
        await expect(place.open([...migrations, { version: 3, sql: 'CREATE TABLE half (a INTEGER); SELECT * FROM nowhere' }])).rejects.toThrow('nowhere');
        store = await place.open([...migrations, { version: 3, sql: 'CREATE TABLE half (a INTEGER)' }]);
        expect(await store.transaction((tx) => tx.all('SELECT a FROM half'))).toEqual([]);
      });
    });

    describe('has one owner', () => {
      it('and refuses a second one, who is told so', async () => {
        await expect(place.open(migrations)).rejects.toMatchObject({ code: 'store-locked' });
        await add(store, 'still mine');
        expect(await texts(store)).toEqual(['still mine']);
      });

      it('who finishes queued works when it closes, and takes no later ones', async () => {
        const queued = [add(store, 'a'), add(store, 'b')];
        await store.close();
        await expect(Promise.all(queued)).resolves.toHaveLength(2);
        await expect(add(store, 'c')).rejects.toMatchObject({ code: 'closed' });
        await expect(store.backup(place.copy)).rejects.toMatchObject({ code: 'closed' });
        await store.close();
        store = await place.open(migrations);
        expect(await texts(store)).toEqual(['a', 'b']);
      });
    });

    describe('its backup', () => {
      it('opens by itself, with all that was acknowledged before and whole works only, while works go on', async () => {
        const both = (n: number) =>
          store.transaction(async (tx) => {
            await tx.run('INSERT INTO word (n, text) VALUES (?, ?)', [n, `first ${n}`]);
            await tx.run('INSERT INTO word (n, text) VALUES (?, ?)', [n + 0.5, `second ${n}`]);
          });
        for (let n = 1; n <= 300; n += 1) await both(n * 10);
        const backup = store.backup(place.copy);
        const meanwhile = Array.from({ length: 300 }, (_, n) => both(10_000 + n * 10));
        await Promise.all([backup, ...meanwhile]);
        const copy = await place.openCopy(migrations);
        const words = await texts(copy);
        await copy.close();
        expect(words.slice(0, 600)).toEqual((await texts(store)).slice(0, 600));
        expect(words.filter((it) => String(it).startsWith('first'))).toHaveLength(words.length / 2);
      });

      it('is made before the store closes', async () => {
        await add(store, 'kept');
        await Promise.all([store.backup(place.copy), store.close()]);
        const copy = await place.openCopy(migrations);
        expect(await texts(copy)).toEqual(['kept']);
        await copy.close();
      });

      it('overwrites nothing', async () => {
        await store.backup(place.copy);
        await expect(store.backup(place.copy)).rejects.toThrow();
      });
    });
  });
}
