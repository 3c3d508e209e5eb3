import { describe, expect, it } from 'vitest';
import { paneContact } from '../../../src/desk/pane-contact.js';
import type { ContactSnapshot } from '../../../src/protocol/index.js';

const snapshot = (changes: Partial<ContactSnapshot> = {}): ContactSnapshot => ({
  contactId: 'c_1', deploymentId: 'shop', state: 'connected', medium: 'webChat', relation: 'owner',
  customer: { customerId: 'guest', name: 'Jonas Weber', attributes: { plan: 'Care Plus' } },
  queue: { queueId: 'support', name: 'Support' }, seq: 4, read: { customer: 4, agent: 4 }, video: { allowed: true }, ...changes,
});
const told = (changes?: Partial<ContactSnapshot>, before?: ReturnType<typeof paneContact>) => paneContact({ contactId: 'c_1', snapshot: snapshot(changes) }, before);

describe('what a pane is told of a contact', () => {
  it('is who it is, where it is and how it goes, and nothing more', () => {
    expect(told()).toEqual({
      contactId: 'c_1', medium: 'webChat', state: 'connected', queue: { queueId: 'support', name: 'Support' },
      customer: { name: 'Jonas Weber', identified: false, id: undefined, attributes: { plan: 'Care Plus' } },
    });
  });

  it('has the id that the site signed, and only that', () => {
    expect(told({ customer: { customerId: 'guest', identity: { id: 'crm-7' } } }).customer).toEqual({ name: undefined, identified: true, id: 'crm-7', attributes: {} });
  });

  it('cannot be changed, nor the desk through it', () => {
    const contact = told();
    for (const part of [contact, contact.customer, contact.customer.attributes, contact.queue]) expect(Object.isFrozen(part)).toBe(true);
    const own = snapshot();
    expect(paneContact({ contactId: 'c_1', snapshot: own }).customer.attributes).not.toBe(own.customer.attributes);
  });

  it('is the same object until something in it changes', () => {
    const before = told();
    expect(told({ seq: 9, read: { customer: 9, agent: 9 } }, before)).toBe(before);
    expect(told({ medium: 'videoChat' }, before)).not.toBe(before);
  });
});
