/**
 * Rules on where runs end: loops that never wait, blocks without a way out, and contacts ended before anybody had them.
 *
 * Knows one flow's graph. Whether a contact without an owner has a queue to go to is a deployment's (deployment-rules.ts).
 */
import { endsContact, givesOwner, mayWait, startBlockOf, switchesFlow, takesMessage, waysOf, type Block } from '../flows/index.js';
import { finding, type Finding, type Keys } from './finding.js';
import { alwaysWaits, reach, type FlowGraph, type Target } from './flow-graph.js';

export function endingRules(graph: FlowGraph, path: Keys): readonly Finding[] {
  const loops = loopsOf(graph);
  return [...loops.map((loop) => loopFinding(graph, loop, path)), ...trapped(graph, loops, path), ...unowned(graph, path)];
}

/** Blocks that lead back to themselves without waiting; `endless`: and to nothing else. */
interface Loop {
  readonly at: number;
  readonly endless: boolean;
}

const blockAt = (graph: FlowGraph, target: Target): Block | undefined => (typeof target === 'number' ? graph.flow.blocks[target] : undefined);

/** Each loop once, at its first block. */
function loopsOf(graph: FlowGraph): readonly Loop[] {
  const told = new Set<number>();
  const stops = (block: Block): boolean => alwaysWaits(block) || endsContact(block) || switchesFlow(block);
  return graph.flow.blocks.flatMap((block, at) => {
    if (stops(block) || told.has(at)) return [];
    const ahead = reach(graph, graph.edges[at] ?? [], stops);
    if (!ahead.has(at)) return [];
    for (const other of ahead) if (typeof other === 'number') told.add(other);
    const leaves = [...ahead].some((it) => {
      const next = blockAt(graph, it);
      return next === undefined || stops(next) || mayWait(next);
    });
    return [{ at, endless: !leaves }];
  });
}

function loopFinding(graph: FlowGraph, { at, endless }: Loop, path: Keys): Finding {
  const words = endless ? 'leads back to itself, never waits and has no way out' : 'leads back to itself without waiting';
  return finding(endless ? 'endless-loop' : 'loop-without-wait', [...path, 'blocks', at], `Block “${graph.flow.blocks[at]?.id ?? ''}” ${words}.`, graph.flow.id);
}

/** Blocks in reach from which no way leads on to an agent or an end; reported once, at the first of those that lead back to themselves. */
function trapped(graph: FlowGraph, loops: readonly Loop[], path: Keys): readonly Finding[] {
  const told = new Set<Target>();
  const reached = reach(graph, graph.roots);
  return graph.flow.blocks.flatMap((block, at) => {
    if (!reached.has(at) || told.has(at)) return [];
    const ahead = reach(graph, graph.edges[at] ?? []);
    const out = [at, ...ahead].some((it) => {
      const next = blockAt(graph, it);
      return next === undefined || givesOwner(next) || endsContact(next) || switchesFlow(next);
    });
    const cutOff = loops.some((it) => it.endless && ahead.has(it.at));
    // What only leads to them is not where the mend is.
    if (out || cutOff || !ahead.has(at)) return [];
    for (const other of ahead) told.add(other);
    return [finding('no-way-out', [...path, 'blocks', at], `From block “${block.id}” on, the flow reaches neither an agent nor its end.`, graph.flow.id)];
  });
}

/** Blocks that end a contact on some way from the start on which no agent had it and no message was taken. */
function unowned(graph: FlowGraph, path: Keys): readonly Finding[] {
  const start = graph.index.get(startBlockOf(graph.flow));
  const seen = new Set<Target>(start === undefined ? [] : [start]);
  for (const at of seen) {
    const block = blockAt(graph, at);
    if (!block || typeof at !== 'number' || takesMessage(block)) continue;
    for (const outcome of waysOf(block)) if (!(givesOwner(block) && outcome === 'completed')) seen.add(graph.target(at, outcome));
  }
  return [...seen].flatMap((at) => {
    const block = blockAt(graph, at);
    return block && typeof at === 'number' && endsContact(block) && !takesMessage(block)
      ? [finding('ends-without-owner', [...path, 'blocks', at], `Block “${block.id}” can end the contact before any agent had it.`, graph.flow.id)]
      : [];
  });
}
