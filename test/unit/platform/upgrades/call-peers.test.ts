/** Who is missed in a call, and for how long, on a real store. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bound, inCall } from '../core/call.js';
import { ManualClock } from '../core/manual-clock.js';
import type { Person } from '../core/person.js';
import { World } from '../core/world.js';

const stateOf = (person: Person) => person.last('upgrade.state')?.state;
const resultOf = (person: Person) => person.last('upgrade.state')?.result;
const lost = { status: 'failed', reason: 'signaling-lost' };

describe('a live call of which one socket is gone', () => {
  it('goes on for as long as the other side has the media', async () => {
    const world = await World.open();
    const { customer, agent } = await inCall(world);
    await customer.leave();
    await world.pass(10 * 60_000);
    expect(stateOf(agent)).toBe('live');
    const back = await world.again(customer);
    expect(back.last('media-upgrade')).toBeDefined();
    await world.pass(10 * 60_000);
    expect(stateOf(back)).toBe('live');
  });

  it.each(['customer', 'agent'] as const)('ends thirty seconds after the %s went where the other side has lost the media', async (side) => {
    const world = await World.open();
    const { customer, agent, contactId, callId } = await inCall(world);
    const [gone, there] = side === 'customer' ? [customer, agent] : [agent, customer];
    await gone.leave();
    await world.pass(3_000);
    await there.do({ type: 'call.report', contactId, callId, state: 'interrupted' });
    await world.pass(26_000);
    expect(stateOf(there)).toBe('live');
    await world.pass(1_000);
    expect(resultOf(there)).toMatchObject({ ...lost, by: side });
  });

  it('ends thirty seconds after the media was lost, when that comes late', async () => {
    const world = await World.open();
    const { customer, agent, contactId, callId } = await inCall(world);
    await customer.leave();
    await world.pass(65_000);
    await agent.do({ type: 'call.report', contactId, callId, state: 'interrupted' });
    await world.pass(29_000);
    expect(stateOf(agent)).toBe('live');
    await world.pass(1_000);
    expect(resultOf(agent)).toMatchObject(lost);
  });

  it('goes on when the media came back meanwhile', async () => {
    const world = await World.open();
    const { customer, agent, contactId, callId } = await inCall(world);
    await agent.do({ type: 'call.report', contactId, callId, state: 'interrupted' });
    await customer.leave();
    await world.pass(20_000);
    await agent.do({ type: 'call.report', contactId, callId, state: 'live' });
    await world.pass(40_000);
    expect(stateOf(agent)).toBe('live');
  });
});

describe('a live call with a page that was loaded anew', () => {
  it.each(['customer', 'agent'] as const)('is not kept for it: the %s who has not joined again has nothing of the call', async (side) => {
    const world = await World.open();
    const { customer, agent } = await inCall(world);
    const [reloads, goes] = side === 'customer' ? [customer, agent] : [agent, customer];
    await reloads.leave();
    await world.pass(4_000);
    const back = await world.again(reloads);
    await goes.leave();
    await world.pass(29_000);
    expect(stateOf(back)).toBe('live');
    await world.pass(1_000);
    expect(resultOf(back)).toMatchObject(lost);
  });

  it('is not kept for an agent who has never seen anything of it', async () => {
    const world = await World.open();
    const { customer, agent, contactId, callId } = await bound(world);
    await agent.leave();
    const ana = await world.again(agent);
    await customer.do({ type: 'call.report', contactId, callId, state: 'live' });
    await customer.leave();
    await world.pass(30_000);
    expect(resultOf(ana)).toMatchObject({ ...lost, by: 'customer' });
  });

  it('is kept for one that has joined again', async () => {
    const world = await World.open();
    const { customer, agent, contactId, callId } = await inCall(world);
    await agent.leave();
    await world.pass(4_000);
    const desk = await world.again(agent);
    await desk.do({ type: 'call.report', contactId, callId, state: 'live' });
    await customer.leave();
    await world.pass(10 * 60_000);
    expect(stateOf(desk)).toBe('live');
  });
});

const mediaDeadlines = (world: World) => world.store.transaction((tx) => tx.all("SELECT due FROM deadlines WHERE kind = 'media'"));

/** A live call whose two pages were loaded anew, and which nobody has joined again. */
async function reloadedCall(world: World) {
  const { customer, agent, contactId, callId } = await inCall(world);
  await customer.leave();
  const maya = await world.again(customer);
  await world.pass(1_000);
  expect(await mediaDeadlines(world)).toEqual([]);
  await agent.leave();
  const ana = await world.again(agent);
  const signal = (attempt: number) => ({ type: 'call.signal', contactId, callId, attempt, generation: 0, n: 1, kind: 'join', body: {} }) as const;
  return { maya, ana, contactId, callId, signal };
}

