import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseFlow } from '../../../../src/platform/flows/index.js';
import { click } from './call.js';
import { askBlock, people, toSupport, trigger, videoBlock, type ConfigParts } from './fixtures.js';
import { ManualClock } from './manual-clock.js';
import { World } from './world.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'segue-flows-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const block = (id: string, type: string, configuration: object = {}, more: object = {}): string => JSON.stringify({ id, type, configuration, ...more });
const say = (id: string, message: string): string => block(id, 'send-message', { message }, { next: null });
const path = async (world: World, contactId: string): Promise<unknown[]> =>
  (await world.timeline(contactId)).flatMap((event) => (event.kind === 'flow.left' ? [[event.data.blockId, event.data.outcome]] : []));
const said = async (world: World, contactId: string): Promise<string[]> =>
  (await world.timeline(contactId)).flatMap((event) => (event.kind === 'message' && event.actor.kind === 'flow' ? [event.data.text] : []));
const deadlines = (world: World): Promise<unknown[]> => world.store.transaction((tx) => tx.all("SELECT key, due FROM deadlines WHERE kind = 'run'"));

/** The same store under a new process, after `down` milliseconds in which nothing ran. */
async function restart(world: World, down = 0): Promise<World> {
  await world.stop();
  await world.clock.advance(down, () => Promise.resolve());
  return World.open({ folder, clock: world.clock });
}
const open = (config: ConfigParts, at?: string): Promise<World> =>
  World.open({ folder, clock: at === undefined ? new ManualClock() : new ManualClock(Date.parse(at)), config });

const workday = [{ from: '09:00', to: '17:00' }];
const office = {
  id: 'office', timeZone: 'Europe/Berlin', weekly: { monday: workday, tuesday: workday, wednesday: workday, thursday: workday, friday: workday },
  holidays: [{ date: '2026-12-25', name: 'Christmas Day' }],
};
const hours = block('hours', 'business-hours', { scheduleId: 'office', resultVariableName: 'hours' }, { on: { open: 'route', closed: 'leave', holiday: 'greet' } });
const greet = block('greet', 'send-message', { message: 'It is ${hours.holiday}. We open ${hours.opens}.' });
const leave = block('leave', 'leave-a-message', { message: 'We are closed. What is it about?', thanks: 'Thank you.', queueId: 'support', scheduleId: 'office', timeoutSeconds: 120 }, { next: null });
const office24 = { blocks: [trigger, hours, toSupport.replace(/ }$/, ', "next": null }'), greet, leave], schedules: [office] };
const monday = '2026-11-23T10:00:00Z';
const night = '2026-11-23T22:00:00Z';

describe('business hours', () => {
  it('lead to an agent while they last', async () => {
    const world = await open(office24, monday);
    const [ana, customer] = [await world.agent('ana'), await world.customer()];
    await customer.say('Hello');
    expect(ana.last('reservation')).toMatchObject({ contactId: customer.contactId });
    expect(await path(world, customer.contactId)).toContainEqual(['hours', 'open']);
  });

  it('name the holiday and the next opening in the flow’s own words', async () => {
    const world = await open(office24, '2026-12-25T10:00:00Z');
    const customer = await world.customer();
    await customer.say('Hello');
    expect(await said(world, customer.contactId)).toEqual(['It is Christmas Day. We open 2026-12-28 09:00.', 'We are closed. What is it about?']);
  });
});

