/**
 * JSON values as data: the type, a schema that bounds their depth, and the names that no key may have.
 *
 * Knows how to tell JSON from anything else without recursion, so that a hostile depth costs nothing. Does not parse text.
 */
import * as v from 'valibot';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** Deepest nesting that a configuration, a flow or a variable may have. */
export const maxJsonDepth = 32;

/** Names that are never a key, a variable or a step of a path. */
const bannedNames: readonly string[] = ['__proto__', 'prototype', 'constructor'];
export const isBannedName = (name: string): boolean => bannedNames.includes(name);

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isScalar = (value: unknown): boolean =>
  value === null || typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));

export const isJsonObject = (value: Json | undefined): value is JsonObject => isContainer(value) && !Array.isArray(value);

/** Whether a value is nested no deeper than `maxJsonDepth`; walks level by level, never by recursion. */
export function isShallow(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; depth <= maxJsonDepth; depth += 1) {
    level = level.filter(isContainer).flatMap((it) => Object.values(it) as unknown[]);
    if (level.length === 0) return true;
  }
  return false;
}

/** Most values, one in another, that a flow's variable may hold. */
export const mostValues = 10_000;

/** Whether a value is small enough to be kept with a run; stops counting where it is not, so that doubling costs nothing. */
export function isModest(value: Json): boolean {
  const open: Json[] = [value];
  let count = 1;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (!isContainer(next)) continue;
    const inner: readonly Json[] = Object.values(next);
    count += inner.length;
    if (count > mostValues) return false;
    open.push(...inner);
  }
  return isShallow(value);
}

/** Whether a value is JSON: plain containers and scalars, no banned key, no deeper than `maxJsonDepth`. */
export function isJson(value: unknown): value is Json {
  if (!isShallow(value)) return false;
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (isScalar(next)) continue;
    if (!isContainer(next) || Object.keys(next).some(isBannedName)) return false;
    for (const inner of Object.values(next) as unknown[]) open.push(inner);
  }
  return true;
}

export const JsonSchema = v.custom<Json>(isJson, 'Expected a JSON value of limited depth');
