import { describe, expect, it } from 'vitest';
import { ask, bound, chatting, click, goLive } from './call.js';
import { manifestOf, type Act } from './person.js';
import { World } from './world.js';

async function inCall() {
  const world = await World.open();
  const { customer, agent } = await chatting(world);
  await click(customer);
  await agent.accept();
  const callId = customer.last('media-upgrade')?.callId ?? '';
  const { contactId } = customer;
  const signal = (n: number, attempt = 1) => ({ type: 'call.signal', contactId, callId, attempt, generation: 0, n, kind: 'join', body: {} }) as const;
  return { world, customer, agent, callId, contactId, signal };
}

describe('signals ahead of a call', () => {
  async function ringing() {
    const world = await World.open();
    const { customer, agent } = await chatting(world);
    const upgradeId = await click(customer);
    const { contactId } = customer;
    const ahead = (n: number, candidate = String(n)): Extract<Act, { type: 'call.ahead' }> => ({ type: 'call.ahead', contactId, upgradeId, n, kind: 'candidates', body: { candidates: [{ candidate }] } });
    const begin = async (): Promise<unknown[]> => {
      await agent.accept();
      return agent.all('call.signal').map((frame) => [frame.callId === agent.last('media-upgrade')?.callId, frame.attempt, frame.generation, frame.n, frame.body]);
    };
    return { world, customer, agent, contactId, upgradeId, ahead, begin };
  }
  const said = (n: number, candidate = String(n)): unknown[] => [true, 1, 0, n, { candidates: [{ candidate }] }];

  it('reach the agent with the bind, after the frame that opens the pane, and nobody before', async () => {
    const { agent, customer, ahead, begin } = await ringing();
    expect(await customer.do(ahead(1), 'f-first')).toBeUndefined();
    await customer.do(ahead(2));
    expect(agent.all('call.signal')).toEqual([]);
    expect(await begin()).toEqual([said(1), said(2)]);
    const begun = { attempt: 1, ahead: 'f-first' };
    expect(customer.last('media-upgrade')).toMatchObject(begun);
    expect(customer.last('upgrade.state')).toMatchObject({ state: 'bound', ...begun });
    const kinds = agent.got.map(({ type }) => type);
    expect(kinds.indexOf('call.signal')).toBeGreaterThan(kinds.indexOf('media-upgrade'));
  });

  it('begin anew with the first, and one out of order is dropped', async () => {
    const { customer, ahead, begin } = await ringing();
    for (const frame of [ahead(1), ahead(2), ahead(1, 'again'), ahead(3), ahead(2, 'more'), ahead(2)]) await customer.do(frame);
    expect(await begin()).toEqual([said(1, 'again'), said(2, 'more')]);
  });

  it('are none of a page that has gone', async () => {
    const { customer, ahead, begin } = await ringing();
    await customer.do(ahead(1));
    await customer.leave();
    expect(await begin()).toEqual([]);
  });

  it('are none of another upgrade', async () => {
    const { customer, ahead, begin } = await ringing();
    await customer.do({ ...ahead(1), upgradeId: 'u_other' });
    expect(await begin()).toEqual([]);
    expect(customer.last('media-upgrade')).not.toHaveProperty('ahead');
  });

  it('go to the next agent who is rung at once, not to the one who was', async () => {
    const { world, customer, agent, ahead } = await ringing();
    const chen = await world.agent('chen');
    await customer.do(ahead(1));
    await agent.decline();
    await customer.do(ahead(2));
    expect(agent.all('call.signal')).toEqual([]);
    await chen.accept();
    expect(chen.all('call.signal').map(({ n }) => n)).toEqual([1, 2]);
  });

  it('are of the customer’s own contact', async () => {
    const { world, ahead } = await ringing();
    const stranger = await world.customer();
    expect(await stranger.do(ahead(1))).toMatchObject({ type: 'nack', code: 'not-your-contact' });
  });
});

describe('the outcome of the browser’s question', () => {
  it('counts for the request before it, whose id is still on its way', async () => {
    const world = await World.open();
    const { customer, agent } = await chatting(world);
    const { contactId } = customer;
    expect(await customer.do({ type: 'upgrade.capture', contactId, outcome: 'ready' })).toMatchObject({ type: 'nack', code: 'no-upgrade' });
    await ask(customer);
    await customer.do({ type: 'upgrade.capture', contactId, outcome: 'ready' });
    expect(agent.last('reservation')).toMatchObject({ medium: 'videoChat', kept: true });
  });
});

