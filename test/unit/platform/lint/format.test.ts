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

test('the sums come last, also when there is nothing to say', () => {
  expect(formatFindings([error, error, finding]).split('\n').pop()).toBe('2 errors, 1 warning.');
  expect(formatFindings([])).toBe('0 errors, 0 warnings.');
});

test('colours are there only when asked for', () => {
  expect(formatFindings([finding])).not.toContain('\u001B');
  expect(formatFindings([finding], { colour: true })).toContain('\u001B[33mwarning');
});
