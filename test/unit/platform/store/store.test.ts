import { appendFile, chmod, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../../../src/platform/store/store.js';

const migrations = [
  { version: 1, sql: 'CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)' },
  { version: 2, sql: 'ALTER TABLE word ADD COLUMN note TEXT' },
];
const add = (store: Store, text: string) => store.transaction((tx) => tx.run('INSERT INTO word (text) VALUES (?)', [text]));
const texts = async (store: Store) => (await store.transaction((tx) => tx.all('SELECT text FROM word ORDER BY id'))).map((row) => row['text']);

describe('the store', () => {
  let folder: string;
  let store: Store;
  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'segue-store-')), 'inner');
    store = await openStore({ folder, migrations });
  });
  afterEach(async () => {
    await store.close();
    await rm(join(folder, '..'), { recursive: true });
  });

  it('keeps what it acknowledged when it is opened again', async () => {
    await add(store, 'one');
    await store.close();
    store = await openStore({ folder, migrations });
    expect(await texts(store)).toEqual(['one']);
  });

  it('makes files that only their owner can read', async () => {
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, 'segue.db'))).mode & 0o777).toBe(0o600);
  });

  it('makes them so in a folder that was there for all to read, the log and a copy too', async () => {
    const open = join(folder, 'open');
    await mkdir(open);
    await chmod(open, 0o755);
    const second = await openStore({ folder: open, migrations });
    await add(second, 'private');
    await second.backup(join(open, 'copy.db'));
    const modes = await modesIn(open);
    await second.close();
    expect(modes).toMatchObject({ 'segue.db': 0o600, 'segue.db-wal': 0o600, 'copy.db': 0o600 });
    expect(Object.values(modes).every((mode) => mode === 0o600)).toBe(true);
  });

  it('takes from others what an older store left readable', async () => {
    await add(store, 'private');
    await store.close();
    const files = ['segue.db', 'segue.db-wal'].map((name) => join(folder, name));
    for (const file of files) {
      await appendFile(file, '');
      await chmod(file, 0o644);
    }
    store = await openStore({ folder, migrations });
    expect(await texts(store)).toEqual(['private']);
    expect(await modesIn(folder)).toMatchObject({ 'segue.db': 0o600, 'segue.db-wal': 0o600 });
  });

  it('runs each migration once and in order', async () => {
    await store.close();
    store = await openStore({ folder, migrations: [...migrations, { version: 3, sql: "INSERT INTO word (text, note) VALUES ('seed', 'x')" }].reverse() });
    await store.close();
    store = await openStore({ folder, migrations: [...migrations, { version: 3, sql: 'this is not SQL and must not run' }] });
    expect(await texts(store)).toEqual(['seed']);
  });

  it('refuses a store that a newer version wrote', async () => {
    await store.close();
    await expect(openStore({ folder, migrations: migrations.slice(0, 1) })).rejects.toMatchObject({ code: 'bad-config' });
  });

  it('leaves the schema as it was when a migration fails', async () => {
    await store.close();
    const broken = { version: 3, sql: 'CREATE TABLE half (a); SELECT * FROM nowhere' };
    await expect(openStore({ folder, migrations: [...migrations, broken] })).rejects.toThrow('nowhere');
    store = await openStore({ folder, migrations });
    expect(await store.transaction((tx) => tx.get("SELECT name FROM sqlite_master WHERE name = 'half'"))).toBeUndefined();
  });

  it('refuses a second opener and says who is in the way', async () => {
    await expect(openStore({ folder, migrations })).rejects.toMatchObject({ code: 'store-locked' });
    await add(store, 'still mine');
    expect(await texts(store)).toEqual(['still mine']);
  });

  it('runs works one after the other, never interleaved', async () => {
    const trace: string[] = [];
    const work = (name: string) =>
      store.transaction(async (tx) => {
        trace.push(`${name} in`);
        await tx.all('SELECT 1');
        await tx.all('SELECT 2');
        trace.push(`${name} out`);
      });
    await Promise.all([work('a'), work('b'), work('c')]);
    expect(trace).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out']);
  });

  it('undoes a throwing work alone, among others of the same commit', async () => {
    const failing = store.transaction(async (tx) => {
      await tx.run("INSERT INTO word (text) VALUES ('never')");
      throw new Error('changed my mind');
    });
    const outcomes = await Promise.allSettled([add(store, 'before'), failing, add(store, 'after')]);
    expect(outcomes.map((it) => it.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await texts(store)).toEqual(['before', 'after']);
  });

  it('undoes a work whose statement breaks a constraint and keeps the others', async () => {
    const outcomes = await Promise.allSettled([add(store, 'same'), add(store, 'same'), add(store, 'other')]);
    expect(outcomes.map((it) => it.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await texts(store)).toEqual(['same', 'other']);
  });

  it('shares one commit between the works of one turn of the event loop', async () => {
    const before = await commits(folder);
    await Promise.all(Array.from({ length: 50 }, (_, n) => add(store, `word ${n}`)));
    const together = (await commits(folder)) - before;
    for (const text of ['x', 'y', 'z']) await add(store, text);
    const apart = (await commits(folder)) - before - together;
    // Fifty works in one commit write fewer pages to the log than three in a commit each.
    expect(together).toBeLessThanOrEqual(apart);
    expect(await texts(store)).toHaveLength(53);
  });

  it('says storage-full for every work of the batch when the disk is full, and works again when there is room', async () => {
    await store.transaction((tx) => tx.get('PRAGMA max_page_count = 8'));
    const big = 'x'.repeat(20_000);
    const outcomes = await Promise.allSettled([add(store, 'small'), add(store, `1${big}`), add(store, `2${big}`), add(store, 'late')]);
    for (const outcome of outcomes) expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'storage-full' } });
    expect(await texts(store)).toEqual([]);
    await store.transaction((tx) => tx.get('PRAGMA max_page_count = 100000'));
    await add(store, big);
    expect(await texts(store)).toEqual([big]);
  });

  it('finishes queued works when it is closed, and refuses later ones', async () => {
    const queued = [add(store, 'a'), add(store, 'b')];
    await store.close();
    await expect(Promise.all(queued)).resolves.toHaveLength(2);
    await expect(add(store, 'c')).rejects.toMatchObject({ code: 'closed' });
    await expect(store.backup(join(folder, 'x.db'))).rejects.toMatchObject({ code: 'closed' });
    await store.close();
  });

  it('writes a copy that opens by itself, while works go on', async () => {
    await add(store, 'kept');
    const copyFolder = join(folder, 'copy');
    const first = await openStore({ folder: copyFolder, migrations });
    await first.close();
    for (const name of await readdir(copyFolder)) await rm(join(copyFolder, name));
    await Promise.all([store.backup(join(copyFolder, 'segue.db')), add(store, 'later')]);
    const copy = await openStore({ folder: copyFolder, migrations });
    expect((await texts(copy))[0]).toBe('kept');
    await copy.close();
  });

  it('refuses to overwrite a file with a backup', async () => {
    const file = join(folder, 'copy.db');
    await store.backup(file);
    await expect(store.backup(file)).rejects.toThrow();
  });
});

/** Who may do what with each file of a folder. */
async function modesIn(folder: string): Promise<Record<string, number>> {
  const names = await readdir(folder);
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, (await stat(join(folder, name))).mode & 0o777] as const)));
}

/** Frames in the write-ahead log: each commit appends the pages it changed. */
async function commits(folder: string): Promise<number> {
  const { size } = await stat(join(folder, 'segue.db-wal'));
  return Math.floor(size / 4_120);
}