describe('signals', () => {
  it('reach the other participant of the call, without their frame’s id, and acknowledgements come back', async () => {
    const { customer, agent, callId, contactId, signal } = await inCall();
    await customer.do(signal(1));
    expect(agent.all('call.signal')).toEqual([{ type: 'call.signal', contactId, callId, attempt: 1, generation: 0, n: 1, kind: 'join', body: {} }]);
    expect(customer.all('call.signal')).toEqual([]);
    await agent.do({ type: 'call.ack', contactId, callId, attempt: 1, n: 1 });
    expect(customer.last('call.ack')).toMatchObject({ type: 'call.ack', contactId, callId, attempt: 1, n: 1 });
  });

  it('are never part of the timeline', async () => {
    const { world, customer, contactId, signal } = await inCall();
    const before = await world.kinds(contactId);
    await customer.do(signal(1));
    expect(await world.kinds(contactId)).toEqual(before);
  });

  it('of anybody else, of another contact, or of a call that is over, are refused', async () => {
    const { world, customer, agent, callId, contactId, signal } = await inCall();
    const chen = await world.agent('chen');
    const stranger = await world.customer();
    for (const other of [chen, stranger]) expect(await other.do(signal(1))).toMatchObject({ type: 'nack', code: 'unknown-call' });
    expect(await customer.do({ ...signal(1), contactId: stranger.contactId })).toMatchObject({ code: 'unknown-call' });
    await goLive(customer, agent);
    await customer.do({ type: 'call.end', contactId, callId });
    expect(await customer.do(signal(2))).toMatchObject({ type: 'nack', code: 'unknown-call' });
    expect(await customer.do({ type: 'call.ack', contactId, callId, attempt: 1, n: 1 })).toBeUndefined();
  });

  it('raise the attempt that a reloaded customer goes on from, and stale attempts are dropped', async () => {
    const { world, customer, agent, signal } = await inCall();
    await customer.do(signal(1, 1));
    await customer.do(signal(1, 3));
    const reloaded = await world.again(customer);
    expect(reloaded.last('upgrade.state')).toMatchObject({ attempt: 3 });
    agent.clear();
    await customer.do(signal(2, 2));
    expect(agent.all('call.signal')).toEqual([]);
  });

  it('of an agent who runs ahead of the customer’s attempts are dropped, and silence nobody', async () => {
    const { customer, agent, signal } = await inCall();
    await agent.do(signal(1, 10_000));
    expect(customer.all('call.signal')).toEqual([]);
    await customer.do(signal(1, 1));
    expect(agent.all('call.signal')).toHaveLength(1);
  });

  it('go to the page that takes part, not to the customer’s other tabs', async () => {
    const { world, customer, agent, signal } = await inCall();
    const tab = await world.again(customer);
    await customer.do(signal(1));
    await agent.do(signal(1));
    expect(customer.all('call.signal')).toHaveLength(1);
    expect(tab.all('call.signal')).toHaveLength(0);

    await customer.leave();
    await tab.do(signal(1, 2));
    await agent.do(signal(1, 2));
    expect(tab.all('call.signal')).toHaveLength(1);
  });
});

describe('reports of a call', () => {
  it('of anybody else are refused', async () => {
    const { world, callId, contactId } = await inCall();
    const chen = await world.agent('chen');
    expect(await chen.do({ type: 'call.report', contactId, callId, state: 'failed', cause: 'ice-failed' })).toMatchObject({ type: 'nack', code: 'unknown-call' });
    expect(await chen.do({ type: 'call.end', contactId, callId })).toMatchObject({ type: 'nack', code: 'unknown-call' });
    expect(await chen.do({ type: 'pane.rendered', contactId, callId })).toMatchObject({ type: 'nack', code: 'unknown-call' });
  });

  it('say live once, with the first frame’s time', async () => {
    const { world, customer, agent, contactId } = await inCall();
    await goLive(customer, agent);
    expect((await world.timeline(contactId)).filter(({ kind }) => kind === 'call.live')).toMatchObject([{ data: { firstFrameMs: 420 }, actor: { kind: 'customer' } }]);
  });
});

