/** The README tells of every block what the code does. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { outcomes, parseFlow } from '../../../../src/platform/flows/index.js';
import { tableOf, words } from '../../protocol/markdown-tables.js';

const page = 'src/platform/flows/README.md';

test('every block stands in the README with all of its ways out', () => {
  const { rows } = tableOf(page, 'Blocks');
  expect(Object.fromEntries(rows.map(([type, , ways]) => [words(type)[0], words(ways).sort()]))).toEqual(
    Object.fromEntries(Object.entries(outcomes).map(([type, ways]) => [type, [...ways].sort()])));
});

test('the flow in the README is one', () => {
  const [, json = ''] = /```json\n([\s\S]*?)```/.exec(readFileSync(new URL(`../../../../${page}`, import.meta.url), 'utf8')) ?? [];
  expect(parseFlow(JSON.parse(json)).blocks).toHaveLength(4);
});
