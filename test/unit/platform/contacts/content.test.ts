import { describe, expect, it } from 'vitest';
import type { Content } from '../../../../src/protocol/index.js';
import { people, trigger } from '../core/fixtures.js';
import { World } from '../core/world.js';
import { office } from './office.js';

const chips: Content = { kind: 'quick-replies', choices: [{ id: 'yes', title: 'Yes, all the time' }, { id: 'no', title: 'Only after a shot' }] };
const list: Content = { kind: 'list-picker', multiple: true, sections: [{ choices: [{ id: 'a', title: 'Group' }, { id: 'b', title: 'Grinder' }] }] };
const card = (url: string): Content => ({ kind: 'card', title: 'Lira One', picture: { url, alt: '' }, buttons: [{ kind: 'reply', id: 'buy', title: 'Buy' }] });

/** Ana asks with content; gives the message's id. */
async function asked(content: Content) {
  const rooms = await office();
  const { ana, contactId } = rooms;
  expect(await ana.do({ type: 'message.send', contactId, text: 'While heating up too?', content }, 'ask')).toMatchObject({ type: 'ack' });
  const messages = async () => (await rooms.world.timeline(contactId)).flatMap((event) => (event.kind === 'message' ? [event.data] : []));
  return { ...rooms, messages };
}

describe('content of an agent', () => {
  it('reaches the customer, and their choice the agent', async () => {
    const { customer, ana, contactId } = await asked(chips);
    expect(customer.last('event')?.data).toEqual({ messageId: 'ask', text: 'While heating up too?', content: chips });
    await customer.do({ type: 'message.send', contactId, text: 'Yes, all the time', reply: { to: 'ask', ids: ['yes'] } }, 'chosen');
    expect(ana.last('event')?.data).toEqual({ messageId: 'chosen', text: 'Yes, all the time', reply: { to: 'ask', ids: ['yes'] } });
  });

  it.each([
    ['an id that is not offered', ['maybe']], ['two where one may be chosen', ['yes', 'no']],
  ])('takes no reply with %s', async (_, ids) => {
    const { customer, contactId } = await asked(chips);
    expect(await customer.do({ type: 'message.send', contactId, text: 'x', reply: { to: 'ask', ids } })).toMatchObject({ type: 'nack', code: 'content-refused' });
  });

  it('takes several where it says so', async () => {
    const { customer, contactId, messages } = await asked(list);
    await customer.do({ type: 'message.send', contactId, text: 'Group, Grinder', reply: { to: 'ask', ids: ['a', 'b'] } });
    expect((await messages()).at(-1)?.reply).toEqual({ to: 'ask', ids: ['a', 'b'] });
  });

  it.each<[string, (rooms: Awaited<ReturnType<typeof asked>>) => Promise<unknown>]>([
    ['answered already', ({ customer, contactId }) => customer.do({ type: 'message.send', contactId, text: 'Yes', reply: { to: 'ask', ids: ['yes'] } })],
    ['overtaken by the customer’s own words', ({ customer }) => customer.say('Well')],
    ['overtaken by other content', ({ ana, contactId }) => ana.do({ type: 'message.send', contactId, text: 'Or?', content: list })],
  ])('that was %s keeps a late choice as words alone', async (_, meanwhile) => {
    const rooms = await asked(chips);
    await meanwhile(rooms);
    expect(await rooms.customer.do({ type: 'message.send', contactId: rooms.contactId, text: 'Only after a shot', reply: { to: 'ask', ids: ['no'] } }, 'late')).toMatchObject({ type: 'ack' });
    expect((await rooms.messages()).at(-1)).toEqual({ messageId: 'late', text: 'Only after a shot' });
  });

  it('is nothing that a customer sends, nor a reply what an agent does', async () => {
    const { customer, ana, contactId } = await asked(chips);
    expect(await customer.do({ type: 'message.send', contactId, text: 'x', content: chips })).toMatchObject({ type: 'nack', code: 'content-refused' });
    expect(await ana.do({ type: 'message.send', contactId, text: 'x', reply: { to: 'ask', ids: ['yes'] } })).toMatchObject({ type: 'nack', code: 'content-refused' });
  });

  it('has pictures from the deployment’s origins and from nowhere else', async () => {
    const { ana, contactId } = await office();
    const send = (url: string) => ana.do({ type: 'message.send', contactId, text: 'This one', content: card(url) });
    expect(await send('https://shop.example/lira.png')).toMatchObject({ type: 'ack' });
    expect(await send('https://shop.example.evil.example/lira.png')).toMatchObject({ type: 'nack', code: 'content-refused' });
    expect(await send('https://tracker.example/pixel.png')).toMatchObject({ type: 'nack', code: 'content-refused' });
  });
});