describe('TURN credentials', () => {
  it('are for participants of an open contact that may call', async () => {
    const world = await World.open();
    const { customer, agent } = await chatting(world);
    const { contactId } = customer;
    await click(customer);
    expect(await customer.do({ type: 'turn.get', contactId, purpose: 'call' })).toMatchObject({ type: 'turn', policy: 'all', iceServers: [{ urls: 'turn:turn.example:3478' }] });
    expect(await agent.do({ type: 'turn.get', contactId, purpose: 'call' })).toMatchObject({ type: 'turn' });

    const chen = await world.agent('chen', { onQueue: false });
    expect(await chen.do({ type: 'turn.get', contactId, purpose: 'call' })).toMatchObject({ type: 'nack', code: 'turn-not-allowed' });
    expect(await chen.do({ type: 'turn.get', purpose: 'preflight' })).toMatchObject({ type: 'nack', code: 'turn-not-allowed' });
    const early = await world.customer();
    expect(await early.do({ type: 'turn.get', contactId: early.contactId, purpose: 'preflight' })).toMatchObject({ code: 'turn-not-allowed' });
    expect(await early.do({ type: 'turn.get', contactId, purpose: 'call' })).toMatchObject({ code: 'turn-not-allowed' });

    await customer.do({ type: 'manifest.update', manifest: manifestOf('no-webrtc') });
    expect(await customer.do({ type: 'turn.get', contactId, purpose: 'call' })).toMatchObject({ code: 'turn-not-allowed' });
    await agent.do({ type: 'contact.wrap', contactId, codes: [] });
    expect(await agent.do({ type: 'turn.get', contactId, purpose: 'call' })).toMatchObject({ code: 'turn-not-allowed' });
  });

  it('are for an agent at whom the video rings', async () => {
    const world = await World.open();
    const { customer } = await chatting(world, 'ben');
    const chen = await world.agent('chen');
    await click(customer);
    expect(await chen.do({ type: 'turn.get', contactId: customer.contactId, purpose: 'call' })).toMatchObject({ type: 'turn' });
  });

  it('are not for a deployment without video', async () => {
    const world = await World.open({ config: { entitlements: [] } });
    const { customer } = await chatting(world);
    expect(await customer.do({ type: 'turn.get', contactId: customer.contactId, purpose: 'call' })).toMatchObject({ code: 'turn-not-allowed' });
  });

  it('are given twenty times a minute, and again when the first is a minute old', async () => {
    const world = await World.open();
    const { customer } = await bound(world);
    const get = () => customer.do({ type: 'turn.get', contactId: customer.contactId, purpose: 'call' });
    for (let count = 0; count < 20; count += 1) expect(await get()).toMatchObject({ type: 'turn' });
    await world.pass(20_000);
    expect(await get()).toMatchObject({ type: 'nack', code: 'rate-limited', retryAfterMs: 40_000 });
    await customer.do({ type: 'call.report', contactId: customer.contactId, callId: customer.last('media-upgrade')?.callId ?? '', state: 'live' });
    await world.pass(40_000);
    expect(await get()).toMatchObject({ type: 'turn' });
  });

  it('to check the network are given six times a minute, and cost a call none of its own', async () => {
    const world = await World.open();
    const { customer } = await chatting(world);
    const get = (purpose: 'call' | 'preflight') => customer.do({ type: 'turn.get', contactId: customer.contactId, purpose });
    for (let count = 0; count < 6; count += 1) expect(await get('preflight')).toMatchObject({ type: 'turn' });
    expect(await get('preflight')).toMatchObject({ type: 'nack', code: 'rate-limited', retryAfterMs: 60_000 });
    await click(customer);
    expect(await get('call')).toMatchObject({ type: 'turn' });
  });

  it('for a call are refused before anybody asked for one, and when it has ended', async () => {
    const world = await World.open();
    const { customer, agent } = await chatting(world);
    const get = (person: typeof customer) => person.do({ type: 'turn.get', contactId: customer.contactId, purpose: 'call' });
    expect(await get(customer)).toMatchObject({ type: 'nack', code: 'turn-not-allowed' });
    await ask(customer);
    expect(await get(customer)).toMatchObject({ type: 'turn' });
    await customer.do({ type: 'upgrade.capture', contactId: customer.contactId, upgradeId: customer.last('upgrade.state')?.upgradeId ?? '', outcome: 'ready' });
    await agent.accept();
    const callId = await goLive(customer, agent);
    expect(await get(agent)).toMatchObject({ type: 'turn' });
    await agent.do({ type: 'call.end', contactId: customer.contactId, callId });
    for (const person of [customer, agent]) expect(await get(person)).toMatchObject({ type: 'nack', code: 'turn-not-allowed' });
  });
});
