import { describe, expect, it } from 'vitest';
import { scopesOf } from '../../../../src/platform/auth/scopes.js';
import { chatting } from '../core/call.js';
import { World } from '../core/world.js';

const open = (presenceReasons?: readonly string[]) => World.open(presenceReasons === undefined ? {} : { config: { presenceReasons } });

describe('the reason of a break', () => {
  it('is told with the break, to the agent and to who looks for colleagues, and ends with it', async () => {
    const world = await open();
    const { customer: { contactId } } = await chatting(world);
    const ben = await world.agent('ben');
    await ben.do({ type: 'presence.set', state: 'break', reason: 'Lunch' });
    expect(ben.last('presence')).toMatchObject({ state: 'break', reason: 'Lunch' });
    const seen = async () => (await world.core.transferTargets({ kind: 'agent', id: 'ana', scopes: scopesOf(['agent']) }, contactId)).agents.find(({ agent }) => agent.agentId === 'ben');
    expect(await seen()).toMatchObject({ state: 'break', reason: 'Lunch', fitness: 'not-there' });
    await ben.do({ type: 'presence.set', state: 'away' });
    expect(ben.last('presence')).not.toHaveProperty('reason');
    await ben.do({ type: 'presence.set', state: 'away', reason: 'Meeting' });
    await ben.do({ type: 'presence.set', onQueue: true });
    expect(ben.last('presence')).toMatchObject({ state: 'available' });
    expect(ben.last('presence')).not.toHaveProperty('reason');
    expect(await seen()).not.toHaveProperty('reason');
  });

  it('stays while the agent only leaves the queue', async () => {
    const ben = await (await open()).agent('ben');
    await ben.do({ type: 'presence.set', state: 'break', reason: 'Training' });
    await ben.do({ type: 'presence.set', onQueue: false });
    expect(ben.last('presence')).toMatchObject({ state: 'break', reason: 'Training', onQueue: false });
  });

  it('is one of the configuration’s, and of a break or of being away alone', async () => {
    const ben = await (await open(['Prayer'])).agent('ben');
    expect(await ben.do({ type: 'presence.set', state: 'break', reason: 'Lunch' })).toMatchObject({ type: 'nack', code: 'bad-frame' });
    expect(await ben.do({ type: 'presence.set', state: 'available', reason: 'Prayer' })).toMatchObject({ type: 'nack', code: 'bad-frame' });
    expect(await ben.do({ type: 'presence.set', reason: 'Prayer' })).toMatchObject({ type: 'nack', code: 'bad-frame' });
    expect(await ben.do({ type: 'presence.set', state: 'away', reason: 'Prayer' })).toMatchObject({ type: 'ack' });
  });

  it('is forgotten when the agent comes back from offline', async () => {
    const world = await open();
    const ben = await world.agent('ben');
    await ben.do({ type: 'presence.set', state: 'break', reason: 'Lunch' });
    await ben.leave();
    await world.pass(11_000);
    const again = await world.agent('ben');
    expect(again.last('presence')).not.toHaveProperty('reason');
  });
});
