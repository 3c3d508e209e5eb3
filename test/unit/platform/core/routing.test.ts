import { describe, expect, it } from 'vitest';
import { chatting, click, goLive } from './call.js';
import { people, trigger } from './fixtures.js';
import { World } from './world.js';

describe('who rings', () => {
  it('is the longest idle of those with the skill', async () => {
    const world = await World.open();
    const ana = await world.agent('ana');
    await world.pass(1_000);
    const chen = await world.agent('chen');
    const first = await world.customer();
    await first.say('Hello');
    expect(ana.last('reservation')?.contactId).toBe(first.contactId);
    await ana.accept();
    await world.pass(1_000);
    await ana.do({ type: 'contact.wrap', contactId: first.contactId, codes: [] });
    const second = await world.customer();
    await second.say('Hello');
    expect(chen.last('reservation')?.contactId).toBe(second.contactId);
  });

  it('is nobody without the level that the queue asks for, and an alert says so', async () => {
    const skills = { webChat: { skills: [{ skill: { id: 'skill-chat-support' }, level: 3 }] } };
    const world = await World.open({ config: { queue: { skillRequirements: skills } } });
    const ana = await world.agent('ana');
    const customer = await world.customer();
    await customer.say('Hello');
    expect(ana.last('reservation')).toBeUndefined();
    expect(world.alerts).toContainEqual({ kind: 'no-agent', contactId: customer.contactId, queueId: 'support', medium: 'webChat', reason: 'nobody-qualified', skills: ['skill-chat-support'] });
  });

  it('never has more than the capacity, counted from the ring', async () => {
    const world = await World.open();
    const ana = await world.agent('ana');
    for (let count = 0; count < 5; count += 1) await (await world.customer()).say('Hello');
    expect(ana.all('reservation')).toHaveLength(3);
    expect(ana.last('presence')).toMatchObject({ state: 'busy', slots: { webChat: { used: 3, capacity: 3 } } });
    expect(ana.last('inbox')?.waiting).toHaveLength(5);
  });

  it.each([1, 2])('is shown busy while in a video call, and no longer, with %i to take at once', async (videoChat) => {
    const world = await World.open({ config: { agents: [{ ...people.ana, capacity: { webChat: 3, videoChat } }] } });
    const { customer, agent } = await chatting(world);
    expect(agent.last('presence')?.state).toBe('available');
    await world.pass(10_000);
    await click(customer);
    await agent.accept();
    const callId = await goLive(customer, agent);
    const since = new Date(world.clock.now()).toISOString();
    await world.pass(60_000);
    expect(agent.last('presence')).toMatchObject({ state: 'busy', since });
    expect((await world.again(agent)).last('welcome')?.presence).toMatchObject({ state: 'busy', since });
    await agent.do({ type: 'call.end', contactId: customer.contactId, callId });
    expect(agent.last('presence')).toMatchObject({ state: 'available', since: new Date(world.clock.now()).toISOString() });
  });

  it('is shown busy while every chat slot is taken, and no longer', async () => {
    const world = await World.open({ config: { agents: [{ ...people.ana, capacity: { webChat: 1, videoChat: 1 } }] } });
    const { customer, agent } = await chatting(world);
    expect(agent.last('presence')?.state).toBe('busy');
    await agent.do({ type: 'contact.wrap', contactId: customer.contactId, codes: [] });
    expect(agent.last('presence')?.state).toBe('available');
  });

  it('sees what is written in line, not at every word', async () => {
    const world = await World.open();
    const ana = await world.agent('ana', { onQueue: false });
    const customer = await world.customer();
    await customer.say('Hello');
    ana.clear();
    for (const text of ['It', 'drips', 'again']) await customer.say(text);
    await world.pass(500);
    expect(ana.all('inbox').map(({ waiting }) => waiting.map(({ lastText }) => lastText))).toEqual([['again']]);
  });

  it('is nobody before they go on queue', async () => {
    const world = await World.open();
    const ana = await world.agent('ana', { onQueue: false });
    await (await world.customer()).say('Hello');
    expect(ana.last('reservation')).toBeUndefined();
    expect(ana.last('inbox')?.waiting).toMatchObject([{ queue: { queueId: 'support', name: 'Support - Video Enabled' }, medium: 'webChat', lastText: 'Hello' }]);
    await ana.do({ type: 'presence.set', onQueue: true });
    expect(ana.last('reservation')).toBeDefined();
  });
});

