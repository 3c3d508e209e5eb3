/**
 * A flow as a graph: which block leads where, for every outcome that it can have.
 *
 * Knows edges and reachability. Does not know what is wrong with them.
 */
import { blockIndex, mayWait, startBlockOf, switchesFlow, upgradeEntry, wayOut, waysOf, type Block, type Flow, type Way } from '../flows/index.js';

/** Whether a run never goes through this block in one breath. A video-chat without an accepted request completes at once. */
export const alwaysWaits = (block: Block): boolean => mayWait(block) && block.type !== 'video-chat';

/** Ends of the flow, beside blocks, that an edge can lead to. */
export type Target = number | 'end' | 'nowhere';

export interface FlowGraph {
  readonly flow: Flow;
  readonly index: ReadonlyMap<string, number>;
  /** Targets of each block, without doubles. */
  readonly edges: readonly (readonly Target[])[];
  /** Blocks where runs start: the trigger or start block, and the upgrade's entry. */
  readonly roots: readonly number[];
  /** The target of one outcome of a block. */
  target(at: number, outcome: string): Target;
}

export function graphOf(flow: Flow): FlowGraph {
  const index = blockIndex(flow);
  const resolve = (way: Way): Target => (way.kind === 'end' ? 'end' : (index.get(way.blockId) ?? 'nowhere'));
  const target = (at: number, outcome: string): Target => resolve(wayOut(flow, at, outcome));
  const edges = flow.blocks.map((block, at) => [...new Set(waysOf(block).map((outcome) => target(at, outcome)))]);
  const entry = upgradeEntry(flow);
  const starts = [startBlockOf(flow), ...(entry.flow === flow ? [entry.at.blockId] : [])];
  const roots = starts.flatMap((id) => index.get(id) ?? []);
  return { flow, index, edges, roots, target };
}

/** Where a block leads; default: wherever any of its outcomes does. */
export type Follow = (block: Block, at: number) => readonly Target[] | undefined;

/** What can be reached from some targets, themselves included, without going on behind a block where `stop` holds. */
export function reach(graph: FlowGraph, from: readonly Target[], stop: (block: Block) => boolean = () => false, follow: Follow = () => undefined): ReadonlySet<Target> {
  const seen = new Set<Target>(from);
  const open = [...seen];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (typeof at !== 'number') continue;
    const block = graph.flow.blocks[at];
    if (!block || stop(block)) continue;
    for (const next of follow(block, at) ?? graph.edges[at] ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return seen;
}

/** Blocks that hand over to another flow, and that a run reaches from its start without ever waiting. */
export function handsOverAtOnce(graph: FlowGraph): readonly number[] {
  const start = graph.index.get(startBlockOf(graph.flow));
  const ahead = reach(graph, start === undefined ? [] : [start], alwaysWaits);
  return [...ahead].filter((it): it is number => typeof it === 'number' && graph.flow.blocks[it] !== undefined && switchesFlow(graph.flow.blocks[it]));
}
