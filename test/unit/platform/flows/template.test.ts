import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limits } from '../../../../src/protocol/index.js';
import type { Json } from '../../../../src/platform/flows/index.js';
import { fillText, pathsIn, readPath, resolveDeep, resolveOperand, scopeOf, wholePath } from '../../../../src/platform/flows/template.js';
import { context, result } from './fixture.js';

const scope = scopeOf({ ...context, upgrade: { accepted: false, result: result('timeout') } }, { plan: 'pro', list: ['a', 'b'] });

describe('a path', () => {
  test.each<[string, Json | undefined]>([
    ['contact.id', 'c_1'], ['contact.medium', 'webChat'], ['contact.queueId', 'support'], ['customer.attributes.tier', 'gold'],
    ['upgrade.status', 'timeout'], ['upgrade.reason', 'prompt'], ['upgrade.accepted', false], ['flow.plan', 'pro'], ['plan', 'pro'], ['list.1', 'b'],
    ['nothing', undefined], ['contact.nothing.more', undefined], ['plan.length', undefined], ['list.length', undefined], ['list.map', undefined],
    ['__proto__', undefined], ['constructor', undefined], ['customer.__proto__', undefined], ['customer.constructor.constructor', undefined],
    ['customer.hasOwnProperty', undefined], ['contact.toString', undefined], ['flow.__proto__.polluted', undefined],
  ])('%s reads %j', (path, expected) => {
    expect(readPath(scope, path)).toEqual(expected);
  });

  test('never shadows a root with a flow variable', () => {
    expect(readPath(scopeOf(context, { contact: 'mine', upgrade: 'mine' }), 'contact.id')).toBe('c_1');
  });

  test('of any spelling reads JSON or nothing, never a function', () => {
    const step = fc.oneof(fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'contact', 'customer', 'flow', 'length', '0'), fc.string());
    fc.assert(fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), (steps) => {
      expect(['undefined', 'string', 'number', 'boolean', 'object']).toContain(typeof readPath(scope, steps.join('.')));
    }));
  });
});

describe('a template', () => {
  test('fills texts, leaves what is no path, and never evaluates', () => {
    expect(fillText(scope, '${contact.id}/${plan}/${1+1}/${ plan }/$plan/${plan()}/${list}')).toBe('c_1/pro/${1+1}/${ plan }/$plan/${plan()}/["a","b"]');
  });

  test('does not fill in what it filled in', () => {
    expect(fillText(scopeOf({ ...context, customer: { name: '${contact.id}' } }, {}), '${customer.name}')).toBe('${contact.id}');
  });

  test('stays within the longest text of a message', () => {
    const big = scopeOf({ ...context, customer: { name: 'x'.repeat(9_000) } }, {});
    expect(fillText(big, '${customer.name}${customer.name}')).toHaveLength(limits.textLength);
  });

  test('as a whole keeps its value’s type; in part it becomes text', () => {
    expect(resolveOperand(scope, '${list}')).toEqual(['a', 'b']);
    expect(resolveOperand(scope, 'is ${upgrade.accepted}')).toBe('is false');
    expect(resolveOperand(scope, 7)).toBe(7);
    expect(resolveDeep(scope, [{ a: '${plan}', b: '${gone}' }, true])).toEqual([{ a: 'pro', b: null }, true]);
  });

  test('tells its paths', () => {
    expect(wholePath('${contact.id}')).toBe('contact.id');
    expect(wholePath('x${contact.id}')).toBeUndefined();
    expect(pathsIn('a ${b} c ${d.e} ${f')).toEqual(['b', 'd.e']);
  });

  test('of hostile length is read in one pass', () => {
    const hostile = '${'.repeat(50_000) + 'a'.repeat(50_000);
    expect(pathsIn(hostile)).toEqual([]);
  });
});
