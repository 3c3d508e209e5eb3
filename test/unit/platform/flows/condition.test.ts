import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { ConditionSchema, holds, operandsOf, type Condition, type Json } from '../../../../src/platform/flows/index.js';
import { resolveOperand } from '../../../../src/platform/flows/template.js';

const scope: { readonly [key: string]: Json } = { n: 3, s: 'b', list: ['a', 'b', { deep: [1] }], o: { k: 1, l: 2 }, no: null, yes: true };
const is = (condition: Condition): boolean => holds(v.parse(ConditionSchema, condition), (operand) => resolveOperand(scope, operand));

describe('a condition', () => {
  const table: readonly [Condition, boolean][] = [
    [{ eq: ['${n}', 3] }, true], [{ eq: ['${n}', '3'] }, false], [{ eq: ['${o}', { l: 2, k: 1 }] }, true], [{ eq: ['${o}', { k: 1 }] }, false],
    [{ eq: ['${list}', ['a', 'b', { deep: [1] }]] }, true], [{ eq: ['${list}', ['a']] }, false], [{ eq: ['${nothing}', null] }, false],
    [{ ne: ['${s}', 'a'] }, true], [{ ne: ['${s}', 'b'] }, false],
    [{ gt: ['${n}', 2] }, true], [{ gt: ['${n}', 3] }, false], [{ gt: ['${s}', 'a'] }, true], [{ gt: ['${n}', 'a'] }, false], [{ gt: ['${nothing}', 1] }, false],
    [{ lt: ['${n}', 4] }, true], [{ lt: ['${n}', 3] }, false], [{ lt: ['${nothing}', 4] }, false],
    [{ in: ['${s}', ['a', 'b']] }, true], [{ in: ['c', '${list}'] }, false], [{ in: [{ deep: [1] }, '${list}'] }, true], [{ in: ['k', '${o}'] }, false],
    [{ exists: '${n}' }, true], [{ exists: '${no}' }, false], [{ exists: '${o.k}' }, true], [{ exists: '${o.constructor}' }, false], [{ exists: '${__proto__}' }, false],
    [{ and: [] }, true], [{ or: [] }, false], [{ and: [{ exists: '${n}' }, { eq: [1, 2] }] }, false], [{ or: [{ eq: [1, 2] }, { exists: '${n}' }] }, true], [{ not: { eq: [1, 1] } }, false],
  ];
  test.each(table)('%j is %s', (condition, expected) => {
    expect(is(condition)).toBe(expected);
  });

  test('of equality and its negation never agree, whatever the values', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 3 }), fc.jsonValue({ maxDepth: 3 }), (a, b) => {
      const [x, y] = [a as Json, b as Json];
      const raw = (condition: Condition): boolean => holds(condition, (operand) => operand);
      expect(raw({ eq: [x, y] })).toBe(!raw({ ne: [x, y] }));
      expect(raw({ eq: [x, x] })).toBe(true);
      expect(raw({ gt: [x, y] }) && raw({ lt: [x, y] })).toBe(false);
    }));
  });

  test.each([[{}], [{ eq: [1] }], [{ eq: [1, 2], ne: [1, 2] }], [{ like: [1, 2] }], ['true'], [{ and: {} }], [null]])('%j is none', (value) => {
    expect(v.is(ConditionSchema, value)).toBe(false);
  });

  test('tells its operands at any depth', () => {
    expect(operandsOf({ and: [{ not: { exists: '${a}' } }, { or: [{ eq: ['${b}', 1] }] }] })).toEqual(['${a}', '${b}', 1]);
  });
});
