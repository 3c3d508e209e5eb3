import { describe, expect, it, vi } from 'vitest';
import { EndedContacts, mostKept } from '../../../src/desk/ended-contacts.js';
import { enDesk } from '../../../src/desk/en-desk.js';
import { endedRecordRows, midnightBefore } from '../../../src/desk/ended-rows.js';
import type { EndedContact, PastContactRecord } from '../../../src/protocol/index.js';
import type { ContactModel } from '../../../src/session/index.js';
import { contactSnapshot } from '../../../src/testing/index.js';

const noon = new Date(2026, 10, 22, 12).getTime();
const midnight = midnightBefore(noon);
const at = (hours: number): string => new Date(midnight + hours * 3_600_000).toISOString();
const record = (contactId: string, hours: number): EndedContact => ({ contactId, startedAt: at(hours - 0.1), closedAt: at(hours), media: ['webChat'], agents: [], codes: [], customerName: contactId });
const model = (contactId: string, changes: Parameters<typeof contactSnapshot>[0] = {}): ContactModel => {
  const snapshot = contactSnapshot({ contactId, relation: 'owner', state: 'closed', startedAt: at(9), closedAt: at(10), ...changes });
  return { contactId, snapshot, events: [], pending: [], typing: undefined, unread: 0, ask: undefined };
};
const whole = (contactId: string): PastContactRecord => ({ contact: model(contactId).snapshot, events: [] });

function ended(load: () => Promise<readonly EndedContact[]> = () => Promise.resolve([])) {
  const onChange = vi.fn();
  const open = vi.fn((contactId: string) => Promise.resolve(whole(contactId)));
  return { it: new EndedContacts({ load, open, onChange }), onChange, open };
}

describe('what an agent has ended today', () => {
  it('is what the platform tells after a reload, the last one first, and what ends from then on', async () => {
    const { it, onChange } = ended(() => Promise.resolve([record('c_1', 8), record('c_2', 9)]));
    await it.fetch(midnight);
    expect(onChange).toHaveBeenCalled();
    it.add(model('c_3'));
    expect(it.models.map(({ contactId }) => contactId)).toEqual(['c_3']);
    expect(it.records(midnight).map(({ contactId }) => contactId)).toEqual(['c_2', 'c_1']);
  });

  it('is nothing where the platform gives no answer', async () => {
    const { it } = ended(() => Promise.reject(new Error('unreachable')));
    await it.fetch(midnight);
    expect(it.records(midnight)).toEqual([]);
  });

  it('ends at midnight', async () => {
    const { it } = ended(() => Promise.resolve([record('c_1', 8)]));
    await it.fetch(midnight);
    expect(it.records(midnight + 24 * 3_600_000)).toEqual([]);
  });

  it('is got whole when it is opened, once', async () => {
    const { it, open } = ended(() => Promise.resolve([record('c_1', 8)]));
    await it.fetch(midnight);
    await Promise.all([it.open('c_1'), it.open('c_1')]);
    await it.open('c_1');
    await it.open('c_unknown');
    expect(open.mock.calls).toEqual([['c_1']]);
    expect(it.get('c_1')?.contactId).toBe('c_1');
    expect(it.records(midnight)).toEqual([]);
  });

  it('can be opened again after a refusal', async () => {
    const { it, open } = ended(() => Promise.resolve([record('c_1', 8)]));
    await it.fetch(midnight);
    open.mockRejectedValueOnce(new Error('unreachable'));
    await expect(it.open('c_1')).rejects.toThrow('unreachable');
    await it.open('c_1');
    expect(it.get('c_1')).toBeDefined();
  });

  it('keeps the last ones whole and a row of those before; what went to a colleague leaves none', () => {
    const { it } = ended();
    it.add(model('c_moved', { relation: 'former', state: 'connected' }));
    for (let count = 0; count < mostKept + 5; count += 1) it.add(model(`c_${count}`, { closedAt: at(10 + count / 60), customer: { customerId: 'guest', name: `Customer ${count}` } }));
    expect(it.models).toHaveLength(mostKept);
    expect(it.records(midnight)).toMatchObject([4, 3, 2, 1, 0].map((count) => ({ contactId: `c_${count}`, customerName: `Customer ${count}` })));
  });

  it('is no longer ended when it comes back', async () => {
    const { it } = ended(() => Promise.resolve([record('c_1', 8)]));
    await it.fetch(midnight);
    it.add(model('c_2'));
    it.delete('c_1');
    it.delete('c_2');
    expect([it.models, it.records(midnight)]).toEqual([[], []]);
  });
});

describe('a row of an ended contact', () => {
  it('has its customer, when it ended, and what it was about', () => {
    const rows = endedRecordRows([{ ...record('Jonas Weber', 15), codes: ['Repair', 'Advice'], media: ['webChat', 'videoChat'] }, { ...record('c_2', 14), queue: 'Support' }], { strings: enDesk, locale: 'en-GB' });
    expect(rows).toMatchObject([{ name: 'Jonas Weber', medium: 'videoChat', line: 'Repair, Advice', time: '15:00', opens: true }, { line: 'Support', time: '14:00' }]);
  });
});
