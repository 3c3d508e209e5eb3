/**
 * Rules on a flow's shape: doubles, dangling ways, blocks out of reach, endless loops, ways never taken.
 *
 * Knows one flow at a time and nothing of queues or deployments.
 */
import { isJsonObject, pathRoots, pathsIn, type Block, type Flow, type Json, operandsOf } from '../flows/index.js';
import { finding, type Finding } from './finding.js';
import { canWait, outcomesOf, reach, type FlowGraph } from './flow-graph.js';

type Path = readonly (string | number)[];

export function graphRules(graph: FlowGraph, path: Path): readonly Finding[] {
  return [
    ...doubles(graph.flow, path), ...dangling(graph, path), ...unreachable(graph, path), ...loops(graph, path),
    ...unusedWays(graph.flow, path), ...unknownVariables(graph.flow, path), ...trigger(graph.flow, path),
  ];
}

function doubles(flow: Flow, path: Path): readonly Finding[] {
  const seen = new Set<string>();
  return flow.blocks.flatMap((block, at) => {
    if (!seen.has(block.id)) {
      seen.add(block.id);
      return [];
    }
    return [finding('duplicate-id', [...path, 'blocks', at, 'id'], `There already is a block “${block.id}”.`, flow.id)];
  });
}

function dangling({ flow, index }: FlowGraph, path: Path): readonly Finding[] {
  const check = (target: string | null | undefined, at: Path): readonly Finding[] =>
    target === null || target === undefined || index.has(target) ? [] : [finding('dangling-target', [...path, ...at], `There is no block “${target}”.`, flow.id)];
  return [
    ...check(flow.startBlock, ['startBlock']),
    ...check(flow.entries?.['upgrade-request'], ['entries', 'upgrade-request']),
    ...flow.blocks.flatMap((block, at) => [
      ...check(block.next, ['blocks', at, 'next']),
      ...Object.entries(block.on ?? {}).flatMap(([outcome, target]) => check(target, ['blocks', at, 'on', outcome])),
    ]),
  ];
}

function unreachable(graph: FlowGraph, path: Path): readonly Finding[] {
  const reached = reach(graph, graph.roots);
  return graph.flow.blocks.flatMap((block, at) =>
    reached.has(at) || graph.index.get(block.id) !== at ? [] : [finding('unreachable-block', [...path, 'blocks', at], `Nothing leads to block “${block.id}”.`, graph.flow.id)]);
}

/** Blocks that can lead back to themselves through blocks that never wait; reported once per loop, at its first block. */
function loops(graph: FlowGraph, path: Path): readonly Finding[] {
  const told = new Set<number>();
  const found: Finding[] = [];
  graph.flow.blocks.forEach((block, at) => {
    if (canWait(block) || told.has(at)) return;
    const ahead = reach(graph, graph.edges[at] ?? [], canWait);
    if (!ahead.has(at)) return;
    for (const other of ahead) if (typeof other === 'number') told.add(other);
    found.push(finding('loop-without-wait', [...path, 'blocks', at], `Block “${block.id}” leads back to itself without waiting.`, graph.flow.id));
  });
  return found;
}

function unusedWays(flow: Flow, path: Path): readonly Finding[] {
  return flow.blocks.flatMap((block, at) => {
    const possible = outcomesOf(block);
    return Object.keys(block.on ?? {}).flatMap((outcome) => {
      if (possible.includes(outcome)) return [];
      const others = possible.length > 0 ? `its outcomes are ${possible.join(', ')}` : 'it has no way out';
      return [finding('unknown-outcome', [...path, 'blocks', at, 'on', outcome], `Block “${block.id}” (${block.type}) never ends as “${outcome}”; ${others}.`, flow.id)];
    });
  });
}

/** Strings of a block in which paths can stand. */
function textsOf(block: Block): readonly string[] {
  if (block.type === 'decision') return operandsOf(block.configuration.condition).flatMap(stringsIn);
  return Object.values(block.configuration as Readonly<Record<string, Json>>).flatMap(stringsIn);
}

function stringsIn(value: Json): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap((item: Json) => stringsIn(item));
  return isJsonObject(value) ? Object.values(value).flatMap(stringsIn) : [];
}

function variablesOf(flow: Flow): ReadonlySet<string> {
  const set = flow.blocks.flatMap((block) => {
    if (block.type === 'set-variable') return [block.configuration.name];
    const name = 'resultVariableName' in block.configuration ? block.configuration.resultVariableName : undefined;
    return name === undefined ? [] : [name];
  });
  return new Set([...Object.keys(flow.variables ?? {}), ...set]);
}

function unknownVariables(flow: Flow, path: Path): readonly Finding[] {
  const known = variablesOf(flow);
  const roots: readonly string[] = pathRoots;
  return flow.blocks.flatMap((block, at) =>
    [...new Set(textsOf(block).flatMap(pathsIn))].flatMap((dotted) => {
      const [root = '', second] = dotted.split('.');
      const name = root === 'flow' ? second : root;
      if (name === undefined || known.has(name) || (root !== 'flow' && roots.includes(root))) return [];
      return [finding('unknown-variable', [...path, 'blocks', at, 'configuration'], `Block “${block.id}” reads \${${dotted}}, which nothing sets.`, flow.id)];
    }));
}

const trigger = (flow: Flow, path: Path): readonly Finding[] =>
  flow.startBlock !== undefined || flow.blocks.some((block) => block.type === 'web-messaging-trigger')
    ? []
    : [finding('no-trigger', [...path, 'blocks'], `Flow “${flow.id}” has no web-messaging-trigger.`, flow.id)];
