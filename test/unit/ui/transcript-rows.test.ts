import { describe, expect, it } from 'vitest';
import { en as english } from '../../../src/ui/en.js';
import { spoken } from '../../../src/ui/words.js';
import { transcriptRows, type Delivery, type TranscriptItem, type TranscriptRow } from '../../../src/ui/transcript-rows.js';

const en = spoken(english);

const noon = new Date(2026, 10, 22, 12, 0).getTime();
const minute = 60_000;

const said = (key: string, side: 'own' | 'other', minutes: number, more: { author?: string; delivery?: Delivery } = {}): TranscriptItem => ({
  kind: 'message',
  key,
  side,
  author: more.author ?? (side === 'own' ? '' : 'Ana Ruiz'),
  text: key,
  at: noon + minutes * minute,
  ...(more.delivery === undefined ? {} : { delivery: more.delivery }),
});
const line = (key: string, minutes: number): TranscriptItem => ({ kind: 'line', key, at: noon + minutes * minute, text: key });

const rowsOf = (items: readonly TranscriptItem[]): readonly TranscriptRow[] => transcriptRows(items, { now: noon, strings: en, locale: 'de' });
const shape = (items: readonly TranscriptItem[]): readonly string[] =>
  rowsOf(items).map((row) => (row.kind === 'run' ? `${row.side}: ${row.bubbles.map(({ key }) => key).join(' ')}` : row.kind));

describe('the rows of a transcript', () => {
  it('are none for no items', () => {
    expect(rowsOf([])).toEqual([]);
  });

  it('put messages of one author into one run, with name and time once', () => {
    const rows = rowsOf([said('a', 'other', 0), said('b', 'other', 0.5)]);
    expect(rows[1]).toMatchObject({ kind: 'run', author: 'Ana Ruiz', time: '12:00', bubbles: [{ key: 'a' }, { key: 'b' }] });
  });

  it.each([
    ['another side', [said('a', 'own', 0), said('b', 'other', 0)], ['own: a', 'other: b']],
    ['another author', [said('a', 'other', 0), said('b', 'other', 0, { author: 'Ben Okafor' })], ['other: a', 'other: b']],
    ['a pause', [said('a', 'other', 0), said('b', 'other', 2)], ['other: a', 'other: b']],
    ['a line between', [said('a', 'other', 0), line('l', 0), said('b', 'other', 0)], ['other: a', 'line', 'other: b']],
  ])('start a new run after %s', (_why, items, expected) => {
    expect(shape(items)).toEqual(['day', ...expected]);
  });

  it('separate days, also inside what would be one run', () => {
    const items = [said('a', 'own', -12 * 60 - 0.2), said('b', 'own', -12 * 60 + 0.2)];
    expect(shape(items)).toEqual(['day', 'own: a', 'day', 'own: b']);
    expect(rowsOf(items).filter((row) => row.kind === 'day')).toMatchObject([{ label: 'Yesterday' }, { label: 'Today' }]);
  });

  it('show how far a message came on the last own one only', () => {
    const rows = rowsOf([said('a', 'own', 0, { delivery: 'read' }), said('b', 'own', 0, { delivery: 'sent' }), said('c', 'other', 0)]);
    expect(rows[1]).toMatchObject({ bubbles: [{ key: 'a', text: 'a' }, { key: 'b', delivery: 'sent' }] });
    expect(rows[1]).not.toHaveProperty('bubbles.0.delivery');
  });

  it('show every message that failed, or nobody could send it again', () => {
    const rows = rowsOf([said('a', 'own', 0, { delivery: 'failed' }), said('b', 'own', 0, { delivery: 'sending' })]);
    expect(rows[1]).toMatchObject({ bubbles: [{ delivery: 'failed' }, { delivery: 'sending' }] });
  });

  it('have keys of their own', () => {
    const rows = rowsOf([said('a', 'own', 0), line('l', 0), said('b', 'other', 0), said('c', 'other', 5)]);
    expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length);
  });
});
