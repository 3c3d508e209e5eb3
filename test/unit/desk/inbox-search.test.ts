import { describe, expect, it } from 'vitest';
import type { InboxRow } from '../../../src/desk/inbox-rows.js';
import { narrowed, type Narrowing } from '../../../src/desk/inbox-search.js';

const row = (name: string, changes: Partial<InboxRow> = {}): InboxRow => ({ contactId: name, name, medium: 'webChat', line: 'You: The form is on its way', time: '1:00', unread: 0, mark: 'none', opens: true, ...changes });
const rows = [row('Jonas Weber', { medium: 'videoChat', line: 'It hums' }), row('Lucía Marín', { unread: 2, line: 'Perfecto' }), row('Tom Ashby'), row('Mei Tanaka', { mark: 'ringing', medium: 'videoChat', opens: false })];

describe('what is left of the inbox', () => {
  it.each<[Narrowing, readonly string[]]>([
    [{ search: '', filter: 'all' }, ['Jonas Weber', 'Lucía Marín', 'Tom Ashby']],
    [{ search: 'jonas HUMS', filter: 'all' }, ['Jonas Weber']],
    [{ search: 'form', filter: 'all' }, ['Tom Ashby']],
    [{ search: '', filter: 'chat' }, ['Lucía Marín', 'Tom Ashby']],
    [{ search: '', filter: 'video' }, ['Jonas Weber']],
    [{ search: '', filter: 'unread' }, ['Lucía Marín']],
    [{ search: 'nobody', filter: 'all' }, []],
  ])('by %o, beside what rings', (by, names) => {
    expect(narrowed(rows, by).map(({ name }) => name)).toEqual([...names, 'Mei Tanaka']);
  });
});