describe('a message left out of hours', () => {
  const left = async () => {
    const world = await open(office24, night);
    const customer = await world.customer({ name: 'Maya' });
    await customer.say('Hello');
    await customer.say('My machine drips');
    await world.pass(10_000);
    await customer.say('since Monday');
    await world.pass(30_000);
    return { world, customer, contactId: customer.contactId };
  };

  it('is whole once the customer pauses, thanked for, in the record and on the list', async () => {
    const { world, contactId } = await left();
    expect(await said(world, contactId)).toEqual(['We are closed. What is it about?', 'Thank you.']);
    expect((await world.timeline(contactId)).find(({ kind }) => kind === 'message.left')).toMatchObject({ data: { queueId: 'support', opensAt: '2026-11-24T08:00:00.000Z' } });
    expect(await world.core.leftMessages.open(['support'])).toMatchObject([{ contactId, customerName: 'Maya', text: 'My machine drips\nsince Monday' }]);
    expect(await world.core.leftMessages.open(['another'])).toEqual([]);
    expect(await world.core.contactRow(contactId)).toMatchObject({ state: 'flow' });
  });

  it('is not asked for where the customer came with it: recorded once, thanked for once, on the list once', async () => {
    const world = await open(office24, night);
    const customer = await world.customer({ name: 'Maya' });
    const { contactId } = customer;
    const frame = { type: 'message.send', contactId, text: 'Please call me', left: true } as const;
    await customer.do(frame, 'left-once');
    // The same frame again, as after a lost line.
    await customer.do(frame, 'left-once');
    await world.pass(60_000);
    expect(await said(world, contactId)).toEqual(['Thank you.']);
    const timeline = await world.timeline(contactId);
    expect(timeline.filter(({ kind }) => kind === 'message.left')).toMatchObject([{ data: { queueId: 'support', opensAt: '2026-11-24T08:00:00.000Z', thanked: true } }]);
    expect(await world.core.leftMessages.open(['support'])).toMatchObject([{ contactId, text: 'Please call me' }]);
    expect(await deadlines(world)).toMatchObject([{ due: Date.parse('2026-11-24T08:00:00Z') }]);
    await world.pass(10 * 3_600_000);
    const ana = await world.agent('ana');
    expect(ana.last('reservation')).toMatchObject({ contactId, lastText: 'Please call me' });
  });

  it('is a first message like any other where somebody is there', async () => {
    const world = await open(office24, monday);
    const [ana, customer] = [await world.agent('ana'), await world.customer()];
    await customer.do({ type: 'message.send', contactId: customer.contactId, text: 'Please call me', left: true });
    expect(ana.last('reservation')).toMatchObject({ contactId: customer.contactId, lastText: 'Please call me' });
    expect(await world.kinds(customer.contactId)).not.toContain('message.left');
  });

  it('goes to the queue when that opens, through nights, restarts and the idle time; an agent answers in the same contact', async () => {
    const { world: before, customer, contactId } = await left();
    const world = await restart(before, 5 * 3_600_000);
    await world.pass(5 * 3_600_000 - 3 * 60_000);
    expect(await world.core.contactRow(contactId)).toMatchObject({ state: 'flow' });
    expect(await deadlines(world)).toMatchObject([{ due: Date.parse('2026-11-24T08:00:00Z') }]);
    await world.pass(3 * 60_000);
    const ana = await world.agent('ana');
    expect(ana.last('reservation')).toMatchObject({ contactId, lastText: 'since Monday' });
    await ana.accept();
    const maya = await world.bring(customer);
    await ana.do({ type: 'message.send', contactId, text: 'Good morning' });
    expect(maya.events().at(-1)?.data).toMatchObject({ text: 'Good morning' });
    expect(await path(world, contactId)).toContainEqual(['leave', 'completed']);
    expect(await world.core.leftMessages.open()).toEqual([]);
    expect(await world.core.leftMessages.of(contactId)).toMatchObject([{ handledBy: 'ana' }]);
    expect(await world.kinds(contactId).then((kinds) => kinds.filter((kind) => kind === 'queue.entered'))).toHaveLength(1);
    expect(await deadlines(world)).toEqual([]);
  });

  it('waits over the weekend in which the clocks change until the wall shows the hour', async () => {
    const world = await open(office24, '2026-03-28T22:00:00Z');
    const customer = await world.customer();
    await customer.say('Hello');
    await customer.say('Summer is coming');
    await world.pass(30_000);
    expect(await deadlines(world)).toMatchObject([{ due: Date.parse('2026-03-30T07:00:00Z') }]);
  });

  it('follows the hours when they change', async () => {
    const { world, contactId } = await left();
    await world.core.schedules.put({ ...office, weekly: { monday: workday }, holidays: [] });
    await world.pass(0);
    expect(await deadlines(world)).toMatchObject([{ due: Date.parse('2026-11-30T08:00:00Z') }]);
    await world.core.schedules.put({ ...office, weekly: { monday: [{ from: '00:00', to: '24:00' }] }, holidays: [] });
    await world.pass(0);
    expect(await world.core.contactRow(contactId)).toMatchObject({ state: 'queued' });
  });

  it('stays on the list where the customer ends the contact before the opening', async () => {
    const { world, customer, contactId } = await left();
    await customer.do({ type: 'contact.close', contactId });
    expect(await world.core.leftMessages.open(['support'])).toMatchObject([{ contactId }]);
    expect((await world.core.leftMessages.of(contactId))[0]).not.toHaveProperty('opensAt');
    expect(await world.core.leftMessages.handle(contactId, 'ana')).toBe(true);
    expect(await world.core.leftMessages.handle(contactId, 'ben')).toBe(false);
    expect(await world.core.leftMessages.of(contactId)).toMatchObject([{ handledBy: 'ana' }]);
    await world.pass(20 * 3_600_000);
    expect(await world.kinds(contactId)).not.toContain('queue.entered');
  });

  it('is kept as far as it was written where the customer goes in the middle of it', async () => {
    const world = await open(office24, night);
    const customer = await world.customer();
    await customer.say('Hello');
    await customer.say('My machine');
    await customer.do({ type: 'contact.close', contactId: customer.contactId });
    expect(await world.core.leftMessages.open(['support'])).toMatchObject([{ contactId: customer.contactId, text: 'My machine' }]);
    expect((await world.kinds(customer.contactId)).slice(-3)).toEqual(['message.left', 'flow.ended', 'contact.closed']);
    expect(await deadlines(world)).toEqual([]);
  });

  it('is off the list with the end of a contact that an agent took by a call', async () => {
    const { world, customer, contactId } = await left();
    const ana = await world.agent('ana');
    await click(customer);
    await ana.accept();
    expect(await world.core.contactRow(contactId)).toMatchObject({ ownerId: 'ana', medium: 'videoChat' });
    await customer.do({ type: 'contact.close', contactId });
    expect(await world.core.leftMessages.of(contactId)).toMatchObject([{ handledBy: 'ana' }]);
    expect(await deadlines(world)).toEqual([]);
  });

  it('is on the list again where nobody takes the contact before it goes idle', async () => {
    const { world, contactId } = await left();
    await world.pass(10 * 3_600_000);
    expect(await world.core.contactRow(contactId)).toMatchObject({ state: 'queued' });
    expect(await world.core.leftMessages.open(['support'])).toMatchObject([{ contactId }]);
    await world.pass(3_600_000);
    expect(await world.core.contactRow(contactId)).toMatchObject({ state: 'closed' });
    expect(await world.core.leftMessages.open(['support'])).toMatchObject([{ contactId }]);
  });

  it('closes the contact where no schedule is named, with the text on the list', async () => {
    const world = await open({ blocks: [trigger, block('leave', 'leave-a-message', { message: 'Write to us', queueId: 'support', quietSeconds: 5 })] });
    const customer = await world.customer();
    await customer.say('Hello');
    await customer.say('Call me');
    await world.pass(5_000);
    expect(customer.last('contact')?.contact).toMatchObject({ state: 'closed' });
    expect((await world.kinds(customer.contactId)).slice(-4)).toEqual(['message.left', 'flow.left', 'flow.ended', 'contact.closed']);
    expect(await world.core.leftMessages.open(['support'])).toMatchObject([{ text: 'Call me' }]);
  });

  it('goes on by “timeout” where nothing is written, after a restart too and once', async () => {
    const before = await open({ ...office24, blocks: [...office24.blocks.slice(0, 4), leave.replace('"next":null', '"on":{"timeout":"bye"},"next":null'), say('bye', 'Good night')] }, night);
    const customer = await before.customer();
    await customer.say('Hello');
    const world = await restart(before, 130_000);
    await world.pass(0);
    expect(await path(world, customer.contactId)).toContainEqual(['leave', 'timeout']);
    await world.pass(600_000);
    expect((await said(world, customer.contactId)).filter((text) => text === 'Good night')).toHaveLength(1);
    expect(await world.core.leftMessages.open()).toEqual([]);
  });
});

