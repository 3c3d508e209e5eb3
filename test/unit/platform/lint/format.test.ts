import { expect, test } from 'vitest';
import { formatFindings, rules } from '../../../../src/platform/lint/index.js';

const finding = { rule: 'no-turn', path: 'ice.turn', message: 'There is no TURN server.', ...rules['no-turn'] } as const;
const error = { rule: 'duplicate-id', path: 'queues[1].id', message: '“a” is there already.', ...rules['duplicate-id'] } as const;

test('a finding says what, where, why and how to mend it', () => {
  expect(formatFindings([finding], { file: 'segue.config.json' })).toBe([
    'warning  There is no TURN server.  [no-turn]',
    '  at    segue.config.json: ice.turn',
    `  why   ${rules['no-turn'].why}`,
    `  mend  ${rules['no-turn'].mend}`,
    '',
    '0 errors, 1 warning.',
  ].join('\n'));
});

test('a finding of a file says line and column, as editors and terminals open them', () => {
  const lines = formatFindings([{ ...finding, file: 'a.json', line: 7, column: 3 }, { ...error, path: '', file: 'b.json', line: 1, column: 1 }], { file: 'other' }).split('\n');
  expect(lines.filter((it) => it.startsWith('  at'))).toEqual(['  at    a.json:7:3: ice.turn', '  at    b.json:1:1: (all of it)']);
});

test('the sums come last, also when there is nothing to say', () => {
  expect(formatFindings([error, error, finding]).split('\n').pop()).toBe('2 errors, 1 warning.');
  expect(formatFindings([])).toBe('0 errors, 0 warnings.');
});

test('colours are there only when asked for', () => {
  expect(formatFindings([finding])).not.toContain('\u001B');
  expect(formatFindings([finding], { colour: true })).toContain('\u001B[33mwarning');
});
