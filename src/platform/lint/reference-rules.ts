/**
 * Rules on references: what is named exists, is named once, and can do what it is named for.
 *
 * Knows the whole configuration. A reference that is a `${a.b}` path is known at run time only and left alone.
 */
import type { SegueConfig } from '../config/index.js';
import { pathsIn } from '../flows/index.js';
import { finding, type Finding } from './finding.js';

type Path = readonly (string | number)[];

const isFixed = (reference: string): boolean => pathsIn(reference).length === 0;

export function referenceRules(config: SegueConfig): readonly Finding[] {
  return [...doubles(config), ...fromDeployments(config), ...fromQueues(config), ...fromAgents(config), ...fromFlows(config)];
}

function doubles(config: SegueConfig): readonly Finding[] {
  const lists = { deployments: config.deployments, queues: config.queues, skills: config.skills, agents: config.agents, flows: config.flows, layouts: config.layouts, oauthClients: config.oauthClients };
  const ids = Object.entries(lists).flatMap(([name, list]) => twice(list.map((it) => it.id), (at) => [name, at, 'id']));
  return [...ids, ...twice(config.agents.map((it) => it.login.toLowerCase()), (at) => ['agents', at, 'login'])];
}

function twice(ids: readonly string[], path: (at: number) => Path): readonly Finding[] {
  const seen = new Set<string>();
  return ids.flatMap((id, at) => {
    if (seen.has(id)) return [finding('duplicate-id', path(at), `“${id}” is there already.`)];
    seen.add(id);
    return [];
  });
}

/** Checks that `id`, where given, is among `known`. */
function exists(known: readonly { readonly id: string }[], what: string, id: string | undefined, path: Path, flowId?: string): readonly Finding[] {
  if (id === undefined || known.some((it) => it.id === id)) return [];
  return [finding('unknown-reference', path, `There is no ${what} “${id}”.`, flowId)];
}

const fromDeployments = (config: SegueConfig): readonly Finding[] =>
  config.deployments.flatMap((it, at) => [
    ...exists(config.flows, 'flow', it.flowId, ['deployments', at, 'flowId']),
    ...exists(config.queues, 'queue', it.defaultQueueId, ['deployments', at, 'defaultQueueId']),
  ]);

function fromQueues(config: SegueConfig): readonly Finding[] {
  return config.queues.flatMap((queue, at) => {
    const path: Path = ['queues', at];
    const needs = Object.entries(queue.skillRequirements).flatMap(([medium, { skills }]) =>
      skills.flatMap((need, n) => exists(config.skills, 'skill', need.skill.id, [...path, 'skillRequirements', medium, 'skills', n, 'skill', 'id'])));
    return [
      ...queue.members.flatMap((id, n) => exists(config.agents, 'agent', id, [...path, 'members', n])),
      ...exists(config.queues, 'queue', queue.secondaryQueueId, [...path, 'secondaryQueueId']),
      ...takesVideo(config, queue.secondaryQueueId, [...path, 'secondaryQueueId']),
      ...needs,
    ];
  });
}

const fromAgents = (config: SegueConfig): readonly Finding[] =>
  config.agents.flatMap((agent, at) => [
    ...exists(config.layouts, 'layout', agent.layoutId, ['agents', at, 'layoutId']),
    ...agent.skills.flatMap((skill, n) => exists(config.skills, 'skill', skill.id, ['agents', at, 'skills', n, 'id'])),
  ]);

/** A queue that video is sent to must take it; an unknown queue is another finding. */
function takesVideo(config: SegueConfig, queueId: string | undefined, path: Path, flowId?: string): readonly Finding[] {
  const queue = config.queues.find((it) => it.id === queueId);
  if (!queue || queue.mediaTypes.includes('videoChat')) return [];
  return [finding('queue-without-video', path, `Queue “${queue.id}” does not take videoChat.`, flowId)];
}

function fromFlows(config: SegueConfig): readonly Finding[] {
  return config.flows.flatMap((flow, at) =>
    flow.blocks.flatMap((block, n) => {
      const path: Path = ['flows', at, 'blocks', n, 'configuration'];
      const { configuration } = block;
      const named = 'queueId' in configuration ? { queueId: configuration.queueId } : {};
      const secondary = 'secondaryQueueId' in configuration ? { secondaryQueueId: configuration.secondaryQueueId } : {};
      return Object.entries({ ...named, ...secondary }).flatMap(([key, queueId]) => {
        if (!isFixed(queueId)) return [];
        const unknown = exists(config.queues, 'queue', queueId, [...path, key], flow.id);
        return block.type === 'video-chat' ? [...unknown, ...takesVideo(config, queueId, [...path, key], flow.id)] : unknown;
      });
    }));
}
