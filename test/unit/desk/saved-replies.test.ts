import { describe, expect, it } from 'vitest';
import { matchingReplies } from '../../../src/desk/saved-replies.js';

const replies = [
  { id: '1', title: 'Reset the unit', text: 'Hold the button.' },
  { id: '2', title: 'Hello', text: 'Hello ${customer.firstName|there}, how can I help?' },
  { id: '3', title: 'Invoice', text: 'Your invoice is reset each year.', queueIds: ['billing'] },
];
const found = (draft: string, queueId?: string): readonly string[] => matchingReplies(replies, { draft, queueId }).map(({ id }) => id);

describe('saved replies that fit', () => {
  it.each<[string, string | undefined, readonly string[]]>([
    ['/', 'support', ['1', '2']],
    ['/', 'billing', ['1', '2', '3']],
    ['/', undefined, ['1', '2']],
    ['/HELP', 'support', ['2']],
    ['/reset year', 'billing', ['3']],
    ['/reset', 'billing', ['1', '3']],
    ['/in', 'billing', ['3']],
    ['/none of them', 'billing', []],
  ])('“%s” in %s', (draft, queueId, ids) => {
    expect(found(draft, queueId)).toEqual(ids);
  });

  it('begin with those whose title begins so', () => {
    expect(found('/h')).toEqual(['2', '1']);
  });
});
