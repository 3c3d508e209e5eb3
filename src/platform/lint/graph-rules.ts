/**
 * Rules on a flow's shape: doubles, dangling ways, blocks out of reach, ways never taken, variables nobody sets.
 *
 * Knows one flow at a time and nothing of queues or deployments. Where a run can get lost is in ending-rules.ts.
 */
import { pathsIn, waysOf, type Flow } from '../flows/index.js';
import { finding, type Finding, type Keys } from './finding.js';
import { reach, type FlowGraph } from './flow-graph.js';
import { knownVariables, textsOf, variableIn } from './flow-variables.js';

/** Ids of flows with this beginning are the platform's own. */
const ownPrefix = 'segue:';

/** `inherited`: variables that other flows hand over. */
export function graphRules(graph: FlowGraph, path: Keys, inherited: ReadonlySet<string>): readonly Finding[] {
  return [
    ...ownName(graph.flow, path), ...doubles(graph.flow, path), ...dangling(graph, path), ...unreachable(graph, path),
    ...unusedWays(graph.flow, path), ...unknownVariables(graph.flow, path, inherited), ...trigger(graph.flow, path),
  ];
}

const ownName = (flow: Flow, path: Keys): readonly Finding[] =>
  flow.id.startsWith(ownPrefix) ? [finding('banned-name', [...path, 'id'], `Flow ids that begin with “${ownPrefix}” are the platform’s own.`, flow.id)] : [];

function doubles(flow: Flow, path: Keys): readonly Finding[] {
  const seen = new Set<string>();
  return flow.blocks.flatMap((block, at) => {
    if (!seen.has(block.id)) {
      seen.add(block.id);
      return [];
    }
    return [finding('duplicate-id', [...path, 'blocks', at, 'id'], `There already is a block “${block.id}”.`, flow.id)];
  });
}

function dangling({ flow, index }: FlowGraph, path: Keys): readonly Finding[] {
  const check = (target: string | null | undefined, at: Keys): readonly Finding[] =>
    target === null || target === undefined || index.has(target) ? [] : [finding('dangling-target', [...path, ...at], `There is no block “${target}”.`, flow.id)];
  return [
    ...check(flow.startBlock, ['startBlock']),
    ...Object.entries(flow.entries ?? {}).flatMap(([name, target]) => check(target, ['entries', name])),
    ...flow.blocks.flatMap((block, at) => [
      ...check(block.next, ['blocks', at, 'next']),
      ...Object.entries(block.on ?? {}).flatMap(([outcome, target]) => check(target, ['blocks', at, 'on', outcome])),
    ]),
  ];
}

function unreachable(graph: FlowGraph, path: Keys): readonly Finding[] {
  const reached = reach(graph, graph.roots);
  return graph.flow.blocks.flatMap((block, at) =>
    reached.has(at) || graph.index.get(block.id) !== at ? [] : [finding('unreachable-block', [...path, 'blocks', at], `Nothing leads to block “${block.id}”.`, graph.flow.id)]);
}

function unusedWays(flow: Flow, path: Keys): readonly Finding[] {
  return flow.blocks.flatMap((block, at) => {
    const possible = waysOf(block);
    return Object.keys(block.on ?? {}).flatMap((outcome) => {
      if (possible.includes(outcome)) return [];
      const others = possible.length > 0 ? `its outcomes are ${possible.join(', ')}` : 'it has no way out';
      return [finding('unknown-outcome', [...path, 'blocks', at, 'on', outcome], `Block “${block.id}” (${block.type}) never ends as “${outcome}”; ${others}.`, flow.id)];
    });
  });
}

function unknownVariables(flow: Flow, path: Keys, inherited: ReadonlySet<string>): readonly Finding[] {
  const known = knownVariables(flow);
  return flow.blocks.flatMap((block, at) =>
    [...new Set(textsOf(block).flatMap(pathsIn))].flatMap((dotted) => {
      const name = variableIn(dotted);
      if (name === undefined || known.has(name) || inherited.has(name)) return [];
      return [finding('unknown-variable', [...path, 'blocks', at, 'configuration'], `Block “${block.id}” reads \${${dotted}}, which nothing sets.`, flow.id)];
    }));
}

const trigger = (flow: Flow, path: Keys): readonly Finding[] =>
  flow.startBlock !== undefined || flow.blocks.some((block) => block.type === 'web-messaging-trigger')
    ? []
    : [finding('no-trigger', [...path, 'blocks'], `Flow “${flow.id}” has no web-messaging-trigger.`, flow.id)];
