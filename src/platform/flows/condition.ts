/**
 * Conditions of a decision block: small comparisons written as JSON, over `${a.b}` paths.
 *
 * Knows the operators and how each compares. There is no expression language behind it and nothing is evaluated as code.
 * Does not know where values come from: the caller resolves templates.
 */
import * as v from 'valibot';
import { JsonSchema, isJsonObject, type Json } from './json.js';

const Operand = JsonSchema;
const Pair = v.strictTuple([Operand, Operand]);

/** One operator with its operands; a string operand that is wholly `${a.b}` stands for the value at that path. */
export type Condition =
  | { readonly eq: readonly [Json, Json] }
  | { readonly ne: readonly [Json, Json] }
  | { readonly gt: readonly [Json, Json] }
  | { readonly lt: readonly [Json, Json] }
  /** The first operand is one of the second, a list. */
  | { readonly in: readonly [Json, Json] }
  /** The path leads to a value other than null. */
  | { readonly exists: Json }
  | { readonly and: readonly Condition[] }
  | { readonly or: readonly Condition[] }
  | { readonly not: Condition };

export const ConditionSchema: v.GenericSchema<unknown, Condition> = v.union([
  v.strictObject({ eq: Pair }),
  v.strictObject({ ne: Pair }),
  v.strictObject({ gt: Pair }),
  v.strictObject({ lt: Pair }),
  v.strictObject({ in: Pair }),
  v.strictObject({ exists: Operand }),
  v.strictObject({ and: v.pipe(v.array(v.lazy(() => ConditionSchema)), v.maxLength(100)) }),
  v.strictObject({ or: v.pipe(v.array(v.lazy(() => ConditionSchema)), v.maxLength(100)) }),
  v.strictObject({ not: v.lazy(() => ConditionSchema) }),
]);

/** Turns an operand into its value; undefined where a path leads nowhere. */
export type Resolve = (operand: Json) => Json | undefined;

/** Same JSON value: scalars by identity, lists item by item, objects by their own keys. */
function same(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item: Json, at) => same(item, (b as readonly Json[])[at]));
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]));
}

/** Numbers with numbers and strings with strings; anything else has no order, and neither gt nor lt holds. */
function order(a: Json | undefined, b: Json | undefined): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return a === b ? 0 : a < b ? -1 : 1;
  return Number.NaN;
}

/** Whether a condition holds. */
export function holds(condition: Condition, resolve: Resolve): boolean {
  if ('and' in condition) return condition.and.every((part) => holds(part, resolve));
  if ('or' in condition) return condition.or.some((part) => holds(part, resolve));
  if ('not' in condition) return !holds(condition.not, resolve);
  if ('exists' in condition) return (resolve(condition.exists) ?? null) !== null;
  if ('in' in condition) {
    const [item, list] = [resolve(condition.in[0]), resolve(condition.in[1])];
    return Array.isArray(list) && list.some((one: Json) => same(one, item));
  }
  if ('eq' in condition) return same(resolve(condition.eq[0]), resolve(condition.eq[1]));
  if ('ne' in condition) return !same(resolve(condition.ne[0]), resolve(condition.ne[1]));
  if ('gt' in condition) return order(resolve(condition.gt[0]), resolve(condition.gt[1])) > 0;
  return order(resolve(condition.lt[0]), resolve(condition.lt[1])) < 0;
}

/** Every operand of a condition, for lint. */
export function operandsOf(condition: Condition): readonly Json[] {
  if ('and' in condition) return condition.and.flatMap(operandsOf);
  if ('or' in condition) return condition.or.flatMap(operandsOf);
  if ('not' in condition) return operandsOf(condition.not);
  if ('exists' in condition) return [condition.exists];
  const pair: readonly [Json, Json] =
    'in' in condition ? condition.in : 'eq' in condition ? condition.eq : 'ne' in condition ? condition.ne : 'gt' in condition ? condition.gt : condition.lt;
  return pair;
}
