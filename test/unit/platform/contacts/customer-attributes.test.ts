import { describe, expect, it } from 'vitest';
import { changed } from '../../../../src/platform/contacts/customer-attributes.js';
import { trigger, toSupport } from '../core/fixtures.js';
import { office, openWorld, signIn, snapshotOf } from './office.js';

describe('what a page knows of its customer', () => {
  it('begins no contact, and is there when one begins', async () => {
    const world = await openWorld();
    const customer = await world.customer();
    const ana = await signIn(world, 'ana', true);
    expect(await customer.do({ type: 'contact.attributes', contactId: customer.contactId, name: 'Maya', attributes: { plan: 'gold', seats: 4 } })).toMatchObject({ type: 'ack' });
    expect(await world.core.contactRow(customer.contactId)).toBeUndefined();
    await customer.say('Hello');
    await ana.accept();
    expect(snapshotOf(ana, customer.contactId)?.customer).toEqual({ customerId: customer.who.id, name: 'Maya', attributes: { plan: 'gold', seats: 4 } });
    expect((await world.timeline(customer.contactId)).slice(0, 2)).toMatchObject([
      { kind: 'contact.started', data: { customer: { name: 'Maya' } } }, { kind: 'contact.attributes', actor: { kind: 'customer' }, data: { customer: { attributes: { plan: 'gold' } } } },
    ]);
  });

  it('is changed key by key, and told to who is there', async () => {
    const o = await office();
    await o.customer.do({ type: 'contact.attributes', contactId: o.contactId, attributes: { plan: 'gold', old: true } });
    await o.customer.do({ type: 'contact.attributes', contactId: o.contactId, attributes: { plan: 'silver', old: null } });
    expect(snapshotOf(o.ana, o.contactId)?.customer.attributes).toEqual({ plan: 'silver' });
    expect(o.ana.events().at(-1)).toMatchObject({ kind: 'contact.attributes', data: { customer: { attributes: { plan: 'silver' } } } });
    const before = (await o.world.timeline(o.contactId)).length;
    await o.customer.do({ type: 'contact.attributes', contactId: o.contactId, attributes: { plan: 'silver' } });
    expect(await o.world.timeline(o.contactId)).toHaveLength(before);
  });

  it('can be decided on by a flow', async () => {
    const decision = '{ "id": "gold", "type": "decision", "configuration": { "condition": { "eq": ["${customer.attributes.plan}", "gold"] } }, "on": { "true": "say", "false": "route" } }';
    const say = '{ "id": "say", "type": "send-message", "configuration": { "message": "Welcome back, ${customer.name}" } }';
    const world = await openWorld({ blocks: [trigger, decision, say, toSupport] });
    const customer = await world.customer();
    await customer.do({ type: 'contact.attributes', contactId: customer.contactId, name: 'Maya', attributes: { plan: 'gold' } });
    await customer.say('Hello');
    expect(customer.events().map(({ data }) => (data as { text?: string }).text)).toContain('Welcome back, Maya');
  });

  it('is not shown to the customer, nor in what they see begin', async () => {
    const o = await office();
    await o.ana.do({ type: 'contact.attributes', contactId: o.contactId, attributes: { mood: 'cross' } });
    expect(JSON.stringify([...o.customer.got, ...(await o.world.again(o.customer)).got])).not.toMatch(/mood|cross/);
  });

  it('stays within its limit, all of it together', async () => {
    const o = await office();
    const half = 'x'.repeat(2_500);
    expect(await o.customer.do({ type: 'contact.attributes', contactId: o.contactId, attributes: { a: half } })).toMatchObject({ type: 'ack' });
    expect(await o.customer.do({ type: 'contact.attributes', contactId: o.contactId, attributes: { b: half } })).toMatchObject({ code: 'bad-frame' });
    expect(await o.customer.do({ type: 'contact.attributes', contactId: o.contactId, attributes: { a: null, b: half } })).toMatchObject({ type: 'ack' });
  });

  it('is of an open contact', async () => {
    const o = await office();
    await o.customer.do({ type: 'contact.close', contactId: o.contactId });
    for (const person of [o.customer, o.ana]) expect(await person.do({ type: 'contact.attributes', contactId: o.contactId, attributes: { a: 1 } })).toMatchObject({ code: 'contact-closed' });
  });
});

describe('what an agent notes of a customer', () => {
  it('goes before the page’s word on the same key, and the page cannot take it back', async () => {
    const o = await office();
    await o.ana.do({ type: 'contact.attributes', contactId: o.contactId, name: 'Maya B.', attributes: { plan: 'verified gold' } });
    await o.customer.do({ type: 'contact.attributes', contactId: o.contactId, attributes: { plan: 'platinum', page: '/cart' } });
    expect(snapshotOf(o.ana, o.contactId)?.customer).toMatchObject({ name: 'Maya B.', attributes: { plan: 'verified gold', page: '/cart' } });
    await o.ana.do({ type: 'contact.attributes', contactId: o.contactId, attributes: { plan: null } });
    expect(snapshotOf(o.ana, o.contactId)?.customer.attributes).toEqual({ plan: 'platinum', page: '/cart' });
  });

  it('may be noted by who assists', async () => {
    const o = await office();
    await o.ben.do({ type: 'contact.assist', contactId: o.contactId });
    expect(await o.ben.do({ type: 'contact.attributes', contactId: o.contactId, attributes: { checked: true } })).toMatchObject({ type: 'ack' });
    expect(o.ana.events().at(-1)).toMatchObject({ kind: 'contact.attributes', actor: { id: 'ben' } });
  });
});

it('changes a layer without touching the one before', () => {
  const before = { a: 1, b: 'x' };
  expect(changed(before, { b: null, c: false })).toEqual({ a: 1, c: false });
  expect(before).toEqual({ a: 1, b: 'x' });
});
