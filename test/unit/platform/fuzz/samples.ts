/**
 * Values that fit a schema, drawn from the schema itself.
 *
 * Walks what valibot keeps of a schema, so a frame or body that is added tomorrow is fuzzed without a word here. Strings
 * take ids that the platform has told of, by the name of their key, so that frames reach past the first check.
 */
import type { Chance } from '../../../../src/platform/routing/simulate/chance.js';

/** Known ids for a key; none means that any word will do. */
export type IdsFor = (key: string) => readonly string[];

type Node = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const nodes = (value: unknown): readonly Node[] => list(value).filter(isNode);

/** A wait of the fuzzer's flows would only stop it. */
const deepest = 6;

export class Samples {
  readonly #chance: Chance;
  readonly #ids: IdsFor;
  /** What messages of this participant carry. */
  readonly #texts: () => string;

  constructor(chance: Chance, ids: IdsFor, texts: () => string) {
    this.#chance = chance;
    this.#ids = ids;
    this.#texts = texts;
  }

  of(schema: unknown, key = '', depth = 0): unknown {
    if (!isNode(schema)) return null;
    const chance = this.#chance;
    switch (schema['type']) {
      case 'string': return this.#string(schema, key);
      case 'number': return this.#number(schema);
      case 'boolean': return chance.happens(0.5);
      case 'literal': return schema['literal'];
      case 'picklist': return chance.one(list(schema['options']));
      case 'null': return null;
      case 'array': return this.#many(schema, depth).map(() => this.of(schema['item'], key, depth + 1));
      case 'tuple': return list(schema['items']).map((item) => this.of(item, key, depth + 1));
      case 'object':
      case 'loose_object':
      case 'strict_object': return this.#object(schema['entries'], depth);
      case 'record': return Object.fromEntries(this.#many(schema, depth).map(() => [String(this.of(schema['key'], key, depth + 1)), this.of(schema['value'], '', depth + 1)]));
      case 'variant':
      case 'union': return this.of(chance.one(list(schema['options'])), key, depth);
      case 'nullable': return chance.happens(0.2) ? null : this.of(schema['wrapped'], key, depth);
      case 'optional':
      case 'exact_optional': return this.of(schema['wrapped'], key, depth);
      case 'lazy': return depth > deepest || typeof schema['getter'] !== 'function' ? null : this.of((schema['getter'] as (input: unknown) => unknown)(undefined), key, depth + 1);
      default: return chance.one([null, true, 3, 'text', [], {}]);
    }
  }

  #object(entries: unknown, depth: number): Record<string, unknown> {
    if (!isNode(entries)) return {};
    const optional = (entry: unknown): boolean => isNode(entry) && (entry['type'] === 'optional' || entry['type'] === 'exact_optional');
    const present = Object.entries(entries).filter(([, entry]) => !optional(entry) || (depth <= deepest && this.#chance.happens(0.5)));
    return Object.fromEntries(present.map(([key, entry]) => [key, this.of(entry, key, depth + 1)]));
  }

  #many(schema: Node, depth: number): readonly undefined[] {
    const least = rule(schema, 'min_length') ?? 0;
    const most = Math.min(rule(schema, 'max_length') ?? 4, depth > deepest ? 0 : 4);
    return Array.from({ length: Math.max(least, this.#chance.below(most + 1)) });
  }

  #number(schema: Node): number {
    const least = rule(schema, 'min_value') ?? 0;
    const most = rule(schema, 'max_value') ?? 1_000;
    const value = this.#chance.one([least, most, least + this.#chance.fraction() * Math.min(most - least, 100)]) ?? least;
    return hasRule(schema, 'integer') ? Math.round(value) : value;
  }

  #string(schema: Node, key: string): string {
    const pattern = nodes(schema['pipe']).find((it) => it['type'] === 'regex')?.['requirement'];
    const most = rule(schema, 'max_length') ?? 200;
    const known = this.#ids(key);
    const words = [...(known.length > 0 ? [this.#chance.one(known) ?? ''] : []), this.#texts().slice(0, most), '2026-03-02T09:00:00.000Z', 'https://shop.example', 'self', 'word'];
    const fitting = pattern instanceof RegExp ? words.filter((word) => pattern.test(word)) : words;
    return fitting[0] ?? 'word';
  }
}

const ruleOf = (schema: Node, type: string): Node | undefined => nodes(schema['pipe']).find((it) => it['type'] === type);
const hasRule = (schema: Node, type: string): boolean => ruleOf(schema, type) !== undefined;
function rule(schema: Node, type: string): number | undefined {
  const value = ruleOf(schema, type)?.['requirement'];
  return typeof value === 'number' ? value : undefined;
}
