import { describe, expect, it } from 'vitest';
import { ask, chatting, click, goLive } from './call.js';
import { interactionOf } from '../../../../src/platform/record/index.js';
import { people, toSupport, trigger } from './fixtures.js';
import { manifestOf } from './person.js';
import { World } from './world.js';

describe('an upgrade that the customer asks for', () => {
  it('rings the owner first, binds, goes live, ends, and leaves the contact in chat with the same owner', async () => {
    const world = await World.open();
    const { customer, agent } = await chatting(world);
    await world.pass(5_000);
    customer.clear();
    agent.clear();

    const upgradeId = await ask(customer);
    expect(customer.last('upgrade.state')).toMatchObject({ upgradeId, state: 'accepted', by: { kind: 'customer' } });
    expect(customer.events()).toMatchObject([
      { kind: 'upgrade.asked', actor: { kind: 'customer', id: customer.who.id }, data: { upgradeId, medium: 'video', deadline: '2026-03-02T09:01:05.000Z' } },
      { kind: 'message', actor: { kind: 'flow' } },
    ]);
    expect(agent.last('reservation')).toBeUndefined();

    await customer.do({ type: 'upgrade.capture', contactId: customer.contactId, upgradeId, outcome: 'ready' });
    expect(agent.last('reservation')).toMatchObject({ medium: 'videoChat', upgradeId, kept: true, join: { mode: 'auto', delaySeconds: 0 } });
    expect(customer.last('upgrade.state')).toMatchObject({ state: 'ringing', agent: { agentId: 'ana' } });

    await agent.accept();
    const bound = customer.last('upgrade.state');
    expect(bound).toMatchObject({ state: 'bound', attempt: 0, agent: { agentId: 'ana' } });
    for (const side of [customer, agent]) {
      expect(side.last('media-upgrade')).toMatchObject({ upgradeId, callId: bound?.callId, medium: 'video', agent: { agentId: 'ana' } });
      expect(side.last('contact')?.contact).toMatchObject({ medium: 'videoChat', owner: { agentId: 'ana' } });
    }
    expect(agent.last('presence')?.slots).toEqual({ webChat: { used: 0, capacity: 3 }, videoChat: { used: 1, capacity: 1 } });

    await world.pass(1_000);
    const callId = await goLive(customer, agent);
    expect(customer.last('upgrade.state')).toMatchObject({ state: 'live', callId });
    await world.pass(30_000);
    await agent.do({ type: 'call.end', contactId: customer.contactId, callId });
    await world.pass(1_000);

    expect(customer.last('upgrade.state')).toMatchObject({ state: 'ended', callId, result: { status: 'completed', by: 'agent' } });
    expect(customer.last('contact')?.contact).toMatchObject({ medium: 'webChat', state: 'connected', owner: { agentId: 'ana' }, upgrade: { state: 'ended' } });
    expect(agent.last('presence')?.slots).toEqual({ webChat: { used: 1, capacity: 3 }, videoChat: { used: 0, capacity: 1 } });
    expect((await world.kinds(customer.contactId)).filter((kind) => !kind.startsWith('flow.'))).toEqual([
      'contact.started', 'message', 'queue.entered', 'reservation.made', 'reservation.ended', 'queue.left', 'agent.joined',
      'upgrade.asked', 'message', 'upgrade.captured', 'reservation.made', 'reservation.ended', 'media-upgrade', 'pane.rendered', 'call.live', 'media.restored', 'upgrade.ended',
    ]);
    expect((await world.timeline(customer.contactId)).find(({ kind }) => kind === 'media.restored')).toMatchObject({ data: { durationMs: 31_000 } });
    expect(await world.segments(customer.contactId)).toEqual(['webChat agent ana', 'videoChat agent ana', 'webChat agent ana']);
  });

  it('may be followed by another one', async () => {
    const world = await World.open();
    const { customer, agent } = await chatting(world);
    const first = await click(customer);
    await agent.accept();
    await customer.do({ type: 'call.end', contactId: customer.contactId, callId: await goLive(customer, agent) });
    const second = await click(customer);
    expect(second).not.toBe(first);
    await agent.accept();
    expect(customer.last('upgrade.state')).toMatchObject({ upgradeId: second, state: 'bound' });
  });

  it('moves the contact whole to a qualified agent where the owner is not one', async () => {
    const world = await World.open();
    const { customer, agent: ben } = await chatting(world, 'ben');
    const chen = await world.agent('chen');
    await click(customer);
    expect(ben.all('reservation').filter(({ medium }) => medium === 'videoChat')).toEqual([]);
    expect(chen.last('reservation')).toMatchObject({ medium: 'videoChat', kept: false, owner: { agentId: 'ben', name: 'Ben' } });
    await ben.say('I am still with you', customer.contactId);
    expect(customer.events().at(-1)?.data).toMatchObject({ text: 'I am still with you' });

    await world.pass(2_000);
    await chen.accept();
    expect(ben.events().at(-1)).toMatchObject({ kind: 'contact.moved', data: { from: { agentId: 'ben' }, to: { agentId: 'chen' } } });
    expect(ben.last('contact')?.contact).toMatchObject({ relation: 'former', medium: 'videoChat' });
    expect(ben.last('media-upgrade')).toBeUndefined();
    expect(chen.last('contact')?.contact).toMatchObject({ relation: 'owner', state: 'connected' });
    ben.clear();
    await goLive(customer, chen);
    await customer.say('Hello Chen');
    expect(ben.events()).toEqual([]);
    await customer.do({ type: 'call.end', contactId: customer.contactId, callId: customer.last('media-upgrade')?.callId ?? '' });
    expect(customer.last('contact')?.contact).toMatchObject({ medium: 'webChat', owner: { agentId: 'chen' } });
    expect(await ben.do({ type: 'contact.wrap', contactId: customer.contactId, codes: [] })).toMatchObject({ type: 'ack' });
  });

  it('is one interaction with a chat part and a video part, by two agents, without a gap', async () => {
    const world = await World.open();
    const { customer } = await chatting(world, 'ben');
    const chen = await world.agent('chen');
    await world.pass(20_000);
    await click(customer);
    await world.pass(4_000);
    await chen.accept();
    const callId = await goLive(customer, chen);
    await world.pass(90_000);
    await chen.do({ type: 'call.end', contactId: customer.contactId, callId });
    await world.pass(5_000);
    await customer.do({ type: 'contact.close', contactId: customer.contactId });
    expect(await world.segments(customer.contactId)).toEqual(['webChat agent ben', 'videoChat agent chen', 'webChat agent chen']);
    const interaction = interactionOf(await world.timeline(customer.contactId), world.clock.now());
    expect(interaction?.id).toBe(customer.contactId);
  });

  it('tells the agent at once that the customer is not there any more when it is bound', async () => {
    const world = await World.open();
    const { customer, agent } = await chatting(world);
    await click(customer);
    await customer.leave();
    await agent.accept();
    expect(agent.last('call.peer')).toMatchObject({ present: false });
    await world.pass(30_000);
    expect(agent.last('upgrade.state')).toMatchObject({ state: 'ended', result: { status: 'failed', reason: 'signaling-lost', by: 'customer' } });
  });

  it('as the customer’s very first act starts the contact, and binds whoever takes it', async () => {
    const world = await World.open();
    const chen = await world.agent('chen');
    const customer = await world.customer({ name: 'Maya' });
    const upgradeId = await click(customer);
    expect(await world.core.contactRow(customer.contactId)).toMatchObject({ id: customer.contactId });
    expect(chen.last('reservation')).toMatchObject({ medium: 'videoChat', upgradeId });
    await chen.accept();
    expect(customer.last('contact')?.contact).toMatchObject({ state: 'connected', medium: 'videoChat', owner: { agentId: 'chen' } });
    await customer.do({ type: 'call.end', contactId: customer.contactId, callId: await goLive(customer, chen) });
    expect(customer.last('contact')?.contact).toMatchObject({ state: 'connected', medium: 'webChat', owner: { agentId: 'chen' } });
  });

  it.each([
    ['the default queue', { blocks: [trigger] }],
    ['a routing block', { blocks: [trigger, toSupport] }],
  ] as const)('as the very first act rings nobody for a chat that %s leads to, until it has ended without a call', async (_, config) => {
    const world = await World.open({ config });
    const ana = await world.agent('ana');
    const customer = await world.customer();
    const upgradeId = await ask(customer);
    await world.pass(5_000);
    expect(ana.last('reservation')).toBeUndefined();
    await customer.do({ type: 'upgrade.capture', contactId: customer.contactId, upgradeId, outcome: 'ready' });
    expect(ana.all('reservation').map(({ medium }) => medium)).toEqual(['videoChat']);
    await customer.do({ type: 'upgrade.cancel', contactId: customer.contactId, upgradeId });
    expect(ana.all('reservation').map(({ medium }) => medium)).toEqual(['videoChat', 'webChat']);
    expect(customer.last('contact')?.contact).toMatchObject({ state: 'queued', queue: { queueId: 'support' } });
  });

  it('as the very first act, refused, brings the contact to the queue at once', async () => {
    const world = await World.open({ config: { blocks: [trigger], agents: [people.ben] } });
    const ben = await world.agent('ben');
    const customer = await world.customer();
    await ask(customer);
    expect(customer.last('upgrade.state')).toMatchObject({ state: 'ended', result: { status: 'no-agent' } });
    expect(ben.last('reservation')).toMatchObject({ medium: 'webChat' });
    expect((await world.kinds(customer.contactId)).filter((kind) => kind === 'queue.entered')).toHaveLength(1);
  });

  it('made twice, from two pages or again, is the same upgrade', async () => {
    const world = await World.open();
    const { customer, agent } = await chatting(world);
    const second = await world.again(customer);
    const upgradeId = await ask(customer);
    expect(await ask(second)).toBe(upgradeId);
    await customer.do({ type: 'upgrade.capture', contactId: customer.contactId, upgradeId, outcome: 'ready' });
    expect(await ask(second)).toBe(upgradeId);
    expect(agent.all('reservation').filter(({ medium }) => medium === 'videoChat')).toHaveLength(1);
  });
});

