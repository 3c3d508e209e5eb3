import { describe, expect, it } from 'vitest';
import { chatting } from './call.js';
import { trigger } from './fixtures.js';
import type { Act } from './person.js';
import type { PlatformFrame } from '../../../../src/protocol/platform-frame.js';
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

  it('gives the joining agent the contact before its events, and each event once', async () => {
    const world = await World.open();
    const { customer, agent } = await chatting(world);
    const about = agent.got.filter((frame) => (frame.type === 'contact' && frame.contact.relation === 'owner') || frame.type === 'event');
    expect(about[0]?.type).toBe('contact');
    expect(agent.events(customer.contactId).map(({ seq }) => seq)).toEqual((await world.timeline(customer.contactId)).map(({ seq }) => seq));
  });

  it('chains what the customer may see without gaps, though agents see more', async () => {
    const world = await World.open();
    const { customer, agent } = await chatting(world);
    await agent.say('Hi', customer.contactId);
    const seen = customer.events();
    expect(seen.map(({ prev }) => prev)).toEqual([0, ...seen.slice(0, -1).map(({ seq }) => seq)]);
    expect(seen.some(({ kind }) => kind.startsWith('reservation.') || kind.startsWith('flow.'))).toBe(false);
    expect((await world.timeline(customer.contactId)).map(({ seq }) => seq)).toEqual((await world.timeline(customer.contactId)).map((_, at) => at + 1));
  });

  it('does a message sent again once, and answers it the same', async () => {
    const world = await World.open();
    const customer = await world.customer();
    const act = { type: 'message.send', contactId: customer.contactId, text: 'Hello' } as const;
    const first = await customer.do(act, 'm1');
    expect(await customer.do(act, 'm1')).toEqual(first);
    expect((await world.timeline(customer.contactId)).filter(({ kind, actor }) => kind === 'message' && actor.kind === 'customer')).toHaveLength(1);
  });

  it('keeps two people’s frames of the same id apart', async () => {
    const world = await World.open();
    const [one, two] = [await world.customer(), await world.customer()];
    await one.do({ type: 'message.send', contactId: one.contactId, text: 'One' }, 'same');
    await two.do({ type: 'message.send', contactId: two.contactId, text: 'Two' }, 'same');
    expect((await world.timeline(two.contactId)).find(({ kind }) => kind === 'message')).toMatchObject({ data: { text: 'Two' } });
  });

  it('replays what a returning customer missed, and no more', async () => {
    const world = await World.open();
    const { customer, agent } = await chatting(world);
    const seen = customer.events().at(-1)?.seq ?? 0;
    await customer.leave();
    await agent.say('Are you there?', customer.contactId);
    await customer.connect({ [customer.contactId]: seen });
    const welcome = customer.got.findLastIndex(({ type }) => type === 'welcome');
    const replay = customer.got.slice(welcome + 1).filter((frame) => frame.type === 'event');
    expect(replay).toMatchObject([{ kind: 'message', prev: seen, data: { text: 'Are you there?' } }]);
  });

  it('shows every page of a customer the same', async () => {
    const world = await World.open();
    const { customer, agent } = await chatting(world);
    const second = await world.again(customer);
    expect(second.events().map(({ seq }) => seq)).toEqual(customer.events().map(({ seq }) => seq));
    await agent.say('To both', customer.contactId);
    for (const page of [customer, second]) expect(page.events().at(-1)?.data).toMatchObject({ text: 'To both' });
  });

  it('passes typing on, keeps what was read, and never reads backwards', async () => {
    const world = await World.open();
    const { customer, agent } = await chatting(world);
    await customer.do({ type: 'typing', contactId: customer.contactId, on: true });
    expect(agent.last('typing')).toMatchObject({ by: { kind: 'customer' }, on: true });
    await agent.do({ type: 'read', contactId: customer.contactId, upTo: 2 });
    expect(customer.last('read')).toMatchObject({ by: 'agent', upTo: 2 });
    customer.clear();
    await agent.do({ type: 'read', contactId: customer.contactId, upTo: 1 });
    expect(customer.last('read')).toBeUndefined();
    expect((await world.again(customer)).last('welcome')?.contact?.read).toEqual({ customer: 0, agent: 2 });
    const { seq } = (await world.core.contactRow(customer.contactId)) ?? { seq: 0 };
    await agent.do({ type: 'read', contactId: customer.contactId, upTo: 9_999 });
    expect(customer.last('read')).toMatchObject({ upTo: seq });
  });

  it('tells the customer what their agent’s desk has received, also one who comes back, for as long as a desk has it', async () => {
    const world = await World.open();
    const { customer, agent } = await chatting(world);
    const { contactId } = customer;
    const ben = await world.agent('ben');
    await customer.say('Are you there?');
    const { seq } = (await world.core.contactRow(contactId)) ?? { seq: 0 };
    await ben.has(contactId, seq);
    expect(customer.last('read')).toBeUndefined();
    await agent.has(contactId, seq);
    expect(customer.last('read')).toEqual({ type: 'read', contactId, by: 'desk', upTo: seq });
    expect(agent.last('read')).toBeUndefined();
    const read = async (): Promise<unknown> => (await world.again(customer)).last('welcome')?.contact?.read;
    expect(await read()).toEqual({ customer: 0, agent: 0, desk: seq });
    await agent.leave();
    expect(await read()).toEqual({ customer: 0, agent: 0 });
    await agent.connect({ [contactId]: seq });
    expect(await read()).toEqual({ customer: 0, agent: 0, desk: seq });
    // More than there is, as a desk might say after a backup was put back.
    await agent.leave();
    await agent.connect({ [contactId]: seq + 900 });
    expect(await read()).toEqual({ customer: 0, agent: 0, desk: seq });
  });
});

