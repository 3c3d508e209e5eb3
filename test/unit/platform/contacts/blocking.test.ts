import { describe, expect, it } from 'vitest';
import { click } from '../core/call.js';
import { expectInvariants } from '../core/invariants.js';
import { office, openWorld } from './office.js';

const max = { kind: 'agent', id: 'max', name: 'Max' } as const;

/** A visitor whose browser keeps its renewal. */
async function visitor() {
  const world = await openWorld();
  const guest = await world.core.guest({ deploymentId: 'shop' });
  return { world, guest, again: () => world.core.guest({ deploymentId: 'shop', renewal: guest.renewal }) };
}

describe('a guest whom the contact’s owner blocks', () => {
  it('sees the contact end as blocked, and stands in its record', async () => {
    const o = await office();
    expect(await o.ana.do({ type: 'guest.block', contactId: o.contactId, note: 'Insults' })).toMatchObject({ type: 'ack' });
    expect(o.customer.events().at(-1)).toMatchObject({ kind: 'contact.closed', data: { reason: 'blocked' } });
    expect(JSON.stringify(o.customer.got)).not.toContain('Insults');
    expect((await o.world.timeline(o.contactId)).slice(-2)).toMatchObject([
      { kind: 'guest.blocked', actor: { kind: 'agent', id: 'ana', name: 'Ana' }, data: { note: 'Insults' } }, { kind: 'contact.closed', actor: { kind: 'agent', id: 'ana' } },
    ]);
    expect(await o.customer.say('You…')).toMatchObject({ code: 'contact-closed' });
    expect(await o.world.core.blockedGuests()).toMatchObject([{ guestId: o.customer.who.id, contactId: o.contactId, by: { id: 'ana' }, note: 'Insults' }]);
    await expectInvariants(o.world);
  });

  it('loses a video under way with it', async () => {
    const o = await office();
    await click(o.customer);
    await o.ana.accept();
    await o.ana.do({ type: 'guest.block', contactId: o.contactId });
    expect(o.customer.last('upgrade.state')).toMatchObject({ state: 'ended' });
    await expectInvariants(o.world);
  });

  it('is blocked also while the contact is wrapped up, and once', async () => {
    const o = await office();
    await o.customer.do({ type: 'contact.close', contactId: o.contactId });
    expect(await o.ana.do({ type: 'guest.block', contactId: o.contactId })).toMatchObject({ type: 'ack' });
    expect(await o.ana.do({ type: 'guest.block', contactId: o.contactId })).toMatchObject({ type: 'ack' });
    expect((await o.world.kinds(o.contactId)).filter((kind) => kind === 'guest.blocked')).toHaveLength(1);
    expect((await o.world.kinds(o.contactId)).filter((kind) => kind === 'contact.closed')).toHaveLength(1);
  });
});

describe('a blocked guest', () => {
  it('gets no token, with a code of its own', async () => {
    const { world, guest, again } = await visitor();
    await expect(again()).resolves.toMatchObject({ guestId: guest.guestId });
    await world.core.setBlocked(guest.guestId, max, { blocked: true });
    await expect(again()).rejects.toMatchObject({ code: 'guest-blocked' });
    await expect(world.core.guest({ deploymentId: 'shop' })).resolves.toBeDefined();
  });

  it('begins no contact with a token of before', async () => {
    const world = await openWorld();
    const customer = await world.customer();
    await world.core.setBlocked(customer.who.id, max, { blocked: true });
    expect(await customer.say('Hello')).toMatchObject({ code: 'guest-blocked' });
    expect(await customer.do({ type: 'upgrade.request', contactId: customer.contactId, manifest: { media: { chat: { supported: true }, voice: { supported: false, reason: 'reserved' }, video: { supported: true, camera: true, microphone: true } } } })).toMatchObject({ code: 'guest-blocked' });
    expect(await world.core.contactRow(customer.contactId)).toBeUndefined();
  });

  it('is free again once an administrator lifts it, which stands in the record too', async () => {
    const o = await office();
    const guestId = o.customer.who.id;
    await o.ana.do({ type: 'guest.block', contactId: o.contactId });
    await o.world.core.setBlocked(guestId, max, { blocked: false });
    await o.world.core.setBlocked(guestId, max, { blocked: false });
    expect(await o.world.core.blockedGuests()).toEqual([]);
    expect((await o.world.timeline(o.contactId)).at(-1)).toMatchObject({ kind: 'guest.unblocked', actor: max });
    expect((await o.world.kinds(o.contactId)).filter((kind) => kind === 'guest.unblocked')).toHaveLength(1);
  });

  it('is blocked by an administrator whatever the contact: its end is the platform’s', async () => {
    const o = await office();
    await o.world.core.setBlocked(o.customer.who.id, max, { blocked: true, note: 'Reported' });
    expect((await o.world.timeline(o.contactId)).slice(-2)).toMatchObject([{ kind: 'guest.blocked', actor: max }, { kind: 'contact.closed', actor: { kind: 'platform' }, data: { reason: 'blocked' } }]);
    await expectInvariants(o.world);
  });

  it('must be somebody', async () => {
    const { world } = await visitor();
    await expect(world.core.setBlocked('g_nobody', max, { blocked: true })).rejects.toMatchObject({ code: 'not-found' });
  });
});
