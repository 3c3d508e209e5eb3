/** What the sides of a call report, on a real store. */
import { describe, expect, it } from 'vitest';
import { bound, inCall } from '../core/call.js';
import { World } from '../core/world.js';

const interruptions = async (world: World, contactId: string) => (await world.timeline(contactId)).filter(({ kind }) => kind === 'call.interrupted');

describe('an interruption', () => {
  it('is an event with its cause', async () => {
    const world = await World.open();
    const { customer, contactId, callId } = await inCall(world);
    await customer.do({ type: 'call.report', contactId, callId, state: 'interrupted', cause: 'media-stalled' });
    expect(await interruptions(world, contactId)).toMatchObject([{ actor: { kind: 'customer' }, data: { callId, cause: 'media-stalled' } }]);
  });

  it('of both sides, or of a path that flaps, is one event in five seconds, and every one is counted', async () => {
    const world = await World.open();
    const { customer, agent, contactId, callId } = await inCall(world);
    const report = { type: 'call.report', contactId, callId, state: 'interrupted' } as const;
    for (let count = 0; count < 100; count += 1) {
      await customer.do(report);
      await agent.do(report);
      await world.pass(49);
    }
    expect(await interruptions(world, contactId)).toHaveLength(1);
    await world.pass(100);
    await agent.do(report);
    expect(await interruptions(world, contactId)).toHaveLength(2);
    expect(world.measures.filter(({ kind }) => kind === 'interrupted')).toHaveLength(201);
  });

  it('that was too soon for an event still names the cause of a call that never began', async () => {
    const world = await World.open();
    const { customer, agent, contactId, callId } = await bound(world);
    await customer.do({ type: 'call.report', contactId, callId, state: 'interrupted' });
    await agent.do({ type: 'call.report', contactId, callId, state: 'interrupted', cause: 'turn-refused' });
    await world.pass(40_000);
    expect(customer.last('upgrade.state')?.result).toMatchObject({ status: 'failed', reason: 'turn-refused' });
  });
});

describe('the first frame', () => {
  const marks = { granted: 210, bound: 1_400, frame: 2_100 };

  it('is on record with the steps on the way', async () => {
    const world = await World.open();
    const { customer, contactId, callId } = await bound(world);
    await customer.do({ type: 'call.report', contactId, callId, state: 'live', firstFrameMs: 2_100, marks });
    expect((await world.timeline(contactId)).find(({ kind }) => kind === 'call.live')?.data).toEqual({ callId, firstFrameMs: 2_100, marks });
  });

  it('is measured once for each side, however often media comes back', async () => {
    const world = await World.open();
    const { customer, agent, contactId, callId } = await bound(world);
    const live = { type: 'call.report', contactId, callId, state: 'live' } as const;
    await customer.do({ ...live, firstFrameMs: 2_100, marks });
    await agent.do({ ...live, firstFrameMs: 900 });
    await customer.do(live);
    await agent.do(live);
    expect(world.measures.filter(({ kind }) => kind === 'first-frame')).toEqual([
      { kind: 'first-frame', side: 'customer', ms: 2_100, marks }, { kind: 'first-frame', side: 'agent', ms: 900, marks: {} },
    ]);
    expect((await world.kinds(contactId)).filter((kind) => kind === 'call.live')).toHaveLength(1);
  });
});

describe('an upgrade’s end', () => {
  it('is measured once with its result', async () => {
    const world = await World.open();
    const { customer, agent, contactId, callId } = await inCall(world);
    await customer.do({ type: 'call.report', contactId, callId, state: 'failed', cause: 'media-stalled' });
    await agent.do({ type: 'call.report', contactId, callId, state: 'failed', cause: 'media-stalled' });
    expect(world.measures.filter(({ kind }) => kind === 'upgrade-ended')).toMatchObject([{ result: { status: 'failed', reason: 'media-stalled', by: 'customer' } }]);
  });
});