describe('a request that is sent again', () => {
  async function cutOff() {
    const world = await World.open();
    const { customer, agent } = await chatting(world);
    const { contactId } = customer;
    const request = { type: 'upgrade.request', contactId, manifest: manifestOf('video') } as const;
    const answer = await customer.do(request, 'f-request');
    const upgradeId = answer?.type === 'ack' ? (answer.upgradeId ?? '') : '';
    await customer.leave();
    return { world, customer, agent, contactId, request, upgradeId };
  }

  it('is answered as before while its upgrade goes on, and also when that has ended', async () => {
    const { world, customer, request, contactId, upgradeId } = await cutOff();
    const back = await world.redial(customer);
    expect(await back.do(request, 'f-request')).toMatchObject({ type: 'ack', upgradeId });
    await back.do({ type: 'upgrade.cancel', contactId, upgradeId });
    expect(await back.do(request, 'f-request')).toMatchObject({ type: 'ack', upgradeId });
    expect((await world.kinds(contactId)).filter((kind) => kind === 'upgrade.asked')).toHaveLength(1);
  });

  it.each(['still open', 'over'] as const)('is refused where another upgrade has come since and is %s: nothing would be said of its own any more', async (what) => {
    const { world, customer, agent, request, contactId, upgradeId } = await cutOff();
    await world.pass(60_000);
    const invited = await agent.do({ type: 'upgrade.invite', contactId });
    const later = invited?.type === 'ack' ? (invited.upgradeId ?? '') : '';
    expect(later).not.toBe(upgradeId);
    if (what === 'over') await agent.do({ type: 'upgrade.cancel', contactId, upgradeId: later });
    const back = await world.redial(customer);
    expect(back.last('welcome')?.contact?.upgrade).toMatchObject({ upgradeId: later, state: what === 'over' ? 'ended' : 'asked' });
    expect(await back.do(request, 'f-request')).toMatchObject({ type: 'nack', code: 'stale-upgrade' });
    expect((await world.kinds(contactId)).filter((kind) => kind === 'upgrade.asked')).toHaveLength(2);
  });
});