describe('somebody else’s contact', () => {
  it('is not-your-contact for every frame, whether it exists or not', async () => {
    const world = await World.open();
    const { customer } = await chatting(world);
    const stranger = await world.customer();
    const ben = await world.agent('ben');
    for (const person of [stranger, ben]) {
      for (const contactId of [customer.contactId, 'c_of-nobody']) {
        for (const act of [
          { type: 'message.send', contactId, text: 'x' },
          { type: 'contact.close', contactId },
          { type: 'read', contactId, upTo: 1 },
          { type: 'typing', contactId, on: true },
          { type: 'upgrade.cancel', contactId, upgradeId: 'u_x' },
        ] as const) {
          expect(await person.do(act), act.type).toMatchObject({ type: 'nack', code: 'not-your-contact' });
        }
      }
    }
    for (const act of [
      { type: 'upgrade.invite', contactId: customer.contactId },
      { type: 'contact.wrap', contactId: customer.contactId, codes: [] },
      { type: 'contact.transfer', contactId: customer.contactId, to: { kind: 'agent', agentId: 'ben' } },
    ] satisfies Act[]) {
      expect(await ben.do(act), act.type).toMatchObject({ type: 'nack', code: 'not-your-contact' });
    }
  });

  it('cannot be connected to with a token of another guest', async () => {
    const world = await World.open();
    const { customer } = await chatting(world);
    const stranger = await world.customer();
    const forged = { ...stranger.who, contactId: customer.contactId };
    await expect(world.core.connect(forged, { type: 'hello', token: 't', sessionId: 's' }, () => undefined)).rejects.toMatchObject({ code: 'token-invalid' });
  });
});

describe('a contact’s end', () => {
  it('by the customer leaves the wrap-up to the agent, refuses messages, and gives a new contact to a new token', async () => {
    const world = await World.open();
    const { customer, agent } = await chatting(world);
    await customer.do({ type: 'contact.close', contactId: customer.contactId });
    expect(customer.last('contact')?.contact).toMatchObject({ state: 'closed', closedAt: expect.any(String) as string });
    expect(agent.last('contact')?.contact).toMatchObject({ state: 'wrap-up' });
    expect(await customer.say('One more thing')).toMatchObject({ type: 'nack', code: 'contact-closed' });
    expect(agent.last('presence')?.slots.webChat.used).toBe(1);

    expect(await agent.do({ type: 'contact.wrap', contactId: customer.contactId, codes: ['repair'], note: 'Called back' })).toMatchObject({ type: 'ack' });
    expect(agent.last('contact')?.contact).toMatchObject({ state: 'closed' });
    expect(agent.last('presence')?.slots.webChat.used).toBe(0);
    expect((await world.kinds(customer.contactId)).slice(-2)).toEqual(['contact.closed', 'contact.wrapped']);
  });

  it('by the agent’s wrap-up frees the slot for the next in line', async () => {
    const world = await World.open({ config: { agents: [{ id: 'ana', name: 'Ana', login: 'ana', skills: [{ id: 'skill-chat-support' }], capacity: { webChat: 1 } }] } });
    const { customer, agent } = await chatting(world);
    const next = await world.customer({ name: 'Next' });
    await next.say('Anybody?');
    expect(agent.last('reservation')?.contactId).toBe(customer.contactId);
    await agent.do({ type: 'contact.wrap', contactId: customer.contactId, codes: [] });
    expect(customer.last('event')).toMatchObject({ kind: 'contact.closed', data: { reason: 'agent' } });
    expect(agent.last('reservation')?.contactId).toBe(next.contactId);
  });

  it('comes by itself after the deployment’s idle time without a message', async () => {
    const world = await World.open({ config: { idleMinutes: 10 } });
    const { customer } = await chatting(world);
    await world.pass(9 * 60_000);
    await customer.say('Still here');
    await world.pass(9 * 60_000);
    expect(customer.last('contact')?.contact.state).toBe('connected');
    await world.pass(60_000);
    expect(customer.last('event')).toMatchObject({ kind: 'contact.closed', data: { reason: 'idle' }, actor: { kind: 'platform' } });
  });

  it('by its flow is an event of the flow', async () => {
    const world = await World.open({ config: { blocks: [trigger, '{ "id": "bye", "type": "disconnect" }'] } });
    const customer = await world.customer();
    await customer.say('Hello');
    expect(customer.last('event')).toMatchObject({ kind: 'contact.closed', data: { reason: 'flow' } });
    expect(customer.last('contact')?.contact.state).toBe('closed');
  });
});

