import { describe, expect, it } from 'vitest';
import { presenceLeaseMs, ringProbeMs } from '../../../../src/platform/routing/lease.js';
import { World } from '../core/world.js';

const onlineOf = (world: World, agentId: string) => world.store.transaction((tx) => tx.get('SELECT online, on_queue FROM presence WHERE agent_id = ?', [agentId]));

describe('an agent whose laptop was closed', () => {
  it('is offline after the lease, without any socket having gone, and is rung no more', async () => {
    const world = await World.open();
    const ana = await world.agent('ana');
    await ana.breathe();
    await world.pass(presenceLeaseMs - 1_000);
    expect(await onlineOf(world, 'ana')).toEqual({ online: 1, on_queue: 1 });
    await world.pass(1_000);
    expect(await onlineOf(world, 'ana')).toEqual({ online: 0, on_queue: 0 });
    await (await world.customer()).say('Hello');
    expect(ana.last('reservation')).toBeUndefined();
  });

  it('stays for as long as any socket is heard', async () => {
    const world = await World.open();
    const ana = await world.agent('ana');
    const tab = await world.again(ana);
    await ana.breathe();
    for (let minute = 0; minute < 10; minute += 1) {
      await tab.breathe();
      await world.pass(presenceLeaseMs - 5_000);
      expect(await onlineOf(world, 'ana')).toEqual({ online: 1, on_queue: 1 });
    }
  });

  it('does not hold a contact that rings there: the next agent rings in seconds, with the original wait', async () => {
    const world = await World.open();
    const ana = await world.agent('ana');
    await ana.breathe();
    await world.pass(20_000);
    const chen = await world.agent('chen');
    await world.pass(1_000);
    const customer = await world.customer();
    await customer.say('Hello');
    expect(ana.last('reservation')?.contactId).toBe(customer.contactId);
    expect(ana.last('ping')).toBeDefined();
    await world.pass(ringProbeMs);
    expect(ana.last('reservation.gone')).toMatchObject({ outcome: 'rescinded' });
    expect(chen.last('reservation')).toMatchObject({ contactId: customer.contactId, waitingSince: ana.last('reservation')?.waitingSince });
    expect(await onlineOf(world, 'ana')).toEqual({ online: 0, on_queue: 0 });
  });

  it('that answers the ring’s ping keeps the ring', async () => {
    const world = await World.open();
    const ana = await world.agent('ana');
    await ana.breathe();
    await world.pass(1_000);
    await (await world.customer()).say('Hello');
    await world.pass(100);
    await ana.breathe();
    await world.pass(ringProbeMs + 1_000);
    expect(ana.last('reservation.gone')).toBeUndefined();
    expect(await ana.accept()).toMatchObject({ type: 'ack' });
  });

  it('and opened again comes back on the same socket, off queue, with the chats that were kept', async () => {
    const world = await World.open();
    const ana = await world.agent('ana');
    await ana.breathe();
    const customer = await world.customer();
    await customer.say('Hello');
    await ana.accept();
    await world.pass(presenceLeaseMs);
    expect(await onlineOf(world, 'ana')).toEqual({ online: 0, on_queue: 0 });
    expect((await world.core.contactRow(customer.contactId))?.ownerId).toBe('ana');
    await ana.breathe();
    expect(await onlineOf(world, 'ana')).toEqual({ online: 1, on_queue: 0 });
    expect(ana.last('presence')).toMatchObject({ state: 'available', onQueue: false });
    await world.pass(presenceLeaseMs);
    expect(await onlineOf(world, 'ana')).toEqual({ online: 0, on_queue: 0 });
  });
});
