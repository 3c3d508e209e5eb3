import { describe, expect, it } from 'vitest';
import { ContactBook } from '../../../src/session/contact-book.js';
import { agentWelcome, contactSnapshot, customerWelcome, messageFrame } from '../../../src/testing/index.js';

function book(): { book: ContactBook; told: string[] } {
  const told: string[] = [];
  return { told, book: new ContactBook(({ contactId }) => told.push(contactId)) };
}

describe('the book of contacts', () => {
  it('takes a welcome without a word, and has the customer’s contact', () => {
    const { book: it, told } = book();
    it.welcome(customerWelcome());
    expect(it.customers?.contactId).toBe('c_1');
    expect(told).toEqual([]);
  });

  it('resumes each contact from the last event it has seen', () => {
    const { book: it } = book();
    it.welcome(agentWelcome({ contacts: [contactSnapshot({ relation: 'owner' }), contactSnapshot({ relation: 'owner', contactId: 'c_2' })] }));
    it.event(messageFrame(1, 'x'));
    it.event({ ...messageFrame(2, 'x'), kind: 'of.tomorrow' });
    expect(it.resume()).toEqual({ c_1: 2, c_2: 0 });
  });

  /** Last seen 4; each case is the next frame's seq and prev, and the `prev` of a gap before it. */
  it.each([
    { seq: 5, prev: 4, gap: 0, is: 'new', why: 'it follows' },
    { seq: 9, prev: 4, gap: 0, is: 'new', why: 'what lies between is for others' },
    { seq: 9, prev: 2, gap: 0, is: 'new', why: 'what it follows is here already' },
    { seq: 4, prev: 3, gap: 0, is: 'nothing', why: 'it is here already' },
    { seq: 1, prev: 0, gap: 0, is: 'nothing', why: 'it is here already' },
    { seq: 6, prev: 5, gap: 0, is: 'gap', why: 'one is missing' },
    { seq: 6, prev: 5, gap: 5, is: 'new', why: 'a resume has not brought the missing one' },
    { seq: 8, prev: 7, gap: 5, is: 'gap', why: 'another one is missing' },
  ])('$seq after $prev is $is: $why', ({ seq, prev, gap, is }) => {
    const { book: it } = book();
    it.welcome(customerWelcome());
    for (let past = 1; past <= 4; past++) it.event(messageFrame(past, 'x'));
    if (gap > 0) expect(it.event(messageFrame(gap + 1, 'x')).kind).toBe('gap');
    expect(it.event(messageFrame(seq, 'x', { prev })).kind).toBe(is);
  });

  it('knows nothing of a contact it was not told of', () => {
    const { book: it, told } = book();
    expect(it.event(messageFrame(1, 'x')).kind).toBe('nothing');
    it.typing('c_1', undefined);
    it.tell('c_1');
    expect(told).toEqual([]);
    expect(it.customers).toBeUndefined();
  });

  it('turns to the customer’s next contact when there is one, and keeps the one before', () => {
    const { book: it, told } = book();
    it.welcome(customerWelcome());
    it.snapshot(contactSnapshot({ contactId: 'c_2' }));
    expect(it.customers?.contactId).toBe('c_2');
    expect([...it.models.keys()]).toEqual(['c_1', 'c_2']);
    expect(told).toEqual(['c_2']);
  });
});
