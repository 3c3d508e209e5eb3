import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { metricsOf } from '../../../../src/platform/record/metrics.js';
import { click } from '../core/call.js';
import { expectInvariants } from '../core/invariants.js';
import type { Person } from '../core/person.js';
import { World } from '../core/world.js';
import { office, signIn, snapshotOf, type Office } from './office.js';

const mandatory = { queue: { wrapUp: 'mandatory', wrapUpSeconds: 30 } };
const optional = { queue: { wrapUpSeconds: 30 } };
const close = (o: Office) => o.customer.do({ type: 'contact.close', contactId: o.contactId });
const next = async ({ world }: Office): Promise<Person> => {
  const customer = await world.customer({ name: 'Next' });
  await customer.say('Hello');
  return customer;
};
const rings = (person: Person, contactId: string): boolean => person.all('reservation').some((it) => it.contactId === contactId);
const wrapped = async ({ world, contactId }: Office) => (await world.timeline(contactId)).filter(({ kind }) => kind === 'contact.wrapped');

describe('a wrap-up whose queue limits it', () => {
  it('is over by itself, once, and closes the contact', async () => {
    const o = await office(optional);
    await close(o);
    const until = new Date(o.world.clock.now() + 30_000).toISOString();
    expect(snapshotOf(o.ana, o.contactId)).toMatchObject({ state: 'wrap-up', wrapUp: { until, held: false } });
    expect(snapshotOf(o.customer, o.contactId)?.wrapUp).toBeUndefined();
    await o.world.pass(29_999);
    expect(await wrapped(o)).toEqual([]);
    await o.world.pass(1);
    expect(await wrapped(o)).toMatchObject([{ actor: { kind: 'platform' }, data: { agentId: 'ana', codes: [], expired: true } }]);
    expect(snapshotOf(o.ana, o.contactId)).toMatchObject({ state: 'closed' });
    expect(await o.ana.do({ type: 'contact.wrap', contactId: o.contactId, codes: ['late'] })).toMatchObject({ code: 'not-your-contact' });
    await o.world.pass(600_000);
    expect(await wrapped(o)).toHaveLength(1);
    await expectInvariants(o.world);
  });

  it('is the agent’s in time, and does not end again', async () => {
    const o = await office(optional);
    await close(o);
    await o.world.pass(10_000);
    await o.ana.do({ type: 'contact.wrap', contactId: o.contactId, codes: ['done'], note: 'All well' });
    await o.world.pass(600_000);
    expect(await wrapped(o)).toMatchObject([{ actor: { kind: 'agent' }, data: { codes: ['done'] } }]);
    expect(metricsOf(await o.world.timeline(o.contactId), o.world.clock.now()).tAcw).toBe(10_000);
  });

  it('counts its whole time as after-contact work', async () => {
    const o = await office(optional);
    await close(o);
    await o.world.pass(90_000);
    expect(metricsOf(await o.world.timeline(o.contactId), o.world.clock.now()).tAcw).toBe(30_000);
  });

  it('does not keep an agent with free slots from others where it is optional', async () => {
    const o = await office(optional);
    await close(o);
    const other = await next(o);
    expect(rings(o.ana, other.contactId)).toBe(true);
  });

  it('is unlimited where the queue says nothing', async () => {
    const o = await office();
    await close(o);
    expect(snapshotOf(o.ana, o.contactId)?.wrapUp).toBeUndefined();
    await o.world.pass(24 * 3_600_000);
    expect(await wrapped(o)).toEqual([]);
  });
});

