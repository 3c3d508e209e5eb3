import { describe, expect, it } from 'vitest';
import { scopesOf } from '../../../../src/platform/auth/scopes.js';
import { Person } from '../core/person.js';
import type { World } from '../core/world.js';
import { openWorld, signIn } from './office.js';

const asker = (id: string, roles: string[] = ['agent']) => ({ kind: 'agent' as const, id, scopes: scopesOf(roles) });

/** A customer of one browser: `next` is their page with a fresh token. */
async function visitor(world: World): Promise<{ readonly page: Person; next(): Promise<Person> }> {
  const come = async (renewal?: string) => {
    const { guestId, contactId, renewal: kept } = await world.core.guest({ deploymentId: 'shop', ...(renewal === undefined ? {} : { renewal }) });
    const page = await world.bring(new Person(world.core, { kind: 'customer', id: guestId, sessionId: 'first', deploymentId: 'shop', contactId, scopes: [] }, 'video', world.settled));
    return { page, kept };
  };
  const { page, kept } = await come();
  return { page, next: async () => (await come(kept)).page };
}

/** The customer's first contact, with Ana, has ended; their second one is Chen's. */
async function second() {
  const world = await openWorld();
  const { page: customer, next } = await visitor(world);
  const ana = await signIn(world, 'ana', true);
  await customer.say('Hello');
  await ana.accept();
  const { contactId } = customer;
  await ana.say('The form is on its way.', contactId);
  await ana.do({ type: 'contact.wrap', contactId, codes: ['Form'], note: 'Sent by post.' });
  await ana.do({ type: 'presence.set', onQueue: false });
  const chen = await signIn(world, 'chen', true);
  const again = await next();
  await again.say('It did not come.');
  await chen.accept();
  return { world, customer, ana, chen, contactId, later: again.contactId };
}

describe('what a customer had before', () => {
  it('is told to the agent who has them now, with who it was and what was noted', async () => {
    const { world, contactId, later } = await second();
    expect(await world.core.pastContacts(asker('chen'), later)).toMatchObject([
      { contactId, media: ['webChat'], agents: [{ agentId: 'ana', name: 'Ana' }], codes: ['Form'], note: 'Sent by post.', closedAt: expect.any(String) as string },
    ]);
  });

  it('is read whole, notes and all, as its agents saw it', async () => {
    const { world, contactId, later } = await second();
    const { contact, events } = await world.core.pastContact(asker('chen'), later, contactId);
    expect(contact).toMatchObject({ contactId, state: 'closed', relation: 'former' });
    expect(events.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['contact.started', 'message', 'contact.wrapped']));
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, at) => at + 1));
  });

  it('is nobody else’s to read: neither a colleague’s, nor the customer’s, nor that of who had them before', async () => {
    const { world, customer, contactId, later } = await second();
    for (const who of [asker('ben'), asker('ana'), { ...asker(customer.who.id), kind: 'customer' as const, contactId }]) {
      await expect(world.core.pastContacts(who, later)).rejects.toMatchObject({ code: 'not-your-contact' });
      await expect(world.core.pastContact(who, later, contactId)).rejects.toMatchObject({ code: 'not-your-contact' });
    }
  });

  it('is of this customer alone, and ended', async () => {
    const { world, ana, later } = await second();
    await ana.do({ type: 'presence.set', onQueue: true });
    const other = await world.customer({ name: 'Other' });
    await other.say('Hello');
    await ana.accept();
    for (const foreign of [other.contactId, later, 'c_none']) await expect(world.core.pastContact(asker('chen'), later, foreign)).rejects.toMatchObject({ code: 'not-your-contact' });
    expect(await world.core.pastContacts(asker('ana'), other.contactId)).toEqual([]);
  });

  it('ends with the contact that gave the right', async () => {
    const { world, chen, contactId, later } = await second();
    await chen.do({ type: 'contact.close', contactId: later });
    expect(await world.core.pastContacts(asker('chen'), later)).toHaveLength(1);
    await chen.do({ type: 'contact.wrap', contactId: later, codes: [] });
    await expect(world.core.pastContact(asker('chen'), later, contactId)).rejects.toMatchObject({ code: 'not-your-contact' });
  });
});
