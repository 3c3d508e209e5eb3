import { describe, expect, it } from 'vitest';
import { interactionOf } from '../../../../src/platform/record/index.js';
import type { Act } from '../core/person.js';
import { click, goLive } from '../core/call.js';
import { expectInvariants, expectTimeline } from '../core/invariants.js';
import { office, openWorld, signIn, snapshotOf, type Office } from './office.js';

const join = ({ ben, contactId }: Office) => ben.do({ type: 'contact.assist', contactId });
const listen = ({ sam, contactId }: Office) => sam.do({ type: 'contact.monitor', contactId });

describe('an agent who assists', () => {
  it('gets the contact and all of its timeline first, then everything live', async () => {
    const o = await office();
    await o.ana.say('One moment', o.contactId);
    expect(await o.ben.do({ type: 'contact.assist', contactId: o.contactId })).toMatchObject({ type: 'ack' });
    const about = o.ben.got.filter((frame) => frame.type === 'contact' || frame.type === 'event');
    expect(about[0]).toMatchObject({ type: 'contact', contact: { relation: 'assist', owner: { agentId: 'ana' }, assists: [{ agentId: 'ben', name: 'Ben' }] } });
    expect(o.ben.events(o.contactId).map(({ seq }) => seq)).toEqual((await o.world.timeline(o.contactId)).map(({ seq }) => seq));
    await o.customer.say('Who is that?');
    expect(o.ben.events().at(-1)).toMatchObject({ kind: 'message', data: { text: 'Who is that?' } });
    expect(o.ben.events().map(({ prev, seq }) => seq - prev)).toEqual(o.ben.events().map(() => 1));
  });

  it('writes, and everybody reads it under their name; the owner stays the owner', async () => {
    const o = await office();
    await join(o);
    expect(await o.ben.say('I know that machine', o.contactId)).toMatchObject({ type: 'ack' });
    for (const reader of [o.customer, o.ana]) {
      expect(reader.events().at(-1)).toMatchObject({ kind: 'message', actor: { kind: 'agent', id: 'ben', name: 'Ben' }, data: { text: 'I know that machine' } });
    }
    expect(await o.world.core.contactRow(o.contactId)).toMatchObject({ ownerId: 'ana', state: 'connected', seats: 1 });
    await expectInvariants(o.world);
  });

  it('is seen by the customer to come and to go', async () => {
    const o = await office();
    await join(o);
    expect(o.customer.events().at(-1)).toMatchObject({ kind: 'assist.joined', data: { agent: { agentId: 'ben', name: 'Ben' } } });
    expect(snapshotOf(o.customer, o.contactId)).toMatchObject({ relation: 'customer', owner: { agentId: 'ana' }, assists: [{ agentId: 'ben' }] });
    expect(await o.ben.do({ type: 'contact.leave', contactId: o.contactId })).toMatchObject({ type: 'ack' });
    expect(o.customer.events().at(-1)).toMatchObject({ kind: 'assist.left', data: { agent: { agentId: 'ben' }, reason: 'left' } });
    expect(snapshotOf(o.customer, o.contactId)?.assists).toBeUndefined();
    expect(snapshotOf(o.ben, o.contactId)).toMatchObject({ relation: 'former' });
    o.ben.clear();
    await o.customer.say('Bye Ben');
    expect(o.ben.events()).toEqual([]);
    expect(await o.ben.say('x', o.contactId)).toMatchObject({ code: 'not-your-contact' });
  });

  it('joins once, however often they ask', async () => {
    const o = await office();
    await join(o);
    await join(o);
    expect((await o.world.kinds(o.contactId)).filter((kind) => kind === 'assist.joined')).toHaveLength(1);
  });

  it('hears who types, and is heard', async () => {
    const o = await office();
    await join(o);
    await o.customer.do({ type: 'typing', contactId: o.contactId, on: true });
    expect(o.ben.last('typing')).toMatchObject({ by: { kind: 'customer' } });
    await o.ben.do({ type: 'typing', contactId: o.contactId, on: true });
    for (const other of [o.customer, o.ana]) expect(other.last('typing')).toMatchObject({ by: { id: 'ben' } });
  });

  it('reads without saying that the owner has', async () => {
    const o = await office();
    await join(o);
    o.customer.clear();
    expect(await o.ben.do({ type: 'read', contactId: o.contactId, upTo: 2 })).toBeUndefined();
    expect(o.customer.last('read')).toBeUndefined();
    expect((await o.world.core.contactRow(o.contactId))?.read.agent).toBe(0);
  });

  it('may not do what is the owner’s', async () => {
    const o = await office();
    await join(o);
    const { contactId } = o;
    for (const act of [
      { type: 'contact.close', contactId }, { type: 'contact.transfer', contactId, to: { kind: 'agent', agentId: 'chen' } }, { type: 'upgrade.invite', contactId },
      { type: 'contact.invite', contactId, agentId: 'dora' }, { type: 'guest.block', contactId }, { type: 'upgrade.cancel', contactId, upgradeId: 'u_1' },
    ] satisfies Act[]) expect(await o.ben.do(act), act.type).toMatchObject({ code: 'relation-refused' });
    expect(await o.ben.do({ type: 'contact.wrap', contactId, codes: [] })).toMatchObject({ code: 'not-your-contact' });
  });

  it('is sent away by the owner, and nobody else', async () => {
    const o = await office();
    await join(o);
    await listen(o);
    expect(await o.dora.do({ type: 'contact.leave', contactId: o.contactId, agentId: 'ben' })).toMatchObject({ code: 'not-your-contact' });
    expect(await o.ana.do({ type: 'contact.leave', contactId: o.contactId, agentId: 'sam' })).toMatchObject({ code: 'not-found' });
    expect(await o.ana.do({ type: 'contact.leave', contactId: o.contactId, agentId: 'ben' })).toMatchObject({ type: 'ack' });
    expect(o.customer.events().at(-1)).toMatchObject({ kind: 'assist.left', actor: { id: 'ana' }, data: { reason: 'removed' } });
    expect(await o.ana.do({ type: 'contact.leave', contactId: o.contactId })).toMatchObject({ code: 'relation-refused' });
  });

  it('becomes the owner by a transfer, and assists no longer', async () => {
    const o = await office();
    await join(o);
    await o.ben.do({ type: 'presence.set', onQueue: true });
    await o.ana.do({ type: 'contact.transfer', contactId: o.contactId, to: { kind: 'agent', agentId: 'ben' } });
    await o.ben.accept();
    expect(await o.world.core.contactRow(o.contactId)).toMatchObject({ ownerId: 'ben', seats: 0 });
    expect(snapshotOf(o.ben, o.contactId)).toMatchObject({ relation: 'owner' });
    expect((await o.world.kinds(o.contactId)).slice(-4)).toEqual(expect.arrayContaining(['assist.left', 'agent.left', 'agent.joined']));
    await expectInvariants(o.world);
  });

  it('sees the video come and go without taking part in it', async () => {
    const o = await office();
    await join(o);
    await click(o.customer);
    await o.ana.accept();
    expect(o.ben.last('upgrade.state')).toMatchObject({ state: 'bound' });
    expect(o.ben.last('media-upgrade')).toBeUndefined();
    const callId = await goLive(o.customer, o.ana);
    for (const act of [
      { type: 'call.end', contactId: o.contactId, callId }, { type: 'call.report', contactId: o.contactId, callId, state: 'failed' },
    ] satisfies Act[]) expect(await o.ben.do(act)).toMatchObject({ code: 'unknown-call' });
    expect(await o.ben.do({ type: 'turn.get', contactId: o.contactId, purpose: 'call' })).toMatchObject({ code: 'turn-not-allowed' });
    expect((await o.world.again(o.ben)).last('media-upgrade')).toBeUndefined();
  });
});

