import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { invitationMs } from '../../../../src/platform/contacts/invitations.js';
import { World } from '../core/world.js';
import { office, signIn, snapshotOf, type Office } from './office.js';

const invite = ({ ana, contactId }: Office, agentId = 'dora') => ana.do({ type: 'contact.invite', contactId, agentId, message: 'Do you know this machine?' });
const answers = async ({ world, contactId }: Office) => (await world.timeline(contactId)).filter(({ kind }) => kind === 'assist.answered').map(({ data }) => ('outcome' in data ? data.outcome : undefined));

describe('an invitation to assist', () => {
  it('asks the agent, who joins though the contact’s queue is not theirs', async () => {
    const o = await office();
    expect(await invite(o)).toMatchObject({ type: 'ack' });
    expect(o.dora.last('assist.ask')).toEqual({
      type: 'assist.ask', contactId: o.contactId, by: { agentId: 'ana', name: 'Ana', title: 'Machine specialist' }, customerName: 'Maya', message: 'Do you know this machine?',
      deadline: new Date(o.world.clock.now() + invitationMs).toISOString(),
    });
    expect(await o.dora.do({ type: 'contact.assist', contactId: o.contactId })).toMatchObject({ type: 'ack' });
    expect(o.dora.last('assist.gone')).toMatchObject({ outcome: 'accepted' });
    expect(snapshotOf(o.dora, o.contactId)?.relation).toBe('assist');
    expect(await answers(o)).toEqual(['accepted']);
  });

  it('tells the customer nothing before somebody comes', async () => {
    const o = await office();
    o.customer.clear();
    await invite(o);
    await o.dora.do({ type: 'contact.leave', contactId: o.contactId });
    expect(o.customer.got.filter(({ type }) => type === 'event')).toEqual([]);
    expect(await answers(o)).toEqual(['declined']);
    expect(o.dora.last('assist.gone')).toMatchObject({ outcome: 'declined' });
    expect(await o.dora.do({ type: 'contact.assist', contactId: o.contactId })).toMatchObject({ code: 'not-your-contact' });
  });

  it('gives no sight of the contact by itself', async () => {
    const o = await office();
    await invite(o);
    await o.customer.say('A secret');
    expect(o.dora.events()).toEqual([]);
    expect(await o.dora.say('x', o.contactId)).toMatchObject({ code: 'not-your-contact' });
  });

  it('stands for a minute, once, whatever is asked meanwhile', async () => {
    const o = await office();
    await invite(o);
    await o.world.pass(30_000);
    await invite(o);
    expect(o.dora.all('assist.ask')).toHaveLength(1);
    await o.world.pass(invitationMs - 30_000 + 1);
    expect(o.dora.all('assist.gone')).toMatchObject([{ outcome: 'timeout' }]);
    expect(await o.dora.do({ type: 'contact.assist', contactId: o.contactId })).toMatchObject({ code: 'not-your-contact' });
    await o.world.pass(10 * invitationMs);
    expect(await answers(o)).toEqual(['timeout']);
  });

  it.each(['ana', 'dora'])('stands no longer once %s may not assist any more', async (agentId) => {
    const o = await office();
    await invite(o);
    const config = await o.world.core.config();
    await o.world.core.seed({ ...config, agents: config.agents.map((it) => (it.id === agentId ? { ...it, roles: [] } : it)) }, 'apply');
    expect(o.dora.last('assist.gone')).toMatchObject({ outcome: 'withdrawn' });
    expect(await answers(o)).toEqual(['withdrawn']);
    expect(await o.dora.do({ type: 'contact.assist', contactId: o.contactId })).toMatchObject({ code: 'not-your-contact' });
  });

  it('is taken back by the owner', async () => {
    const o = await office();
    await invite(o);
    expect(await o.ana.do({ type: 'contact.leave', contactId: o.contactId, agentId: 'dora' })).toMatchObject({ type: 'ack' });
    expect(o.dora.last('assist.gone')).toMatchObject({ outcome: 'withdrawn' });
  });

  it('stands no longer once the contact has gone to another owner, who asks whom they need', async () => {
    const o = await office();
    await invite(o);
    await o.ben.do({ type: 'presence.set', onQueue: true });
    await o.ana.do({ type: 'contact.transfer', contactId: o.contactId, to: { kind: 'agent', agentId: 'ben' } });
    expect(o.dora.all('assist.gone')).toEqual([]);
    await o.ben.accept();
    expect(o.dora.last('assist.gone')).toMatchObject({ contactId: o.contactId, outcome: 'withdrawn' });
    expect(await o.dora.do({ type: 'contact.assist', contactId: o.contactId })).toMatchObject({ code: 'not-your-contact' });
    // The last owner still sees what became of it.
    expect(o.ana.events(o.contactId).map(({ kind }) => kind)).toContain('assist.answered');
    expect(await o.ben.do({ type: 'contact.invite', contactId: o.contactId, agentId: 'dora' })).toMatchObject({ type: 'ack' });
    expect(o.dora.last('assist.ask')).toMatchObject({ by: { agentId: 'ben' } });
  });

  it('is for agents who are there and may assist', async () => {
    const o = await office();
    for (const agentId of ['chen', 'max', 'ana', 'nobody']) expect(await invite(o, agentId), agentId).toMatchObject({ code: 'not-found' });
    await o.ben.do({ type: 'contact.assist', contactId: o.contactId });
    expect(await invite(o, 'ben')).toMatchObject({ type: 'ack' });
    expect(o.ben.all('assist.ask')).toEqual([]);
  });

  it('is shown again to a page that comes back', async () => {
    const o = await office();
    await invite(o);
    expect((await o.world.again(o.dora)).last('assist.ask')).toMatchObject({ contactId: o.contactId, by: { agentId: 'ana' } });
  });

  it('survives a restart, with its deadline', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'segue-invitation-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const o = await office({}, folder);
    await invite(o);
    await o.world.stop();
    const world = await World.open({ folder, clock: o.world.clock });
    const dora = await signIn(world, 'dora');
    expect(dora.last('assist.ask')).toMatchObject({ contactId: o.contactId });
    await world.pass(invitationMs + 1);
    expect(dora.last('assist.gone')).toMatchObject({ outcome: 'timeout' });
    await world.stop();
  });
});