describe('a wait for a message', () => {
  const ask = (id: string, more: object): string => block(id, 'wait-for-message', { timeoutSeconds: 30, resultVariableName: 'answer' }, more);
  const count = block('count', 'set-variable', { name: 'asked', add: 1 });
  const enough = block('enough', 'decision', { condition: { gt: ['${flow.asked}', 2] } }, { on: { true: 'tired', false: 'wait' } });
  const loop = { blocks: [trigger, ask('wait', { on: { answered: 'heard', timeout: 'count' } }), count, enough, say('heard', 'You said ${answer.text}'), say('tired', 'Asked ${flow.asked} times')] };

  it('ends with the next message, whose text the flow has', async () => {
    const world = await open(loop);
    const customer = await world.customer();
    await customer.say('Hello');
    await customer.say('tea');
    expect(await said(world, customer.contactId)).toEqual(['You said tea']);
    expect(await deadlines(world)).toEqual([]);
  });

  it('is not for the message that began the contact, whatever is known of its customer', async () => {
    const world = await open(loop);
    const customer = await world.customer();
    await customer.do({ type: 'contact.attributes', contactId: customer.contactId, attributes: { plan: 'gold' } });
    await customer.say('Hello');
    expect(await said(world, customer.contactId)).toEqual([]);
    await customer.say('tea');
    expect(await said(world, customer.contactId)).toEqual(['You said tea']);
  });

  it('goes round in a loop, each deadline a row that fires once, whatever restarts come between', async () => {
    let world = await open(loop);
    const customer = await world.customer();
    await customer.say('Hello');
    for (let round = 1; round <= 3; round += 1) {
      expect(await deadlines(world)).toHaveLength(1);
      world = await restart(world, round === 2 ? 90_000 : 29_000);
      await world.pass(round === 2 ? 0 : 1_000);
    }
    expect((await path(world, customer.contactId)).filter((it) => String(it) === 'wait,timeout')).toHaveLength(3);
    expect(await said(world, customer.contactId)).toEqual(['Asked 3 times']);
    expect(await deadlines(world)).toEqual([]);
  });
});

