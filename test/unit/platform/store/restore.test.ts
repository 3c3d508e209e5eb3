import { appendFileSync, closeSync, openSync, writeSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { restoreStore, type RestoreOptions } from '../../../../src/platform/store/restore.js';
import { openStore } from '../../../../src/platform/store/store.js';

const first = { version: 1, sql: 'CREATE TABLE word (text TEXT NOT NULL)' };
const second = { version: 2, sql: "ALTER TABLE word ADD COLUMN note TEXT NOT NULL DEFAULT 'old'" };
const migrations = [first, second];

describe('a copy of a store', () => {
  let folder: string;
  let copy: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'segue-restore-'));
    copy = join(folder, 'copy.db');
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** A store with these words; `copied`: also as the copy. */
  async function words(name: string, texts: readonly string[], { steps = migrations, copied = false } = {}): Promise<void> {
    const store = await openStore({ folder: join(folder, name), migrations: steps });
    for (const text of texts) await store.transaction((tx) => tx.run('INSERT INTO word (text) VALUES (?)', [text]));
    if (copied) await store.backup(copy);
    await store.close();
  }
  const restore = (name: string, options: Partial<RestoreOptions> = {}) =>
    restoreStore({ from: copy, folder: join(folder, name), migrations, replace: false, stamp: 'kept', ...options });
  async function read(name: string, file = 'segue.db'): Promise<unknown[]> {
    if (file !== 'segue.db') {
      await mkdir(join(folder, 'look'));
      await copyFile(join(folder, name, file), join(folder, 'look/segue.db'));
      return read('look');
    }
    const store = await openStore({ folder: join(folder, name), migrations });
    const rows = await store.transaction((tx) => tx.all('SELECT text, note FROM word ORDER BY rowid'));
    await store.close();
    return rows.map((row) => `${String(row['text'])} ${String(row['note'])}`);
  }

  it('takes an empty place, and belongs to its owner alone', async () => {
    await words('one', ['a', 'b'], { copied: true });
    expect(await restore('two')).toEqual({ kind: 'restored', version: 2, kept: undefined });
    expect(await read('two')).toEqual(['a old', 'b old']);
    expect((await stat(join(folder, 'two/segue.db'))).mode & 0o777).toBe(0o600);
    expect(await readdir(join(folder, 'two'))).toEqual(['segue.db']);
  });

  it('of an older version is brought up to date', async () => {
    await words('one', ['a'], { steps: [first], copied: true });
    expect(await restore('two')).toMatchObject({ version: 1 });
    expect(await read('two')).toEqual(['a old']);
  });

  it('leaves a store that is there alone, unless it may replace it; then that one is kept', async () => {
    await words('one', ['a'], { copied: true });
    await words('two', ['mine']);
    expect(await restore('two')).toEqual({ kind: 'occupied' });
    expect(await read('two')).toEqual(['mine old']);
    expect(await restore('two', { replace: true })).toEqual({ kind: 'restored', version: 2, kept: join(folder, 'two/segue.db.kept') });
    expect(await read('two')).toEqual(['a old']);
    expect(await read('two', 'segue.db.kept')).toEqual(['mine old']);
  });

  it('replaces a store that is damaged', async () => {
    await words('one', ['a'], { copied: true });
    await mkdir(join(folder, 'two'));
    await writeFile(join(folder, 'two/segue.db'), 'noise '.repeat(1_000));
    expect(await restore('two', { replace: true })).toMatchObject({ kind: 'restored' });
    expect(await read('two')).toEqual(['a old']);
  });

  it('does not take the place of a store that is held', async () => {
    await words('one', ['a'], { copied: true });
    const held = await openStore({ folder: join(folder, 'two'), migrations });
    await expect(restore('two', { replace: true })).rejects.toMatchObject({ code: 'store-locked' });
    await held.transaction((tx) => tx.run("INSERT INTO word (text) VALUES ('still mine')"));
    await held.close();
    expect(await read('two')).toEqual(['still mine old']);
  });

  it.each([
    ['is no database', () => writeFile(copy, 'noise '.repeat(1_000))],
    ['is empty', () => writeFile(copy, '')],
    ['is cut off', async () => {
      await words('long', Array.from({ length: 400 }, () => 'x'.repeat(500)), { copied: true });
      const whole = await stat(copy);
      const part = join(folder, 'part.db');
      await copyFile(copy, part);
      const { truncate } = await import('node:fs/promises');
      await truncate(part, Math.floor(whole.size / 2));
      await copyFile(part, copy);
    }],
    ['has a page of noise', async () => {
      await words('long', Array.from({ length: 400 }, () => 'x'.repeat(500)), { copied: true });
      const handle = openSync(copy, 'r+');
      writeSync(handle, Buffer.alloc(4_096, 7), 0, 4_096, 4_096 * 20);
      closeSync(handle);
      appendFileSync(copy, '');
    }],
    ['is of a newer version', () => words('newer', [], { steps: [...migrations, { version: 3, sql: 'CREATE TABLE more (a)' }], copied: true })],
    ['is another program’s', async () => {
      const store = await openStore({ folder: join(folder, 'other'), migrations: [] });
      await store.transaction((tx) => tx.run('DROP TABLE segue_migrations'));
      await store.backup(copy);
      await store.close();
    }],
  ])('that %s is refused, and nothing changes', async (_what, make) => {
    await make();
    await words('two', ['mine']);
    await expect(restore('two', { replace: true })).rejects.toMatchObject({ code: 'bad-config' });
    expect(await read('two')).toEqual(['mine old']);
    expect(await readdir(join(folder, 'two'))).toEqual(['segue.db']);
  });
});
