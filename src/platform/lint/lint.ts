/**
 * Lint: every trap of a configuration, before a customer meets it.
 *
 * Knows which rules there are. Pure: the same configuration gives the same findings in the same order, errors first.
 */
import type { ContactMedium } from '../../protocol/index.js';
import type { SegueConfig } from '../config/index.js';
import type { Flow } from '../flows/index.js';
import { contentRules } from './content-rules.js';
import { deploymentRules } from './deployment-rules.js';
import { endingRules } from './ending-rules.js';
import type { Finding } from './finding.js';
import { graphOf } from './flow-graph.js';
import { fixedReference, settingsOf } from './flow-variables.js';
import { graphRules } from './graph-rules.js';
import { handoverRules, inheritedBy } from './handover-rules.js';
import { layoutRules } from './layout-rules.js';
import { networkRules } from './network-rules.js';
import { referenceRules } from './reference-rules.js';
import { staffingRules } from './staffing-rules.js';
import { upgradeRules } from './upgrade-rules.js';
import { waitingRules } from './waiting-rules.js';

/** Findings of a whole configuration. */
export function lint(config: SegueConfig): readonly Finding[] {
  const flows = config.flows.flatMap((flow, at) => {
    const graph = graphOf(flow);
    const path = ['flows', at];
    return [...graphRules(graph, path, inheritedBy(config, flow)), ...endingRules(graph, path), ...upgradeRules(graph, path)];
  });
  const all = [...deploymentRules(config), ...referenceRules(config), ...flows, ...contentRules(config), ...handoverRules(config), ...staffingRules(config), ...layoutRules(config), ...waitingRules(config), ...networkRules(config)];
  return [...new Map(all.map((it) => [`${it.rule} ${it.path} ${it.message}`, it])).values()].sort((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'));
}

/** Queues that a flow names, each with the medium that it needs there. */
const needsOf = (flow: Flow): ReadonlySet<string> =>
  new Set(flow.blocks.flatMap((block) => {
    const { queueId, secondaryQueueId } = settingsOf(block);
    const medium: ContactMedium = block.type === 'video-chat' ? 'videoChat' : 'webChat';
    return [queueId, secondaryQueueId].flatMap((it) => (typeof it === 'string' ? [`${medium} ${fixedReference(flow, it) ?? ''}`] : []));
  }));

/**
 * Findings that concern one flow if it were published into a configuration, replacing the flow of its id: its own, those
 * of the deployments that run it, and who is missing in the queues that it names. Paths into the flow are relative to it;
 * paths elsewhere stay whole. An error among them blocks publishing.
 */
export function lintFlow(config: SegueConfig, flow: Flow): readonly Finding[] {
  const others = config.flows.filter((it) => it.id !== flow.id);
  const needs = needsOf(flow);
  const findings = lint({ ...config, flows: [flow, ...others] });
  return findings
    .filter((it) => it.flowId === flow.id || needs.has(`${it.medium ?? ''} ${it.queueId ?? ''}`))
    .map((it) => ({ ...it, path: it.path.replace(/^flows\[0\]\.?/, '') }));
}

/** Whether any of the findings is an error. */
export const hasErrors = (findings: readonly Finding[]): boolean => findings.some((it) => it.severity === 'error');
