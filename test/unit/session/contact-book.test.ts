import { describe, expect, it } from 'vitest';
import type { PlatformFrameOf } from '../../../src/protocol/index.js';
import { ContactBook } from '../../../src/session/contact-book.js';
import { withPending } from '../../../src/session/contact-model.js';
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

  it('keeps the last of an agent’s ended contacts, and those of which something is left to do', () => {
    const { book: it } = book();
    it.welcome(agentWelcome({ contacts: [contactSnapshot({ relation: 'owner', contactId: 'c_mine' })] }));
    const left = { until: '2026-03-01T10:00:00.000Z', held: true };
    it.snapshot(contactSnapshot({ relation: 'former', contactId: 'c_left', wrapUp: left }));
    for (let at = 0; at < 30; at += 1) it.snapshot(contactSnapshot({ relation: at % 2 === 0 ? 'owner' : 'former', state: at % 2 === 0 ? 'closed' : 'connected', contactId: `c_${at}` }));
    expect([...it.models.keys()]).toEqual(['c_mine', 'c_left', ...Array.from({ length: 20 }, (_, at) => `c_${at + 10}`)]);
    // One that comes back is no ended one.
    it.snapshot(contactSnapshot({ relation: 'owner', contactId: 'c_10' }));
    for (let at = 30; at < 50; at += 1) it.snapshot(contactSnapshot({ relation: 'owner', state: 'closed', contactId: `c_${at}` }));
    expect(Object.keys(it.resume())).toEqual(expect.arrayContaining(['c_mine', 'c_left', 'c_10', 'c_49']));
    expect(it.models.size).toBe(23);
  });

  it('keeps a customer’s ended contact', () => {
    const { book: it } = book();
    it.welcome(customerWelcome());
    for (let at = 0; at < 30; at += 1) it.snapshot(contactSnapshot({ state: 'closed' }));
    expect(it.customers?.snapshot.state).toBe('closed');
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

describe('a book of the latest', () => {
  const recent = (): ContactBook => {
    const it = new ContactBook(() => undefined, true);
    it.welcome(customerWelcome());
    return it;
  };
  const seqs = (it: ContactBook): readonly number[] | undefined => it.customers?.events.map(({ seq }) => seq);
  const page = (...frames: readonly ReturnType<typeof messageFrame>[]): PlatformFrameOf<'history'> => ({ type: 'history', re: 'f', contactId: 'c_1', events: frames.map(({ type: _type, ...event }) => event) });

  it('begins with the first event that comes, and says what is missing before it', () => {
    const it = recent();
    expect(it.event(messageFrame(41, 'x', { prev: 38 })).kind).toBe('new');
    expect(it.customers).toMatchObject({ missing: 38 });
    expect(it.event(messageFrame(45, 'x', { prev: 41 })).kind).toBe('new');
    expect(seqs(it)).toEqual([41, 45]);
    expect(it.resume()).toEqual({ c_1: 45 });
  });

  it('has nothing missing where the first event is the contact’s', () => {
    const it = recent();
    it.event(messageFrame(1, 'x'));
    expect(it.customers?.missing).toBeUndefined();
  });

  it('takes older ones that lead up to what it has, once each, until there are none', () => {
    const it = recent();
    it.event(messageFrame(41, 'x', { prev: 38 }));
    it.history(page(messageFrame(36, 'x', { prev: 30 }), messageFrame(38, 'x', { prev: 36 })));
    it.history(page(messageFrame(36, 'x', { prev: 30 }), messageFrame(38, 'x', { prev: 36 })));
    it.history(page(messageFrame(12, 'x', { prev: 11 })));
    expect([seqs(it), it.customers?.missing]).toEqual([[36, 38, 41], 30]);
    it.history(page(messageFrame(1, 'x'), { ...messageFrame(30, 'x', { prev: 1 }), kind: 'of.tomorrow' }));
    expect([seqs(it), it.customers?.missing]).toEqual([[1, 36, 38, 41], 0]);
    it.history(page());
    expect(seqs(it)).toEqual([1, 36, 38, 41]);
  });

  it('counts what is unread of older ones, and takes a message that is among them for sent', () => {
    const it = recent();
    it.event(messageFrame(41, 'x', { prev: 38 }));
    it.update('c_1', (model) => withPending(model, { id: 'f-7', text: 'Mine', at: 0, state: 'sending' }));
    const mine = { ...messageFrame(36, 'Mine', { prev: 30 }), actor: { kind: 'customer', id: 'guest' }, data: { messageId: 'f-7', text: 'Mine' } } as const;
    const before = it.customers?.unread ?? 0;
    it.history(page(mine, messageFrame(38, 'x', { prev: 36 })));
    expect(it.customers?.pending).toEqual([]);
    expect(it.customers?.unread).toBe(before + 1);
  });

  it('asks no more for what turns out to be nothing', () => {
    const it = recent();
    it.event(messageFrame(41, 'x', { prev: 38 }));
    it.history(page());
    expect(it.customers?.missing).toBe(0);
  });

  it('reports a gap in the midst, and begins anew after one that nobody can fill', () => {
    const it = recent();
    it.event(messageFrame(41, 'x', { prev: 38 }));
    expect(it.event(messageFrame(60, 'x', { prev: 59 })).kind).toBe('gap');
    expect(it.event(messageFrame(60, 'x', { prev: 59 })).kind).toBe('new');
    expect([seqs(it), it.customers?.missing]).toEqual([[60], 59]);
  });

  it('of all there is has no such thing', () => {
    const it = new ContactBook(() => undefined);
    it.welcome(customerWelcome());
    expect(it.event(messageFrame(41, 'x', { prev: 38 })).kind).toBe('gap');
    expect(it.event(messageFrame(41, 'x', { prev: 38 })).kind).toBe('new');
    it.history(page(messageFrame(38, 'x')));
    expect([seqs(it), it.customers?.missing]).toEqual([[41], undefined]);
  });
});
