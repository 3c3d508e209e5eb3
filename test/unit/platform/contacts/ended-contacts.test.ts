import { describe, expect, it } from 'vitest';
import { scopesOf } from '../../../../src/platform/auth/scopes.js';
import { openWorld, signIn } from './office.js';

const asker = (id: string) => ({ kind: 'agent' as const, id, scopes: scopesOf(['agent']) });

/** Ana has ended one contact, and has another one open. */
async function afternoon() {
  const world = await openWorld();
  const ana = await signIn(world, 'ana', true);
  const jonas = await world.customer({ name: 'Jonas' });
  await jonas.say('Hello');
  await ana.accept();
  await ana.do({ type: 'contact.wrap', contactId: jonas.contactId, codes: ['Form'] });
  const lucia = await world.customer({ name: 'Lucía' });
  await lucia.say('Hola');
  await ana.accept();
  return { world, ana, ended: jonas.contactId, open: lucia.contactId };
}

describe('what an agent has ended', () => {
  it('is told with whose it was and when, and without what still goes on', async () => {
    const { world, ended } = await afternoon();
    expect(await world.core.endedContacts(asker('ana'), 0)).toMatchObject([{ contactId: ended, customerName: 'Jonas', codes: ['Form'], closedAt: expect.any(String) as string }]);
  });

  it('is told since a moment', async () => {
    const { world } = await afternoon();
    const [first] = await world.core.endedContacts(asker('ana'), 0);
    const at = Date.parse(first?.closedAt ?? '');
    expect(await world.core.endedContacts(asker('ana'), at)).toHaveLength(1);
    expect(await world.core.endedContacts(asker('ana'), at + 1)).toEqual([]);
  });

  it('is read whole', async () => {
    const { world, ended } = await afternoon();
    const { contact, events } = await world.core.endedContact(asker('ana'), ended);
    expect(contact).toMatchObject({ contactId: ended, state: 'closed' });
    expect(events.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['contact.started', 'message', 'contact.wrapped']));
  });

  it('is nobody else’s, and what goes on is not ended', async () => {
    const { world, ended, open } = await afternoon();
    expect(await world.core.endedContacts(asker('chen'), 0)).toEqual([]);
    for (const [who, contactId] of [['chen', ended], ['ana', open], ['ana', 'c_none']] as const) {
      await expect(world.core.endedContact(asker(who), contactId)).rejects.toMatchObject({ code: 'not-your-contact' });
    }
  });
});
