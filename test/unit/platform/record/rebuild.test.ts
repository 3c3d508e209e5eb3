import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { finest, grains, postAll, type StoredEvent } from '../../../../src/platform/record/index.js';
import { bringUpToDate, rebuild } from '../../../../src/platform/record/rebuild.js';
import { histories, shrinking } from '../core/depth.js';
import { as, cellsFrom, cellsOf, levelled, openBook, write, writeContact, writeEvent } from './book.js';
import { start, timelines, upgraded } from './fixture.js';

const now = start + 10 * 86_400_000;

describe('aggregates', () => {
  test('agree with the timelines, whatever happened to whom in whatever order, and so they do when counted anew', async () => {
    const contacts = fc.array(fc.tuple(timelines, fc.nat({ max: 90_000_000 })), { minLength: 1, maxLength: 4 });
    // Whose event comes next; when they are used up, one contact after the other.
    const order = fc.array(fc.nat({ max: 3 }), { maxLength: 160, size: 'max' });
    await fc.assert(fc.asyncProperty(shrinking(contacts), shrinking(order), async (drawn, turns) => {
      const store = await openBook();
      const all = drawn.map(([{ events }, later], n) => [...levelled(as(`c_${n}`, events, later))]);
      for (const [first] of all) if (first) await writeContact(store, first.contactId);
      const left: StoredEvent[][] = all.map((it) => [...it]);
      for (let turn = 0; left.some((it) => it.length > 0); turn += 1) {
        const ready = left.filter((it) => it.length > 0);
        const next = ready[(turns[turn] ?? 0) % ready.length]?.shift();
        if (next) await writeEvent(store, next);
      }
      const expected = cellsFrom(all.flatMap((it) => postAll(it).emissions));
      expect(await cellsOf(store)).toEqual(expected);
      await rebuild(store, now);
      expect(await cellsOf(store)).toEqual(expected);
      const sums = grains.filter((it) => it !== finest);
      expect(await cellsOf(store, sums)).toEqual(cellsFrom(all.flatMap((it) => postAll(it).emissions), sums));
    }), histories(25, 300));
  }, 900_000);

  test('of a store that is older than they are come with its first start, and only then', async () => {
    const store = await openBook();
    const { events } = upgraded();
    await write(store, events, false);
    expect(await cellsOf(store)).toEqual([]);
    expect(await bringUpToDate(store, now)).toBe(true);
    expect(await cellsOf(store)).toEqual(cellsFrom(postAll(events).emissions));
    expect(await bringUpToDate(store, now)).toBe(false);
  });

  test('go on from there: a contact in the middle of its life is counted to its end', async () => {
    const store = await openBook();
    const { events } = upgraded();
    await write(store, events.slice(0, 12), false);
    await bringUpToDate(store, now);
    for (const event of events.slice(12)) await writeEvent(store, event);
    expect(await cellsOf(store)).toEqual(cellsFrom(postAll(events).emissions));
  });

  test('are counted anew from the start where a rebuild was cut off', async () => {
    const store = await openBook();
    const { events } = upgraded();
    await write(store, events);
    // A crash after the first part: cells are there, the version is not.
    await store.transaction((tx) => tx.run('DELETE FROM record_state'));
    await bringUpToDate(store, now);
    expect(await cellsOf(store)).toEqual(cellsFrom(postAll(events).emissions));
  });

  test('take nothing that was not committed', async () => {
    const store = await openBook();
    const [started] = upgraded().events;
    await writeContact(store, 'c_1');
    await writeEvent(store, started!);
    const before = await cellsOf(store);
    await expect(writeEvent(store, { ...started!, seq: 1 })).rejects.toThrow();
    expect(await cellsOf(store)).toEqual(before);
  });

  test('keep a ledger only of contacts that can still count', async () => {
    const store = await openBook();
    const { events } = upgraded();
    await write(store, events);
    const ledgers = () => store.transaction((tx) => tx.all('SELECT contact_id FROM ledgers'));
    expect(await ledgers()).toHaveLength(1);
    const last = events.at(-1)!;
    await writeEvent(store, { ...last, seq: last.seq + 1, kind: 'contact.wrapped', data: { agentId: 'ben', codes: [] } });
    expect(await ledgers()).toEqual([]);
  });
});
