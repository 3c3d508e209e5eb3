import { describe, expect, it } from 'vitest';
import { ask, chatting, click, goLive } from './call.js';
import { askBlock, people, supportBody, toSupport, trigger, videoBlock } from './fixtures.js';
import type { Person } from './person.js';
import { manifestOf } from './person.js';
import { World } from './world.js';

const ended = (person: Person) => person.last('upgrade.state');

/** No bind: the medium never changed, and the record has no empty video segment. */
async function expectUntouched(world: World, customer: Person): Promise<void> {
  await world.pass(1_000);
  const kinds = await world.kinds(customer.contactId);
  expect(kinds).not.toContain('media-upgrade');
  expect(kinds).not.toContain('media.restored');
  const asked = kinds.filter((kind) => kind.startsWith('upgrade.'));
  expect(asked.filter((kind) => kind === 'upgrade.asked' || kind === 'upgrade.ended')).toEqual(['upgrade.asked', 'upgrade.ended']);
  expect(asked[0]).toBe('upgrade.asked');
  expect((await world.segments(customer.contactId)).every((segment) => segment.startsWith('webChat'))).toBe(true);
  expect(customer.last('contact')?.contact.medium).toBe('webChat');
  expect(await world.store.transaction((tx) => tx.all("SELECT 1 FROM slots WHERE medium = 'videoChat'"))).toEqual([]);
  expect(await world.store.transaction((tx) => tx.all("SELECT 1 FROM deadlines WHERE kind IN ('upgrade', 'peer', 'media', 'pane', 'ring')"))).toEqual([]);
}

