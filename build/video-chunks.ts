/**
 * What belongs into the chunks of video in the script-tag files.
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

/** What comes when a call is live, and what the self-check's press loads. What they share with the offer or the call stays there. */
const extras = /[\\/]src[\\/](chat[\\/]call-extras|call[\\/]in-call)\.ts$/;
const check = /[\\/]src[\\/](chat[\\/]check-sheet|call[\\/]preflight[\\/]call-check)\.ts$/;

type VideoChunk = 'video-part' | 'call' | 'call-extras' | 'check-sheet';
/** In everything's reach by the protocol's index, and used by a live call alone. */
const ofCalls = /[\\/]src[\\/]protocol[\\/]call-summary\.ts$/;
const known = new WeakMap<ManualChunkMeta['getModuleInfo'], ReadonlyMap<string, VideoChunk>>();

/** The chunk of video that this module belongs to; null: Rollup decides. */
export function videoChunk(id: string, { getModuleInfo, getModuleIds }: ManualChunkMeta): VideoChunk | null {
  let modules = known.get(getModuleInfo);
  if (!modules) {
    const ids = [...getModuleIds()];
    const below = (pattern: RegExp): Set<string> => reached(ids.filter((module) => pattern.test(module)), getModuleInfo, false);
    const before = reached(ids.filter((module) => getModuleInfo(module)?.isEntry), getModuleInfo, true);
    const places = new Map<string, VideoChunk>();
    // In the order in which they load: a module is where it is needed first.
    for (const [name, pattern] of [['video-part', offer], ['call', starts], ['call-extras', extras], ['check-sheet', check]] as const) {
      for (const module of below(pattern)) if (!before.has(module) && !places.has(module)) places.set(module, name);
    }
    // What the two late ones share comes before both: the self-check alone does not load a call's extras.
    for (const module of below(check)) if (places.get(module) === 'call-extras') places.set(module, 'video-part');
    for (const module of ids) if (ofCalls.test(module) && places.size > 0) places.set(module, 'call-extras');
    modules = places;
    known.set(getModuleInfo, modules);
  }
  return modules.get(id) ?? null;
}

const apart = [starts, offer, extras, check];

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
