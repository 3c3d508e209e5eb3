/**
 * What belongs into the two chunks of video that a call waits for, in the script-tag files.
 *
 * The call chunk: all that a call loads and nothing else has loaded before. Left to itself, Rollup makes one file per
 * import(); a call would then start with several requests in a row. The upgrade's machine and its runner are not in it:
 * they come with the offer of video, so that a click meets them, and what the click loads is the media engine alone.
 */
import type { ManualChunkMeta } from 'rollup';

/** Modules that are only ever imported to start a call. */
const starts = /[\\/]src[\\/](call[\\/]engine|chat[\\/]call-surface)\.ts$/;

/** Where the upgrade's own logic begins, and the offer of video that it comes with. */
const offer = /[\\/]src[\\/](call[\\/]upgrade-runner|chat[\\/]video-part)\.ts$/;

/** Chunks of their own that come after a press; what they share with the offer or the call stays there. */
const later = /[\\/]src[\\/](chat[\\/](check-sheet|call-extras)|call[\\/](in-call|preflight[\\/]call-check))\.ts$/;

interface VideoModules {
  readonly offer: ReadonlySet<string>;
  readonly call: ReadonlySet<string>;
}
const known = new WeakMap<ManualChunkMeta['getModuleInfo'], VideoModules>();

/** The chunk of video that this module belongs to; null: Rollup decides. */
export function videoChunk(id: string, { getModuleInfo, getModuleIds }: ManualChunkMeta): 'call' | 'video-part' | null {
  let modules = known.get(getModuleInfo);
  if (!modules) {
    const ids = [...getModuleIds()];
    const below = (pattern: RegExp): Set<string> => reached(ids.filter((module) => pattern.test(module)), getModuleInfo, false);
    const entries = ids.filter((module) => getModuleInfo(module)?.isEntry);
    const before = reached(entries, getModuleInfo, true);
    const offered = new Set([...below(offer)].filter((module) => !before.has(module)));
    const during = new Set([...below(starts)].filter((module) => !before.has(module) && !offered.has(module)));
    modules = { offer: offered, call: during };
    known.set(getModuleInfo, modules);
  }
  if (modules.offer.has(id)) return 'video-part';
  return modules.call.has(id) ? 'call' : null;
}

const apart = [starts, offer, later];

/** Modules below these ones; with import()s too, but then without those that have a place of their own. */
function reached(from: readonly string[], getModuleInfo: ManualChunkMeta['getModuleInfo'], dynamic: boolean): Set<string> {
  const seen = new Set<string>(from);
  for (const id of seen) {
    const info = getModuleInfo(id);
    const next = [...(info?.importedIds ?? []), ...(dynamic ? (info?.dynamicallyImportedIds ?? []) : [])];
    for (const module of next) if (!dynamic || !apart.some((pattern) => pattern.test(module))) seen.add(module);
  }
  return seen;
}