describe('a mandatory wrap-up', () => {
  it('holds back what would ring, says so, and lets it ring at its end', async () => {
    const o = await office(mandatory);
    await close(o);
    expect(o.ana.last('presence')).toMatchObject({ state: 'busy', wrapUp: { contactId: o.contactId, until: new Date(o.world.clock.now() + 30_000).toISOString() } });
    const other = await next(o);
    expect(rings(o.ana, other.contactId)).toBe(false);
    await o.world.pass(29_000);
    expect(rings(o.ana, other.contactId)).toBe(false);
    await o.world.pass(1_001);
    expect(rings(o.ana, other.contactId)).toBe(true);
    expect(o.ana.last('presence')?.wrapUp).toBeUndefined();
  });

  it('is no absence: a video waits for its end, and others cannot hand a contact there', async () => {
    const o = await office({ queue: { ...mandatory.queue, members: ['ana', 'ben'] } });
    await close(o);
    const other = await next(o);
    await o.ben.do({ type: 'presence.set', onQueue: true });
    await o.ben.accept();
    expect(await o.ben.do({ type: 'contact.transfer', contactId: other.contactId, to: { kind: 'agent', agentId: 'ana' } })).toMatchObject({ code: 'not-found' });
    await click(other);
    expect(other.last('upgrade.state')).toMatchObject({ state: 'waiting' });
    await o.world.pass(30_001);
    expect(other.last('upgrade.state')).toMatchObject({ state: 'ringing', agent: { agentId: 'ana' } });
  });

  it('is over with the notes', async () => {
    const o = await office(mandatory);
    await close(o);
    const other = await next(o);
    await o.ana.do({ type: 'contact.wrap', contactId: o.contactId, codes: [] });
    expect(rings(o.ana, other.contactId)).toBe(true);
  });

  it('never begins where the agent notes and closes in one breath', async () => {
    const o = await office(mandatory);
    await o.ana.do({ type: 'contact.wrap', contactId: o.contactId, codes: ['done'] });
    expect(o.ana.last('presence')?.wrapUp).toBeUndefined();
    expect(rings(o.ana, (await next(o)).contactId)).toBe(true);
  });

  it('also follows a contact that was handed on, and then closes nothing', async () => {
    const o = await office(mandatory);
    await o.ben.do({ type: 'presence.set', onQueue: true });
    await o.ana.do({ type: 'contact.transfer', contactId: o.contactId, to: { kind: 'agent', agentId: 'ben' } });
    await o.ben.accept();
    expect(snapshotOf(o.ana, o.contactId)).toMatchObject({ relation: 'former', wrapUp: { held: true } });
    expect(o.ana.last('presence')).toMatchObject({ state: 'busy' });
    await o.world.pass(30_001);
    expect(o.ana.last('presence')).toMatchObject({ state: 'available' });
    expect(snapshotOf(o.ana, o.contactId)?.wrapUp).toBeUndefined();
    expect(await o.world.core.contactRow(o.contactId)).toMatchObject({ ownerId: 'ben', state: 'connected' });
    expect((await o.world.again(o.ana)).last('welcome')?.contacts).toEqual([]);
  });

  it('ends where the contact comes back to its agent', async () => {
    const o = await office(mandatory);
    await o.ben.do({ type: 'presence.set', onQueue: true });
    await o.ana.do({ type: 'contact.transfer', contactId: o.contactId, to: { kind: 'queue', queueId: 'support' } });
    await o.ben.accept();
    await o.ana.do({ type: 'contact.wrap', contactId: o.contactId, codes: [] });
    await o.ben.do({ type: 'contact.transfer', contactId: o.contactId, to: { kind: 'agent', agentId: 'ana' } });
    await o.ana.accept();
    await o.world.pass(120_000);
    expect(await o.world.core.contactRow(o.contactId)).toMatchObject({ ownerId: 'ana', state: 'connected' });
    await expectInvariants(o.world);
  });

  it('is a minute where the queue names no time', async () => {
    const o = await office({ queue: { wrapUp: 'mandatory' } });
    await close(o);
    expect(snapshotOf(o.ana, o.contactId)?.wrapUp).toEqual({ until: new Date(o.world.clock.now() + 60_000).toISOString(), held: true, extensions: 3 });
  });

  it('survives a restart, and ends while nobody is there', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'segue-wrap-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const o = await office(mandatory, folder);
    await close(o);
    await o.world.stop();
    const world = await World.open({ folder, clock: o.world.clock });
    const ana = await signIn(world, 'ana', true);
    expect(ana.last('presence')).toMatchObject({ wrapUp: { contactId: o.contactId } });
    await ana.leave();
    await world.pass(40_000);
    expect((await world.core.contactRow(o.contactId))?.state).toBe('closed');
    await world.stop();
  });
});

