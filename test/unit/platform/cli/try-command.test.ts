import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tryCommand } from '../../../../src/platform/cli/try-command.js';
import { Obstacle } from '../../../../src/platform/cli/terminal.js';
import { askJson, flowJson, triggerJson, videoJson } from '../config/fixtures/given.js';

let folder = '';
const file = (name: string): string => join(folder, name);
const block = (id: string, type: string, configuration: object = {}, more: object = {}) => ({ id, type, configuration, ...more });

const office = { id: 'office', timeZone: 'Europe/Berlin', weekly: { monday: [{ from: '09:00', to: '17:00' }] }, holidays: [{ date: '2026-12-28', name: 'Stocktaking' }] };
const hours = {
  id: 'hours',
  blocks: [
    triggerJson, block('open', 'business-hours', { scheduleId: 'office', resultVariableName: 'hours' }, { on: { open: 'wait', holiday: 'over' } }),
    block('leave', 'leave-a-message', { message: 'Closed', queueId: 'support', scheduleId: 'office' }, { next: null }),
    block('wait', 'wait-for-message', { resultVariableName: 'said' }), block('route', 'transfer', { queueId: 'support', timeoutSeconds: 30, priority: 2 }, { next: null }),
    block('over', 'transfer', { flowId: 'away' }),
  ],
};
const away = { id: 'away', blocks: [block('sorry', 'send-message', { message: 'Back on ${hours.opens}' }), block('ring', 'transfer', { agentId: 'ana' })] };
const openMonday = '2026-11-23T10:00:00Z';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'segue-try-'));
  const files = {
    flow: flowJson(triggerJson, askJson, videoJson), document: { $schema: '/schemas/flow-document.json', flows: [hours, away], schedules: [office] }, alone: hours,
    config: { flows: [away], schedules: [office] }, unfit: { id: 'x', blocks: [block('a', 'dance')] }, odd: { flows: [{ id: 'x' }] },
    good: { at: openMonday, answers: [{ block: 'wait', answer: 'Hello' }, 'completed'], path: ['trigger', 'open', 'wait', 'route'], variables: { said: { status: 'answered', text: 'Hello' } } },
    bad: { at: openMonday, answers: [{ block: 'route', answer: 'Hello' }, 'completed', 'more'], path: ['trigger'], variables: { said: 1 } },
    script: { answer: [] },
  };
  for (const [name, content] of Object.entries(files)) await writeFile(file(`${name}.json`), JSON.stringify(content));
});
afterAll(() => rm(folder, { recursive: true }));

async function run(...words: string[]): Promise<{ code: number; text: string }> {
  const lines: string[] = [];
  const terminal = { say: (line = '') => void lines.push(line), complain: (line: string) => void lines.push(line), colour: false, attended: false };
  const code = await tryCommand(words.map((word) => (/^[a-z]+\.json$/.test(word) ? file(word) : word)), terminal).catch((error: unknown) => {
    if (!(error instanceof Obstacle)) throw error;
    lines.push(error.message);
    return error.exitCode;
  });
  return { code, text: lines.join('\n') };
}

describe('the try command', () => {
  test('runs a flow’s own file against answers and prints its path', async () => {
    const { code, text } = await run('flow.json', 'accepted', 'completed');
    expect(code).toBe(0);
    expect(text).toContain('seeks an agent in support');
    expect(text).toContain('Path: trigger > send-message-upgrade > video');
  });

  test.each([
    ['open', openMonday, ['Hello', 'timeout:agent'], 'trigger > open > wait > route', 'routes to support, 30 s at most, priority 2'],
    ['closed, until it opens, over a holiday', '2026-12-27T10:00:00Z', ['Call me', 'timeout', 'completed'], 'trigger > open > leave', 'waits until 2027-01-04T08:00:00.000Z'],
    ['on a holiday, on into another flow', '2026-12-28T10:00:00Z', ['completed'], 'trigger > open > over > away/sorry > away/ring', 'says: Back on 2027-01-04 09:00'],
  ] as const)('keeps the hours of its moment: %s', async (_, at, answers, path, line) => {
    const { code, text } = await run('document.json', ...answers, '--at', at);
    expect(text).toContain(line);
    expect(text).toContain(`Path: ${path}`);
    expect(code).toBe(0);
  });

  test('finds what a file names in the configuration beside it, and refuses what is nowhere', async () => {
    expect(await run('alone.json', '--config', 'config.json', '--at', '2026-12-28T10:00:00Z')).toMatchObject({ code: 0, text: expect.stringContaining('away/ring') as unknown });
    expect(await run('alone.json', '--at', openMonday)).toMatchObject({ code: 1, text: expect.stringContaining('refused [unknown-reference]') as unknown });
  });

  test('holds a flow against a script', async () => {
    expect(await run('document.json', '--answers', 'good.json')).toMatchObject({ code: 0 });
    const { code, text } = await run('document.json', '--answers', 'bad.json');
    expect(code).toBe(1);
    for (const words of ['Answer 1 is for route, and wait waited.', '1 of 3 answers were not asked for.', 'Expected the path trigger.', 'Expected said to be 1']) expect(text).toContain(words);
  });

  test('says all of it as JSON', async () => {
    expect(JSON.parse((await run('flow.json', '--json')).text)).toMatchObject({ path: ['trigger', 'send-message-upgrade'], waitsAt: 'send-message-upgrade', refused: 0, differences: [] });
  });

  test.each([
    ['no flow', [], 64],
    ['no file', ['none.json'], 65],
    ['a file that is no flow', ['unfit.json'], 65],
    ['a document that is none', ['odd.json'], 65],
    ['a script that is none', ['flow.json', '--answers', 'script.json'], 65],
    ['answers from two places', ['flow.json', 'accepted', '--answers', 'good.json'], 64],
    ['no moment', ['flow.json', '--at', 'soon'], 64],
    ['an answer that is no result', ['flow.json', 'perhaps'], 64],
  ])('stops for %s', async (_, words, code) => {
    expect(await run(...words)).toMatchObject({ code });
  });
});
