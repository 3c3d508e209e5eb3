/**
 * A flow's variables as far as they can be known without running it: which there are, which are ever set, and the value of
 * those that never are.
 *
 * Goes by the names of settings (`resultVariableName`, `variableName`), so a new type of block that uses them is covered.
 */
import { isJsonObject, operandsOf, pathRoots, wholePath, type Block, type Flow, type Json, type JsonObject } from '../flows/index.js';

/** A block's settings as plain JSON. */
export const settingsOf = (block: Block): JsonObject => block.configuration;

/** Names of variables that a block sets. */
export function namesSetBy(block: Block): readonly string[] {
  const settings = settingsOf(block);
  const names = [settings['resultVariableName'], settings['variableName'], block.type === 'set-variable' ? block.configuration.name : undefined];
  return names.filter((name): name is string => typeof name === 'string');
}

/** Names that some block sets. */
const setNames = (flow: Flow): ReadonlySet<string> => new Set(flow.blocks.flatMap(namesSetBy));

/** Every name that a path of the flow can mean. */
export const knownVariables = (flow: Flow): ReadonlySet<string> => new Set([...Object.keys(flow.variables ?? {}), ...setNames(flow)]);

function stringsIn(value: Json): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap((item: Json) => stringsIn(item));
  return isJsonObject(value) ? Object.values(value).flatMap(stringsIn) : [];
}

/** Strings of a block in which paths can stand. */
export const textsOf = (block: Block): readonly string[] =>
  block.type === 'decision' ? operandsOf(block.configuration.condition).flatMap(stringsIn) : stringsIn(settingsOf(block));

/** The flow variable that a dotted path names; undefined for a path of the contact, the customer or the upgrade. */
export function variableIn(dotted: string): string | undefined {
  const [root = '', second] = dotted.split('.');
  if (root === 'flow') return second;
  const roots: readonly string[] = pathRoots;
  return roots.includes(root) ? undefined : root;
}

/**
 * What a reference is at run time, as far as the flow alone tells: itself, or the start value of a variable that no block
 * sets (empty where that is no text). Undefined: only the run can tell, as of a variable that another flow hands over.
 */
export function fixedReference(flow: Flow, reference: string, inherited: ReadonlySet<string> = new Set()): string | undefined {
  if (!reference.includes('${')) return reference;
  const path = wholePath(reference);
  const name = path === undefined ? undefined : variableIn(path);
  if (name === undefined || path === undefined || path.split('.').length > (path.startsWith('flow.') ? 2 : 1)) return undefined;
  if (inherited.has(name) || setNames(flow).has(name) || !Object.hasOwn(flow.variables ?? {}, name)) return undefined;
  const value = flow.variables?.[name];
  return typeof value === 'string' ? value : '';
}
