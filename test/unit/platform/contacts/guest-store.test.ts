import { describe, expect, it } from 'vitest';
import { guestMs } from '../../../../src/platform/contacts/guest-store.js';
import { openWorld } from './office.js';
import type { World } from '../core/world.js';

const known = (world: World) => world.store.transaction(async (tx) => (await tx.all('SELECT id FROM guests')).map(({ id }) => id));
const day = guestMs + 3_600_000;

describe('guests without a contact', () => {
  it('are forgotten after a day, others are not', async () => {
    const world = await openWorld();
    const silent = await world.customer();
    const acted = await world.customer();
    await acted.say('Hello');
    await silent.leave();
    await acted.leave();
    await world.pass(guestMs - 3_600_000);
    expect(await known(world)).toHaveLength(2);
    await world.pass(2 * 3_600_000 + 1);
    expect(await known(world)).toEqual([acted.who.id]);
  });

  it('are kept while their page is there, and write after days', async () => {
    const world = await openWorld();
    const patient = await world.customer();
    await world.pass(2 * day);
    expect(await known(world)).toEqual([patient.who.id]);
    expect(await patient.say('Now I know what to ask')).toMatchObject({ type: 'ack' });
  });

  it('are kept by a renewal, and are somebody new after they were forgotten', async () => {
    const world = await openWorld();
    const { guestId, renewal } = await world.core.guest({ deploymentId: 'shop' });
    await world.pass(guestMs - 3_600_000);
    expect(await world.core.guest({ deploymentId: 'shop', renewal })).toMatchObject({ guestId });
    await world.pass(guestMs - 3_600_000);
    expect(await known(world)).toEqual([guestId]);
    await world.pass(day);
    expect(await known(world)).toEqual([]);
    const anew = await world.core.guest({ deploymentId: 'shop', renewal });
    expect(anew.guestId).not.toBe(guestId);
  });

  it('are kept while they are blocked', async () => {
    const world = await openWorld();
    const { guestId, renewal } = await world.core.guest({ deploymentId: 'shop' });
    await world.core.setBlocked(guestId, { kind: 'platform' }, { blocked: true });
    await world.pass(2 * day);
    await expect(world.core.guest({ deploymentId: 'shop', renewal })).rejects.toMatchObject({ code: 'guest-blocked' });
  });
});
