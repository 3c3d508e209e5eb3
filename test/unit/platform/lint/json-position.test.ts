import fc from 'fast-check';
import { expect, test } from 'vitest';
import { positionOf } from '../../../../src/platform/lint/json-position.js';

const text = `{
  "a": [1, { "b": "x\\"}]," }],
  "c d": { "e": null }
}`;

test.each([
  ['the whole', [], 1, 1],
  ['a list', ['a'], 2, 8],
  ['an item', ['a', 0], 2, 9],
  ['a value behind a string with every sign', ['a', 1, 'b'], 2, 19],
  ['a key with a space', ['c d', 'e'], 3, 17],
  ['the object in which a key is missing', ['c d', 'gone', 'further'], 3, 10],
  ['the list in which an item is missing', ['a', 7], 2, 8],
] as const)('finds %s', (_what, keys, line, column) => {
  expect(positionOf(text, keys)).toEqual({ line, column });
});

test('takes the last of two keys of one name, as reading does', () => {
  expect(positionOf('{"a": 1, "a": 2}', ['a'])).toEqual({ line: 1, column: 15 });
});

test('finds every value of any JSON where it begins', () => {
  const named = fc.letrec<{ json: unknown }>((tie) => ({
    json: fc.oneof({ maxDepth: 3 }, fc.integer(), fc.string(), fc.boolean(), fc.constant(null), fc.array(tie('json'), { maxLength: 4 }), fc.dictionary(fc.string(), tie('json'), { maxKeys: 4 })),
  })).json;
  fc.assert(fc.property(named, fc.constantFrom(0, 2), (value, indent) => {
    const json = JSON.stringify(value, null, indent);
    const lines = json.split('\n');
    const visit = (inner: unknown, keys: readonly (string | number)[]): void => {
      const { line, column } = positionOf(json, keys);
      const rest = [lines[line - 1]!.slice(column - 1), ...lines.slice(line)].join('\n');
      const first = JSON.stringify(inner, null, indent);
      expect(rest.startsWith(first.split('\n')[0]!)).toBe(true);
      if (typeof inner !== 'object' || inner === null) return;
      for (const [key, child] of Object.entries(inner)) visit(child, [...keys, Array.isArray(inner) ? Number(key) : key]);
    };
    visit(JSON.parse(json), []);
  }), { numRuns: 200 });
});

test.each(['', '{', '[1,', '{"a"', 'nonsense', '}', '{"a":}'])('ends on what is no JSON: %s', (broken) => {
  expect(positionOf(broken, ['a', 0]).line).toBe(1);
});