describe('a reservation', () => {
  it('that is declined goes to the next agent with the wait going on, and is stale for the one before', async () => {
    const world = await World.open();
    const ana = await world.agent('ana');
    await world.pass(1_000);
    const chen = await world.agent('chen');
    const customer = await world.customer();
    await customer.say('Hello');
    const since = ana.last('reservation')?.waitingSince;
    await world.pass(5_000);
    await ana.decline();
    expect(ana.last('reservation.gone')).toMatchObject({ outcome: 'declined' });
    expect(ana.last('presence')?.state).toBe('available');
    expect(chen.last('reservation')).toMatchObject({ contactId: customer.contactId, waitingSince: since });
    expect(await ana.accept()).toMatchObject({ type: 'nack', code: 'stale-reservation' });
  });

  it('that rings out makes the agent not responding until they act, and the contact keeps its place', async () => {
    const world = await World.open();
    const ana = await world.agent('ana');
    const customer = await world.customer({ name: 'Maya' });
    await customer.say('Hello');
    const since = ana.last('reservation')?.waitingSince;
    await world.pass(20_000);
    expect(ana.last('reservation.gone')).toMatchObject({ outcome: 'timeout' });
    expect(ana.last('presence')).toMatchObject({ state: 'not-responding', missed: { contactId: customer.contactId, customerName: 'Maya' }, slots: { webChat: { used: 0 } } });
    expect(await ana.accept()).toMatchObject({ type: 'nack', code: 'stale-reservation' });
    expect(customer.last('contact')?.contact.state).toBe('queued');

    await world.pass(60_000);
    expect(ana.all('reservation')).toHaveLength(1);
    await ana.do({ type: 'presence.set', onQueue: true });
    await world.pass(20_000);
    expect(ana.last('reservation')).toMatchObject({ waitingSince: since });
    expect(ana.all('reservation').length).toBeGreaterThan(1);
  });

  it('comes back to the only agent who declined, but not in the same breath', async () => {
    const world = await World.open();
    const ana = await world.agent('ana');
    await (await world.customer()).say('Hello');
    await ana.decline();
    expect(ana.all('reservation')).toHaveLength(1);
    await world.pass(20_000);
    expect(ana.all('reservation')).toHaveLength(2);
  });

  it('is another agent’s affair for everybody else', async () => {
    const world = await World.open();
    const ana = await world.agent('ana');
    const chen = await world.agent('chen', { onQueue: false });
    await (await world.customer()).say('Hello');
    const reservationId = ana.last('reservation')?.reservationId ?? '';
    expect(await chen.do({ type: 'reservation.answer', reservationId, accepted: true })).toMatchObject({ type: 'nack', code: 'stale-reservation' });
    expect(await ana.accept()).toMatchObject({ type: 'ack' });
    expect(await ana.accept()).toMatchObject({ type: 'nack', code: 'stale-reservation' });
  });

  it('is shown again to an agent who reloads while it rings', async () => {
    const world = await World.open();
    const ana = await world.agent('ana');
    const customer = await world.customer();
    await customer.say('Hello');
    await ana.leave();
    const reloaded = await world.again(ana);
    expect(reloaded.last('reservation')).toMatchObject({ contactId: customer.contactId });
    expect(await reloaded.accept()).toMatchObject({ type: 'ack' });
    expect(customer.last('contact')?.contact.state).toBe('connected');
  });
});

