import { describe, expect, it } from 'vitest';
import { en as english } from '../../../src/ui/en.js';
import { KeptRows } from '../../../src/ui/kept-rows.js';
import { transcriptRows, type Delivery, type RowOptions, type TranscriptItem, type TranscriptRow } from '../../../src/ui/transcript-rows.js';
import { spoken } from '../../../src/ui/words.js';

const noon = new Date(2026, 10, 22, 12, 0).getTime();
const minute = 60_000;
const options: RowOptions = { now: noon, strings: spoken(english), locale: 'de' };

const said = (key: string, side: 'own' | 'other', minutes: number, delivery?: Delivery): TranscriptItem => ({
  kind: 'message', key, side, author: side === 'own' ? 'You' : 'Robin', text: key, at: noon + minutes * minute, ...(delivery === undefined ? {} : { delivery }),
});
const line = (key: string, minutes: number): TranscriptItem => ({ kind: 'line', key, at: noon + minutes * minute, text: key });

/** A conversation of days: runs of one and of several, lines, both sides. */
const talk = (count: number): readonly TranscriptItem[] =>
  Array.from({ length: count }, (_, n) => (n % 7 === 6 ? line(`l${n}`, n * 9) : said(`m${n}`, n % 5 < 2 ? 'own' : 'other', n * 9 - (n % 3 === 0 ? 8.5 : 0), n % 5 < 2 ? 'sent' : undefined)));
const plain = (rows: readonly TranscriptRow[]): unknown => JSON.parse(JSON.stringify(rows));
const sameAsAnew = (kept: KeptRows, items: readonly TranscriptItem[], how = options): void => expect(plain(kept.of(items, how))).toEqual(plain(transcriptRows(items, how)));

describe('rows that are kept', () => {
  it('are those that would be put together anew, whatever is added', () => {
    const kept = new KeptRows();
    const items = talk(400);
    for (let count = 0; count <= items.length; count += 1 + (count % 4)) sameAsAnew(kept, items.slice(0, count));
  });

  it('are those that would be put together anew, whatever changes, goes or comes before', () => {
    const kept = new KeptRows();
    const items = [...talk(60)];
    sameAsAnew(kept, [...items]);
    for (let at = items.length - 1; at >= 0; at -= 3) {
      items[at] = at % 2 === 0 ? said(`x${at}`, 'own', at * 9, 'read') : line(`y${at}`, at * 9);
      sameAsAnew(kept, [...items]);
    }
    sameAsAnew(kept, items.slice(0, 30));
    sameAsAnew(kept, items.slice(10));
    sameAsAnew(kept, [said('before', 'own', -3_000), ...items]);
    sameAsAnew(kept, []);
  });

  it('take the mark of how far it came from an own message once there is a later one', () => {
    const kept = new KeptRows();
    const items = [said('a', 'own', 0, 'read'), said('b', 'other', 1), said('c', 'other', 5)];
    sameAsAnew(kept, items);
    const rows = kept.of([...items, said('d', 'own', 6, 'sending')], options);
    expect(rows.flatMap((row) => (row.kind === 'run' ? row.bubbles : [])).map(({ key, delivery }) => [key, delivery])).toEqual([['a', undefined], ['b', undefined], ['c', undefined], ['d', 'sending']]);
  });

  it('go on in the day that they are of', () => {
    const kept = new KeptRows();
    sameAsAnew(kept, [said('a', 'own', 0), line('b', 1)]);
    sameAsAnew(kept, [said('a', 'own', 0), line('b', 1), said('c', 'other', 2)]);
    sameAsAnew(kept, [said('a', 'own', 0), line('b', 1), said('c', 'other', 24 * 60)]);
  });

  it('are the very same but for the end where something is added, and all of them where nothing is', () => {
    const kept = new KeptRows();
    const items = talk(3_000);
    const before = kept.of(items, options);
    const after = kept.of([...items, said('new', 'other', 40_000)], options);
    expect(after.filter((row) => !before.includes(row)).length).toBeLessThan(5);
    expect(kept.of([...items.map((item) => ({ ...item })), said('new', 'other', 40_000)], options)).toBe(after);
  });

  it('put a time into words when it is asked for', () => {
    let asked = 0;
    const item = Object.defineProperty({ ...said('a', 'other', 0) }, 'at', { get: () => {
      asked += 1;
      return noon;
    } });
    const run = new KeptRows().of([item], options).find((row) => row.kind === 'run');
    const before = asked;
    expect(run?.time).toBe('12:00');
    expect(asked).toBeGreaterThan(before);
  });

  it.each<[string, Partial<RowOptions>]>([
    ['another language', { locale: 'en-US' }],
    ['the next day', { now: noon + 24 * 60 * minute }],
    ['a longer pause', { runGapMs: 60 * minute }],
  ])('are put together anew in %s', (_what, change) => {
    const kept = new KeptRows();
    const items = talk(40);
    kept.of(items, options);
    sameAsAnew(kept, items, { ...options, ...change });
  });
});