describe('an upgrade ends without a call', () => {
  it.each(['permission-denied', 'no-device', 'device-busy'] as const)('when the browser says %s', async (outcome) => {
    const world = await World.open();
    const { customer, agent } = await chatting(world);
    await click(customer, outcome);
    for (const side of [customer, agent]) expect(ended(side)).toMatchObject({ state: 'ended', result: { status: outcome, by: 'customer' } });
    expect(agent.all('reservation')).toHaveLength(1);
    await expectUntouched(world, customer);
  });

  it('when the browser’s question is never answered', async () => {
    const world = await World.open();
    const { customer } = await chatting(world);
    await ask(customer);
    await world.pass(60_000);
    expect(ended(customer)).toMatchObject({ result: { status: 'timeout', reason: 'prompt' } });
    await expectUntouched(world, customer);
  });

  it('when the client cannot do video, with the client’s reason', async () => {
    const world = await World.open();
    const { customer, agent } = await chatting(world);
    await customer.do({ type: 'upgrade.request', contactId: customer.contactId, manifest: manifestOf('no-webrtc') });
    expect((await world.timeline(customer.contactId)).find(({ kind }) => kind === 'upgrade.asked')).toMatchObject({ actor: { kind: 'customer', id: customer.who.id } });
    for (const side of [customer, agent]) expect(ended(side)).toMatchObject({ state: 'ended', result: { status: 'unsupported', reason: 'no-webrtc' } });
    await expectUntouched(world, customer);
  });

  it('when an agent invites a client that cannot, which is told at once', async () => {
    const world = await World.open();
    const customer = await world.customer({ manifest: 'not-enabled' });
    const agent = await world.agent('ana');
    await customer.say('Hello');
    await agent.accept();
    await agent.do({ type: 'upgrade.invite', contactId: customer.contactId });
    expect(customer.last('upgrade.ask')).toBeUndefined();
    expect(ended(agent)).toMatchObject({ result: { status: 'unsupported', reason: 'not-enabled' } });
    expect((await world.timeline(customer.contactId)).find(({ kind }) => kind === 'upgrade.asked')).toMatchObject({ actor: { kind: 'agent', id: 'ana' } });
    await expectUntouched(world, customer);
  });

  it('when the client finds out while the card is open', async () => {
    const world = await World.open();
    const { customer, agent } = await chatting(world);
    await agent.do({ type: 'upgrade.invite', contactId: customer.contactId });
    await customer.do({ type: 'manifest.update', manifest: manifestOf('no-webrtc') });
    expect(ended(agent)).toMatchObject({ result: { status: 'unsupported', reason: 'no-webrtc' } });
    await expectUntouched(world, customer);
  });

  it.each([
    ['deployment', { widget: '{}' }],
    ['deployment', { widget: '{ "allowMediaUpgrade": true }' }],
    ['entitlement', { entitlements: [] }],
    ['queue', { queue: { ...(JSON.parse(supportBody) as object), mediaTypes: ['webChat'] } }],
  ] as const)('when the %s does not allow it, which every snapshot says beforehand', async (reason, config) => {
    const world = await World.open({ config });
    const { customer, agent } = await chatting(world);
    expect(customer.last('contact')?.contact.video).toEqual({ allowed: false, reason });
    await ask(customer);
    for (const side of [customer, agent]) expect(ended(side)).toMatchObject({ state: 'ended', result: { status: 'not-allowed', reason } });
    await expectUntouched(world, customer);
  });

  it('at once when nobody has the skill, while the browser still asks, and counts it', async () => {
    const world = await World.open({ config: { agents: [people.ben] } });
    const { customer, agent } = await chatting(world, 'ben');
    await ask(customer);
    for (const side of [customer, agent]) expect(ended(side)).toMatchObject({ result: { status: 'no-agent', reason: 'nobody-qualified' } });
    expect(world.alerts).toContainEqual(expect.objectContaining({ kind: 'no-agent', medium: 'videoChat', reason: 'nobody-qualified', skills: ['skill-video-support'] }));
    await expectUntouched(world, customer);
  });

  it('at once when an agent has the skill but no licence', async () => {
    const world = await World.open({ config: { agents: [{ ...people.ana, entitlements: [] }] } });
    const { customer } = await chatting(world);
    await ask(customer);
    expect(ended(customer)).toMatchObject({ result: { status: 'no-agent', reason: 'nobody-qualified' } });
  });

  it('at once when those who could are not on queue', async () => {
    const world = await World.open();
    const { customer } = await chatting(world, 'ben');
    await world.agent('chen', { onQueue: false });
    await ask(customer);
    expect(ended(customer)).toMatchObject({ result: { status: 'no-agent', reason: 'nobody-on-queue' } });
    await expectUntouched(world, customer);
  });

  it('when the customer cancels while it rings, and the desk stops ringing', async () => {
    const world = await World.open();
    const { customer, agent } = await chatting(world);
    const upgradeId = await click(customer);
    await customer.do({ type: 'upgrade.cancel', contactId: customer.contactId, upgradeId });
    expect(agent.last('reservation.gone')).toMatchObject({ outcome: 'rescinded' });
    expect(await agent.accept()).toMatchObject({ type: 'nack', code: 'stale-reservation' });
    expect(ended(customer)).toMatchObject({ result: { status: 'cancelled', by: 'customer' } });
    expect(await customer.do({ type: 'upgrade.cancel', contactId: customer.contactId, upgradeId })).toMatchObject({ code: 'stale-upgrade' });
    expect(await customer.do({ type: 'upgrade.cancel', contactId: customer.contactId, upgradeId: 'u_other' })).toMatchObject({ code: 'no-upgrade' });
    await expectUntouched(world, customer);
  });

  it.each(['accepted', 'waiting', 'ringing'] as const)('thirty seconds after its customer has gone while it was %s', async (state) => {
    const video = videoBlock.replace('"timeoutSeconds": 60', '"timeoutSeconds": 200, "ringSeconds": 100');
    const route = toSupport.replace(/ }$/, ', "next": null }');
    const world = await World.open({ config: { agents: [people.ana, people.ben], blocks: [trigger, route, askBlock, video] } });
    const { customer: first, agent: ana } = await chatting(world);
    if (state === 'waiting') {
      await click(first);
      await ana.accept();
    }
    const customer = state === 'waiting' ? await world.customer() : first;
    if (state === 'waiting') {
      await customer.say('Hello');
      await ana.accept();
    }
    await (state === 'accepted' ? ask(customer) : click(customer));
    expect(ended(customer)?.state).toBe(state);
    await customer.leave();
    await world.pass(29_000);
    const back = await world.again(customer);
    expect(ended(back)?.state).toBe(state);
    await back.leave();
    await world.pass(30_000);
    expect((await world.timeline(customer.contactId)).find(({ kind }) => kind === 'upgrade.ended')).toMatchObject({ data: { result: { status: 'failed', reason: 'signaling-lost', by: 'customer' } } });
    expect(await world.store.transaction((tx) => tx.all("SELECT 1 FROM reservations WHERE state = 'pending' AND contact_id = ?", [customer.contactId]))).toEqual([]);
    expect(await world.store.transaction((tx) => tx.all("SELECT 1 FROM deadlines WHERE kind = 'peer' AND key LIKE ?", [`${ended(customer)?.upgradeId ?? ''}/%`]))).toEqual([]);
  });

  it('when nobody else is there after a decline', async () => {
    const world = await World.open();
    const { customer, agent } = await chatting(world);
    await click(customer);
    await agent.decline();
    expect(agent.last('presence')?.state).toBe('available');
    for (const side of [customer, agent]) expect(ended(side)).toMatchObject({ result: { status: 'declined', by: 'agent' } });
    expect(world.alerts).toContainEqual(expect.objectContaining({ kind: 'no-agent', medium: 'videoChat', reason: 'nobody-accepted' }));
    await expectUntouched(world, customer);
  });

  it('when the only one who could lets it ring out, which is not the same as nobody being there', async () => {
    const world = await World.open();
    const { customer, agent } = await chatting(world);
    await click(customer);
    await world.pass(20_000);
    expect(agent.last('presence')?.state).toBe('not-responding');
    expect(ended(customer)).toMatchObject({ result: { status: 'timeout', reason: 'agent' } });
    await expectUntouched(world, customer);
  });

  it('when the customer closes the contact while it waits', async () => {
    const world = await World.open();
    const { customer } = await chatting(world);
    await click(customer);
    await customer.do({ type: 'contact.close', contactId: customer.contactId });
    expect(ended(customer)).toMatchObject({ result: { status: 'cancelled', by: 'customer' } });
    expect((await world.kinds(customer.contactId)).at(-1)).not.toBe('upgrade.ended');
    expect((await world.timeline(customer.contactId)).at(-1)).toMatchObject({ kind: 'contact.closed' });
  });
});

