import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { main } from '../../../../src/platform/cli/main.js';
import type { SimulationReport } from '../../../../src/platform/routing/simulate/simulate.js';

const folder = mkdtempSync(join(tmpdir(), 'segue-simulate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, value: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value));
  return path;
}

async function run(...words: string[]): Promise<{ readonly code: number; readonly said: string; readonly complained: string }> {
  const said: string[] = [];
  const complained: string[] = [];
  const code = await main(['simulate', ...words], { say: (line = '') => said.push(line), complain: (line) => complained.push(line), colour: false, attended: false });
  return { code, said: said.join('\n'), complained: complained.join('\n') };
}

const scenario = {
  name: 'A short morning', hours: 1, queues: [{ id: 'support' }], staff: [{ name: 'early', count: 3, queues: ['support'], capacity: { webChat: 1 } }],
  arrivals: [{ queueId: 'support', perHour: 30, handleSeconds: { mean: 120 } }],
};

describe('segue-platform simulate', () => {
  it('tells a person of queues, groups and hours, with Erlang’s formula beside them', async () => {
    const { code, said } = await run(file('morning.json', scenario));
    expect(code).toBe(0);
    for (const words of ['A short morning', 'contacts in 1 hours, seed 1', 'mean wait', 'Erlang C for support', 'early', 'Hour']) expect(said).toContain(words);
  });

  it('gives the same as JSON, to standard output and to a file, by another seed where one is named', async () => {
    const out = join(folder, 'report.json');
    const { said } = await run(file('morning.json', scenario), '--json', '--seed', '9', '--out', out);
    const report = JSON.parse(said) as SimulationReport;
    expect(report).toMatchObject({ seed: 9, queues: [{ queueId: 'support' }], groups: [{ name: 'early', agents: 3 }] });
    expect(JSON.parse(readFileSync(out, 'utf8'))).toEqual(report);
  });

  it('takes queues and agents from a configuration', async () => {
    const config = file('segue.config.json', {
      queues: [{ id: 'sales', members: ['ana', 'ben'] }],
      agents: [{ id: 'ana', name: 'Ana', login: 'ana' }, { id: 'ben', name: 'Ben', login: 'ben' }],
    });
    const { code, said } = await run(file('sales.json', { hours: 1, arrivals: [{ queueId: 'sales', perHour: 20, handleSeconds: 60 }] }), '--config', config, '--json');
    expect(code).toBe(0);
    expect((JSON.parse(said) as SimulationReport).groups).toMatchObject([{ name: 'everybody', agents: 2 }]);
  });

  it('prints its schema, which names every key of a scenario', async () => {
    const { said } = await run('--schema');
    const schema = JSON.parse(said) as { readonly $id: string; readonly properties: object };
    expect(schema.$id).toBe('/schemas/simulation.json');
    expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(['$schema', 'seed', 'hours', 'queues', 'staff', 'arrivals']));
  });

  it.each<[string, string | object, RegExp]>([
    ['is no JSON', '{', /is not JSON/],
    ['lacks arrivals', { hours: 1 }, /arrivals/],
    ['names a queue that is not there', { ...scenario, arrivals: [{ queueId: 'gone', perHour: 1, handleSeconds: 1 }] }, /no queue gone/],
  ])('refuses a scenario that %s', async (_, value, words) => {
    const { code, complained } = await run(file('wrong.json', value));
    expect(code).toBe(65);
    expect(complained).toMatch(words);
  });

  it('says how it is used where no scenario is named', async () => {
    expect(await run()).toMatchObject({ code: 64, complained: expect.stringContaining('segue-platform simulate scenario.json') as unknown });
  });
});
