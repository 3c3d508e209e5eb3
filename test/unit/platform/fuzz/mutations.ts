/**
 * What a careless or hostile client makes of a good value: keys and types changed somewhere inside, then the text itself torn.
 *
 * Knows values that have broken servers before. Pure but for the chance it is given.
 */
import type { Chance } from '../../../../src/platform/routing/simulate/chance.js';

const strange: readonly unknown[] = [
  null, true, false, 0, -1, 1.5, 1e308, -0, 2 ** 53, '', ' ', '0', 'null', 'true', [], {}, [[]], [null], '\u0000', '\ud800', '\u202e', '﷽',
  '__proto__', 'constructor', 'toString', "' OR 1=1 --", '"; DROP TABLE contacts; --', '<img src=x onerror=alert(1)>', '${contact.id}', '../../etc/passwd', '%00', '=1+1',
  'x'.repeat(65), 'x'.repeat(4_001), 'é'.repeat(2_000), { toString: 'no' }, { length: 1 }, Array.from({ length: 33 }, () => 'a'), '9'.repeat(400), '2026-13-45T99:99:99.000Z',
];

/** Keys that a plain assignment would take for something else. */
const hostileKeys = ['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'type', 'id', 'scopes', 'who', '', '0'];

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Defines, where assigning would set a prototype; JSON.stringify writes it out as any other key. */
function withKey(of: Record<string, unknown>, key: string, value: unknown): Record<string, unknown> {
  return Object.defineProperty({ ...of }, key, { value, enumerable: true, configurable: true, writable: true });
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

/** The value with one thing changed, at any depth. */
export function mutated(value: unknown, chance: Chance): unknown {
  if (Array.isArray(value) && value.length > 0 && chance.happens(0.6)) {
    const at = chance.below(value.length);
    return value.map((item: unknown, index) => (index === at ? mutated(item, chance) : item));
  }
  if (!isObject(value) || chance.happens(0.05)) return chance.happens(0.05) ? nested(2_000) : chance.one(strange);
  const key = chance.one(Object.keys(value));
  const draw = chance.fraction();
  if (key === undefined || draw < 0.15) return withKey(value, chance.one(hostileKeys) ?? 'more', chance.one(strange));
  if (draw < 0.3) return Object.fromEntries(Object.entries(value).filter(([it]) => it !== key));
  if (draw < 0.4) return withKey(Object.fromEntries(Object.entries(value).filter(([it]) => it !== key)), `${key} `, value[key]);
  return withKey(value, key, mutated(value[key], chance));
}

/** The text with its bytes changed, mostly into something that is no JSON any more. */
export function torn(text: string, chance: Chance): string {
  const at = chance.below(text.length + 1);
  switch (chance.below(6)) {
    case 0: return text.slice(0, at);
    case 1: return text.slice(at);
    case 2: return `${text}${text}`;
    case 3: return `${text.slice(0, at)}${chance.one(['"', '{', '}', ',', '\\', '\u0000', '\ufeff', '1', '\ud800']) ?? ''}${text.slice(at)}`;
    case 4: return ' '.repeat(chance.below(3)) + text + '\n'.repeat(chance.below(3));
    default: return chance.one(['', '[]', 'null', '1', '"text"', '{}', '{"type":1}', '{"type":"__proto__"}', '{"type":"constructor","id":"a"}', 'GET / HTTP/1.1', '\u0000']) ?? '';
  }
}
