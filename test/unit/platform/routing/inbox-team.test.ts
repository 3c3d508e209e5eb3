import { expect, it } from 'vitest';
import { people } from '../core/fixtures.js';
import { World } from '../core/world.js';

const team = (count: number) => Array.from({ length: count }, (_, at) => ({ ...people.ben, id: `agent-${at}`, name: `Agent ${at}`, login: `agent-${at}` }));

/** Desks of members who are there and off queue, so that whoever comes waits. */
async function desks(count: number) {
  const world = await World.open({ config: { agents: team(count) } });
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
