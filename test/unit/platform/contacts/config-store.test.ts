import { afterEach, describe, expect, it } from 'vitest';
import { parseConfig } from '../../../../src/platform/config/index.js';
import { Config } from '../../../../src/platform/contacts/config-store.js';
import { migrations } from '../../../../src/platform/contacts/migrations.js';
import { openStore, type Store } from '../../../../src/platform/store/store.js';
import type { Tx } from '../../../../src/platform/store/sql.js';
import { configText } from '../core/fixtures.js';

let store: Store | undefined;
afterEach(() => store?.close());

async function inStore<T>(work: (tx: Tx, config: Config) => Promise<T>): Promise<T> {
  store = await openStore({ folder: ':memory:', migrations });
  const config = new Config();
  return store.transaction((tx) => work(tx, config));
}

describe('the configuration in the store', () => {
  it('comes back as it was written', async () => {
    const written = parseConfig(configText());
    const read = await inStore(async (tx, config) => {
      await config.putWhole(tx, written);
      await config.load(tx);
      return config.whole();
    });
    expect(read).toEqual({ ...written, agents: [...written.agents].sort((a, b) => (a.id < b.id ? -1 : 1)) });
  });

  it('is empty before anything was written, and not after', async () => {
    expect(
      await inStore(async (tx, config) => {
        const before = await config.isEmpty(tx);
        await config.putWhole(tx, parseConfig(configText()));
        return [before, await config.isEmpty(tx)];
      }),
    ).toEqual([true, false]);
  });

  it('knows who suffices for a queue, each member once, and anew when either changes', async () => {
    await inStore(async (tx, config) => {
      const written = parseConfig(configText());
      await config.putWhole(tx, written);
      await config.load(tx);
      const queue = config.queue('support');
      if (!queue) throw new Error('The queue was written.');
      const [first, ...others] = config.able(queue, 'webChat').map(({ id }) => id);
      expect(first).toBeDefined();
      expect(config.able({ ...queue, members: [...queue.members, ...queue.members, 'nobody'] }, 'webChat').map(({ id }) => id)).toEqual([first, ...others]);
      expect(config.able(queue, 'voiceChat')).toEqual([]);
      await config.putWhole(tx, { ...written, agents: written.agents.map((agent) => (agent.id === first ? { ...agent, skills: [] } : agent)) });
      await config.load(tx);
      const after = config.queue('support');
      expect(after && config.able(after, 'webChat').map(({ id }) => id)).toEqual(others);
    });
  });

  it('finds agents by id and by login, and the newest version of a flow unless one is named', async () => {
    await inStore(async (tx, config) => {
      await config.putWhole(tx, parseConfig(configText()));
      await config.load(tx);
      const flow = config.flow('main');
      if (!flow) throw new Error('The flow was written.');
      await config.putFlow(tx, { ...flow, name: 'Second' });
      await config.load(tx);
      expect(config.agentByLogin('ana')).toBe(config.agent('ana'));
      expect([config.flow('main')?.version, config.flow('main', 1)?.version, config.flow('main', 9)]).toEqual([2, 1, undefined]);
    });
  });
});
