import { expect, it } from 'vitest';
import { office } from './office.js';

it('shows a supervisor what is open, and who is at it', async () => {
  const o = await office();
  const waiting = await o.world.customer();
  await o.ana.do({ type: 'presence.set', onQueue: false });
  await o.world.pass(1_000);
  await waiting.say('Anybody?');
  await o.ben.do({ type: 'contact.assist', contactId: o.contactId });
  await o.sam.do({ type: 'contact.monitor', contactId: o.contactId });
  expect(await o.world.core.openContacts()).toMatchObject([
    { contactId: o.contactId, state: 'connected', medium: 'webChat', customerName: 'Maya', queueId: 'support', owner: { agentId: 'ana' }, assists: [{ agentId: 'ben' }], monitors: [{ agentId: 'sam' }] },
    { contactId: waiting.contactId, state: 'queued', assists: [], monitors: [] },
  ]);
  await o.customer.do({ type: 'contact.close', contactId: o.contactId });
  expect((await o.world.core.openContacts()).map(({ contactId }) => contactId)).toEqual([waiting.contactId]);
});
