import { beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../../../src/platform/store/store.js';
import { watchStore, type WatchedStore } from '../../../../src/platform/store/watched-store.js';

const migrations = [{ version: 1, sql: 'CREATE TABLE word (text TEXT NOT NULL)' }];
const big = 'x'.repeat(60_000);

describe('a watched store', () => {
  let store: WatchedStore;
  let turns: string[];
  const limit = (pages: number) => store.transaction((tx) => tx.get(`PRAGMA max_page_count = ${pages}`));
  const add = (text: string) => store.transaction((tx) => tx.run('INSERT INTO word (text) VALUES (?)', [text]));
  beforeEach(async () => {
    turns = [];
    store = watchStore(await openStore({ folder: ':memory:', migrations }), (state) => turns.push(state));
  });

  it('is ready while it can write, and not once it is closed', async () => {
    expect(await store.ready()).toBe(true);
    await store.close();
    expect(await store.ready()).toBe(false);
    expect(turns).toEqual([]);
  });

  it('tells once that it is full and once that there is room again', async () => {
    await limit(8);
    await Promise.allSettled([add(big), add(big)]);
    await expect(add(big)).rejects.toMatchObject({ code: 'storage-full' });
    expect(turns).toEqual(['full']);
    await limit(1_000);
    expect([await store.ready(), await store.ready()]).toEqual([true, true]);
    expect(turns).toEqual(['full', 'writable']);
    await add(big);
    await store.close();
  });

  it('does not take what a work throws by itself for a full disk', async () => {
    await expect(store.transaction(() => Promise.reject(new Error('changed my mind')))).rejects.toThrow('changed my mind');
    expect(turns).toEqual([]);
    await store.close();
  });
});
