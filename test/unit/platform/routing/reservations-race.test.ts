import { describe, expect, it } from 'vitest';
import { expectInvariants } from '../core/invariants.js';
import { people } from '../core/fixtures.js';
import type { Person } from '../core/person.js';
import { World } from '../core/world.js';

const deep = process.env['SEGUE_DEPTH'] === 'deep';
const count = deep ? 100 : 20;
const agents = Array.from({ length: count }, (_, at) => ({ ...people.ben, id: `agent-${at}`, login: `agent-${at}`, capacity: { webChat: 2, videoChat: 0 } }));

async function staffed(): Promise<{ world: World; staff: Person[]; customers: Person[] }> {
  const world = await World.open({ config: { agents } });
  const staff: Person[] = [];
  for (const { id } of agents) staff.push(await world.agent(id));
  const customers: Person[] = [];
  for (let at = 0; at < count * 3; at += 1) customers.push(await world.customer());
  return { world, staff, customers };
}
const owners = (world: World) => world.store.transaction((tx) => tx.all("SELECT owner_id, count(*) AS held FROM contacts WHERE state = 'connected' GROUP BY owner_id"));
const outcomes = (world: World) => world.store.transaction((tx) => tx.all('SELECT state, count(*) AS rings FROM reservations GROUP BY state ORDER BY state'));

describe('at the same moment', () => {
  it('all customers come and all agents accept: each contact has one agent, each agent no more than fit', async () => {
    const { world, staff, customers } = await staffed();
    await Promise.all(customers.map((it) => it.say('Hello')));
    expect(await outcomes(world)).toEqual([{ state: 'pending', rings: count * 2 }]);
    await Promise.all(staff.flatMap((it) => it.all('reservation').map(({ reservationId }) => it.do({ type: 'reservation.answer', reservationId, accepted: true }))));
    expect(await outcomes(world)).toEqual([{ state: 'accepted', rings: count * 2 }]);
    expect(await owners(world)).toEqual(agents.map(({ id }) => ({ owner_id: id, held: 2 })).sort((a, b) => (a.owner_id < b.owner_id ? -1 : 1)));
    await expectInvariants(world);
  });

  it('an agent accepts on five pages, another answers for them, and the ring runs out: one answer counts', async () => {
    const { world, staff, customers } = await staffed();
    for (const it of customers.slice(0, count)) await it.say('Hello');
    const pages = await Promise.all(staff.map(async (it) => [it, await world.again(it), await world.again(it), await world.again(it), await world.again(it)]));
    const ring = (it: Person) => it.last('reservation')?.reservationId ?? 'none';
    const rung = staff.filter((it) => it.last('reservation'));
    const answers = pages.flatMap((all, at) => all.map((page, which) => page.do({ type: 'reservation.answer', reservationId: ring(staff[at] ?? page), accepted: which % 2 === 0 })));
    const strangers = staff.map((it, at) => it.do({ type: 'reservation.answer', reservationId: ring(staff[(at + 1) % count] ?? it), accepted: true }));
    const [own, others] = [await Promise.all(answers), await Promise.all(strangers)];
    expect(own.filter((it) => it?.type === 'ack')).toHaveLength(rung.length);
    expect(others.filter((it) => it?.type === 'ack')).toEqual([]);
    for (const it of [...own, ...others]) if (it?.type === 'nack') expect(it.code).toBe('stale-reservation');
    await expectInvariants(world);
  });

  it('customers leave, agents accept, go and come: nothing rings twice and no slot is lost', async () => {
    const { world, staff, customers } = await staffed();
    await Promise.all(customers.map((it) => it.say('Hello')));
    const at = world.clock.now();
    await Promise.all([
      ...customers.filter((_, index) => index % 3 === 0).map((it) => it.do({ type: 'contact.close', contactId: it.contactId })),
      ...staff.map((it, index) => (index % 4 === 0 ? it.do({ type: 'presence.set', onQueue: false }) : index % 4 === 1 ? it.leave() : it.accept())),
      world.clock.advance(20_000, world.settled),
    ]);
    await world.pass(0);
    expect(world.clock.now()).toBe(at + 20_000);
    await expectInvariants(world);
    expect(await world.store.transaction((tx) => tx.all("SELECT contact_id FROM reservations WHERE state = 'pending' GROUP BY contact_id HAVING count(*) > 1"))).toEqual([]);
  });
});
