import { appendFile, chmod, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../../../src/platform/store/store.js';
import { storeContract } from './contract.js';

storeContract('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'segue-store-'));
  await mkdir(join(folder, 'copy'));
  return {
    copy: join(folder, 'copy/segue.db'),
    open: (migrations) => openStore({ folder: join(folder, 'store'), migrations }),
    openCopy: (migrations) => openStore({ folder: join(folder, 'copy'), migrations }),
    remove: () => rm(folder, { recursive: true }),
  };
});

const migrations = [
  { version: 1, sql: 'CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)' },
  { version: 2, sql: 'ALTER TABLE word ADD COLUMN note TEXT' },
];
const add = (store: Store, text: string) => store.transaction((tx) => tx.run('INSERT INTO word (text) VALUES (?)', [text]));
const texts = async (store: Store) => (await store.transaction((tx) => tx.all('SELECT text FROM word ORDER BY id'))).map((row) => row['text']);

describe('the SQLite store', () => {
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