describe('a live call whose pages were both loaded anew', () => {
  it('ends by itself two minutes later where nobody joins it again: once, on record, and both are told', async () => {
    const world = await World.open();
    const { maya, ana, contactId } = await reloadedCall(world);
    expect([stateOf(maya), stateOf(ana)]).toEqual(['live', 'live']);
    await world.pass(119_000);
    expect([stateOf(maya), stateOf(ana)]).toEqual(['live', 'live']);
    await world.pass(1_000);
    const stalled = { status: 'failed', reason: 'media-stalled', by: 'platform' };
    expect([resultOf(maya), resultOf(ana)]).toMatchObject([stalled, stalled]);
    await world.pass(10 * 60_000);
    const ended = (await world.timeline(contactId)).filter(({ kind }) => kind === 'upgrade.ended' || kind === 'media.restored');
    expect(ended).toMatchObject([{ kind: 'media.restored', data: { from: 'videoChat', to: 'webChat' } }, { kind: 'upgrade.ended', data: { result: stalled } }]);
    expect(ana.last('presence')?.slots).toMatchObject({ webChat: { used: 1 }, videoChat: { used: 0 } });
    expect(await world.store.transaction((tx) => tx.all("SELECT 1 FROM deadlines WHERE kind IN ('upgrade', 'peer', 'media', 'pane')"))).toEqual([]);
  });

  it('has its time anew with an attempt to join it, and as long as it likes once somebody has media', async () => {
    const world = await World.open();
    const { maya, ana, contactId, callId, signal } = await reloadedCall(world);
    await world.pass(110_000);
    await maya.do(signal(2));
    await world.pass(110_000);
    expect([stateOf(maya), stateOf(ana)]).toEqual(['live', 'live']);
    await maya.do({ type: 'call.report', contactId, callId, state: 'live' });
    await world.pass(10 * 60_000);
    expect([stateOf(maya), stateOf(ana)]).toEqual(['live', 'live']);
    expect(await mediaDeadlines(world)).toEqual([]);
  });

  it('is one with a call of which one page was loaded anew before it had seen anything', async () => {
    const world = await World.open();
    const { customer, agent, contactId, callId } = await bound(world);
    await agent.leave();
    const ana = await world.again(agent);
    await customer.do({ type: 'call.report', contactId, callId, state: 'live' });
    await customer.leave();
    const maya = await world.again(customer);
    await world.pass(119_000);
    expect(stateOf(ana)).toBe('live');
    await world.pass(1_000);
    expect(resultOf(maya)).toMatchObject({ status: 'failed', reason: 'media-stalled' });
  });

  it('is one with a call in which both sides have lost the media and say no more', async () => {
    const world = await World.open();
    const { customer, agent, contactId, callId } = await inCall(world);
    for (const side of [customer, agent]) await side.do({ type: 'call.report', contactId, callId, state: 'interrupted' });
    await world.pass(119_000);
    expect(stateOf(customer)).toBe('live');
    await world.pass(1_000);
    expect(resultOf(customer)).toMatchObject({ status: 'failed', reason: 'media-stalled' });
  });
});

describe('a live call of which both sockets are gone', () => {
  it('is kept for two minutes: nobody is there to say that it is over', async () => {
    const world = await World.open();
    const { customer, agent, contactId } = await inCall(world);
    await customer.leave();
    await agent.leave();
    await world.pass(119_000);
    expect(await world.kinds(contactId)).not.toContain('upgrade.ended');
    await world.pass(1_000);
    expect((await world.timeline(contactId)).find(({ kind }) => kind === 'upgrade.ended')).toMatchObject({ data: { result: lost } });
    expect(await world.store.transaction((tx) => tx.all("SELECT 1 FROM deadlines WHERE kind IN ('upgrade', 'peer', 'media', 'pane')"))).toEqual([]);
  });

  it('ends after thirty seconds where the media was lost before', async () => {
    const world = await World.open();
    const { customer, agent, contactId, callId } = await inCall(world);
    await agent.do({ type: 'call.report', contactId, callId, state: 'interrupted' });
    await customer.leave();
    await agent.leave();
    await world.pass(30_000);
    expect(await world.kinds(contactId)).toContain('upgrade.ended');
  });

  it('goes on when both come back, one long after the other', async () => {
    const world = await World.open();
    const { customer, agent } = await inCall(world);
    await customer.leave();
    await agent.leave();
    await world.pass(50_000);
    const ana = await world.redial(agent);
    expect(ana.last('call.peer')).toMatchObject({ present: false });
    await world.pass(100_000);
    const maya = await world.redial(customer);
    expect(ana.last('call.peer')).toMatchObject({ present: true });
    await world.pass(300_000);
    expect([stateOf(ana), stateOf(maya)]).toEqual(['live', 'live']);
  });
});

