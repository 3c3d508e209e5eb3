/** What an agent has changed of what is known of a customer: the lines of a form, and the change that they come to. Pure. */
import type { AttributesChange, CustomerCard } from '../protocol/index.js';

export interface KnownLine {
  /** As it was when the form was opened; undefined of a new line. */
  readonly was: string | undefined;
  readonly key: string;
  readonly value: string;
}

export interface KnownForm {
  readonly name: string;
  readonly lines: readonly KnownLine[];
}

/** What the form is of. */
export type Known = Pick<CustomerCard, 'name' | 'attributes'>;

export const formOf = ({ name, attributes = {} }: Known): KnownForm => ({ name: name ?? '', lines: Object.entries(attributes).map(([key, value]) => ({ was: key, key, value: String(value) })) });

const keyPattern = /^[A-Za-z][\w.-]{0,63}$/u;

/** Whether every line has a name that the platform takes, and each only once. Lines without a word do not count. */
export function goodKeys({ lines }: KnownForm): boolean {
  const keys = written(lines).map(({ key }) => key.trim());
  return keys.every((key) => keyPattern.test(key)) && new Set(keys).size === keys.length;
}

/** What is to be said of the customer; undefined where nothing is new. A value that was not touched keeps its kind. */
export function changeOf(before: Known, { name, lines }: KnownForm): { readonly name?: string; readonly attributes?: AttributesChange } | undefined {
  const known = before.attributes ?? {};
  const attributes: Record<string, string | null> = {};
  const left = new Set<string>();
  for (const { key, value } of written(lines)) {
    const name = key.trim();
    left.add(name);
    const old = Object.prototype.hasOwnProperty.call(known, name) ? known[name] : undefined;
    if (old === undefined || String(old) !== value) attributes[name] = value;
  }
  for (const key of Object.keys(known)) if (!left.has(key)) attributes[key] = null;
  const called = name.trim();
  const renamed = called !== '' && called !== (before.name ?? '');
  if (!renamed && Object.keys(attributes).length === 0) return undefined;
  return { ...(renamed ? { name: called } : {}), ...(Object.keys(attributes).length === 0 ? {} : { attributes }) };
}

const written = (lines: readonly KnownLine[]): readonly KnownLine[] => lines.filter(({ was, key, value }) => was !== undefined || key.trim() !== '' || value.trim() !== '');
