/**
 * Rules on flows that hand over to each other, and which flows a deployment's contacts can come to.
 *
 * Knows flows by their ids, as far as a flow names another one outright.
 */
import type { SegueConfig } from '../config/index.js';
import type { Flow } from '../flows/index.js';
import { finding, type Finding } from './finding.js';
import { graphOf, handsOverAtOnce } from './flow-graph.js';
import { fixedReference, knownVariables, settingsOf } from './flow-variables.js';

/** A block that hands over, and to which flow. */
interface HandOver {
  readonly at: number;
  readonly flowId: string;
}

function handOvers(flow: Flow, blocks: readonly number[]): readonly HandOver[] {
  return blocks.flatMap((at) => {
    const block = flow.blocks[at];
    const { flowId } = block ? settingsOf(block) : {};
    const id = typeof flowId === 'string' ? fixedReference(flow, flowId) : undefined;
    return id === undefined ? [] : [{ at, flowId: id }];
  });
}

/** Flows that a contact of the flow can come to, itself first. */
export function flowsFrom(config: SegueConfig, flowId: string): readonly Flow[] {
  const seen = new Set<Flow>(config.flows.filter((it) => it.id === flowId).slice(0, 1));
  for (const flow of seen) {
    for (const next of handOvers(flow, flow.blocks.map((_block, at) => at))) {
      const other = config.flows.find((it) => it.id === next.flowId);
      if (other) seen.add(other);
    }
  }
  return [...seen];
}

/** Variables that a flow can get from those that hand over to it: they come over its own. */
export const inheritedBy = (config: SegueConfig, flow: Flow): ReadonlySet<string> =>
  new Set(config.flows.filter((it) => it.id !== flow.id && flowsFrom(config, it.id).some(({ id }) => id === flow.id)).flatMap((it) => [...knownVariables(it)]));

/** Circles of flows in which nobody waits; told at each transfer of the circle. */
export function handoverRules(config: SegueConfig): readonly Finding[] {
  const atOnce = new Map(config.flows.map((flow) => [flow.id, handOvers(flow, handsOverAtOnce(graphOf(flow)))]));
  const leadsTo = (from: string, to: string): boolean => {
    const seen = new Set([from]);
    for (const id of seen) for (const next of atOnce.get(id) ?? []) seen.add(next.flowId);
    return seen.has(to);
  };
  return config.flows.flatMap((flow, n) =>
    (atOnce.get(flow.id) ?? []).flatMap((it) =>
      leadsTo(it.flowId, flow.id)
        ? [finding('flows-in-circle', ['flows', n, 'blocks', it.at, 'configuration', 'flowId'], `Flow “${flow.id}” hands over to “${it.flowId}”, which leads back without waiting.`, flow.id)]
        : []));
}
