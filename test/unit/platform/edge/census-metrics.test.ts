import { Counter, Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { addCensus } from '../../../../src/platform/edge/census-metrics.js';
import type { Census } from '../../../../src/platform/record/index.js';
import { World } from '../core/world.js';
import { people } from '../core/fixtures.js';

const lines = async (registry: Registry): Promise<string[]> => (await registry.metrics()).split('\n').filter((line) => line.startsWith('segue_')).sort();

test('the gauges show how things stand at each reading, and nothing of what is over', async () => {
  const world = await World.open({ config: { agents: [people.ana], queue: { waitSeconds: 60 } } });
  const registry = new Registry();
  addCensus(registry, () => world.core.analytics.census());
  expect(await lines(registry)).toEqual([]);
  const customer = await world.customer();
  await customer.say('Hello');
  const ana = await world.agent('ana', { onQueue: false });
  await world.pass(60_000);
  expect(await lines(registry)).toEqual([
    'segue_agents{state="available"} 1', 'segue_alerts_open{kind="long-wait"} 1', 'segue_contacts_open{state="queued"} 1',
    'segue_queue_longest_wait_seconds{queue="support"} 60', 'segue_queue_waiting{queue="support"} 1',
  ]);
  await ana.do({ type: 'presence.set', onQueue: true });
  await ana.accept();
  expect(await lines(registry)).toEqual(['segue_agents{state="available"} 1', 'segue_contacts_open{state="connected"} 1']);
  await world.stop();
});

test('a reading asks once, and where the store fails the other metrics are still there', async () => {
  const asked: number[] = [];
  const registry = new Registry();
  const none: Census = { contacts: new Map([['flow', 1]]), lines: new Map(), agents: new Map(), alerts: new Map() };
  let fails = false;
  addCensus(registry, () => {
    asked.push(1);
    return fails ? Promise.reject(new Error('The store is closed.')) : Promise.resolve(none);
  });
  new Counter({ name: 'segue_other_total', help: 'Another.', registers: [registry] }).inc();
  expect(await lines(registry)).toEqual(['segue_contacts_open{state="flow"} 1', 'segue_other_total 1']);
  expect(asked).toHaveLength(1);
  fails = true;
  expect(await lines(registry)).toEqual(['segue_other_total 1']);
});
