/** How a call was, as its two sides say, on a real store. */
import { describe, expect, it } from 'vitest';
import type { CallSummary } from '../../../../src/protocol/index.js';
import { bound, inCall } from '../core/call.js';
import { World } from '../core/world.js';

const summary: CallSummary = {
  mosAvg: 4.1, mosMin: 2.9, rttMsAvg: 38, lossAvg: 0.7, freezes: 1, restarts: 2, rebuilds: 0, audioOnlyMs: 4_000, relayProtocol: 'tcp', localCandidate: 'relay',
  remoteCandidate: 'srflx', marks: { granted: 90, frame: 1_900 },
};
const summaries = async (world: World, contactId: string) => (await world.timeline(contactId)).filter(({ kind }) => kind === 'call.summary');

describe('the summary of a call', () => {
  it('is one event of each side, which the customer does not see', async () => {
    const world = await World.open();
    const { customer, agent, contactId, callId } = await inCall(world);
    await agent.do({ type: 'call.end', contactId, callId });
    expect(await customer.do({ type: 'call.summary', contactId, callId, summary })).toMatchObject({ type: 'ack' });
    const short = { freezes: 0, restarts: 0, rebuilds: 0, audioOnlyMs: 0 };
    expect(await agent.do({ type: 'call.summary', contactId, callId, summary: short })).toMatchObject({ type: 'ack' });
    expect(await summaries(world, contactId)).toMatchObject([
      { actor: { kind: 'customer' }, data: { callId, side: 'customer', ...summary } }, { actor: { kind: 'agent', id: 'ana' }, data: { callId, side: 'agent', ...short } },
    ]);
    expect(customer.events().map(({ kind }) => kind)).not.toContain('call.summary');
    expect(agent.events().filter(({ kind }) => kind === 'call.summary')).toHaveLength(2);
    expect(world.measures.filter(({ kind }) => kind === 'summary')).toEqual([
      { kind: 'summary', side: 'customer', summary }, { kind: 'summary', side: 'agent', summary: short },
    ]);
  });

  it('is taken once: a later one of the same side is acknowledged and changes nothing', async () => {
    const world = await World.open();
    const { customer, contactId, callId } = await inCall(world);
    await customer.do({ type: 'call.summary', contactId, callId, summary });
    expect(await customer.do({ type: 'call.summary', contactId, callId, summary: { ...summary, mosAvg: 1 } })).toMatchObject({ type: 'ack' });
    expect(await summaries(world, contactId)).toMatchObject([{ data: { mosAvg: 4.1 } }]);
  });

  it('may come while the call is on, and before its first frame', async () => {
    const world = await World.open();
    const { customer, contactId, callId } = await bound(world);
    expect(await customer.do({ type: 'call.summary', contactId, callId, summary })).toMatchObject({ type: 'ack' });
  });

  it('is taken of a contact that has closed, for ten minutes', async () => {
    const world = await World.open();
    const { customer, agent, contactId, callId } = await inCall(world);
    await customer.do({ type: 'contact.close', contactId });
    await world.pass(10 * 60_000);
    expect(await customer.do({ type: 'call.summary', contactId, callId, summary })).toMatchObject({ type: 'ack' });
    expect((await world.kinds(contactId)).at(-1)).toBe('call.summary');
    await world.pass(1);
    expect(await agent.do({ type: 'call.summary', contactId, callId, summary })).toMatchObject({ type: 'nack', code: 'unknown-call' });
    expect(await summaries(world, contactId)).toHaveLength(1);
  });

  it('is nobody else’s to give, nor of another contact, nor of no call', async () => {
    const world = await World.open();
    const { customer, contactId, callId } = await inCall(world);
    const frame = { type: 'call.summary', contactId, callId, summary } as const;
    const stranger = await world.customer();
    const chen = await world.agent('chen');
    for (const answer of [
      await chen.do(frame), await stranger.do(frame), await stranger.do({ ...frame, contactId: stranger.contactId }), await customer.do({ ...frame, callId: 'v_none' }),
    ]) expect(answer).toMatchObject({ type: 'nack', code: 'unknown-call' });
    expect(await summaries(world, contactId)).toEqual([]);
    expect(await customer.do(frame)).toMatchObject({ type: 'ack' });
  });

  it('leaves wrap-up, medium and transcript as they are', async () => {
    const world = await World.open();
    const { customer, agent, contactId, callId } = await inCall(world);
    await agent.do({ type: 'contact.wrap', contactId, codes: ['solved'] });
    const before = await world.core.contactRow(contactId);
    await agent.do({ type: 'call.summary', contactId, callId, summary });
    await customer.do({ type: 'call.summary', contactId, callId, summary });
    expect(await world.core.contactRow(contactId)).toEqual({ ...before, seq: (before?.seq ?? 0) + 2 });
    expect((await world.timeline(contactId)).map(({ seq }) => seq)).toEqual((await world.timeline(contactId)).map((_, index) => index + 1));
  });
});
