import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { QueueBodySchema } from '../../../../src/platform/config/index.js';
import { parseFlow } from '../../../../src/platform/flows/index.js';
import { ask, chatting, goLive } from './call.js';
import { askBlock, supportBody, toSupport, trigger, videoBlock } from './fixtures.js';
import { World } from './world.js';

const asRequired = { blocks: [trigger, askBlock, videoBlock] };

async function asked(config: NonNullable<Parameters<typeof World.open>[0]>['config'] = asRequired) {
  const world = await World.open({ config });
  const agent = await world.agent('ana');
  const customer = await world.customer({ name: 'Maya' });
  await customer.say('My machine is dripping');
  const upgradeId = customer.last('upgrade.ask')?.upgradeId ?? '';
  return { world, agent, customer, upgradeId, contactId: customer.contactId };
}

const outcomes = async (world: World, contactId: string): Promise<unknown[]> =>
  (await world.timeline(contactId)).flatMap((event) => (event.kind === 'flow.left' ? [[event.data.blockId, event.data.outcome]] : []));

describe('the flow of the requirements, unchanged', () => {
  it('asks, finds an agent, binds, and leaves the contact with them after the call', async () => {
    const { world, agent, customer, upgradeId, contactId } = await asked();
    expect(customer.last('upgrade.ask')).toMatchObject({ by: { kind: 'flow', id: 'send-message-upgrade' }, message: 'Upgrading to video session. Please accept the camera request.' });
    expect(agent.last('reservation')).toBeUndefined();
    await customer.do({ type: 'upgrade.answer', contactId, upgradeId, accepted: true });
    await world.pass(3_000);
    await customer.do({ type: 'upgrade.capture', contactId, upgradeId, outcome: 'ready' });
    expect(agent.last('reservation')).toMatchObject({ medium: 'videoChat', upgradeId });
    await agent.accept();
    const callId = await goLive(customer, agent);
    await world.pass(10_000);
    await customer.do({ type: 'call.end', contactId, callId });
    expect(await outcomes(world, contactId)).toEqual([['start', 'started'], ['send-message-upgrade', 'accepted'], ['video', 'completed']]);
    expect(customer.last('contact')?.contact).toMatchObject({ state: 'connected', medium: 'webChat', owner: { agentId: 'ana' } });
    expect((await world.timeline(contactId)).map(({ contactId: id }) => id).every((id) => id === contactId)).toBe(true);
  });

  it('rings nobody after a "declined", and the contact goes to the default queue', async () => {
    const { world, agent, customer, upgradeId, contactId } = await asked();
    await customer.do({ type: 'upgrade.answer', contactId, upgradeId, accepted: false });
    expect(await outcomes(world, contactId)).toEqual([['start', 'started'], ['send-message-upgrade', 'declined'], ['video', 'declined']]);
    expect(agent.all('reservation').map(({ medium }) => medium)).toEqual(['webChat']);
    expect(customer.last('contact')?.contact).toMatchObject({ state: 'queued', queue: { queueId: 'support' } });
  });

  it('gives the flow the reason where the widget does not allow video', async () => {
    const world = await World.open({ config: asRequired });
    const customer = await world.customer({ manifest: 'not-enabled' });
    await customer.say('Hello');
    expect(customer.last('upgrade.ask')).toBeUndefined();
    expect(await outcomes(world, customer.contactId)).toEqual([['start', 'started'], ['send-message-upgrade', 'unsupported'], ['video', 'unsupported']]);
    expect(customer.last('upgrade.state')).toMatchObject({ state: 'ended', result: { status: 'unsupported', reason: 'not-enabled' } });
    const asked = (await world.timeline(customer.contactId)).filter(({ kind }) => kind.startsWith('upgrade.'));
    expect(asked).toMatchObject([{ kind: 'upgrade.asked', actor: { kind: 'flow', id: 'send-message-upgrade' }, data: { message: 'Upgrading to video session. Please accept the camera request.' } }, { kind: 'upgrade.ended' }]);
  });

  it('takes the customer’s own click as the answer to its question', async () => {
    const { world, customer, upgradeId, contactId } = await asked();
    expect(await ask(customer)).toBe(upgradeId);
    await customer.do({ type: 'upgrade.capture', contactId, upgradeId, outcome: 'ready' });
    expect(customer.last('upgrade.state')).toMatchObject({ upgradeId, state: 'ringing' });
    expect((await world.kinds(contactId)).filter((kind) => kind === 'flow.entered')).toHaveLength(3);
  });

  it('takes the minute’s silence as timeout(prompt)', async () => {
    const { world, customer, contactId } = await asked();
    await world.pass(60_000);
    expect(customer.last('upgrade.state')).toMatchObject({ result: { status: 'timeout', reason: 'prompt' } });
    expect(await outcomes(world, contactId)).toEqual([['start', 'started'], ['send-message-upgrade', 'timeout'], ['video', 'timeout']]);
  });

  it('takes the queue’s PUT body unchanged, and a queue without videoChat refuses with that reason', async () => {
    const { world, customer, upgradeId, contactId } = await asked();
    const body = v.parse(QueueBodySchema, JSON.parse(supportBody));
    expect(await world.core.queues.put('support', body)).toMatchObject({ name: 'Support - Video Enabled', members: ['ana', 'ben', 'chen'] });
    await world.core.queues.put('support', { mediaTypes: ['webChat'] });
    await customer.do({ type: 'upgrade.answer', contactId, upgradeId, accepted: true });
    expect(customer.last('upgrade.state')).toMatchObject({ result: { status: 'not-allowed', reason: 'queue' } });
  });
});