describe('a flow’s transfer to an agent', () => {
  const toAna = block('ana', 'transfer', { agentId: 'ana', ringSeconds: 15, resultVariableName: 'ring' }, { on: { completed: null } });
  const flow = { blocks: [trigger, toAna, block('sorry', 'send-message', { message: '${ring.status} ${ring.reason}' }), toSupport] };

  it('rings that agent and nobody else, and the contact is theirs', async () => {
    const world = await open(flow);
    const [ben, ana, customer] = [await world.agent('ben'), await world.agent('ana'), await world.customer()];
    await customer.say('Hello');
    expect(ana.last('reservation')).toMatchObject({ contactId: customer.contactId });
    expect(ben.last('reservation')).toBeUndefined();
    await ana.accept();
    expect(customer.last('contact')?.contact).toMatchObject({ state: 'connected', owner: { agentId: 'ana' } });
    expect(await path(world, customer.contactId)).toContainEqual(['ana', 'completed']);
  });

  it('does not ring who is off queue, or has no room, and stays with an agent who has the contact', async () => {
    const world = await open({ ...flow, blocks: [trigger, toSupport, ...flow.blocks.slice(1, 3)], agents: [{ ...people.ana, capacity: { webChat: 1, videoChat: 1 } }, people.ben] });
    const [ana, ben, first, second] = [await world.agent('ana'), await world.agent('ben', { onQueue: false }), await world.customer(), await world.customer()];
    await first.say('Hello');
    await ana.accept();
    expect(await path(world, first.contactId)).toContainEqual(['ana', 'completed']);
    await world.core.flows.put(parseFlow({ id: 'main', blocks: [toAna, block('ben', 'transfer', { agentId: 'ben' }), toSupport].map((it): unknown => JSON.parse(it)) }));
    await second.say('Hello');
    expect(await path(world, second.contactId)).toEqual([['ana', 'no-agent'], ['ben', 'no-agent']]);
    expect(ben.last('reservation')).toBeUndefined();
  });

  it.each([
    ['nobody signed in', [], 'no-agent nobody-on-queue'],
    ['who declines', ['decline'], 'declined '],
    ['who does not answer', ['wait'], 'timeout agent'],
    ['who goes offline while it rings', ['leave'], 'no-agent nobody-on-queue'],
  ] as const)('goes on to the queue with %s', async (_, acts, words) => {
    const world = await open(flow);
    const ana = acts.length === 0 ? undefined : await world.agent('ana');
    const customer = await world.customer();
    await customer.say('Hello');
    if (acts[0] === 'decline') await ana?.decline();
    if (acts[0] === 'leave') await ana?.leave();
    if (acts.length > 0 && acts[0] !== 'decline') await world.pass(15_000);
    expect(await said(world, customer.contactId)).toEqual([words]);
    expect(customer.last('contact')?.contact).toMatchObject({ state: 'queued', queue: { queueId: 'support' } });
  });
});

