/**
 * A flow as a graph: which block leads where, for every outcome that it can have.
 *
 * Knows edges and reachability. Does not know what is wrong with them.
 */
import { asksForMedium, blockIndex, outcomes, routes, upgradeEntry, startBlockOf, waitsForAnswer, wayOut, type Block, type Flow, type Way } from '../flows/index.js';

/** Outcomes that this very block can have: a send-message has others when it asks for a medium. */
export function outcomesOf(block: Block): readonly string[] {
  if (block.type !== 'send-message') return outcomes[block.type];
  if (asksForMedium(block)) return outcomes['send-message'].filter((it) => it !== 'sent' && it !== 'answered' && it !== 'completed');
  return waitsForAnswer(block.configuration) ? ['answered', 'timeout'] : ['sent'];
}

/** Whether a run stops at this block for something to happen. */
export function canWait(block: Block): boolean {
  if (block.type === 'send-message') return asksForMedium(block) || waitsForAnswer(block.configuration);
  return givesOwner(block);
}

/** Whether the block ends the contact, and with it the run. */
export const endsContact = (block: Block): boolean => block.type === 'disconnect';

/** Whether an agent can have the contact once the block has completed. */
export const givesOwner = (block: Block): boolean => block.type === 'video-chat' || routes(block);

/** Whether the block takes what the customer has to say, for somebody to read later. */
export const takesMessage = (_block: Block): boolean => false;

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
  const edges = flow.blocks.map((block, at) => [...new Set(outcomesOf(block).map((outcome) => target(at, outcome)))]);
  const entry = upgradeEntry(flow);
  const starts = [startBlockOf(flow), ...(entry.flow === flow ? [entry.at.blockId] : [])];
  const roots = starts.flatMap((id) => index.get(id) ?? []);
  return { flow, index, edges, roots, target };
}

/** What can be reached from some targets, themselves included, without going on behind a block where `stop` holds. */
export function reach(graph: FlowGraph, from: readonly Target[], stop: (block: Block) => boolean = () => false): ReadonlySet<Target> {
  const seen = new Set<Target>(from);
  const open = [...seen];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (typeof at !== 'number') continue;
    const block = graph.flow.blocks[at];
    if (!block || stop(block)) continue;
    for (const next of graph.edges[at] ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return seen;
}
