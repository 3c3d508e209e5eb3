import { describe, expect, it } from 'vitest';
import { bound, chatting, click, goLive, inCall } from '../core/call.js';
import { people, supportBody } from '../core/fixtures.js';
import type { Person } from '../core/person.js';
import { metricsOf, segmentsOf } from '../../../../src/platform/record/index.js';
import { expectRecord } from '../core/record-invariants.js';
import { World } from '../core/world.js';
import { cellsOf } from '../record/book.js';

const second = { id: 'second', ...(JSON.parse(supportBody) as object), name: 'Second line', members: ['chen'] };
const toAgent = (agentId: string) => ({ kind: 'agent', agentId }) as const;
const toQueue = (queueId: string) => ({ kind: 'queue', queueId }) as const;

async function transferring(config = {}): Promise<{ world: World; customer: Person; ana: Person; chen: Person; contactId: string; callId: string }> {
  const world = await World.open({ config: { moreQueues: [second], ...config } });
  const { customer, agent: ana, contactId, callId } = await inCall(world);
  return { world, customer, ana, chen: await world.agent('chen'), contactId, callId };
}
const callIdOf = (person: Person) => person.last('media-upgrade')?.callId;

describe('a transfer in a call', () => {
  it.each([['an agent', toAgent('chen')], ['a queue', toQueue('second')]])('to %s rings for video while the call goes on, and hands it over as a new call of the same contact', async (_, to) => {
    const { world, customer, ana, chen, contactId, callId } = await transferring();
    await world.pass(5_000);
    expect(await ana.do({ type: 'contact.transfer', contactId, to })).toMatchObject({ type: 'ack' });
    expect(chen.last('reservation')).toMatchObject({ contactId, medium: 'videoChat', kept: false, owner: { agentId: 'ana' } });
    expect(customer.last('upgrade.state')).toMatchObject({ state: 'live', callId, agent: { agentId: 'ana' } });
    expect(callIdOf(customer)).toBe(callId);

    await chen.accept();
    const next = callIdOf(customer) ?? '';
    expect(next).not.toBe(callId);
    expect(callIdOf(chen)).toBe(next);
    expect(customer.last('upgrade.state')).toMatchObject({ state: 'bound', callId: next, attempt: 0, agent: { agentId: 'chen' } });
    expect(customer.last('contact')?.contact).toMatchObject({ contactId, state: 'connected', medium: 'videoChat', owner: { agentId: 'chen' } });
    expect(ana.last('upgrade.state')).toMatchObject({ state: 'ended', callId, result: { status: 'completed' } });
    expect(ana.last('contact')?.contact).toMatchObject({ relation: 'former' });
    expect(ana.last('presence')?.slots.videoChat.used).toBe(0);
    expect(chen.last('presence')?.slots.videoChat.used).toBe(1);

    await goLive(customer, chen);
    await world.pass(10_000);
    await customer.do({ type: 'call.end', contactId, callId: next });
    expect(customer.last('upgrade.state')).toMatchObject({ state: 'ended', result: { status: 'completed', by: 'customer' } });
    const timeline = await world.timeline(contactId);
    expect(timeline.find(({ kind }) => kind === 'media.restored')).toMatchObject({ data: { callId: next, durationMs: 15_000 } });
    expect(timeline.flatMap((event) => (event.kind === 'transfer.ended' ? [event.data.outcome] : []))).toEqual(['accepted']);
    expect(customer.last('contact')?.contact).toMatchObject({ medium: 'webChat', owner: { agentId: 'chen' } });
    expect(await world.segments(contactId)).toEqual(expect.arrayContaining(['videoChat agent ana', 'videoChat agent chen']));
  });

  it('that is taken back after it has ended takes nothing back of what rings since', async () => {
    const world = await World.open();
    const { customer, agent } = await chatting(world);
    await click(customer);
    const ringing = agent.last('reservation');
    expect(await agent.do({ type: 'contact.transfer', contactId: customer.contactId, to: { kind: 'nobody' } })).toMatchObject({ type: 'ack' });
    expect(agent.all('reservation.gone').filter(({ reservationId }) => reservationId === ringing?.reservationId)).toEqual([]);
    expect(agent.last('reservation')).toEqual(ringing);
  });

  it('tells the customer who takes over, in the timeline that they see', async () => {
    const { customer, ana, chen, contactId } = await transferring();
    await ana.do({ type: 'contact.transfer', contactId, to: toAgent('chen') });
    customer.clear();
    await chen.accept();
    expect(customer.events().map(({ kind }) => kind)).toEqual(['agent.left', 'agent.joined', 'media-upgrade']);
    expect(customer.events()[1]?.data).toMatchObject({ agent: { name: 'Chen' } });
  });

  it('that is declined, or rings out, leaves the call as it is', async () => {
    for (const outcome of ['declined', 'timeout'] as const) {
      const { world, customer, ana, chen, contactId, callId } = await transferring();
      await ana.do({ type: 'contact.transfer', contactId, to: toAgent('chen') });
      await (outcome === 'declined' ? chen.decline() : world.pass(20_000));
      expect(ana.events().at(-1)).toMatchObject({ kind: 'transfer.ended', data: { outcome } });
      expect(customer.last('upgrade.state')).toMatchObject({ state: 'live', callId });
      expect(await customer.do({ type: 'call.end', contactId, callId })).toMatchObject({ type: 'ack' });
      expect(await world.store.transaction((tx) => tx.all('SELECT 1 FROM waiting'))).toEqual([]);
    }
  });

  it('to a queue whose agents are busy waits for one, for a minute at most', async () => {
    const { world, customer, ana, chen, contactId, callId } = await transferring({ agents: [people.ana, people.chen] });
    await ana.do({ type: 'presence.set', onQueue: false });
    const other = await world.customer();
    await other.say('Hello');
    await chen.accept();
    await click(other);
    await chen.accept();
    const busy = await goLive(other, chen);
    expect(await ana.do({ type: 'contact.transfer', contactId, to: toQueue('second') })).toMatchObject({ type: 'ack' });
    await world.pass(30_000);
    expect(chen.last('reservation')?.contactId).not.toBe(contactId);
    await world.pass(30_000);
    expect(ana.events(contactId).at(-1)).toMatchObject({ kind: 'transfer.ended', data: { outcome: 'timeout' } });
    expect(customer.last('upgrade.state')).toMatchObject({ state: 'live', callId });

    await ana.do({ type: 'contact.transfer', contactId, to: toQueue('second') });
    await chen.do({ type: 'call.end', contactId: other.contactId, callId: busy });
    expect(chen.last('reservation')).toMatchObject({ contactId, medium: 'videoChat' });
  });

  it('ends with the call, and the agent who rings is told so', async () => {
    const { world, customer, ana, chen, contactId, callId } = await transferring();
    await ana.do({ type: 'contact.transfer', contactId, to: toAgent('chen') });
    await customer.do({ type: 'call.end', contactId, callId });
    expect(chen.last('reservation.gone')).toMatchObject({ outcome: 'rescinded' });
    expect((await world.timeline(contactId)).find(({ kind }) => kind === 'transfer.ended')).toMatchObject({ data: { outcome: 'cancelled' } });
    expect(await chen.accept()).toMatchObject({ type: 'nack', code: 'stale-reservation' });
    expect(customer.last('contact')?.contact).toMatchObject({ medium: 'webChat', owner: { agentId: 'ana' } });
  });

  it('gives way to another one of the same call', async () => {
    const { ana, chen, contactId } = await transferring();
    await ana.do({ type: 'contact.transfer', contactId, to: toAgent('chen') });
    await ana.do({ type: 'contact.transfer', contactId, to: toQueue('second') });
    expect(chen.all('reservation.gone')).toMatchObject([{ outcome: 'rescinded' }]);
    expect(chen.all('reservation')).toHaveLength(2);
    expect(await chen.accept()).toMatchObject({ type: 'ack' });
  });

  it('works before the first picture too, and lets nobody into the former call afterwards', async () => {
    const world = await World.open({ config: { moreQueues: [second] } });
    const { customer, agent: ana, contactId, callId } = await bound(world);
    const chen = await world.agent('chen');
    await ana.do({ type: 'contact.transfer', contactId, to: toAgent('chen') });
    await chen.accept();
    const signal = { type: 'call.signal', contactId, callId, attempt: 1, generation: 0, n: 1, kind: 'join', body: {} } as const;
    expect(await ana.do(signal)).toMatchObject({ type: 'nack', code: 'unknown-call' });
    expect(await customer.do({ type: 'call.report', contactId, callId, state: 'live' })).toMatchObject({ code: 'unknown-call' });
    await goLive(customer, chen);
    expect(customer.last('upgrade.state')).toMatchObject({ state: 'live', agent: { agentId: 'chen' } });
  });

  it('is summed up by both agents, each for their own call', async () => {
    const { world, customer, ana, chen, contactId, callId } = await transferring();
    const summary = { freezes: 0, restarts: 0, rebuilds: 0, audioOnlyMs: 0 };
    await ana.do({ type: 'contact.transfer', contactId, to: toAgent('chen') });
    await chen.accept();
    const next = callIdOf(customer) ?? '';
    expect(await ana.do({ type: 'call.summary', contactId, callId, summary })).toMatchObject({ type: 'ack' });
    expect(await customer.do({ type: 'call.summary', contactId, callId, summary })).toMatchObject({ type: 'ack' });
    expect(await chen.do({ type: 'call.summary', contactId, callId, summary })).toMatchObject({ code: 'unknown-call' });
    await goLive(customer, chen);
    await chen.do({ type: 'call.end', contactId, callId: next });
    expect(await chen.do({ type: 'call.summary', contactId, callId: next, summary })).toMatchObject({ type: 'ack' });
    const told = (await world.timeline(contactId)).flatMap((event) => (event.kind === 'call.summary' ? [event.data] : []));
    expect(told).toMatchObject([{ callId, side: 'agent' }, { callId, side: 'customer' }, { callId: next, side: 'agent' }]);
  });

  it('to who cannot take video, to a queue without it or without anybody, is refused and changes nothing', async () => {
    const { world, customer, ana, chen, contactId, callId } = await transferring({ moreQueues: [second, { id: 'chat', mediaTypes: ['webChat'], members: ['chen'] }, { ...second, id: 'empty', members: [] }] });
    await world.agent('ben');
    for (const to of [toAgent('ben'), toAgent('ana'), toAgent('none'), toQueue('chat'), toQueue('empty'), toQueue('none')]) {
      expect(await ana.do({ type: 'contact.transfer', contactId, to })).toMatchObject({ type: 'nack', code: 'not-found' });
    }
    await chen.leave();
    await world.pass(10_000);
    expect(await ana.do({ type: 'contact.transfer', contactId, to: toAgent('chen') })).toMatchObject({ code: 'not-found' });
    expect(await ana.do({ type: 'contact.transfer', contactId, to: toQueue('second') })).toMatchObject({ code: 'not-found' });
    expect(customer.last('upgrade.state')).toMatchObject({ state: 'live', callId });
    expect((await world.kinds(contactId)).filter((kind) => kind.startsWith('transfer.'))).toEqual([]);
  });

  it('is refused while the video is still on its way', async () => {
    const world = await World.open();
    const { customer, agent: ana } = await chatting(world);
    await world.agent('chen');
    await click(customer);
    expect(await ana.do({ type: 'contact.transfer', contactId: customer.contactId, to: toAgent('chen') })).toMatchObject({ code: 'stale-upgrade' });
  });
});

