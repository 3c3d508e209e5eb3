import { describe, expect, it } from 'vitest';
import { people, trigger } from '../core/fixtures.js';
import type { Person } from '../core/person.js';
import { World } from '../core/world.js';
import type { ConfigParts } from '../core/fixtures.js';

const chat = { skills: [{ skill: { id: 'skill-chat-support' }, level: 1 }] };
const other = (more: Record<string, unknown> = {}) => ({ id: 'other', name: 'Others', mediaTypes: ['webChat'], skillRequirements: { webChat: chat }, members: ['chen'], ...more });
const route = (configuration: Record<string, unknown>, on: Record<string, string> = {}): string => JSON.stringify({ id: 'route', type: 'route-to-queue', configuration, on });
const say = (id: string, message: string): string => JSON.stringify({ id, type: 'send-message', configuration: { message } });
const disconnect = '{ "id": "bye", "type": "disconnect" }';

async function waiting(config: ConfigParts): Promise<{ world: World; customer: Person }> {
  const world = await World.open({ config });
  const customer = await world.customer();
  await customer.say('Hello');
  return { world, customer };
}
const stateOf = (customer: Person) => customer.last('contact')?.contact.state;

describe('a wait that has a bound', () => {
  it('goes on in the secondary queue, with its own time, and is bounded there too', async () => {
    const config = { queue: { members: ['ana'], maxWaitSeconds: 30, secondaryQueueId: 'other' }, moreQueues: [other({ maxWaitSeconds: 45 })], agents: [{ ...people.ana, capacity: { webChat: 1 } }, people.chen] };
    const { world, customer: first } = await waiting(config);
    const ana = await world.agent('ana');
    await ana.accept();
    const second = await world.customer();
    await second.say('Hello');
    const since = new Date(world.clock.now()).toISOString();
    await world.pass(30_000);
    expect(stateOf(first)).toBe('connected');
    expect(second.last('contact')?.contact).toMatchObject({ state: 'queued', queue: { queueId: 'other' } });
    await world.pass(44_000);
    expect(stateOf(second)).toBe('queued');
    const chen = await world.agent('chen');
    expect(chen.last('reservation')).toMatchObject({ contactId: second.contactId, waitingSince: since });
    await chen.accept();
    expect(stateOf(second)).toBe('connected');
    const kinds = (await world.timeline(second.contactId)).flatMap((event) => (event.kind === 'queue.left' ? [event.data] : []));
    expect(kinds).toEqual([{ queueId: 'support', outcome: 'moved' }, { queueId: 'other', outcome: 'connected' }]);
  });

  it('gives the routing block its timeout, and the flow goes on', async () => {
    const blocks = [trigger, route({ queueId: 'support' }, { timeout: 'sorry' }), say('sorry', 'Nobody is free.'), disconnect];
    const { world, customer } = await waiting({ blocks, queue: { maxWaitSeconds: 30 } });
    await world.pass(30_000);
    expect(customer.events().map(({ data }) => data)).toContainEqual(expect.objectContaining({ text: 'Nobody is free.' }));
    expect(stateOf(customer)).toBe('closed');
  });

  it('by the block counts from the beginning of the wait, before the queue’s own', async () => {
    const blocks = [trigger, route({ queueId: 'support', timeoutSeconds: 40, secondaryQueueId: 'other' }, { timeout: 'sorry' }), say('sorry', 'Nobody is free.'), disconnect];
    const { world, customer } = await waiting({ blocks, queue: { members: [], maxWaitSeconds: 30 }, moreQueues: [other({ members: [], maxWaitSeconds: 600 })] });
    await world.pass(30_000);
    expect(customer.last('contact')?.contact.queue?.queueId).toBe('other');
    await world.pass(10_000);
    expect(stateOf(customer)).toBe('closed');
  });

  it('closes the contact where nothing else can follow, and says why', async () => {
    const { world, customer } = await waiting({ blocks: [trigger], queue: { maxWaitSeconds: 30 } });
    await world.pass(30_000);
    expect(stateOf(customer)).toBe('closed');
    expect((await world.timeline(customer.contactId)).at(-1)).toMatchObject({ kind: 'contact.closed', data: { reason: 'no-agent' } });
  });

  it('follows the queue’s wish before the order of what is possible', async () => {
    const blocks = [trigger, route({ queueId: 'support' }, { timeout: 'sorry' }), say('sorry', 'Nobody is free.')];
    const { world, customer } = await waiting({ blocks, queue: { maxWaitSeconds: 30, afterMaxWait: 'close', secondaryQueueId: 'other' }, moreQueues: [other()] });
    await world.pass(30_000);
    expect((await world.timeline(customer.contactId)).at(-1)).toMatchObject({ kind: 'contact.closed', data: { reason: 'no-agent' } });
  });

  it('lets the agent who rings at that moment decide', async () => {
    for (const accepts of [true, false]) {
      const { world, customer } = await waiting({ blocks: [trigger], queue: { maxWaitSeconds: 30 } });
      await world.pass(20_000);
      const ana = await world.agent('ana');
      await world.agent('chen');
      await world.pass(15_000);
      expect(stateOf(customer)).toBe('queued');
      await (accepts ? ana.accept() : ana.decline());
      expect(stateOf(customer)).toBe(accepts ? 'connected' : 'closed');
    }
  });
});

