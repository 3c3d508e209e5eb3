import { describe, expect, it } from 'vitest';
import { scopesOf } from '../../../../src/platform/auth/scopes.js';
import { chatting, click, goLive, inCall } from '../core/call.js';
import { people, supportBody } from '../core/fixtures.js';
import type { Person } from '../core/person.js';
import { World } from '../core/world.js';

const support = JSON.parse(supportBody) as object;
const dora = { id: 'dora', name: 'Dora', login: 'dora', capacity: { webChat: 1, videoChat: 1 }, entitlements: ['video'] };
const sam = { id: 'sam', name: 'Sam', login: 'sam', roles: ['supervisor'] };
const config = {
  agents: [people.ana, people.ben, people.chen, dora, sam],
  moreQueues: [{ id: 'second', ...support, name: 'Second line', members: ['chen'] }, { id: 'mail', name: 'Forms', mediaTypes: ['webChat'], members: ['dora'] }],
};
const asker = (id: string) => ({ kind: 'agent' as const, id, scopes: scopesOf(['agent']) });
const open = () => World.open({ config });
const fitness = async (world: World, contactId: string) => {
  const { agents, queues, medium } = await world.core.transferTargets(asker('ana'), contactId);
  return { medium, agents: Object.fromEntries(agents.map((it) => [it.agent.agentId, it.fitness])), queues: Object.fromEntries(queues.map((it) => [it.queueId, it.fitness])) };
};
/** One more customer whom an agent has in chat. */
const another = async (world: World, agent: Person): Promise<Person> => {
  const customer = await world.customer();
  await customer.say('Hello');
  await agent.accept();
  return customer;
};
/** What the transfer itself says of each agent. */
const tried = async (ana: Person, contactId: string, agentId: string): Promise<string> => {
  const answer = await ana.do({ type: 'contact.transfer', contactId, to: { kind: 'agent', agentId } });
  if (answer?.type === 'ack') await ana.do({ type: 'contact.transfer', contactId, to: { kind: 'nobody' } });
  return answer?.type === 'ack' ? 'ack' : 'nack';
};

describe('whom a contact can be handed to', () => {
  it('is every colleague who takes contacts, with what they do, can and have free, those who can first', async () => {
    const world = await open();
    const { customer: { contactId } } = await chatting(world);
    await world.agent('chen');
    const { agents, ringSeconds } = await world.core.transferTargets(asker('ana'), contactId);
    expect(agents.map(({ agent }) => agent.agentId)).toEqual(['chen', 'ben', 'dora']);
    expect(agents[0]).toMatchObject({
      agent: { name: 'Chen' }, state: 'available', since: new Date(world.clock.now()).toISOString(), fitness: 'can',
      slots: { webChat: { used: 0, capacity: 3 }, videoChat: { used: 0, capacity: 1 } }, skills: [{ name: 'skill-chat-support', level: 1 }, { name: 'skill-video-support', level: 1 }],
    });
    expect(agents[1]).toMatchObject({ state: 'offline', fitness: 'not-there' });
    expect(ringSeconds).toBe(20);
  });

  it('says of each why not, in chat, and the transfer agrees', async () => {
    const world = await open();
    const { agent: ana, customer: first } = await chatting(world);
    const dora = await world.agent('dora');
    await ana.do({ type: 'contact.transfer', contactId: first.contactId, to: { kind: 'agent', agentId: 'dora' } });
    await dora.accept();
    const { contactId: at } = await another(world, ana);
    await (await world.agent('ben')).do({ type: 'presence.set', state: 'break' });
    await world.agent('chen');
    const { agents } = await fitness(world, at);
    expect(agents).toEqual({ ben: 'not-there', chen: 'can', dora: 'full' });
    for (const [agentId, fit] of Object.entries(agents)) expect([agentId, await tried(ana, at, agentId)]).toEqual([agentId, fit === 'can' ? 'ack' : 'nack']);
  });

  it('is asked anew of video in a call: a licence, a client, a slot', async () => {
    const world = await open();
    const { agent: ana, contactId } = await inCall(world);
    await world.agent('ben');
    const chen = await world.agent('chen');
    await world.agent('dora', { manifest: 'no-webrtc' });
    expect(await fitness(world, contactId)).toEqual({ medium: 'videoChat', agents: { chen: 'can', ben: 'no-video', dora: 'no-video' }, queues: { support: 'can', second: 'can', mail: 'no-video' } });
    await ana.do({ type: 'presence.set', onQueue: false });
    const other = await another(world, chen);
    await click(other);
    await chen.accept();
    await goLive(other, chen);
    expect(await fitness(world, contactId)).toMatchObject({ agents: { chen: 'full' }, queues: { second: 'full' } });
    for (const agentId of ['chen', 'ben', 'dora']) expect(await tried(ana, contactId, agentId)).toBe('nack');
  });

  it('counts who is there for each queue, and who waits', async () => {
    const world = await open();
    const { customer: { contactId } } = await chatting(world);
    expect((await world.core.transferTargets(asker('ana'), contactId)).queues).toMatchObject([
      { queueId: 'mail', name: 'Forms', there: 0, free: 0, waiting: 0, fitness: 'not-there' },
      { queueId: 'second', name: 'Second line', there: 0, free: 0, waiting: 0, fitness: 'not-there' },
      { queueId: 'support', there: 0, free: 0, waiting: 0, fitness: 'not-there' },
    ]);
    await world.agent('chen');
    expect((await world.core.transferTargets(asker('ana'), contactId)).queues[1]).toMatchObject({ there: 1, free: 1, fitness: 'can' });
  });

  it('is for its owner alone, while the contact is open', async () => {
    const world = await open();
    const { agent: ana, customer: { contactId } } = await chatting(world);
    await world.agent('ben');
    await expect(world.core.transferTargets(asker('ben'), contactId)).rejects.toMatchObject({ code: 'not-your-contact' });
    await ana.do({ type: 'contact.close', contactId });
    await expect(world.core.transferTargets(asker('ana'), contactId)).rejects.toMatchObject({ code: 'contact-closed' });
  });
});