describe('an address that only looks like one', () => {
  const broken = ['https://[::/a.png', 'https://shop.example:99999/a.png', 'https://256.256.256.256/a.png'];
  const link = (url: string): Content => ({ kind: 'card', title: 'Lira One', buttons: [{ kind: 'link', title: 'The page', url }] });

  it.each(broken)('is refused in an agent’s content: %s', async (url) => {
    const { ana, contactId } = await office();
    for (const content of [card(url), link(url)]) expect(await ana.do({ type: 'message.send', contactId, text: 'x', content })).toMatchObject({ type: 'nack', code: 'content-refused' });
  });

  it.each(broken)('does not fit a flow, and as a variable’s value leaves the picture out: %s', async (url) => {
    const block = (id: string, type: string, configuration: object): string => JSON.stringify({ id, type, configuration });
    const say = (address: string): string => block('say', 'send-message', { message: 'Hi', content: card(address) });
    await expect(World.open({ config: { blocks: [trigger, say(url)] } })).rejects.toMatchObject({ code: 'bad-config' });
    const world = await World.open({ config: { blocks: [trigger, block('set', 'set-variable', { name: 'where', value: url }), say('${where}')], agents: [people.ana] } });
    const customer = await world.customer({ name: 'Maya' });
    await customer.say('Hello');
    expect(customer.all('event').map(({ data }) => data)).toContainEqual(expect.objectContaining({ content: { kind: 'card', title: 'Lira One', buttons: [{ kind: 'reply', id: 'buy', title: 'Buy' }] } }));
    await world.stop();
  });
});

describe('content of a flow', () => {
  const block = (id: string, type: string, configuration: object, more: object = {}): string => JSON.stringify({ id, type, configuration, ...more });
  const topic = block('topic', 'send-message', {
    message: 'What is it about?', waitForResult: true, timeoutSeconds: 60, resultVariableName: 'topic',
    content: { kind: 'quick-replies', choices: [{ id: 'order', title: 'My order, ${customer.name}' }, { id: 'repair', title: 'Repair' }] },
  });
  const which = block('which', 'decision', { condition: { eq: ['${topic.id}', 'repair'] } }, { on: { true: 'yes', false: 'no' } });
  const say = (id: string): string => block(id, 'send-message', { message: id }, { next: null });
  const said = async (world: World, contactId: string) => (await world.timeline(contactId)).flatMap((event) => (event.kind === 'message' && event.actor.kind === 'flow' ? [event.data] : []));

  async function begun(...blocks: string[]) {
    const world = await World.open({ config: { blocks: [trigger, ...blocks], agents: [people.ana] } });
    const customer = await world.customer({ name: 'Maya' });
    await customer.say('Hello');
    return { world, customer, contactId: customer.contactId };
  }

  it('is asked with its paths filled in, and a choice leads on by its id', async () => {
    const { world, customer, contactId } = await begun(topic, which, say('yes'), say('no'));
    const [question] = await said(world, contactId);
    expect(question?.content).toEqual({ kind: 'quick-replies', choices: [{ id: 'order', title: 'My order, Maya' }, { id: 'repair', title: 'Repair' }] });
    await customer.do({ type: 'message.send', contactId, text: 'Repair', reply: { to: question?.messageId ?? '', ids: ['repair'] } });
    expect((await said(world, contactId)).map(({ text }) => text)).toEqual(['What is it about?', 'yes']);
  });

  it('is answered by words too, which choose nothing', async () => {
    const { world, customer, contactId } = await begun(topic, which, say('yes'), say('no'));
    await customer.say('repair');
    expect((await said(world, contactId)).map(({ text }) => text)).toEqual(['What is it about?', 'no']);
  });

  it('is left out where it is none with its paths filled in, and the words go out', async () => {
    const empty = block('empty', 'send-message', { message: 'Choose', content: { kind: 'quick-replies', choices: [{ id: 'a', title: '${customer.attributes.gone}' }] } }, { next: null });
    const { world, contactId } = await begun(empty);
    expect(await said(world, contactId)).toMatchObject([{ text: 'Choose' }]);
    expect((await said(world, contactId))[0]).not.toHaveProperty('content');
    expect((await world.timeline(contactId)).find(({ kind }) => kind === 'flow.refused')?.data).toMatchObject({ blockId: 'empty', rule: 'content-unfit' });
  });

  it('loses a picture from elsewhere and keeps the rest', async () => {
    const of = (id: string, url: string): string => block(id, 'send-message', { message: id, content: card(url) });
    const { world, contactId } = await begun(of('ours', 'https://shop.example/a.png'), of('theirs', 'https://tracker.example/a.png'), say('end'));
    const [ours, theirs] = await said(world, contactId);
    expect(ours?.content).toHaveProperty('picture');
    expect(theirs?.content).toEqual({ kind: 'card', title: 'Lira One', buttons: [{ kind: 'reply', id: 'buy', title: 'Buy' }] });
  });
});
