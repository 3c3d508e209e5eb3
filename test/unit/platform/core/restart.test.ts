import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask, chatting, click, goLive } from './call.js';
import { askBlock, trigger, videoBlock } from './fixtures.js';
import { ManualClock } from './manual-clock.js';
import type { Person } from './person.js';
import { World, type WorldOptions } from './world.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'segue-core-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The same store and people under a new process; `down`: how long nothing ran. */
async function restart(world: World, down = 0): Promise<World> {
  await world.stop();
  await world.clock.advance(down, () => Promise.resolve());
  return World.open({ folder, clock: world.clock });
}

const comeBack = async (world: World, person: Person): Promise<Person> => world.bring(person);
const open = (config?: NonNullable<WorldOptions['config']>): Promise<World> => World.open({ folder, clock: new ManualClock(), ...(config ? { config } : {}) });

describe('after a restart', () => {
  it('a contact goes on with its timeline, its owner and its agent’s place on queue', async () => {
    const before = await open();
    const { customer, agent } = await chatting(before);
    const world = await restart(before);
    const [maya, ana] = [await comeBack(world, customer), await comeBack(world, agent)];
    expect(ana.last('welcome')).toMatchObject({ presence: { onQueue: true, state: 'available' }, contacts: [{ contactId: customer.contactId }] });
    await maya.say('Still there?');
    expect(ana.events().at(-1)?.data).toMatchObject({ text: 'Still there?' });
    expect((await world.timeline(customer.contactId)).map(({ seq }) => seq)).toEqual((await world.timeline(customer.contactId)).map((_, at) => at + 1));
  });

  it('a frame sent again from before is answered as it was, and done once', async () => {
    const before = await open();
    const customer = await before.customer();
    const act = { type: 'message.send', contactId: customer.contactId, text: 'Hello' } as const;
    const answer = await customer.do(act, 'm1');
    const world = await restart(before);
    expect(await (await comeBack(world, customer)).do(act, 'm1')).toEqual(answer);
    expect((await world.kinds(customer.contactId)).filter((kind) => kind === 'message')).toHaveLength(1);
  });

  it('a reservation that fell due meanwhile has rung out', async () => {
    const before = await open();
    const ana = await before.agent('ana');
    const customer = await before.customer();
    await customer.say('Hello');
    const world = await restart(before, 30_000);
    await world.pass(0);
    expect((await world.timeline(customer.contactId)).filter(({ kind }) => kind === 'reservation.ended')).toMatchObject([{ data: { outcome: 'timeout' } }]);
    expect((await comeBack(world, ana)).last('welcome')?.presence?.state).toBe('not-responding');
  });

  it('an agent who does not come back goes offline after the grace, and the ring goes on', async () => {
    const before = await open();
    await before.agent('ana');
    const customer = await before.customer();
    await customer.say('Hello');
    const world = await restart(before);
    const chen = await world.agent('chen');
    await world.pass(10_000);
    expect(chen.last('reservation')).toMatchObject({ contactId: customer.contactId });
  });

  it.each([
    ['asked', { status: 'timeout', reason: 'prompt' }],
    ['accepted', { status: 'failed', reason: 'signaling-lost' }],
    ['ringing', { status: 'no-agent', reason: 'nobody-on-queue' }],
    ['bound', { status: 'failed', reason: 'signaling-lost' }],
    ['live', { status: 'failed', reason: 'signaling-lost' }],
  ] as const)('an upgrade that was %s reaches its end though nobody comes back', async (state, result) => {
    const before = await open();
    const { customer, agent } = await chatting(before);
    if (state === 'asked') await agent.do({ type: 'upgrade.invite', contactId: customer.contactId });
    else if (state === 'accepted') await ask(customer);
    else await click(customer);
    if (state === 'bound' || state === 'live') await agent.accept();
    if (state === 'live') await goLive(customer, agent);
    expect(customer.last('upgrade.state')?.state).toBe(state);

    const world = await restart(before);
    await world.pass(120_000);
    const timeline = await world.timeline(customer.contactId);
    expect(timeline.filter(({ kind }) => kind === 'upgrade.ended')).toMatchObject([{ data: { result } }]);
    expect(await world.core.contactRow(customer.contactId)).toMatchObject({ medium: 'webChat', ownerId: 'ana' });
    expect(await world.store.transaction((tx) => tx.all("SELECT 1 FROM slots WHERE medium = 'videoChat'"))).toEqual([]);
  });

  it('a call goes on when both come back, and its signals are relayed again', async () => {
    const before = await open();
    const { customer, agent } = await chatting(before);
    await click(customer);
    await agent.accept();
    const callId = await goLive(customer, agent);
    const world = await restart(before, 5_000);
    const [maya, ana] = [await comeBack(world, customer), await comeBack(world, agent)];
    expect(maya.last('media-upgrade')).toMatchObject({ callId });
    await maya.do({ type: 'call.signal', contactId: customer.contactId, callId, attempt: 1, generation: 0, n: 1, kind: 'join', body: {} });
    expect(ana.last('call.signal')).toMatchObject({ callId, attempt: 1, kind: 'join' });
    await world.pass(120_000);
    expect((await comeBack(world, maya)).last('upgrade.state')).toMatchObject({ state: 'live', attempt: 1 });
  });

  it('a flow’s question keeps its deadline and its block', async () => {
    const before = await open({ blocks: [trigger, askBlock, videoBlock] });
    const customer = await before.customer();
    await customer.say('Hello');
    const world = await restart(before, 30_000);
    const maya = await comeBack(world, customer);
    const ana = await world.agent('ana');
    const upgradeId = maya.last('upgrade.ask')?.upgradeId ?? '';
    await maya.do({ type: 'upgrade.answer', contactId: customer.contactId, upgradeId, accepted: true });
    await maya.do({ type: 'upgrade.capture', contactId: customer.contactId, upgradeId, outcome: 'ready' });
    expect(ana.last('reservation')).toMatchObject({ medium: 'videoChat', upgradeId });
  });

  it('the configuration in the store stays, unless it is applied', async () => {
    const before = await open();
    await before.core.queues.put('support', { name: 'Renamed' });
    const world = await restart(before);
    expect((await world.core.queues.get('support'))?.name).toBe('Renamed');
    await world.core.seed({ ...(await world.core.config()), queues: [{ ...(await world.core.queues.get('support'))!, name: 'Applied' }] }, 'apply');
    expect((await world.core.queues.get('support'))?.name).toBe('Applied');
  });
});

describe('a deadline whose handling fails', () => {
  it('holds up no other one, and is tried again', async () => {
    const world = await open();
    const ana = await world.agent('ana');
    const customer = await world.customer();
    await customer.say('Hello');
    await world.store.transaction(async (tx) => {
      await tx.run("INSERT INTO reservations (id, contact_id, agent_id, medium, kept, state, waiting_since, made_at, expires_at) VALUES ('r_lost', 'c_lost', 'chen', 'webChat', 0, 'pending', 0, 0, 0)");
      await tx.run("INSERT INTO deadlines (kind, key, due) VALUES ('ring', 'r_lost', 0)");
    });
    await world.pass(20_000);
    expect(ana.last('reservation.gone')).toMatchObject({ outcome: 'timeout' });
    const rows = await world.store.transaction((tx) => tx.all("SELECT due FROM deadlines WHERE key = 'r_lost'"));
    expect(Number(rows[0]?.['due'])).toBeGreaterThan(world.clock.now());
    await world.stop();
  });
});