describe('the record', () => {
  it('says who assisted and who listened, and counts neither as the contact’s agent', async () => {
    const o = await office();
    await join(o);
    await listen(o);
    await o.world.pass(5_000);
    await o.ben.do({ type: 'contact.leave', contactId: o.contactId });
    const interaction = interactionOf(await o.world.timeline(o.contactId), o.world.clock.now());
    expect(interaction?.participants.slice(1)).toMatchObject([{ id: 'ana', roles: ['owner'] }, { id: 'ben', roles: ['assist'], leftAt: expect.any(String) as string }, { id: 'sam', roles: ['monitor'] }]);
    expect(interaction?.metrics).toMatchObject({ nConnected: 1, nTransferred: 0, tTalk: 5_000 });
  });
});

describe('a supervisor who listens in', () => {
  it('sees everything live, and the customer nothing of it', async () => {
    const o = await office();
    o.customer.clear();
    await listen(o);
    expect(snapshotOf(o.sam, o.contactId)).toMatchObject({ relation: 'monitor', monitors: [{ agentId: 'sam', name: 'Sam' }] });
    expect(o.sam.events(o.contactId).map(({ seq }) => seq)).toEqual((await o.world.timeline(o.contactId)).map(({ seq }) => seq));
    await o.customer.say('My card number is…');
    expect(o.sam.events().at(-1)).toMatchObject({ kind: 'message', data: { text: 'My card number is…' } });
    await o.sam.do({ type: 'contact.leave', contactId: o.contactId });
    const seen = JSON.stringify([...o.customer.got, ...(await o.world.again(o.customer)).got]);
    expect(seen).not.toMatch(/monitor|sam/i);
  });

  it('chains the customer’s events without a gap all the while', async () => {
    const o = await office();
    const before = o.customer.events().at(-1)?.seq ?? 0;
    await listen(o);
    await o.ana.say('Hi', o.contactId);
    expect(o.customer.events().at(-1)?.prev).toBe(before);
  });

  it('is told of to the owner, in the timeline', async () => {
    const o = await office();
    await listen(o);
    expect(o.ana.events().at(-1)).toMatchObject({ kind: 'monitor.started', data: { agent: { agentId: 'sam' } } });
    expect(snapshotOf(o.ana, o.contactId)?.monitors).toMatchObject([{ agentId: 'sam' }]);
    await o.sam.do({ type: 'contact.leave', contactId: o.contactId });
    expect(o.ana.events().at(-1)).toMatchObject({ kind: 'monitor.ended', data: { reason: 'left' } });
  });

  it('never writes', async () => {
    const o = await office();
    await listen(o);
    const { contactId } = o;
    const before = (await o.world.timeline(contactId)).length;
    for (const act of [
      { type: 'message.send', contactId, text: 'x' }, { type: 'typing', contactId, on: true }, { type: 'contact.attributes', contactId, attributes: { vip: true } },
      { type: 'contact.close', contactId }, { type: 'contact.invite', contactId, agentId: 'ben' }, { type: 'guest.block', contactId },
    ] satisfies Act[]) expect(await o.sam.do(act), act.type).toMatchObject({ code: 'relation-refused' });
    expect(await o.world.timeline(contactId)).toHaveLength(before);
  });

  it('joins from there, and is then seen', async () => {
    const o = await office();
    await listen(o);
    expect(await o.sam.do({ type: 'contact.assist', contactId: o.contactId })).toMatchObject({ type: 'ack' });
    expect((await o.world.kinds(o.contactId)).slice(-2)).toEqual(['monitor.ended', 'assist.joined']);
    expect(o.customer.events().at(-1)).toMatchObject({ kind: 'assist.joined', actor: { kind: 'supervisor', id: 'sam' } });
    expect(await o.sam.say('I am Ana’s supervisor', o.contactId)).toMatchObject({ type: 'ack' });
    expect(await o.sam.do({ type: 'contact.monitor', contactId: o.contactId })).toMatchObject({ code: 'relation-refused' });
  });

  it('also hears a contact that nobody owns yet, and cannot assist nobody', async () => {
    const world = await openWorld();
    const customer = await world.customer();
    await customer.say('Anybody?');
    const sam = await signIn(world, 'sam');
    expect(await sam.do({ type: 'contact.monitor', contactId: customer.contactId })).toMatchObject({ type: 'ack' });
    expect(await sam.do({ type: 'contact.assist', contactId: customer.contactId })).toMatchObject({ code: 'relation-refused' });
  });

  it('who lost the scope listens no longer when they come back', async () => {
    const o = await office();
    await listen(o);
    await o.sam.leave();
    const bare = await signIn(o.world, 'sam', false, []);
    expect(bare.last('welcome')?.contacts).toEqual([]);
    expect((await o.world.core.contactRow(o.contactId))?.seats).toBe(0);
  });
});