describe('a queue that has nobody', () => {
  it('hands the contact to its secondary queue at once where somebody there is free', async () => {
    const world = await World.open({ config: { queue: { members: ['ana'], secondaryQueueId: 'other' }, moreQueues: [other()] } });
    const chen = await world.agent('chen');
    const customer = await world.customer();
    await customer.say('Hello');
    expect(chen.last('reservation')).toMatchObject({ contactId: customer.contactId, queue: { queueId: 'other' } });
  });

  it('keeps it where its own are only busy', async () => {
    const world = await World.open({ config: { queue: { members: ['ana'], secondaryQueueId: 'other' }, moreQueues: [other()], agents: [{ ...people.ana, capacity: { webChat: 1 } }, people.chen] } });
    const ana = await world.agent('ana');
    const chen = await world.agent('chen');
    for (const text of ['Hello', 'Hi']) await (await world.customer()).say(text);
    expect(ana.all('reservation')).toHaveLength(1);
    expect(chen.all('reservation')).toHaveLength(0);
  });

  it('never sends it round in a circle', async () => {
    const config = { blocks: [trigger], queue: { maxWaitSeconds: 10, secondaryQueueId: 'other' }, moreQueues: [other({ maxWaitSeconds: 10, secondaryQueueId: 'support' })] };
    const { world, customer } = await waiting(config);
    await world.pass(20_000);
    expect(stateOf(customer)).toBe('closed');
    expect((await world.kinds(customer.contactId)).filter((kind) => kind === 'queue.entered')).toHaveLength(2);
  });

  it('does not take a queue for chat that has no chat', async () => {
    const world = await World.open({ config: { queue: { members: ['ana'], secondaryQueueId: 'other' }, moreQueues: [other({ mediaTypes: ['videoChat'] })] } });
    const chen = await world.agent('chen');
    await (await world.customer()).say('Hello');
    expect(chen.last('reservation')).toBeUndefined();
  });

  it.each([['nobody qualifies', { queue: { members: [] } }], ['nobody is on queue', {}]])('sends the flow on at once by its way for no-agent, when %s', async (_, config) => {
    const blocks = [trigger, route({ queueId: 'support' }, { 'no-agent': 'sorry' }), say('sorry', 'We are closed.'), disconnect];
    const { customer } = await waiting({ ...config, blocks });
    expect(customer.events().map(({ data }) => data)).toContainEqual(expect.objectContaining({ text: 'We are closed.' }));
    expect(stateOf(customer)).toBe('closed');
  });
});

describe('whose turn it is', () => {
  it('goes by priority, one unit for a minute of waiting, and then by age', async () => {
    const one = { ...people.ana, capacity: { webChat: 1 } };
    const urgent = { ...other({ members: ['ana'], priority: 2 }), id: 'urgent' };
    const blocks = [trigger, '{ "id": "which", "type": "decision", "configuration": { "condition": { "eq": ["${customer.name}", "Vip"] } }, "on": { "true": "fast", "false": "slow" } }', JSON.stringify({ id: 'fast', type: 'route-to-queue', configuration: { queueId: 'urgent' } }), JSON.stringify({ id: 'slow', type: 'route-to-queue', configuration: { queueId: 'support' } })];
    for (const [lateBy, first] of [[119_000, 'vip'], [121_000, 'usual']] as const) {
      const world = await World.open({ config: { blocks, agents: [one], moreQueues: [urgent] } });
      const usual = await world.customer();
      await usual.say('Hello');
      await world.pass(lateBy);
      const vip = await world.customer({ name: 'Vip' });
      await vip.say('Hello');
      const ana = await world.agent('ana');
      expect(ana.all('reservation').map(({ contactId }) => contactId)).toEqual([(first === 'vip' ? vip : usual).contactId]);
    }
  });

  it('is the last agent’s of the same customer first, where the queue prefers them, and nobody waits for them', async () => {
    const identity = (world: World, customer: Person) => world.store.transaction((tx) => tx.run('UPDATE contacts SET customer = ? WHERE id = ?', [JSON.stringify({ customerId: 'u-1' }), customer.contactId]));
    const world = await World.open({ config: { queue: { preferLastAgent: true } } });
    const ana = await world.agent('ana');
    const first = await world.customer();
    await first.say('Hello');
    await identity(world, first);
    await ana.accept();
    await world.pass(1_000);
    await ana.do({ type: 'contact.wrap', contactId: first.contactId, codes: [] });
    await ana.do({ type: 'presence.set', onQueue: false });
    const second = await world.customer();
    await second.say('Hello');
    await identity(world, second);
    await world.pass(1_000);
    // Chen has been idle for longer once he is there; Ana had this customer.
    const chen = await world.agent('chen', { onQueue: false });
    await world.pass(1_000);
    await world.store.transaction((tx) => tx.run("UPDATE presence SET idle_since = 0 WHERE agent_id = 'chen'"));
    await world.store.transaction((tx) => tx.run("UPDATE presence SET on_queue = 1 WHERE agent_id = 'chen'"));
    await ana.do({ type: 'presence.set', onQueue: true });
    expect(ana.last('reservation')?.contactId).toBe(second.contactId);
    await ana.decline();
    expect(chen.last('reservation')?.contactId).toBe(second.contactId);
  });
});
