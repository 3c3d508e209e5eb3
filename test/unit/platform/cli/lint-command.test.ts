import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lintCommand } from '../../../../src/platform/cli/lint-command.js';
import { Obstacle } from '../../../../src/platform/cli/terminal.js';
import type { Finding } from '../../../../src/platform/lint/index.js';
import { rules } from '../../../../src/platform/lint/index.js';
import { askJson, flowJson, triggerJson, videoJson, wholeConfigJson } from '../config/fixtures/given.js';

let folder = '';
const file = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'segue-lint-'));
  const timed = { ...(askJson as object), configuration: { ...(askJson as { configuration: object }).configuration, timeoutSeconds: 60 } };
  const clean = { ...wholeConfigJson(), flows: [flowJson(triggerJson, timed, videoJson)] };
  const warned = { ...clean, ice: {} };
  const broken = { ...clean, deployments: [{ ...clean.deployments[0], widget: {} }] };
  const unfit = { ...clean, skills: [{ id: 1 }] };
  for (const [name, content] of Object.entries({ clean, warned, broken, unfit })) await writeFile(file(`${name}.json`), JSON.stringify(content, null, 2));
  await writeFile(file('flow.json'), JSON.stringify(flowJson(triggerJson, timed, { ...(videoJson as object), next: 'gone' })));
  await writeFile(file('no.json'), 'no');
});
afterAll(() => rm(folder, { recursive: true }));

async function run(...words: string[]): Promise<{ code: number; text: string }> {
  const lines: string[] = [];
  const terminal = { say: (line = '') => void lines.push(line), complain: (line: string) => void lines.push(line), colour: false, attended: false };
  const code = await lintCommand(words, terminal).catch((error: unknown) => {
    if (!(error instanceof Obstacle)) throw error;
    lines.push(error.message);
    return error.exitCode;
  });
  return { code, text: lines.join('\n') };
}

describe('the lint command', () => {
  test.each([
    ['nothing found', ['clean.json'], 0],
    ['nothing found, strictly', ['clean.json', '--strict'], 0],
    ['warnings alone', ['warned.json'], 0],
    ['warnings alone, strictly', ['warned.json', '--strict'], 1],
    ['an error', ['broken.json'], 1],
    ['a file that does not fit its schema', ['unfit.json'], 65],
    ['a file that is no JSON', ['no.json'], 65],
    ['no file', ['gone.json'], 65],
    ['two files', ['clean.json', 'warned.json'], 64],
  ] as const)('ends for %s as documented', async (_what, [name, ...more], code) => {
    expect((await run(file(name), ...more)).code).toBe(code);
  });

  test('prints a list of findings as JSON, also of what does not fit the schema', async () => {
    const found = JSON.parse((await run(file('broken.json'), '--json')).text) as Finding[];
    expect(found[0]).toEqual({
      ...rules['media-upgrade-off'], rule: 'media-upgrade-off', file: file('broken.json'), line: expect.any(Number) as number, column: expect.any(Number) as number,
      path: 'deployments[0].widget.allowMediaUpgrade', message: expect.stringContaining('does not enable it') as string, flowId: 'shop',
    });
    expect(JSON.parse((await run(file('unfit.json'), '--json')).text)).toMatchObject([{ rule: 'bad-schema', path: 'skills[0].id' }]);
    expect(JSON.parse((await run(file('clean.json'), '--json')).text)).toEqual([]);
  });

  test('checks a flow of a file as if it were published', async () => {
    const { code, text } = await run(file('clean.json'), '--flow', file('flow.json'));
    expect(code).toBe(1);
    expect(text).toContain(`${file('flow.json')}:1:`);
    expect(text).toContain('[dangling-target]');
  });

  test('lists its rules', async () => {
    const { code, text } = await run('--rules', '--json');
    expect(code).toBe(0);
    expect((JSON.parse(text) as { rule: string }[]).map((it) => it.rule)).toEqual(Object.keys(rules));
    expect((await run('--rules')).text).toContain(rules['no-turn'].mend);
  });
});