describe('a bound call ends', () => {
  async function bound() {
    const world = await World.open();
    const { customer, agent } = await chatting(world);
    const upgradeId = await click(customer);
    await world.pass(1_000);
    await agent.accept();
    const callId = customer.last('media-upgrade')?.callId ?? '';
    return { world, customer, agent, upgradeId, callId, contactId: customer.contactId };
  }

  async function expectRestored(world: World, customer: Person, result: Record<string, unknown>): Promise<void> {
    expect(ended(customer)).toMatchObject({ state: 'ended', result });
    expect(customer.last('contact')?.contact).toMatchObject({ medium: 'webChat', state: 'connected', owner: { agentId: 'ana' } });
    expect((await world.kinds(customer.contactId)).filter((kind) => kind === 'media.restored' || kind === 'upgrade.ended')).toEqual(['media.restored', 'upgrade.ended']);
    expect(await world.store.transaction((tx) => tx.all('SELECT medium FROM slots'))).toEqual([{ medium: 'webChat' }]);
    expect(await world.store.transaction((tx) => tx.all("SELECT 1 FROM deadlines WHERE kind IN ('upgrade', 'peer', 'media', 'pane', 'ring')"))).toEqual([]);
  }

  it('as timeout(negotiation) when no frame shows in 40 seconds', async () => {
    const { world, customer } = await bound();
    await world.pass(39_000);
    expect(ended(customer)?.state).toBe('bound');
    await world.pass(1_000);
    await expectRestored(world, customer, { status: 'timeout', reason: 'negotiation' });
  });

  it('as failed(signaling-lost) when a side that went before the first frame is not back in thirty seconds', async () => {
    const { world, customer, agent, callId, contactId } = await bound();
    await customer.do({ type: 'call.report', contactId, callId, state: 'interrupted', cause: 'ice-failed' });
    await world.pass(20_000);
    await agent.leave();
    await world.pass(29_000);
    expect(ended(customer)?.state).toBe('bound');
    await world.pass(1_000);
    await expectRestored(world, customer, { status: 'failed', reason: 'signaling-lost', by: 'agent' });
  });

  it('with the cause that a side reported on the way', async () => {
    const { world, customer, agent, callId, contactId } = await bound();
    await agent.do({ type: 'call.report', contactId, callId, state: 'interrupted', cause: 'turn-unreachable' });
    await world.pass(40_000);
    await expectRestored(world, customer, { status: 'failed', reason: 'turn-unreachable' });
  });

  it('as failed with the cause, by the side that gave up', async () => {
    const { world, customer, callId, contactId } = await bound();
    await customer.do({ type: 'call.report', contactId, callId, state: 'failed', cause: 'ice-failed' });
    await expectRestored(world, customer, { status: 'failed', reason: 'ice-failed', by: 'customer' });
  });

  it('as cancelled before the first frame', async () => {
    const { world, customer, contactId, upgradeId } = await bound();
    await customer.do({ type: 'upgrade.cancel', contactId, upgradeId });
    await expectRestored(world, customer, { status: 'cancelled', by: 'customer' });
  });

  it('as completed after it, by either', async () => {
    const { world, customer, agent, contactId } = await bound();
    const callId = await goLive(customer, agent);
    expect(await customer.do({ type: 'upgrade.cancel', contactId, upgradeId: ended(customer)?.upgradeId ?? '' })).toMatchObject({ code: 'stale-upgrade' });
    await customer.do({ type: 'call.end', contactId, callId });
    await expectRestored(world, customer, { status: 'completed', by: 'customer' });
    expect(await agent.do({ type: 'call.end', contactId, callId })).toMatchObject({ type: 'nack', code: 'unknown-call' });
  });

  it('thirty seconds after a participant has gone with the media; the other hears of it at once', async () => {
    const { world, customer, agent, callId, contactId } = await bound();
    await goLive(customer, agent);
    await agent.leave();
    expect(customer.last('call.peer')).toMatchObject({ callId, present: false });
    await customer.do({ type: 'call.report', contactId, callId, state: 'interrupted' });
    await world.pass(29_000);
    expect(ended(customer)?.state).toBe('live');
    await world.pass(1_000);
    await expectRestored(world, customer, { status: 'failed', reason: 'signaling-lost', by: 'agent' });
  });

  it('not at all when the participant is back in time', async () => {
    const { world, customer, agent, callId } = await bound();
    await goLive(customer, agent);
    await customer.leave();
    await world.pass(25_000);
    const back = await world.again(customer);
    expect(agent.last('call.peer')).toMatchObject({ callId, present: true });
    expect(back.last('media-upgrade')).toMatchObject({ callId });
    expect(back.last('upgrade.state')).toMatchObject({ state: 'live', callId });
    expect(back.last('call.peer')).toMatchObject({ callId, present: true });
    await world.pass(120_000);
    expect(ended(agent)?.state).toBe('live');
  });

  it('with the contact, in order, when the agent wraps up in mid-call', async () => {
    const { world, customer, agent, contactId } = await bound();
    await goLive(customer, agent);
    await agent.do({ type: 'contact.wrap', contactId, codes: ['solved'] });
    expect((await world.kinds(contactId)).filter((kind) => !kind.startsWith('flow.')).slice(-4)).toEqual(['media.restored', 'upgrade.ended', 'contact.closed', 'contact.wrapped']);
    expect(customer.last('contact')?.contact).toMatchObject({ state: 'closed', medium: 'webChat' });
  });

  it('and takes the chat’s slot even over the capacity', async () => {
    const one = { ...people.ana, capacity: { webChat: 1, videoChat: 1 } };
    const world = await World.open({ config: { agents: [one] } });
    const { customer, agent } = await chatting(world);
    await click(customer);
    await agent.accept();
    const callId = await goLive(customer, agent);
    const second = await world.customer();
    await second.say('Hello');
    await agent.accept();
    expect(second.last('contact')?.contact.state).toBe('connected');
    await agent.do({ type: 'call.end', contactId: customer.contactId, callId });
    expect(agent.last('presence')?.slots).toEqual({ webChat: { used: 2, capacity: 1 }, videoChat: { used: 0, capacity: 1 } });
  });
});