describe('presence', () => {
  it('outlives a reload, and ends ten seconds after the last socket', async () => {
    const world = await World.open();
    const ana = await world.agent('ana');
    await ana.leave();
    await world.pass(9_000);
    const back = await world.again(ana);
    expect(back.last('welcome')?.presence).toMatchObject({ state: 'available', onQueue: true });
    await world.pass(60_000);
    expect((await world.again(ana)).last('welcome')?.presence).toMatchObject({ onQueue: true });
  });

  it('once over, gives the ring to the next agent and keeps the chats until they are back', async () => {
    const world = await World.open();
    const { customer, agent: ana } = await chatting(world);
    const second = await world.customer();
    await second.say('Hello');
    expect(ana.last('reservation')?.contactId).toBe(second.contactId);
    const chen = await world.agent('chen');
    await ana.leave();
    await world.pass(10_000);
    expect(chen.last('reservation')?.contactId).toBe(second.contactId);
    expect((await world.core.contactRow(customer.contactId))?.ownerId).toBe('ana');

    await customer.say('Are you there?');
    const back = await world.again(ana);
    expect(back.last('welcome')).toMatchObject({ presence: { state: 'available', onQueue: false }, contacts: [{ contactId: customer.contactId, relation: 'owner' }] });
    expect(back.events(customer.contactId).at(-1)?.data).toMatchObject({ text: 'Are you there?' });
  });

  it('on a break rings nobody', async () => {
    const world = await World.open();
    const ana = await world.agent('ana');
    await ana.do({ type: 'presence.set', state: 'break' });
    expect(ana.last('presence')?.state).toBe('break');
    await (await world.customer()).say('Hello');
    expect(ana.last('reservation')).toBeUndefined();
    await ana.do({ type: 'presence.set', state: 'available' });
    expect(ana.last('reservation')).toBeDefined();
  });
});

describe('a transfer', () => {
  it('to an agent keeps the chat with its owner until the other accepts, then shows the former owner no more', async () => {
    const world = await World.open();
    const { customer, agent: ana } = await chatting(world);
    const chen = await world.agent('chen', { onQueue: false });
    await ana.do({ type: 'contact.transfer', contactId: customer.contactId, to: { kind: 'agent', agentId: 'chen' } });
    expect(chen.last('reservation')).toMatchObject({ contactId: customer.contactId, kept: false, owner: { agentId: 'ana' } });
    await customer.say('Still Ana?');
    expect(ana.events().at(-1)?.data).toMatchObject({ text: 'Still Ana?' });

    await chen.accept();
    expect(customer.last('contact')?.contact).toMatchObject({ state: 'connected', owner: { agentId: 'chen' } });
    expect(ana.last('contact')?.contact).toMatchObject({ relation: 'former', owner: { agentId: 'chen' } });
    expect(ana.events().at(-1)).toMatchObject({ kind: 'contact.moved', data: { from: { agentId: 'ana' }, to: { agentId: 'chen' } } });
    expect(ana.last('presence')?.slots.webChat.used).toBe(0);

    ana.clear();
    await customer.say('Hello Chen');
    expect(ana.events()).toEqual([]);
    expect(chen.events().at(-1)?.data).toMatchObject({ text: 'Hello Chen' });
    expect(chen.events().map(({ seq }) => seq)).toEqual((await world.timeline(customer.contactId)).map(({ seq }) => seq));
    expect(await ana.say('Wait', customer.contactId)).toMatchObject({ code: 'not-your-contact' });
    expect((await world.again(ana)).events().at(-1)).toMatchObject({ kind: 'contact.moved' });

    expect(await ana.do({ type: 'contact.wrap', contactId: customer.contactId, codes: ['moved'] })).toMatchObject({ type: 'ack' });
    expect((await world.core.contactRow(customer.contactId))?.state).toBe('connected');
    expect((await world.again(ana)).last('welcome')?.contacts).toEqual([]);
  });

  it('that is declined leaves everything as it was', async () => {
    const world = await World.open();
    const { customer, agent: ana } = await chatting(world);
    const chen = await world.agent('chen');
    await ana.do({ type: 'contact.transfer', contactId: customer.contactId, to: { kind: 'agent', agentId: 'chen' } });
    await chen.decline();
    await world.pass(60_000);
    expect(chen.all('reservation')).toHaveLength(1);
    expect(customer.last('contact')?.contact).toMatchObject({ state: 'connected', owner: { agentId: 'ana' } });
  });

  it('to a queue rings another of its agents, never the owner', async () => {
    const world = await World.open();
    const { customer, agent: ana } = await chatting(world);
    await ana.do({ type: 'contact.transfer', contactId: customer.contactId, to: { kind: 'queue', queueId: 'support' } });
    expect(ana.all('reservation')).toHaveLength(1);
    const chen = await world.agent('chen');
    expect(chen.last('reservation')).toMatchObject({ contactId: customer.contactId, owner: { agentId: 'ana' } });
    await chen.accept();
    expect(customer.last('contact')?.contact.owner?.agentId).toBe('chen');
  });

  it('to who is not there, or to nowhere, is refused', async () => {
    const world = await World.open();
    const { customer, agent: ana } = await chatting(world);
    for (const to of [{ kind: 'agent', agentId: 'chen' }, { kind: 'agent', agentId: 'ana' }, { kind: 'queue', queueId: 'none' }] as const) {
      expect(await ana.do({ type: 'contact.transfer', contactId: customer.contactId, to })).toMatchObject({ type: 'nack', code: 'not-found' });
    }
  });
});

