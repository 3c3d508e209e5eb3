import { describe, expect, test } from 'vitest';
import type { AlertQuestion, StoredAlert } from '../../../../src/platform/record/index.js';
import { askBlock, people, trigger, videoBlock, toSupport } from '../core/fixtures.js';
import { manifestOf, type Person } from '../core/person.js';
import { World } from '../core/world.js';

const always = { from: 0, to: Number.MAX_SAFE_INTEGER, limit: 100 } as const;
const listed = async (world: World, question: Partial<AlertQuestion> = {}): Promise<readonly StoredAlert[]> => (await world.core.analytics.alerts({ ...always, state: 'open', ...question })).alerts;
const kinds = async (world: World, question: Partial<AlertQuestion> = {}): Promise<string[]> => (await listed(world, question)).map(({ alert }) => alert.kind).sort();

const waitSeconds = 60;
const quiet = { queue: { waitSeconds, ringSeconds: 20 }, agents: [people.ana] };

async function arrive(world: World): Promise<Person> {
  const customer = await world.customer();
  await customer.say('Hello');
  return customer;
}

describe('a wait that is too long', () => {
  test('is open until the contact leaves the line, and then resolved by the platform', async () => {
    const world = await World.open({ config: quiet });
    const customer = await arrive(world);
    await world.pass(waitSeconds * 1_000);
    expect(await kinds(world)).toContain('long-wait');
    const agent = await world.agent('ana');
    await agent.accept();
    expect(await kinds(world)).toEqual([]);
    const [settled] = await listed(world, { state: 'resolved', kind: 'long-wait' });
    expect(settled).toMatchObject({ alert: { contactId: customer.contactId, queueId: 'support', waitedMs: waitSeconds * 1_000 }, times: 1, resolved: { by: 'platform', at: world.clock.now() } });
    await world.stop();
  });
});

describe('a line that rises while nobody accepts', () => {
  test('is one alert that names queue and skill, however many come, until somebody is accepted', async () => {
    const world = await World.open({ config: quiet });
    const agent = await world.agent('ana', { onQueue: false });
    await arrive(world);
    await world.pass((waitSeconds - 1) * 1_000);
    await arrive(world);
    await arrive(world);
    expect(await listed(world, { kind: 'waits-rising' })).toEqual([]);
    await world.pass(2_000);
    await arrive(world);
    await arrive(world);
    const rising = await listed(world, { kind: 'waits-rising' });
    expect(rising).toMatchObject([{ times: 1, alert: { queueId: 'support', medium: 'webChat', waiting: 4, waitedMs: 61_000, skills: ['skill-chat-support'] } }]);
    expect(world.alerts.filter(({ kind }) => kind === 'waits-rising')).toHaveLength(1);
    await agent.do({ type: 'presence.set', onQueue: true });
    await agent.accept();
    expect(await listed(world, { kind: 'waits-rising' })).toEqual([]);
    await world.stop();
  });

  test('is none while contacts are accepted', async () => {
    const world = await World.open({ config: { ...quiet, agents: [{ ...people.ana, capacity: { webChat: 2, videoChat: 1 } }] } });
    const agent = await world.agent('ana');
    await arrive(world);
    await agent.accept();
    for (let n = 0; n < 4; n += 1) await arrive(world);
    await world.pass(10_000);
    await agent.accept();
    await world.pass((waitSeconds - 1) * 1_000);
    await arrive(world);
    expect(await listed(world, { kind: 'waits-rising' })).toEqual([]);
    await world.stop();
  });
});