/** Two queues: Ana is of the first, Chen of the second and of its secondary, nobody of the last. */
const third = { ...second, id: 'third', name: 'Third line' };

async function offering(moreQueues: readonly Record<string, unknown>[]): Promise<{ world: World; customer: Person; ana: Person; chen: Person; contactId: string }> {
  const world = await World.open({ config: { queue: { members: ['ana'] }, moreQueues } });
  const { customer, agent: ana } = await chatting(world);
  return { world, customer, ana, chen: await world.agent('chen'), contactId: customer.contactId };
}
const queueOf = async (world: World, contactId: string) => (await world.core.contactRow(contactId))?.queueId;
const recorded = async (world: World, contactId: string) => segmentsOf(await world.timeline(contactId), world.clock.now()).map((it) => [it.kind, it.owner, it.queueId]);

describe('a chat that is offered to another queue', () => {
  it('stays in its own while it is offered, and is of the other once somebody there has it', async () => {
    const { world, ana, chen, contactId } = await offering([second]);
    await world.pass(5_000);
    await ana.do({ type: 'contact.transfer', contactId, to: toQueue('second') });
    await world.pass(3_000);
    expect(await queueOf(world, contactId)).toBe('support');
    expect(ana.last('contact')?.contact).toMatchObject({ relation: 'owner', queue: { queueId: 'support' } });
    await chen.accept();
    await world.pass(4_000);
    expect(await queueOf(world, contactId)).toBe('second');
    expect(await recorded(world, contactId)).toEqual([['agent', 'ana', 'support'], ['agent', 'chen', 'second']]);
    await expectRecord(world);
  });

  it.each([
    ['declined by all, until the bound of the wait', [{ ...second, maxWaitSeconds: 30 }], async ({ chen }: { chen: Person }) => chen.decline()],
    ['unanswered, until the bound of the wait', [{ ...second, maxWaitSeconds: 30 }], () => undefined],
    ['moved on to the secondary queue, and unanswered there', [{ ...second, members: [], secondaryQueueId: 'third' }, { ...third, maxWaitSeconds: 30 }], () => undefined],
    ['overtaken by a call of the owner’s', [second], async ({ customer, ana }: { customer: Person; ana: Person }) => {
      await click(customer);
      await ana.accept();
    }],
  ])('%s: queue, place, owner and metrics are as before', async (_, moreQueues, then) => {
    const { world, customer, ana, chen, contactId } = await offering(moreQueues);
    const before = await world.core.contactRow(contactId);
    await world.pass(5_000);
    await ana.do({ type: 'contact.transfer', contactId, to: toQueue('second') });
    await then({ customer, ana, chen });
    await world.pass(60_000);
    expect((await world.timeline(contactId)).filter(({ kind }) => kind === 'transfer.ended')).toHaveLength(1);
    expect(await world.store.transaction((tx) => tx.all('SELECT 1 FROM waiting'))).toEqual([]);
    const { ownerId, queueId, state } = (await world.core.contactRow(contactId)) ?? {};
    expect({ ownerId, queueId, state }).toEqual({ ownerId: 'ana', queueId: before?.queueId, state: before?.state });
    for (const it of await recorded(world, contactId)) expect(it).toEqual(['agent', 'ana', 'support']);
    await ana.do({ type: 'contact.wrap', contactId, codes: [] });
    const metrics = metricsOf(await world.timeline(contactId), world.clock.now());
    expect(metrics).toMatchObject({ nTransferred: 0, nConnected: 1, nHandled: 1 });
    const handling = (await cellsOf(world.store)).map((cell) => cell.split(' ')).filter(([, , , , , , series = '']) => ['tTalk', 'tHandle', 'nHandled', 'nConnected'].includes(series));
    expect(new Set(handling.map(([, , , , , , series]) => series)).size).toBe(4);
    for (const [, , queueId, agentId] of handling) expect([queueId, agentId]).toEqual(['support', 'ana']);
    await expectRecord(world);
  });
});

describe('an agent in a call', () => {
  it.each([[undefined, 1], [{ videoChat: [] }, 0]])('is rung for chats as %j says: %i', async (interruptedBy, rings) => {
    const world = await World.open({ config: { agents: [{ ...people.ana, capacity: { webChat: 3, videoChat: 1, ...(interruptedBy ? { interruptedBy } : {}) } }] } });
    const { agent: ana } = await inCall(world);
    ana.clear();
    await (await world.customer()).say('Hello');
    expect(ana.all('reservation')).toHaveLength(rings);
  });

  it('takes the video of a chat of their own, whatever chats must not be interrupted by', async () => {
    const world = await World.open({ config: { agents: [{ ...people.ana, capacity: { webChat: 3, videoChat: 1, interruptedBy: { webChat: [] } } }] } });
    const { customer, agent: ana } = await chatting(world);
    await click(customer);
    expect(ana.last('reservation')).toMatchObject({ medium: 'videoChat', kept: true });
    await ana.decline();
    const other = await world.customer();
    await other.say('Hello');
    await ana.accept();
    await click(customer);
    expect(customer.last('upgrade.state')?.state).toBe('waiting');
  });
});
