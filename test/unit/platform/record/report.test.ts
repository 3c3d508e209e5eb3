import { describe, expect, test } from 'vitest';
import { countsFor, grainFor, metricsFor, pageOf, type ReportPage, type ReportQuestion } from '../../../../src/platform/record/index.js';
import type { Store } from '../../../../src/platform/store/store.js';
import { as, openBook, write } from './book.js';
import { start, upgraded } from './fixture.js';

const minute = 60_000;
const quarter = 15 * minute;
const hour = 60 * minute;
const day = 24 * hour;

const question = (more: Partial<ReportQuestion> = {}): ReportQuestion => ({ from: start, to: start + hour, interval: hour, by: ['queue'], only: {}, counts: countsFor('queue'), limit: 100, ...more });
const ask = (store: Store, more: Partial<ReportQuestion> = {}): Promise<ReportPage> => pageOf(question(more), (work) => store.transaction(work));
const sum = (page: ReportPage, series: string): number => page.rows.reduce((total, { cells }) => total + (cells.get(series)?.total ?? 0), 0);

/** A contact every 20 minutes from 10:00 on; each lasts 255 s. */
async function morning(contacts = 6): Promise<Store> {
  const store = await openBook();
  for (let n = 0; n < contacts; n += 1) await write(store, as(`c_${n}`, upgraded().events, n * 20 * minute));
  return store;
}

describe('a report', () => {
  test('has a row for each queue and interval in which something was emitted', async () => {
    const store = await morning();
    const { rows } = await ask(store, { to: start + 3 * hour });
    expect(rows.map(({ start: begin, end, key }) => [(begin - start) / hour, (end - start) / hour, key])).toEqual([
      [0, 1, ['']], [0, 1, ['support']], [1, 2, ['']], [1, 2, ['support']],
    ]);
    expect(rows[1]?.cells.get('tWait')).toEqual({ times: 3, total: 60_000, most: 20_000 });
    expect(rows[1]?.cells.get('nOffered')?.times).toBe(3);
  });

  test('counts what ends on a boundary in the interval that begins there, and nowhere else', async () => {
    const store = await openBook();
    // The wait ends 30 s in: exactly at 10:15.
    await write(store, as('c_1', upgraded().events, quarter - 30_000));
    const waits = async (from: number, to: number) => sum(await ask(store, { from, to, interval: quarter }), 'tWait');
    expect(await waits(start, start + quarter)).toBe(0);
    expect(await waits(start + quarter, start + 2 * quarter)).toBe(20_000);
  });

  test('adds up to the same whatever the interval, and wherever it is cut', async () => {
    const store = await morning();
    const whole = sum(await ask(store, { to: start + day, interval: day }), 'tHandle');
    expect(whole).toBe(6 * 225_000);
    for (const interval of [quarter, hour, day]) expect(sum(await ask(store, { to: start + day, interval }), 'tHandle')).toBe(whole);
    const cut = start + 3 * quarter;
    expect(sum(await ask(store, { to: cut }), 'tHandle') + sum(await ask(store, { from: cut, to: start + day }), 'tHandle')).toBe(whole);
  });

  test('counts days from the moment that is asked for, and cuts the last one short', async () => {
    const store = await morning();
    const { rows } = await ask(store, { from: start - day + quarter, to: start + hour, interval: day, by: [] });
    expect(rows.map((row) => [(row.start - start) / quarter, (row.end - start) / quarter])).toEqual([[-95, 1], [1, 4]]);
    expect(rows.map(({ cells }) => cells.get('nConnected')?.times)).toEqual([1, 2]);
  });

  test('reads the coarsest grain that its intervals are made of', () => {
    const midnight = Date.parse('2026-03-01T00:00:00Z');
    expect(grainFor({ from: midnight, to: midnight + day, interval: day })).toBe(day);
    expect(grainFor({ from: midnight, to: midnight + day, interval: hour })).toBe(hour);
    expect(grainFor({ from: midnight + hour, to: midnight + day + hour, interval: day })).toBe(hour);
    expect(grainFor({ from: midnight + quarter, to: midnight + day, interval: day })).toBe(quarter);
  });

  test('tells agents apart, and the media of each where asked', async () => {
    const store = await morning(1);
    const { rows } = await ask(store, { by: ['agent', 'medium'], present: 'agent', counts: countsFor('agent') });
    expect(rows.map(({ key, cells }) => [...key, cells.get('tTalk')?.total])).toEqual([
      ['ana', 'videoChat', 120_000], ['ana', 'webChat', 30_000],
      // The video was asked for while Ben had the contact.
      ['ben', 'videoChat', undefined], ['ben', 'webChat', 60_000],
    ]);
  });

  test('takes only what its filters name', async () => {
    const store = await morning(1);
    const only = (filter: ReportQuestion['only']) => ask(store, { by: [], only: filter }).then((page) => sum(page, 'tTalk'));
    expect(await only({ agent: 'ana' })).toBe(150_000);
    expect(await only({ medium: 'videoChat' })).toBe(120_000);
    expect(await only({ queue: 'support', agent: 'ben' })).toBe(60_000);
    expect(await only({ deployment: 'other' })).toBe(0);
  });

  test('makes no row of what its table does not count', async () => {
    const store = await morning(1);
    const { rows } = await ask(store, { by: ['agent'], counts: countsFor('upgrade') });
    for (const { cells } of rows) for (const series of cells.keys()) expect([...metricsFor('upgrade'), 'ended/completed']).toContain(series);
  });

  test.each([1, 2, 3, 7])('in pages of %d rows is the same report', async (limit) => {
    const store = await morning();
    const whole = await ask(store, { to: start + 3 * hour, interval: quarter, by: ['queue', 'agent', 'medium'] });
    const rows: ReportPage['rows'][number][] = [];
    let after: ReportQuestion['after'];
    let pages = 0;
    do {
      const page = await ask(store, { to: start + 3 * hour, interval: quarter, by: ['queue', 'agent', 'medium'], limit, ...(after ? { after } : {}) });
      expect(page.rows.length).toBeLessThanOrEqual(limit);
      rows.push(...page.rows);
      after = page.next;
      pages += 1;
    } while (after && pages < 200);
    expect(rows).toEqual(whole.rows);
  });

  test('reads aggregates and no timeline', async () => {
    const store = await morning();
    const texts: string[] = [];
    const spy = <T>(work: Parameters<typeof store.transaction<T>>[0]): Promise<T> =>
      store.transaction((tx) => work({ ...tx, run: (sql, params) => tx.run(sql, params), get: (sql, params) => (texts.push(sql), tx.get(sql, params)), all: (sql, params) => (texts.push(sql), tx.all(sql, params)) }));
    expect((await pageOf(question({ to: start + day, interval: day }), spy)).rows.length).toBeGreaterThan(0);
    expect(texts.length).toBeGreaterThan(0);
    for (const text of texts) expect(text).not.toMatch(/\b(events|contacts)\b/);
  });

  test('skips a year in which nothing happened', async () => {
    const store = await morning(1);
    const looks: number[] = [];
    const { rows } = await pageOf(question({ from: start - 365 * day, interval: quarter, by: [] }), (work) => {
      looks.push(1);
      return store.transaction(work);
    });
    expect(rows).toHaveLength(1);
    expect(looks.length).toBeLessThan(6);
  });
});