describe('nobody else', () => {
  it('joins or listens: every other id is not-your-contact', async () => {
    const o = await office();
    for (const contactId of [o.contactId, 'c_of-nobody']) {
      expect(await o.dora.do({ type: 'contact.assist', contactId })).toMatchObject({ code: 'not-your-contact' });
      for (const person of [o.dora, o.ana, o.ben]) expect(await person.do({ type: 'contact.monitor', contactId })).toMatchObject({ code: 'not-your-contact' });
      expect(await o.dora.do({ type: 'contact.leave', contactId })).toMatchObject({ code: 'not-your-contact' });
      expect(await o.dora.do({ type: 'contact.invite', contactId, agentId: 'ben' })).toMatchObject({ code: 'not-your-contact' });
      expect(await o.dora.do({ type: 'guest.block', contactId })).toMatchObject({ code: 'not-your-contact' });
      expect(await o.dora.do({ type: 'contact.attributes', contactId, attributes: { a: 1 } })).toMatchObject({ code: 'not-your-contact' });
    }
  });
});

describe('a seat', () => {
  it('outlives a reload and a restart’s grace, and ends with whoever is gone', async () => {
    const o = await office();
    await join(o);
    await listen(o);
    await o.ben.leave();
    const ben = await o.world.again(o.ben);
    expect(ben.last('welcome')?.contacts).toMatchObject([{ relation: 'assist' }]);
    expect(ben.events(o.contactId)).toHaveLength((await o.world.timeline(o.contactId)).length);
    await ben.leave();
    await o.sam.leave();
    await o.world.pass(61_000);
    expect((await o.world.core.contactRow(o.contactId))?.seats).toBe(0);
    const ends = (await o.world.timeline(o.contactId)).filter(({ kind }) => kind === 'assist.left' || kind === 'monitor.ended');
    expect(ends).toMatchObject([{ data: { reason: 'offline' } }, { data: { reason: 'offline' } }]);
  });

  it.each([
    ['their role', async (o: Office) => {
      await o.world.core.seed({ ...(await o.world.core.config()), agents: (await o.world.core.config()).agents.map((it) => (it.id === 'ben' ? { ...it, roles: [] } : it)) }, 'apply');
    }],
    ['their place in the queue', (o: Office) => o.world.core.queues.putMembers('support', ['ana', 'chen'])],
  ])('of a colleague ends with %s, at once', async (_, lose) => {
    const o = await office();
    await join(o);
    await lose(o);
    expect(o.customer.events().at(-1)).toMatchObject({ kind: 'assist.left', actor: { kind: 'platform' }, data: { agent: { agentId: 'ben' }, reason: 'removed' } });
    expect(snapshotOf(o.ben, o.contactId)).toMatchObject({ relation: 'former' });
    expect((await o.world.core.contactRow(o.contactId))?.seats).toBe(0);
    o.ben.clear();
    await o.customer.say('Still there?');
    expect(o.ben.events()).toEqual([]);
    expect(await o.ben.say('Yes', o.contactId)).toMatchObject({ code: 'not-your-contact' });
    expect(await join(o)).toMatchObject({ code: 'not-your-contact' });
  });

  it('that was invited, or came by the right to listen, asks for no queue; it ends with the scope', async () => {
    const o = await office();
    await o.ana.do({ type: 'contact.invite', contactId: o.contactId, agentId: 'dora' });
    await o.dora.do({ type: 'contact.assist', contactId: o.contactId });
    await o.sam.do({ type: 'contact.assist', contactId: o.contactId });
    await o.world.core.queues.putMembers('support', ['ana']);
    expect((await o.world.core.contactRow(o.contactId))?.seats).toBe(2);
    for (const person of [o.dora, o.sam]) {
      await person.leave();
      const back = await signIn(o.world, person.who.id, false, ['webchat:send']);
      expect(back.last('welcome')?.contacts).toEqual([]);
    }
    expect((await o.world.core.contactRow(o.contactId))?.seats).toBe(0);
    const ends = (await o.world.timeline(o.contactId)).filter(({ kind }) => kind === 'assist.left');
    expect(ends).toMatchObject([{ data: { agent: { agentId: 'dora' }, reason: 'removed' } }, { data: { agent: { agentId: 'sam' }, reason: 'removed' } }]);
  });

  it('outlives whatever of the configuration is none of its grounds', async () => {
    const o = await office();
    await join(o);
    await listen(o);
    await o.world.core.queues.putMembers('support', ['ana', 'ben']);
    expect((await o.world.core.contactRow(o.contactId))?.seats).toBe(2);
    expect(await o.ben.say('Here', o.contactId)).toMatchObject({ type: 'ack' });
  });

  it('ends with the contact, whose last event it still sees', async () => {
    const o = await office();
    await join(o);
    await listen(o);
    await o.ana.do({ type: 'contact.invite', contactId: o.contactId, agentId: 'dora' });
    await o.customer.do({ type: 'contact.close', contactId: o.contactId });
    for (const person of [o.ben, o.sam]) {
      expect(person.events().at(-1)).toMatchObject({ kind: 'contact.closed' });
      expect(snapshotOf(person, o.contactId)).toMatchObject({ relation: 'former' });
      expect(await person.do({ type: 'contact.leave', contactId: o.contactId })).toMatchObject({ code: 'not-your-contact' });
    }
    expect(o.dora.last('assist.gone')).toMatchObject({ outcome: 'withdrawn' });
    expect((await o.world.core.contactRow(o.contactId))?.seats).toBe(0);
    expect(await o.sam.do({ type: 'contact.monitor', contactId: o.contactId })).toMatchObject({ code: 'contact-closed' });
    await expectTimeline(o.world, o.contactId);
  });
});
