import { describe, expect, it } from 'vitest';
import { World } from './world.js';

describe('a contact in chat', () => {
  it('begins with the customer’s first message, waits in the queue, and is the agent’s once accepted', async () => {
    const world = await World.open();
    const customer = await world.customer({ name: 'Maya' });
    expect(customer.last('welcome')?.contact).toMatchObject({ state: 'new', contactId: customer.contactId, seq: 0, video: { allowed: true } });
    expect(await world.core.contactRow(customer.contactId)).toBeUndefined();

    const ana = await world.agent('ana');
    expect(await customer.say('My machine is dripping')).toMatchObject({ type: 'ack', seq: 2 });
    expect(ana.last('reservation')).toMatchObject({ contactId: customer.contactId, medium: 'webChat', customerName: 'Maya', kept: false, lastText: 'My machine is dripping' });
    expect(await ana.accept()).toMatchObject({ type: 'ack' });

    expect(ana.last('contact')?.contact).toMatchObject({ relation: 'owner', state: 'connected', owner: { agentId: 'ana', name: 'Ana', title: 'Machine specialist' } });
    expect(customer.last('contact')?.contact).toMatchObject({ relation: 'customer', state: 'connected' });
    expect(ana.events().map(({ seq, prev }) => seq - prev)).toEqual(ana.events().map(() => 1));
    expect(ana.events().find(({ kind }) => kind === 'message')?.data).toMatchObject({ text: 'My machine is dripping' });

    await ana.say('Let me look', customer.contactId);
    expect(customer.events().at(-1)).toMatchObject({ kind: 'message', actor: { kind: 'agent', id: 'ana', name: 'Ana' }, data: { text: 'Let me look' } });
  });
});
