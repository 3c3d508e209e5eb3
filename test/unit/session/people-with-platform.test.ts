/** The people of a contact on the real platform: real sockets, real tokens, the scopes of the real roles. */
import { describe, expect, it, vi } from 'vitest';
import { people } from '../../../src/session/index.js';
import { memoryStorage } from './harness.js';
import { ana, connected, idOf, Shop, soon } from './shop.js';

/** Ana has a customer in chat. */
async function chat(shop: Shop, storage = memoryStorage()) {
  const [owner, customer] = [await ana(shop), shop.customer(storage)];
  const contactId = await idOf(customer);
  customer.send(contactId, 'Hello?');
  await vi.waitFor(() => expect(owner.contacts.get(contactId)?.snapshot.relation).toBe('owner'), soon);
  return { owner, customer, contactId };
}

describe('on a platform', { timeout: 60_000 }, () => {
  it('an agent is invited, assists, writes and leaves, before the customer’s eyes', async () => {
    const shop = await Shop.open();
    const { owner, customer, contactId } = await chat(shop);
    const ben = shop.agent('ben@halden.example', 'demo-ben');
    await connected(ben);
    const benId = ben.state.kind === 'connected' ? ben.state.participantId : '';
    await people(owner).invite(contactId, benId, 'Do you know this machine?');
    await vi.waitFor(() => expect(ben.invitations).toMatchObject([{ contactId, message: 'Do you know this machine?' }]), soon);
    await people(ben).assist(contactId);
    await vi.waitFor(() => expect(ben.contacts.get(contactId)?.snapshot.relation).toBe('assist'), soon);
    await vi.waitFor(() => expect(ben.invitations).toEqual([]), soon);
    await vi.waitFor(() => expect(customer.contact?.snapshot.assists).toMatchObject([{ agentId: benId }]), soon);
    ben.send(contactId, 'I do.');
    await vi.waitFor(() => expect(customer.contact?.events.at(-1)).toMatchObject({ kind: 'message', actor: { id: benId }, data: { text: 'I do.' } }), soon);
    await people(ben).leave(contactId);
    await vi.waitFor(() => expect(customer.contact?.events.at(-1)).toMatchObject({ kind: 'assist.left', data: { reason: 'left' } }), soon);
    await expect(people(ben).invite(contactId, benId)).rejects.toMatchObject({ code: 'not-your-contact' });
  });

  it('a supervisor listens in, through a restart too, and no customer and no agent without the scope', async () => {
    const shop = await Shop.open();
    const { owner, customer, contactId } = await chat(shop);
    const sam = shop.agent('sam@halden.example', 'demo-sam');
    await connected(sam);
    await expect(people(owner).monitor(contactId)).rejects.toMatchObject({ code: 'scope-missing' });
    await expect(people(customer).monitor(contactId)).rejects.toMatchObject({ code: 'unknown-frame' });
    await people(sam).monitor(contactId);
    owner.send(contactId, 'Good day.');
    const heard = () => (sam.contacts.get(contactId)?.events ?? []).flatMap((event) => (event.kind === 'message' ? [event.data.text] : []));
    await vi.waitFor(() => expect(heard()).toContain('Good day.'), soon);
    await shop.stop();
    await shop.start();
    await connected(customer);
    customer.send(contactId, 'Still there?');
    await vi.waitFor(() => expect(heard().at(-1)).toBe('Still there?'), soon);
    const listens = sam.send(contactId, 'I should not say this');
    await vi.waitFor(() => expect(sam.contacts.get(contactId)?.pending).toMatchObject([{ id: listens, state: 'failed', code: 'relation-refused' }]), soon);
    // Whole values: a contact's id may hold any three letters.
    expect(JSON.stringify(customer.contact)).not.toMatch(/monitor|"sam\b|I should not say this/i);
  });

  it('a blocked guest’s contact ends, and their browser gets no token any more', async () => {
    const shop = await Shop.open();
    const storage = memoryStorage();
    const { owner, customer, contactId } = await chat(shop, storage);
    await people(owner).block(contactId, 'Insults');
    await vi.waitFor(() => expect(customer.contact?.snapshot.state).toBe('closed'), soon);
    customer.renew();
    await vi.waitFor(() => expect(customer.state).toEqual({ kind: 'closed', code: 'guest-blocked' }), soon);
    const again = shop.customer(storage);
    await vi.waitFor(() => expect(again.state).toEqual({ kind: 'closed', code: 'guest-blocked' }), soon);
    await connected(shop.customer());
  });
});
