/**
 * Rules on references: what is named exists, is named once, and can do what it is named for.
 *
 * Knows the whole configuration. A reference that is a `${a.b}` path is left to run time, unless it
 * names a variable that nothing sets.
 */
import type { SegueConfig, SkillRequirements } from '../config/index.js';
import { isJsonObject, type Block, type Flow, type Json } from '../flows/index.js';
import { finding, type Finding, type Keys } from './finding.js';
import { fixedReference, settingsOf } from './flow-variables.js';
import { inheritedBy } from './handover-rules.js';

export function referenceRules(config: SegueConfig): readonly Finding[] {
  return [...doubles(config), ...fromDeployments(config), ...fromQueues(config), ...fromAgents(config), ...fromFlows(config)];
}

function doubles(config: SegueConfig): readonly Finding[] {
  const lists = { deployments: config.deployments, queues: config.queues, skills: config.skills, agents: config.agents, flows: config.flows, schedules: config.schedules, layouts: config.layouts, oauthClients: config.oauthClients };
  const ids = Object.entries(lists).flatMap(([name, list]) => twice(list.map((it) => it.id), (at) => [name, at, 'id']));
  return [...ids, ...twice(config.agents.map((it) => it.login.toLowerCase()), (at) => ['agents', at, 'login'])];
}

function twice(ids: readonly string[], path: (at: number) => Keys): readonly Finding[] {
  const seen = new Set<string>();
  return ids.flatMap((id, at) => {
    if (seen.has(id)) return [finding('duplicate-id', path(at), `“${id}” is there already.`)];
    seen.add(id);
    return [];
  });
}

/** Checks that `id`, where given, is among `known`. */
function exists(known: readonly { readonly id: string }[], what: string, id: string | undefined, path: Keys, flowId?: string): readonly Finding[] {
  if (id === undefined || known.some((it) => it.id === id)) return [];
  return [finding('unknown-reference', path, `There is no ${what} “${id}”.`, flowId)];
}

const fromDeployments = (config: SegueConfig): readonly Finding[] =>
  config.deployments.flatMap((it, at) => [
    ...exists(config.flows, 'flow', it.flowId, ['deployments', at, 'flowId']),
    ...exists(config.queues, 'queue', it.defaultQueueId, ['deployments', at, 'defaultQueueId']),
    ...exists(config.schedules, 'schedule', it.visit.scheduleId, ['deployments', at, 'visit', 'scheduleId']),
  ]);

function fromQueues(config: SegueConfig): readonly Finding[] {
  return config.queues.flatMap((queue, at) => {
    const path: Keys = ['queues', at];
    const steps = queue.relaxation ?? [];
    return [
      ...queue.members.flatMap((id, n) => exists(config.agents, 'agent', id, [...path, 'members', n])),
      ...exists(config.queues, 'queue', queue.secondaryQueueId, [...path, 'secondaryQueueId']),
      ...(queue.mediaTypes.includes('videoChat') ? takesVideo(config, queue.secondaryQueueId, [...path, 'secondaryQueueId']) : []),
      ...skills(config, queue.skillRequirements, [...path, 'skillRequirements']),
      ...steps.flatMap((step, n) => skills(config, step.skillRequirements, [...path, 'relaxation', n, 'skillRequirements'])),
    ];
  });
}

const skills = (config: SegueConfig, requirements: SkillRequirements, path: Keys): readonly Finding[] =>
  Object.entries(requirements).flatMap(([medium, { skills: needs }]) =>
    needs.flatMap((need, n) => exists(config.skills, 'skill', need.skill.id, [...path, medium, 'skills', n, 'skill', 'id'])));

const fromAgents = (config: SegueConfig): readonly Finding[] =>
  config.agents.flatMap((agent, at) => [
    ...exists(config.layouts, 'layout', agent.layoutId, ['agents', at, 'layoutId']),
    ...agent.skills.flatMap((skill, n) => exists(config.skills, 'skill', skill.id, ['agents', at, 'skills', n, 'id'])),
  ]);

/** A queue that video is sent to must take it; an unknown queue is another finding. */
function takesVideo(config: SegueConfig, queueId: string | undefined, path: Keys, flowId?: string): readonly Finding[] {
  const queue = config.queues.find((it) => it.id === queueId);
  if (!queue || queue.mediaTypes.includes('videoChat')) return [];
  return [finding('queue-without-video', path, `Queue “${queue.id}” does not take videoChat.`, flowId)];
}

/** Settings of blocks that name something, whatever the block's type. */
const references = { queueId: ['queues', 'queue'], secondaryQueueId: ['queues', 'queue'], agentId: ['agents', 'agent'], flowId: ['flows', 'flow'], scheduleId: ['schedules', 'schedule'] } as const;
type ReferenceKey = keyof typeof references;
const isReferenceKey = (key: string): key is ReferenceKey => Object.hasOwn(references, key);

interface Reference {
  readonly key: ReferenceKey;
  readonly value: string;
  readonly path: Keys;
}

function referencesIn(settings: Json, path: Keys): readonly Reference[] {
  if (Array.isArray(settings)) return settings.flatMap((it: Json, n) => referencesIn(it, [...path, n]));
  if (!isJsonObject(settings)) return [];
  return Object.entries(settings).flatMap(([key, value]) =>
    isReferenceKey(key) && typeof value === 'string' ? [{ key, value, path: [...path, key] }] : referencesIn(value, [...path, key]));
}

function fromFlows(config: SegueConfig): readonly Finding[] {
  return config.flows.flatMap((flow, at) => {
    const inherited = inheritedBy(config, flow);
    return flow.blocks.flatMap((block, n) => {
      // A condition and a variable's value are data, not settings.
      if (block.type === 'decision' || block.type === 'set-variable') return [];
      const path: Keys = ['flows', at, 'blocks', n, 'configuration'];
      return [
        ...referencesIn(settingsOf(block), path).flatMap((it) => reference(config, { flow, inherited }, block, it)),
        ...search(flow, block, path),
      ];
    });
  });
}

/** A flow, and the variables that other flows hand over to it. */
interface Naming {
  readonly flow: Flow;
  readonly inherited: ReadonlySet<string>;
}

function reference(config: SegueConfig, { flow, inherited }: Naming, block: Block, { key, value, path }: Reference): readonly Finding[] {
  const id = fixedReference(flow, value, inherited);
  if (id === undefined) return [];
  const [list, what] = references[key];
  if (id === '') return [finding('unknown-reference', path, `“${value}” is always empty, so block “${block.id}” names no ${what}.`, flow.id)];
  const unknown = exists(config[list], what, id, path, flow.id);
  return block.type === 'video-chat' ? [...unknown, ...takesVideo(config, id, path, flow.id)] : unknown;
}

/** A search that cannot go as it reads. */
function search(flow: Flow, block: Block, path: Keys): readonly Finding[] {
  const { queueId, secondaryQueueId, timeoutSeconds, ringSeconds } = settingsOf(block);
  const twice = typeof queueId === 'string' && queueId === secondaryQueueId;
  const late = typeof timeoutSeconds === 'number' && typeof ringSeconds === 'number' && ringSeconds > timeoutSeconds;
  return [
    ...(twice ? [finding('secondary-same', [...path, 'secondaryQueueId'], `Block “${block.id}” names “${queueId}” twice.`, flow.id)] : []),
    ...(late ? [finding('ring-longer-than-wait', [...path, 'ringSeconds'], `Block “${block.id}” rings ${ringSeconds} s in a search of ${timeoutSeconds} s.`, flow.id)] : []),
  ];
}
