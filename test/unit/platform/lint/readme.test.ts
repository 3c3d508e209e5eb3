/** The rules in the README are those of the code, in both directions. */
import { expect, test } from 'vitest';
import { rules, type Rule } from '../../../../src/platform/lint/index.js';
import { tableOf, words } from '../../protocol/markdown-tables.js';

const page = 'src/platform/lint/README.md';

test('every rule stands in the README as it is in the code', () => {
  const { rows } = tableOf(page, 'Rules');
  const told = rows.map(([rule, severity, why, mend]) => [words(rule)[0], { severity, why, mend }]);
  const table: Readonly<Record<string, Rule>> = rules;
  expect(Object.fromEntries(told)).toEqual(table);
  expect(rows).toHaveLength(Object.keys(rules).length);
});

test('the traps of the requirements name rules that exist', () => {
  const { rows } = tableOf(page, 'The traps');
  const named = rows.flatMap(([, rule]) => words(rule));
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((it) => !Object.hasOwn(rules, it))).toEqual([]);
});