describe('a place in line that a flow asks for', () => {
  const second = { id: 'second', mediaTypes: ['webChat'], members: ['ben'] };
  const inLine = (more: object) => ({ blocks: [trigger, block('line', 'route-to-queue', { queueId: 'support', ...more }, { on: { timeout: 'late' } }), say('late', 'Nobody came')], moreQueues: [second] });

  it('has its time, over a restart too; then the flow goes on', async () => {
    const before = await open(inLine({ timeoutSeconds: 90 }));
    const customer = await before.customer();
    await customer.say('Hello');
    const world = await restart(before, 60_000);
    await world.pass(30_000 - 1);
    expect(await path(world, customer.contactId)).not.toContainEqual(['line', 'timeout']);
    await world.pass(1);
    expect(await path(world, customer.contactId)).toContainEqual(['line', 'timeout']);
    expect(await said(world, customer.contactId)).toEqual(['Nobody came']);
  });

  it('leads on to the second queue that it names', async () => {
    const world = await open({ ...inLine({ secondaryQueueId: 'second' }), queue: { members: ['ana'] } });
    const [ben, customer] = [await world.agent('ben'), await world.customer()];
    await customer.say('Hello');
    await world.pass(60_000);
    expect(ben.last('reservation')).toMatchObject({ contactId: customer.contactId, queue: { queueId: 'second' } });
  });
});

describe('a flow that hands over to another', () => {
  const other = { id: 'other', variables: { topic: 'none', tone: 'kind' }, blocks: [JSON.parse(block('hi', 'send-message', { message: '${topic} ${tone}' })), JSON.parse(toSupport)] };
  const blocks = [trigger, block('topic', 'set-variable', { name: 'topic', value: 'coffee' }), block('over', 'transfer', { flowId: 'other' })];

  it('goes on there with its variables, in the same contact, pinned to what was published then', async () => {
    const world = await open({ blocks, moreFlows: [other] });
    const customer = await world.customer();
    await customer.say('Hello');
    expect(await said(world, customer.contactId)).toEqual(['coffee kind']);
    const entered = (await world.timeline(customer.contactId)).flatMap((event) => (event.kind === 'flow.entered' ? [`${event.data.flowId} ${event.data.blockId}`] : []));
    expect(entered).toEqual(['main start', 'main topic', 'main over', 'other hi', 'other route']);
    expect(await path(world, customer.contactId)).toContainEqual(['over', 'transferred']);
    expect(customer.last('contact')?.contact).toMatchObject({ state: 'queued' });
    expect(await world.core.contactRow(customer.contactId)).toMatchObject({ flowId: 'other', flowVersion: 1 });
  });

  it('is refused towards a flow that is not there, and cut where flows hand over in a circle', async () => {
    const world = await open({ blocks: [trigger, block('over', 'transfer', { flowId: 'none' }), block('round', 'transfer', { flowId: 'main' })] });
    const customer = await world.customer();
    await customer.say('Hello');
    const refused = (await world.timeline(customer.contactId)).flatMap((event) => (event.kind === 'flow.refused' ? [event.data.rule] : []));
    expect(refused.filter((rule) => rule === 'step-limit')).toHaveLength(1);
    expect(refused).toContain('unknown-reference');
    expect(customer.last('contact')?.contact).toMatchObject({ state: 'queued' });
  });

  it('is refused with an accepted request for video in hand', async () => {
    const world = await open({ blocks: [trigger, askBlock, block('over', 'transfer', { flowId: 'other' }), videoBlock], moreFlows: [other] });
    const [, customer] = [await world.agent('ana'), await world.customer()];
    await customer.say('Hello');
    const upgradeId = customer.last('upgrade.ask')?.upgradeId ?? '';
    await customer.do({ type: 'upgrade.answer', contactId: customer.contactId, upgradeId, accepted: true });
    await customer.do({ type: 'upgrade.capture', contactId: customer.contactId, upgradeId, outcome: 'ready' });
    expect((await world.timeline(customer.contactId)).find(({ kind }) => kind === 'flow.refused')).toMatchObject({ data: { blockId: 'over', rule: 'route-after-upgrade' } });
    expect(customer.last('upgrade.state')).toMatchObject({ state: 'ringing' });
  });
});