describe('an upgrade that the agent invites to', () => {
  it('shows a card with the agent’s words, and goes on when the customer accepts', async () => {
    const world = await World.open();
    const { customer, agent } = await chatting(world);
    const answer = await agent.do({ type: 'upgrade.invite', contactId: customer.contactId, message: 'Shall I have a look?' });
    const upgradeId = customer.last('upgrade.ask')?.upgradeId ?? '';
    expect(answer).toMatchObject({ type: 'ack', upgradeId });
    expect(customer.last('upgrade.ask')).toMatchObject({ by: { kind: 'agent', id: 'ana', name: 'Ana' }, message: 'Shall I have a look?', medium: 'video' });
    expect(customer.events().at(-1)).toMatchObject({ kind: 'upgrade.asked', data: { message: 'Shall I have a look?' } });
    expect((await world.again(customer)).last('upgrade.ask')).toMatchObject({ upgradeId });

    await customer.do({ type: 'upgrade.answer', contactId: customer.contactId, upgradeId, accepted: true });
    expect(customer.last('upgrade.state')).toMatchObject({ state: 'accepted' });
    await customer.do({ type: 'upgrade.capture', contactId: customer.contactId, upgradeId, outcome: 'ready' });
    expect(agent.last('reservation')).toMatchObject({ kept: true, upgradeId });
    await agent.accept();
    expect(customer.last('upgrade.state')?.state).toBe('bound');
  });

  it('without words of the agent’s own asks with the flow’s, on the card and on record', async () => {
    const world = await World.open();
    const { customer, agent } = await chatting(world);
    await agent.do({ type: 'upgrade.invite', contactId: customer.contactId });
    const message = customer.last('upgrade.ask')?.message;
    expect(message).toMatch(/^Upgrading to video/);
    expect(customer.events().at(-1)).toMatchObject({ kind: 'upgrade.asked', actor: { kind: 'agent', id: 'ana' }, data: { message } });
  });

  it('crossing the customer’s own request becomes one upgrade', async () => {
    const world = await World.open();
    const { customer, agent } = await chatting(world);
    await agent.do({ type: 'upgrade.invite', contactId: customer.contactId });
    const asked = customer.last('upgrade.ask')?.upgradeId;
    expect(await ask(customer)).toBe(asked);
    expect(customer.last('upgrade.state')).toMatchObject({ upgradeId: asked, state: 'accepted' });
    expect(await agent.do({ type: 'upgrade.invite', contactId: customer.contactId })).toMatchObject({ upgradeId: asked });
    expect((await world.kinds(customer.contactId)).filter((kind) => kind === 'upgrade.asked')).toHaveLength(1);
  });

  it('may be declined, and the chat goes on', async () => {
    const world = await World.open();
    const { customer, agent } = await chatting(world);
    await agent.do({ type: 'upgrade.invite', contactId: customer.contactId });
    const upgradeId = customer.last('upgrade.ask')?.upgradeId ?? '';
    await customer.do({ type: 'upgrade.answer', contactId: customer.contactId, upgradeId, accepted: false });
    for (const side of [customer, agent]) expect(side.last('upgrade.state')).toMatchObject({ state: 'ended', result: { status: 'declined', by: 'customer' } });
    expect(agent.all('reservation').filter(({ medium }) => medium === 'videoChat')).toEqual([]);
    expect(await customer.do({ type: 'upgrade.answer', contactId: customer.contactId, upgradeId, accepted: true })).toMatchObject({ type: 'nack', code: 'stale-upgrade' });
    expect(await customer.say('Rather in writing')).toMatchObject({ type: 'ack' });
  });

  it('is withdrawn by the agent who invited, and by no other', async () => {
    const world = await World.open();
    const { customer, agent } = await chatting(world);
    await agent.do({ type: 'upgrade.invite', contactId: customer.contactId });
    const upgradeId = customer.last('upgrade.ask')?.upgradeId ?? '';
    const chen = await world.agent('chen');
    expect(await chen.do({ type: 'upgrade.cancel', contactId: customer.contactId, upgradeId })).toMatchObject({ code: 'not-your-contact' });
    await agent.do({ type: 'upgrade.cancel', contactId: customer.contactId, upgradeId });
    expect(customer.last('upgrade.state')).toMatchObject({ state: 'ended', result: { status: 'cancelled', by: 'agent' } });
  });

  it('times out after a minute without an answer', async () => {
    const world = await World.open();
    const { customer, agent } = await chatting(world);
    await agent.do({ type: 'upgrade.invite', contactId: customer.contactId });
    await world.pass(60_000);
    expect(agent.last('upgrade.state')).toMatchObject({ state: 'ended', result: { status: 'timeout', reason: 'prompt', by: 'platform' } });
  });
});