describe('what is written before a wrap-up is done', () => {
  const draft = { codes: ['Repair'], note: 'Strainer blocked.' };

  it('comes back to a page that is loaded anew, and goes with the wrap-up', async () => {
    const o = await office(optional);
    const { ana, contactId, world } = o;
    expect(await ana.do({ type: 'wrap.draft', contactId, ...draft })).toMatchObject({ type: 'ack' });
    await close(o);
    expect(snapshotOf(ana, contactId)).toMatchObject({ draft: { ...draft, savedAt: new Date(world.clock.now()).toISOString() } });
    const again = await signIn(world, 'ana');
    expect(again.last('welcome')?.contacts).toMatchObject([{ contactId, draft }]);
    await again.do({ type: 'contact.wrap', contactId, codes: ['Advice'] });
    expect(snapshotOf(again, contactId)?.draft).toBeUndefined();
    expect(await wrapped(o)).toMatchObject([{ data: { codes: ['Advice'] } }]);
  });

  it('is what the record says where the time runs out', async () => {
    const o = await office(optional);
    await close(o);
    await o.ana.do({ type: 'wrap.draft', contactId: o.contactId, ...draft });
    await o.world.pass(30_000);
    expect(await wrapped(o)).toMatchObject([{ data: { ...draft, expired: true } }]);
  });

  it('is its agent’s alone', async () => {
    const { ben, customer, contactId, ana } = await office(optional);
    expect(await ben.do({ type: 'wrap.draft', contactId, ...draft })).toMatchObject({ code: 'not-your-contact' });
    await ana.do({ type: 'wrap.draft', contactId, ...draft });
    await ana.do({ type: 'contact.close', contactId });
    expect(JSON.stringify(customer.got)).not.toContain('Strainer');
  });
});

describe('another minute', () => {
  it('is given as often as the queue allows, and holds the agent back for as long', async () => {
    const o = await office({ queue: { wrapUp: 'mandatory', wrapUpSeconds: 30, wrapUpExtensions: 2 } });
    const { ana, contactId, world } = o;
    await close(o);
    const begin = world.clock.now();
    const until = (ms: number): string => new Date(begin + ms).toISOString();
    expect(snapshotOf(ana, contactId)?.wrapUp).toEqual({ until: until(30_000), held: true, extensions: 2 });
    await ana.do({ type: 'wrap.extend', contactId });
    await ana.do({ type: 'wrap.extend', contactId });
    expect(snapshotOf(ana, contactId)?.wrapUp).toEqual({ until: until(150_000), held: true, extensions: 0 });
    expect(ana.last('presence')?.wrapUp).toEqual({ contactId, until: until(150_000) });
    expect(await ana.do({ type: 'wrap.extend', contactId })).toMatchObject({ code: 'relation-refused' });
    await world.pass(149_999);
    expect(await wrapped(o)).toEqual([]);
    await world.pass(1);
    expect(await wrapped(o)).toHaveLength(1);
  });

  it('is not there where nothing limits the wrap-up, or it is done', async () => {
    const o = await office();
    await close(o);
    expect(await o.ana.do({ type: 'wrap.extend', contactId: o.contactId })).toMatchObject({ code: 'relation-refused' });
    await o.ana.do({ type: 'contact.wrap', contactId: o.contactId, codes: [] });
    expect(await o.ana.do({ type: 'wrap.extend', contactId: o.contactId })).toMatchObject({ code: 'not-your-contact' });
  });
});