describe('traps at run time', () => {
  it('a routing block instead of video-chat is refused and the contact keeps its session', async () => {
    const { world, customer, upgradeId, contactId } = await asked({ blocks: [trigger, askBlock, toSupport, videoBlock] });
    await customer.do({ type: 'upgrade.answer', contactId, upgradeId, accepted: true });
    await customer.do({ type: 'upgrade.capture', contactId, upgradeId, outcome: 'ready' });
    expect((await world.timeline(contactId)).find(({ kind }) => kind === 'flow.refused')).toMatchObject({ data: { blockId: 'route', rule: 'route-after-upgrade' } });
    expect(customer.last('upgrade.state')).toMatchObject({ state: 'ringing' });
    expect(await world.kinds(contactId)).not.toContain('queue.entered');
  });

  it('a video-chat block with another contact’s id is refused, and the upgrade ends with its own result', async () => {
    const foreign = videoBlock.replace('${contact.id}', 'c_another');
    const { world, agent, customer, upgradeId, contactId } = await asked({ blocks: [trigger, askBlock, foreign] });
    await customer.do({ type: 'upgrade.answer', contactId, upgradeId, accepted: true });
    await customer.do({ type: 'upgrade.capture', contactId, upgradeId, outcome: 'ready' });
    expect((await world.timeline(contactId)).find(({ kind }) => kind === 'flow.refused')).toMatchObject({ data: { rule: 'video-chat-contact' } });
    expect(customer.last('upgrade.state')).toMatchObject({ state: 'ended', result: { status: 'not-allowed', reason: 'flow' } });
    expect(agent.all('reservation').filter(({ medium }) => medium === 'videoChat')).toEqual([]);
    expect(customer.last('contact')?.contact).toMatchObject({ state: 'queued', medium: 'webChat' });
  });
});

describe('a flow that waits', () => {
  const question = '{ "id": "question", "type": "send-message", "configuration": { "message": "What is it about?", "waitForResult": true, "timeoutSeconds": 30, "resultVariableName": "topic" } }';

  it('goes on with the customer’s next message, not with the one that started the contact', async () => {
    const world = await World.open({ config: { blocks: [trigger, question, toSupport] } });
    const customer = await world.customer();
    await customer.say('Hello');
    expect(customer.last('contact')?.contact.state).toBe('flow');
    await customer.say('Coffee');
    expect(customer.last('contact')?.contact.state).toBe('queued');
    await world.pass(60_000);
    expect((await world.kinds(customer.contactId)).filter((kind) => kind === 'queue.entered')).toHaveLength(1);
  });

  it('goes on without one after its time', async () => {
    const world = await World.open({ config: { blocks: [trigger, question, toSupport] } });
    const customer = await world.customer();
    await customer.say('Hello');
    await world.pass(30_000);
    expect(customer.last('contact')?.contact.state).toBe('queued');
    expect(await outcomes(world, customer.contactId)).toContainEqual(['question', 'timeout']);
  });
});

describe('a run that the customer’s click begins', () => {
  const brief = askBlock.replace('"waitForResult": true', '"waitForResult": true, "timeoutSeconds": 15');
  const confined = { blocks: [trigger, toSupport.replace(/ }$/, ', "next": null }'), brief, videoBlock] };

  it.each([
    ['its first question', confined, 15_000],
    ['the question that its own entry leads to', { ...confined, entries: { 'upgrade-request': 'send-message-upgrade' } }, 15_000],
    ['a minute, where the question sets no time', { ...confined, blocks: [trigger, toSupport.replace(/ }$/, ', "next": null }'), askBlock, videoBlock] }, 60_000],
  ] as const)('gives the browser’s prompt the time of %s', async (_, config, time) => {
    const world = await World.open({ config });
    const { customer } = await chatting(world);
    await ask(customer);
    const deadline = new Date(world.clock.now() + time).toISOString();
    expect(customer.last('upgrade.state')).toMatchObject({ state: 'accepted', deadline });
    expect((await world.timeline(customer.contactId)).find(({ kind }) => kind === 'upgrade.asked')).toMatchObject({ data: { deadline } });
    await world.pass(time - 1);
    expect(customer.last('upgrade.state')?.state).toBe('accepted');
    await world.pass(1);
    expect(customer.last('upgrade.state')).toMatchObject({ state: 'ended', result: { status: 'timeout', reason: 'prompt' } });
  });
});

describe('versions of a flow', () => {
  it('a contact stays with the version it began under', async () => {
    const world = await World.open();
    const { customer } = await chatting(world);
    const flow = await world.core.flows.get('main');
    const stored = await world.core.flows.put(parseFlow({ ...flow, blocks: [JSON.parse(trigger), JSON.parse('{ "id": "bye", "type": "disconnect" }')] }));
    expect(stored.version).toBe(2);
    expect(await world.core.flows.put(stored)).toEqual(stored);
    expect(await world.core.contactRow(customer.contactId)).toMatchObject({ flowVersion: 1, state: 'connected' });
    const next = await world.customer();
    await next.say('Hello');
    expect(await world.core.contactRow(next.contactId)).toMatchObject({ flowVersion: 2, state: 'closed' });
  });
});