describe('nobody for a video', () => {
  const chatOnly = { blocks: [trigger, toSupport], agents: [people.ben, people.ana] };

  test('is one matter of queue, medium and reason, however often it is met, until a video comes about there', async () => {
    const world = await World.open({ config: chatOnly });
    const ben = await world.agent('ben');
    const first = await arrive(world);
    await ben.accept();
    const second = await arrive(world);
    await ben.accept();
    for (const customer of [first, second]) await customer.do({ type: 'upgrade.request', contactId: customer.contactId, manifest: manifestOf('video') });
    expect(await listed(world, { kind: 'no-agent' })).toMatchObject([{ times: 2, alert: { queueId: 'support', medium: 'videoChat', contactId: second.contactId } }]);
    const ana = await world.agent('ana');
    const sent = await second.do({ type: 'upgrade.request', contactId: second.contactId, manifest: manifestOf('video') });
    await second.do({ type: 'upgrade.capture', contactId: second.contactId, upgradeId: sent?.type === 'ack' ? (sent.upgradeId ?? '') : '', outcome: 'ready' });
    expect(await listed(world, { kind: 'no-agent' })).toHaveLength(1);
    await ana.accept();
    expect(second.last('media-upgrade')).toBeDefined();
    expect(await listed(world, { kind: 'no-agent' })).toEqual([]);
    await world.stop();
  });

  test('is another matter when it comes back after somebody has resolved it', async () => {
    const world = await World.open({ config: { ...chatOnly, agents: [people.ben] } });
    const ben = await world.agent('ben');
    const customer = await arrive(world);
    await ben.accept();
    const ask = () => customer.do({ type: 'upgrade.request', contactId: customer.contactId, manifest: manifestOf('video') });
    await ask();
    const [open] = await listed(world);
    expect(await world.core.analytics.resolve(open!.id, 'sam', 'Chen comes at noon')).toMatchObject({ resolved: { by: 'sam', note: 'Chen comes at noon' } });
    // Who comes second changes nothing.
    expect(await world.core.analytics.resolve(open!.id, 'ada')).toMatchObject({ resolved: { by: 'sam' } });
    await ask();
    expect((await listed(world, { state: 'all' })).map(({ resolved }) => resolved?.by)).toEqual(expect.arrayContaining(['sam', undefined]));
    expect(await listed(world, { state: 'all' })).toHaveLength(2);
    await world.stop();
  });
});

describe('an unconfirmed pane', () => {
  test('is open until the desk confirms it after all', async () => {
    const world = await World.open({ config: { blocks: [trigger, askBlock, videoBlock], agents: [people.ana] } });
    const ana = await world.agent('ana');
    const customer = await arrive(world);
    const upgradeId = customer.last('upgrade.ask')?.upgradeId ?? '';
    await customer.do({ type: 'upgrade.answer', contactId: customer.contactId, upgradeId, accepted: true });
    await customer.do({ type: 'upgrade.capture', contactId: customer.contactId, upgradeId, outcome: 'ready' });
    await ana.accept();
    const { callId = '' } = ana.last('media-upgrade') ?? {};
    await world.pass(5_000);
    expect(await listed(world, { kind: 'pane-unconfirmed', agentId: 'ana' })).toMatchObject([{ alert: { callId, contactId: customer.contactId } }]);
    await ana.do({ type: 'pane.rendered', contactId: customer.contactId, callId });
    expect(await listed(world)).toEqual([]);
    await world.stop();
  });

  test('is over when another agent has taken the call', async () => {
    const world = await World.open({ config: { blocks: [trigger, askBlock, videoBlock], agents: [people.ana, people.chen] } });
    const [ana, chen] = [await world.agent('ana'), await world.agent('chen', { onQueue: false })];
    const customer = await arrive(world);
    const upgradeId = customer.last('upgrade.ask')?.upgradeId ?? '';
    await customer.do({ type: 'upgrade.answer', contactId: customer.contactId, upgradeId, accepted: true });
    await customer.do({ type: 'upgrade.capture', contactId: customer.contactId, upgradeId, outcome: 'ready' });
    await ana.accept();
    await world.pass(5_000);
    expect(await listed(world)).toMatchObject([{ alert: { agentId: 'ana' } }]);
    await chen.do({ type: 'presence.set', state: 'available', onQueue: true });
    await ana.do({ type: 'contact.transfer', contactId: customer.contactId, to: { kind: 'agent', agentId: 'chen' } });
    await chen.accept();
    expect(await listed(world)).toEqual([]);
    await world.pass(5_000);
    expect(await listed(world)).toMatchObject([{ alert: { agentId: 'chen' } }]);
    await world.stop();
  });
});

describe('the list of alerts', () => {
  test('is the newest first, in pages that miss and repeat none', async () => {
    const world = await World.open({ config: quiet });
    for (let n = 0; n < 5; n += 1) await arrive(world);
    await world.pass(waitSeconds * 1_000);
    const whole = await listed(world);
    expect(whole.length).toBeGreaterThanOrEqual(5);
    const found: StoredAlert[] = [];
    let after: AlertQuestion['after'];
    do {
      const page = await world.core.analytics.alerts({ ...always, state: 'open', limit: 2, ...(after ? { after } : {}) });
      expect(page.alerts.length).toBeLessThanOrEqual(2);
      found.push(...page.alerts);
      after = page.next;
    } while (after);
    expect(found).toEqual(whole);
    expect([...found].sort((a, b) => b.raisedAt - a.raisedAt || (a.id < b.id ? 1 : -1))).toEqual(found);
    await world.stop();
  });

  test('does not know an alert that is not there', async () => {
    const world = await World.open({ config: quiet });
    await expect(world.core.analytics.resolve('n_none', 'sam')).rejects.toMatchObject({ code: 'not-found' });
    await world.stop();
  });
});
