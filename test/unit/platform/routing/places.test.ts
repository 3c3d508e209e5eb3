import { describe, expect, it } from 'vitest';
import { roundedWait } from '../../../../src/platform/routing/places.js';
import { people } from '../core/fixtures.js';
import type { Person } from '../core/person.js';
import { World } from '../core/world.js';

const one = { ...people.ana, capacity: { webChat: 1 } };
const placeOf = (customer: Person) => customer.last('contact.place');

async function handled(world: World, agent: Person, ms: number): Promise<void> {
  const customer = await world.customer();
  await customer.say('Hello');
  await agent.accept();
  await world.pass(ms);
  await agent.do({ type: 'contact.wrap', contactId: customer.contactId, codes: [] });
}

describe('a customer in line', () => {
  it('is told the place at once, and again when it changes, in the contact too', async () => {
    const world = await World.open({ config: { agents: [one] } });
    const ana = await world.agent('ana');
    const [first, second, third] = [await world.customer(), await world.customer(), await world.customer()];
    for (const customer of [first, second, third]) {
      await customer.say('Hello');
      await world.pass(1);
    }
    expect(third.last('contact')?.contact.place).toEqual({ position: 3 });
    await ana.accept();
    await world.pass(1_000);
    expect(placeOf(second)).toMatchObject({ contactId: second.contactId, position: 1 });
    expect(placeOf(third)).toMatchObject({ position: 2 });
    expect(first.last('contact')?.contact.place).toBeUndefined();
    expect((await world.again(third)).last('welcome')?.contact?.place).toEqual({ position: 2 });
    third.clear();
    await world.pass(10_000);
    expect(third.all('contact.place')).toEqual([]);
  });

  it('is promised a wait by the recent handle times and who is there, once enough is known', async () => {
    const world = await World.open({ config: { agents: [one] } });
    const ana = await world.agent('ana');
    for (const minutes of [2, 3]) await handled(world, ana, minutes * 60_000);
    const early = await world.customer();
    await early.say('Hello');
    await ana.accept();
    const waits = await world.customer();
    await waits.say('Hello');
    expect(waits.last('contact')?.contact.place).toEqual({ position: 1 });
    await world.pass(4 * 60_000);
    await ana.do({ type: 'contact.wrap', contactId: early.contactId, codes: [] });
    await ana.accept();
    const next = await world.customer();
    await next.say('Hello');
    expect(next.last('contact')?.contact.place).toEqual({ position: 1, expectedWaitSeconds: 180 });
    expect(ana.last('inbox')?.waiting).toMatchObject([{ contactId: next.contactId, position: 1, expectedWaitSeconds: 180 }]);
  });

  it('is promised nothing while nobody is there', async () => {
    const world = await World.open({ config: { agents: [one] } });
    const ana = await world.agent('ana');
    for (const minutes of [1, 1, 1]) await handled(world, ana, minutes * 60_000);
    await ana.do({ type: 'presence.set', onQueue: false });
    const customer = await world.customer();
    await customer.say('Hello');
    expect(customer.last('contact')?.contact.place).toEqual({ position: 1 });
    await ana.do({ type: 'presence.set', state: 'break' });
    await world.pass(1_000);
    expect(placeOf(customer)?.expectedWaitSeconds).toBeUndefined();
  });

  it('hears a rounded wait, never less than it is', () => {
    expect([1, 10_000, 10_001, 119_000, 120_001, 600_000].map(roundedWait)).toEqual([10, 10, 20, 120, 180, 600]);
  });
});