describe('a transfer that a video comes in between', () => {
  it('stops ringing and is given up; the owner keeps the contact and takes the video', async () => {
    const world = await World.open();
    const { customer, agent: ana } = await chatting(world);
    const chen = await world.agent('chen', { onQueue: false });
    await ana.do({ type: 'contact.transfer', contactId: customer.contactId, to: { kind: 'agent', agentId: 'chen' } });
    await click(customer);
    expect(chen.last('reservation.gone')).toMatchObject({ outcome: 'rescinded' });
    expect(ana.last('reservation')).toMatchObject({ medium: 'videoChat', kept: true });
    expect(await ana.do({ type: 'contact.transfer', contactId: customer.contactId, to: { kind: 'agent', agentId: 'chen' } })).toMatchObject({ type: 'nack', code: 'stale-upgrade' });
    await ana.decline();
    expect(await world.store.transaction((tx) => tx.all('SELECT * FROM waiting'))).toEqual([]);
    expect(customer.last('contact')?.contact).toMatchObject({ state: 'connected', owner: { agentId: 'ana' } });
  });
});

describe('an alert', () => {
  it('that nobody qualifies is raised once for each contact', async () => {
    const world = await World.open({ config: { agents: [] } });
    for (let count = 0; count < 3; count += 1) await (await world.customer()).say('Hello');
    await world.pass(10_000);
    expect(world.alerts.map(({ kind }) => kind)).toEqual(['no-agent', 'no-agent', 'no-agent']);
  });
});

describe('a flow’s end', () => {
  it('sends a contact without an owner to the deployment’s default queue', async () => {
    const world = await World.open({ config: { blocks: [trigger, '{ "id": "hello", "type": "send-message", "configuration": { "message": "Welcome" } }'] } });
    const customer = await world.customer();
    await customer.say('Hello');
    expect(customer.events().find(({ actor }) => actor.kind === 'flow')?.data).toMatchObject({ text: 'Welcome' });
    expect(customer.last('contact')?.contact).toMatchObject({ state: 'queued', queue: { queueId: 'support' } });
  });

  it('without a default queue leaves the contact open', async () => {
    const world = await World.open({ config: { blocks: [trigger], defaultQueueId: null } });
    const customer = await world.customer();
    await customer.say('Hello');
    expect(customer.last('contact')?.contact).toMatchObject({ state: 'flow' });
    expect(await customer.say('Hello?')).toMatchObject({ type: 'ack' });
  });
});

describe('a long wait', () => {
  it('raises an alert that names the queue and the skill', async () => {
    const world = await World.open({ config: { queue: { waitSeconds: 30 } } });
    const customer = await world.customer();
    await customer.say('Hello');
    await world.pass(30_000);
    expect(world.alerts).toContainEqual({ kind: 'long-wait', contactId: customer.contactId, queueId: 'support', medium: 'webChat', waitedMs: 30_000, skills: ['skill-chat-support'] });
  });
});
