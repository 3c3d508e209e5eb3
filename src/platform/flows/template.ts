/**
 * `${a.b}` paths: how a flow's texts and operands reach data.
 *
 * Knows the roots (contact, customer, upgrade, flow variables) and reads own properties only, so no path reaches a
 * prototype. There is no expression language: a path names a value or nothing.
 */
import { limits } from '../../protocol/index.js';
import { isBannedName, isJsonObject, type Json, type JsonObject } from './json.js';
import type { FlowContext } from './run-state.js';

/** `${contact.id}`; names may hold what ids may, apart from the dot that parts them. */
const pathPattern = /\$\{([A-Za-z_][A-Za-z0-9_:-]*(?:\.[A-Za-z0-9_:-]+)*)\}/g;
const wholePattern = /^\$\{([A-Za-z_][A-Za-z0-9_:-]*(?:\.[A-Za-z0-9_:-]+)*)\}$/;

/** The data that paths start from: roots by name, and flow variables both under `flow` and by their own names. */
export type Scope = JsonObject;

/** The scope of a run. */
export function scopeOf(context: FlowContext, variables: JsonObject): Scope {
  const { contact, upgrade } = context;
  const result: JsonObject = upgrade.result ? { ...upgrade.result } : {};
  return {
    ...variables,
    contact: contact.queueId === undefined ? { id: contact.id, medium: contact.medium } : { id: contact.id, medium: contact.medium, queueId: contact.queueId },
    customer: context.customer,
    upgrade: { ...result, accepted: upgrade.accepted },
    flow: variables,
  };
}

const own = (value: Json | undefined, key: string): Json | undefined => {
  if (isBannedName(key)) return undefined;
  if (Array.isArray(value)) return /^\d+$/.test(key) ? (value as readonly Json[])[Number(key)] : undefined;
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
};

/** The value at a dotted path; undefined where it leads nowhere. */
export const readPath = (scope: Scope, path: string): Json | undefined =>
  path.split('.').reduce<Json | undefined>((value, key) => own(value, key), scope);

/** The path of a string that is one template as a whole: `${contact.id}` -> `contact.id`. */
export const wholePath = (text: string): string | undefined => wholePattern.exec(text)?.[1];

/** Every path that a text names. */
export const pathsIn = (text: string): readonly string[] => [...text.matchAll(pathPattern)].map((match) => match[1] ?? '');

const asText = (value: Json | undefined): string => {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

/** A text with its paths filled in; a path that leads nowhere becomes nothing. Cut at the longest text of a message. */
export const fillText = (scope: Scope, text: string): string =>
  text.replace(pathPattern, (_whole, path: string) => asText(readPath(scope, path))).slice(0, limits.textLength);

/** An operand's value: a whole template stands for the value at its path, any other string for its text, the rest for itself. */
export function resolveOperand(scope: Scope, operand: Json): Json | undefined {
  if (typeof operand !== 'string') return operand;
  const path = wholePath(operand);
  return path === undefined ? fillText(scope, operand) : readPath(scope, path);
}

/** A value with the templates of all its strings resolved; what leads nowhere becomes null. */
export function resolveDeep(scope: Scope, value: Json): Json {
  if (typeof value === 'string') return resolveOperand(scope, value) ?? null;
  if (Array.isArray(value)) return value.map((item: Json) => resolveDeep(scope, item));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolveDeep(scope, inner)]));
}