describe('a transfer that is taken back', () => {
  it.each(['agent', 'queue'] as const)('to an %s rings no longer, and the contact stays where it was', async (kind) => {
    const world = await open();
    const { agent: ana, customer: { contactId } } = await chatting(world);
    const chen = await world.agent('chen');
    await ana.do({ type: 'contact.transfer', contactId, to: kind === 'agent' ? { kind, agentId: 'chen' } : { kind, queueId: 'second' } });
    expect(chen.last('reservation')?.contactId).toBe(contactId);
    expect(await ana.do({ type: 'contact.transfer', contactId, to: { kind: 'nobody' } })).toMatchObject({ type: 'ack' });
    expect(chen.last('reservation.gone')).toMatchObject({ contactId, outcome: 'rescinded' });
    expect(await chen.accept()).toMatchObject({ code: 'stale-reservation' });
    expect(ana.events(contactId).filter((it) => it.kind === 'transfer.ended')).toMatchObject([{ data: { outcome: 'cancelled' } }]);
    expect(await world.store.transaction((tx) => tx.all('SELECT 1 FROM waiting'))).toEqual([]);
    expect((await world.core.contactRow(contactId))?.ownerId).toBe('ana');
  });

  it('is nothing where there is none', async () => {
    const world = await open();
    const { agent: ana, customer: { contactId } } = await chatting(world);
    const before = (await world.timeline(contactId)).length;
    expect(await ana.do({ type: 'contact.transfer', contactId, to: { kind: 'nobody' } })).toMatchObject({ type: 'ack' });
    expect(await world.timeline(contactId)).toHaveLength(before);
  });

  it('leaves a call as it is', async () => {
    const world = await open();
    const { customer, agent: ana, contactId, callId } = await inCall(world);
    const chen = await world.agent('chen');
    await ana.do({ type: 'contact.transfer', contactId, to: { kind: 'agent', agentId: 'chen' } });
    await ana.do({ type: 'contact.transfer', contactId, to: { kind: 'nobody' } });
    expect(chen.last('reservation.gone')).toMatchObject({ outcome: 'rescinded' });
    expect(customer.last('upgrade.state')).toMatchObject({ state: 'live', callId, agent: { agentId: 'ana' } });
  });
});
