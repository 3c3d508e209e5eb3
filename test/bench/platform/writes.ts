/**
 * How many rows the platform writes for one assignment: from a customer's first word to the agent who has accepted.
 *
 * Counted on the platform's own core by SQLite itself, so that the number follows what the platform does.
 */
import { World } from '../../unit/platform/core/world.js';

const written = async (world: World): Promise<number> => Number((await world.store.transaction((tx) => tx.get('SELECT total_changes() AS rows')))?.['rows']);

export async function writesOfAssignment(): Promise<number> {
  const world = await World.open();
  const [agent, customer] = [await world.agent('ana'), await world.customer()];
  const before = await written(world);
  await customer.say('Hello');
  await agent.accept();
  const rows = (await written(world)) - before;
  await world.stop();
  return rows;
}
