import { describe, expect, it } from 'vitest';
import { allPresences } from '../../../../src/platform/routing/presence-store.js';
import { rosterOf } from '../../../../src/platform/routing/roster.js';
import { freeSlots, slotsInUse, takeSlot } from '../../../../src/platform/routing/slot-store.js';
import type { Tx } from '../../../../src/platform/store/sql.js';
import { World } from '../core/world.js';

async function reading(tx: Tx): Promise<unknown> {
  const { presences, used } = await rosterOf(tx);
  return { presences: [...presences.values()].sort((a, b) => (a.agentId < b.agentId ? -1 : 1)), used: Object.fromEntries([...used].sort(([a], [b]) => (a < b ? -1 : 1))) };
}
const rows = async (tx: Tx) => ({ presences: await allPresences(tx), used: Object.fromEntries([...(await slotsInUse(tx))].sort(([a], [b]) => (a < b ? -1 : 1))) });
const same = (world: World) => world.store.transaction(async (tx) => expect(await reading(tx)).toEqual(await rows(tx)));

describe('the roster', () => {
  it('shows what the rows say, whatever happened to whom', async () => {
    const world = await World.open();
    const [ana, chen] = [await world.agent('ana'), await world.agent('chen')];
    await same(world);
    const customer = await world.customer();
    await customer.say('Hello');
    await same(world);
    await ana.accept();
    await chen.do({ type: 'presence.set', state: 'away' });
    await same(world);
    await ana.do({ type: 'contact.wrap', contactId: customer.contactId, codes: [] });
    await ana.leave();
    await world.pass(10_001);
    await same(world);
  });

  it('forgets what a work wrote that came to nothing, also where it was read within', async () => {
    const world = await World.open();
    await world.agent('ana');
    await same(world);
    const failing = world.store.transaction(async (tx) => {
      await takeSlot(tx, 'ana', 'c_none', 'webChat');
      expect((await rosterOf(tx)).used.get('ana')).toEqual({ webChat: 1, videoChat: 0 });
      throw new Error('to nothing');
    });
    const next = same(world);
    await expect(failing).rejects.toThrow('to nothing');
    await next;
    await same(world);
  });

  it('has nobody of a work that came to nothing at all', async () => {
    const world = await World.open();
    const failing = world.store.transaction(async (tx) => {
      await takeSlot(tx, 'ana', 'c_none', 'webChat');
      await freeSlots(tx, 'c_none', 'ana');
      await takeSlot(tx, 'ben', 'c_none', 'videoChat');
      await rosterOf(tx);
      throw new Error('to nothing');
    });
    await expect(failing).rejects.toThrow('to nothing');
    await world.store.transaction(async (tx) => expect([...(await rosterOf(tx)).used.keys()]).toEqual([]));
  });
});