describe('a guest', () => {
  it('keeps customer and open contact by the renewal, and gets a new contact after the end', async () => {
    const world = await World.open();
    const first = await world.core.guest({ deploymentId: 'shop' });
    const again = await world.core.guest({ deploymentId: 'shop', renewal: first.renewal });
    expect(again).toMatchObject({ guestId: first.guestId, contactId: first.contactId, renewal: first.renewal });
    expect(await world.core.guest({ deploymentId: 'shop', renewal: 'guessed' })).not.toMatchObject({ guestId: first.guestId });
    expect(first.contactId).toMatch(/^c_[A-Za-z0-9_-]{22}$/);

    const who = { kind: 'customer', id: first.guestId, sessionId: 's', deploymentId: 'shop', contactId: first.contactId, scopes: [] } as const;
    const connection = await world.core.connect(who, { type: 'hello', token: 't', sessionId: 's' }, () => undefined);
    await connection.handle({ type: 'message.send', id: 'm1', contactId: first.contactId, text: 'Hello' });
    expect(await world.core.guest({ deploymentId: 'shop', renewal: first.renewal })).toMatchObject({ contactId: first.contactId });
    await connection.handle({ type: 'contact.close', id: 'm2', contactId: first.contactId });
    const next = await world.core.guest({ deploymentId: 'shop', renewal: first.renewal });
    expect(next).toMatchObject({ guestId: first.guestId, renewal: first.renewal });
    expect(next.contactId).not.toBe(first.contactId);
  });

  it('of an unknown deployment is refused', async () => {
    const world = await World.open();
    await expect(world.core.guest({ deploymentId: 'nowhere' })).rejects.toMatchObject({ code: 'unknown-deployment' });
  });

  it('stores the renewal as a hash only', async () => {
    const world = await World.open();
    const { renewal } = await world.core.guest({ deploymentId: 'shop' });
    const rows = await world.store.transaction((tx) => tx.all('SELECT * FROM guests'));
    expect(JSON.stringify(rows)).not.toContain(renewal);
  });
});

describe('a supervisor', () => {
  it('is welcomed as one, and may write on no contact of an agent’s', async () => {
    const world = await World.open();
    const { customer } = await chatting(world);
    const got: PlatformFrame[] = [];
    const sam = await world.core.connect({ kind: 'supervisor', id: 'sam', sessionId: 's', scopes: [] }, { type: 'hello', token: 't', sessionId: 's' }, (frame) => got.push(frame));
    expect(got[0]).toMatchObject({ type: 'welcome', role: 'supervisor', contacts: [] });
    await sam.handle({ type: 'message.send', id: 'm1', contactId: customer.contactId, text: 'From above' });
    expect(got.at(-1)).toMatchObject({ type: 'nack', re: 'm1', code: 'not-your-contact' });
    await sam.handle({ type: 'ping', at: '2026-03-02T09:00:00.000Z' });
    expect(got.at(-1)).toEqual({ type: 'pong', at: '2026-03-02T09:00:00.000Z' });
    expect((await world.timeline(customer.contactId)).some(({ actor }) => actor.id === 'sam')).toBe(false);
  });
});
