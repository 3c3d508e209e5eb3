import { describe, expect, it } from 'vitest';
import { missed } from '../../../../src/platform/contacts/event-log.js';
import { chatting } from '../core/call.js';
import { World } from '../core/world.js';

describe('the event log', () => {
  it('gives each audience what it missed after any seq, chained to what it saw before', async () => {
    const world = await World.open();
    const { customer, agent } = await chatting(world);
    await agent.say('One', customer.contactId);
    await customer.say('Two');
    const all = await world.timeline(customer.contactId);
    for (const audience of ['customer', 'agent'] as const) {
      const whole = await world.store.transaction((tx) => missed(tx, customer.contactId, audience, 0));
      for (const { seq } of all) {
        const rest = await world.store.transaction((tx) => missed(tx, customer.contactId, audience, seq));
        expect(rest).toEqual(whole.filter((it) => it.seq > seq));
      }
    }
  });

  it('keeps moments from falling when the machine’s clock is set back', async () => {
    const world = await World.open();
    const customer = await world.customer();
    await customer.say('Before');
    world.clock.setBack(3_600_000);
    await customer.say('After');
    const moments = (await world.timeline(customer.contactId)).map(({ at }) => at);
    expect(moments).toEqual([...moments].sort((a, b) => a - b));
  });
});