describe('an owner’s desk that reloads in mid-call', () => {
  it('keeps contact, call and presence, and both sides hear of its going and coming', async () => {
    const world = await World.open();
    const { customer, agent, contactId, callId } = await inCall(world);
    await agent.leave();
    expect(customer.last('call.peer')).toEqual({ type: 'call.peer', contactId, callId, present: false });
    await world.pass(4_000);
    const desk = await world.again(agent);
    expect(customer.last('call.peer')).toEqual({ type: 'call.peer', contactId, callId, present: true });
    expect(desk.last('welcome')).toMatchObject({ presence: { state: 'busy', onQueue: true }, contacts: [{ contactId, medium: 'videoChat', relation: 'owner' }] });
    expect(desk.last('media-upgrade')).toMatchObject({ contactId, callId });
    await desk.do({ type: 'call.signal', contactId, callId, attempt: 0, generation: 0, n: 1, kind: 'join', body: {} });
    expect(customer.last('call.signal')).toMatchObject({ callId, kind: 'join' });
    await world.pass(120_000);
    expect(stateOf(desk)).toBe('live');
  });

  it('is told, when it comes back, of a customer who went meanwhile', async () => {
    const world = await World.open();
    const { customer, agent, callId } = await inCall(world);
    await agent.leave();
    await customer.leave();
    const desk = await world.again(agent);
    expect(desk.last('call.peer')).toMatchObject({ callId, present: false });
  });
});

describe('a bound call that has shown nothing yet', () => {
  it('has its forty seconds anew when a side that went is back', async () => {
    const world = await World.open();
    const { customer, agent } = await bound(world);
    await world.pass(25_000);
    await agent.leave();
    await world.pass(20_000);
    const desk = await world.again(agent);
    const deadline = world.clock.now() + 40_000;
    expect(Date.parse(customer.last('upgrade.state')?.deadline ?? '')).toBe(deadline);
    await world.pass(39_000);
    expect(stateOf(desk)).toBe('bound');
    await world.pass(1_000);
    expect(resultOf(desk)).toMatchObject({ status: 'timeout', reason: 'negotiation' });
  });

  it('ends two minutes after the bind, however often a side comes and goes', async () => {
    const world = await World.open();
    const { customer } = await bound(world);
    let page = customer;
    for (let second = 0; second < 120; second += 10) {
      await page.leave();
      await world.pass(8_000);
      page = await world.again(customer);
      await world.pass(2_000);
    }
    expect(resultOf(page)).toMatchObject({ status: 'timeout', reason: 'negotiation' });
  });
});

describe('a restart of the platform', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'segue-peers-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function restart(before: World, downMs: number): Promise<World> {
    await before.stop();
    await before.clock.advance(downMs, () => Promise.resolve());
    return World.open({ folder, clock: before.clock });
  }

  it('of five minutes does not end a live call, nor one of its sides that takes its time', async () => {
    const before = await World.open({ folder, clock: new ManualClock() });
    const { customer, agent } = await inCall(before);
    const world = await restart(before, 5 * 60_000);
    await world.pass(0);
    const ana = await world.bring(agent);
    expect(stateOf(ana)).toBe('live');
    await world.pass(45_000);
    const maya = await world.bring(customer);
    await world.pass(120_000);
    expect([stateOf(ana), stateOf(maya)]).toEqual(['live', 'live']);
    await world.stop();
  });

  it('keeps the end of a call whose pages were both loaded anew, with its time from then on', async () => {
    const before = await World.open({ folder, clock: new ManualClock() });
    const { maya, ana, contactId } = await reloadedCall(before);
    const world = await restart(before, 5 * 60_000);
    const pages = [await world.bring(maya), await world.bring(ana)];
    await world.pass(119_000);
    expect(pages.map(stateOf)).toEqual(['live', 'live']);
    await world.pass(1_000);
    expect(pages.map(resultOf)).toMatchObject([{ reason: 'media-stalled' }, { reason: 'media-stalled' }]);
    await world.pass(10 * 60_000);
    expect((await world.kinds(contactId)).filter((kind) => kind === 'upgrade.ended')).toHaveLength(1);
    await world.stop();
  });

  it('gives a bound call the time to begin anew', async () => {
    const before = await World.open({ folder, clock: new ManualClock() });
    const { customer, agent } = await bound(before);
    const world = await restart(before, 3 * 60_000);
    await world.pass(10_000);
    const [maya, ana] = [await world.bring(customer), await world.bring(agent)];
    await world.pass(25_000);
    expect([stateOf(maya), stateOf(ana)]).toEqual(['bound', 'bound']);
    await maya.do({ type: 'call.report', contactId: maya.contactId, callId: maya.last('media-upgrade')?.callId ?? '', state: 'live' });
    expect(stateOf(ana)).toBe('live');
    await world.stop();
  });
});
