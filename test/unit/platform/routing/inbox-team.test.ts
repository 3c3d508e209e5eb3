import { expect, it } from 'vitest';
import { people, toSupport, trigger, type ConfigParts } from '../core/fixtures.js';
import { World } from '../core/world.js';

const team = (count: number) => Array.from({ length: count }, (_, at) => ({ ...people.ben, id: `agent-${at}`, name: `Agent ${at}`, login: `agent-${at}` }));

/** Desks of members who are there and off queue, so that whoever comes waits. */
async function desks(count: number, config: ConfigParts = {}) {
  const world = await World.open({ config: { agents: team(count), ...config } });
  const agents = [];
  for (let at = 0; at < count; at += 1) agents.push(await world.agent(`agent-${at}`, { onQueue: false }));
  for (const agent of agents) agent.clear();
  return { world, agents };
}

it('a few desks hear at once of everybody who comes into line', async () => {
  const { world, agents } = await desks(10);
  for (let count = 0; count < 3; count += 1) await (await world.customer()).say('Hello');
  for (const agent of agents) expect(agent.all('inbox').map(({ waiting }) => waiting.length)).toEqual([1, 2, 3]);
  await world.stop();
});

it('many desks hear of all who came, once and half a second later', async () => {
  const { world, agents } = await desks(11);
  for (let count = 0; count < 3; count += 1) await (await world.customer()).say('Hello');
  for (const agent of agents) expect(agent.all('inbox')).toEqual([]);
  await world.pass(500);
  for (const agent of agents) expect(agent.all('inbox').map(({ waiting }) => waiting.length)).toEqual([3]);
  await world.stop();
});

it('each of many desks hears of its own queues, the longest waiting first', async () => {
  const which = '{ "id": "which", "type": "decision", "configuration": { "condition": { "eq": ["${customer.name}", "Vip"] } }, "on": { "true": "fast", "false": "route" } }';
  const fast = '{ "id": "fast", "type": "route-to-queue", "configuration": { "queueId": "urgent" } }';
  const ids = (from: number, until: number) => Array.from({ length: until - from }, (_, at) => `agent-${from + at}`);
  const { world, agents } = await desks(12, {
    blocks: [trigger, which, toSupport.replace(/ }$/, ', "next": null }'), fast], queue: { members: ids(0, 8) }, moreQueues: [{ id: 'urgent', mediaTypes: ['webChat'], members: ids(4, 12) }],
  });
  for (const name of ['Mia', 'Vip']) {
    await (await world.customer({ name })).say('Hello');
    await world.pass(1_000);
  }
  const heard = agents.map((agent) => agent.last('inbox')?.waiting.map(({ customerName }) => customerName));
  expect(heard).toEqual([...ids(0, 4).map(() => ['Mia']), ...ids(4, 8).map(() => ['Mia', 'Vip']), ...ids(8, 12).map(() => ['Vip'])]);
  await world.stop();
});
