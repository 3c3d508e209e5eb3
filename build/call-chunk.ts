/**
 * What belongs into the call chunk of the script-tag files: all that a call loads and nothing else has loaded before.
 *
 * Left to itself, Rollup makes one file per import(); a call would then start with several requests in a row.
 */
import type { ManualChunkMeta } from 'rollup';

/** Modules that are only ever imported to start a call. */
const starts = /[\\/]src[\\/](call[\\/]engine|chat[\\/]call-surface)\.ts$/;

const known = new WeakMap<ManualChunkMeta['getModuleInfo'], ReadonlySet<string>>();

export function onlyForCalls(id: string, { getModuleInfo, getModuleIds }: ManualChunkMeta): boolean {
  let modules = known.get(getModuleInfo);
  if (!modules) {
    const ids = [...getModuleIds()];
    const entries = ids.filter((module) => getModuleInfo(module)?.isEntry);
    const before = reached(entries, getModuleInfo, true);
    const during = reached(ids.filter((module) => starts.test(module)), getModuleInfo, false);
    modules = new Set([...during].filter((module) => !before.has(module)));
    known.set(getModuleInfo, modules);
  }
  return modules.has(id);
}

/** Modules below these ones, without those that start a call unless they are asked for. */
function reached(from: readonly string[], getModuleInfo: ManualChunkMeta['getModuleInfo'], dynamic: boolean): Set<string> {
  const seen = new Set<string>(from);
  for (const id of seen) {
    const info = getModuleInfo(id);
    const next = [...(info?.importedIds ?? []), ...(dynamic ? (info?.dynamicallyImportedIds ?? []) : [])];
    for (const module of next) if (!dynamic || !starts.test(module)) seen.add(module);
  }
  return seen;
}
